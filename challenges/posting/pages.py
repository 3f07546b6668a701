"""What the pages about a challenge show of its workflow: the buttons, the history and where the review stands."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.workflow import (
    CHALLENGE_WORKFLOW,
    REASON,
    TIMED_STATES,
    ChallengeActor,
    ChallengeState,
)
from portal.accounts.models import User

TOLD = 20  # moves, the last ones


@dataclass(frozen=True)
class TransitionTexts:
    """told: how the history tells it, of %(who)s. label: of its button. done: what its maker reads afterwards."""

    told: Promise
    label: Promise | str = ""
    done: Promise | str = ""


TEXTS = {
    "submit": TransitionTexts(
        _("%(who)s submitted it for review"),
        _("Submit for review"),
        _("The challenge waits for the approval of a colleague."),
    ),
    "approve": TransitionTexts(
        _("%(who)s approved it"),
        _("Approve"),
        _("The challenge is approved: it opens on its date, or at once where that is past."),
    ),
    "refuse": TransitionTexts(
        _("%(who)s refused it"),
        _("Refuse, with the reason"),
        _("The challenge is a draft again; the writer gets your reason."),
    ),
    "take_back": TransitionTexts(
        _("%(who)s took it back"), _("Take back to draft"), _("The challenge is a draft again.")
    ),
    "change": TransitionTexts(
        _("%(who)s changed it: back to review"), _("Change and review again"), _("The challenge goes back to review.")
    ),
    "announce": TransitionTexts(_("It was announced, as planned")),
    "open": TransitionTexts(_("It opened, as planned")),
    "close": TransitionTexts(_("It closed, as planned")),
    "close_early": TransitionTexts(
        _("%(who)s closed it"), _("Close and evaluate"), _("The challenge is closed for answers.")
    ),
    "decide": TransitionTexts(
        _("%(who)s marked it as decided"), _("Mark as decided"), _("The challenge is marked as decided.")
    ),
    "archive": TransitionTexts(_("%(who)s archived it"), _("Archive"), _("The challenge is archived.")),
    "reopen": TransitionTexts(
        _("%(who)s made it a draft again"), _("Back to draft"), _("The challenge is a draft again.")
    ),
    "withdraw": TransitionTexts(
        _("%(who)s withdrew it"), _("Withdraw"), _("The challenge is withdrawn; only your own ROM sees it.")
    ),
}


@dataclass(frozen=True)
class MoveButton:
    name: str
    target: str
    asks_reason: bool

    @property
    def label(self) -> Promise | str:
        return TEXTS[self.name].label


def list_move_buttons(challenge: Challenge, roles: Collection[ChallengeActor]) -> list[MoveButton]:
    """Return what a person can do with the state, the usual first; what editing brings by itself is no button."""
    return [
        MoveButton(each.name, each.targets[0], REASON in each.guards)
        for each in CHALLENGE_WORKFLOW.list_possible(challenge.state, roles)
        if each.name != "change"
    ]


def describe_last_transition(challenge: Challenge, by: User) -> str:
    """Return what this person reads after what they did to it last."""
    return str(TEXTS[challenge.moves.filter(by=by).latest("at", "id").name].done)


def describe_challenge_move(made: ChallengeMove) -> str:
    """Return who did what; the reason stands beside it."""
    return str(TEXTS[made.name].told) % {"who": made.by or gettext("Somebody who has left")}


@dataclass(frozen=True)
class ReviewEvent:
    made: ChallengeMove
    sentence: str


@dataclass(frozen=True)
class ReviewStatus:
    """refusal: the last word of the reviewer, until it is submitted again. needs_admin: nobody else of the ROM can."""

    history: list[ReviewEvent]
    refusal: ChallengeMove | None
    is_mine: bool
    needs_admin: bool
    goes_back: bool

    @property
    def refused(self) -> str:
        return describe_challenge_move(self.refusal) if self.refusal else ""


def get_review_status(
    challenge: Challenge, user: User, roles: Collection[ChallengeActor], reviewers: frozenset[int]
) -> ReviewStatus:
    """One query. reviewers: the ids of who can approve it."""
    moves = list(challenge.moves.select_related("by").order_by("-at", "-pk")[:TOLD])
    last = moves[0] if moves else None
    is_unapproved = challenge.state in {ChallengeState.DRAFT, ChallengeState.IN_REVIEW}
    return ReviewStatus(
        history=[ReviewEvent(made, describe_challenge_move(made)) for made in moves],
        refusal=last if last and last.name == "refuse" and challenge.state == ChallengeState.DRAFT else None,
        is_mine=ChallengeActor.WRITER in roles,
        needs_admin=is_unapproved and not reviewers - {_get_expected_writer(challenge, user)},
        goes_back=challenge.state in TIMED_STATES,
    )


def _get_expected_writer(challenge: Challenge, user: User) -> int:
    """Who looks at a draft is about to write at it; who looks at what waits may be the one who approves it."""
    return user.pk if challenge.state == ChallengeState.DRAFT else 0
