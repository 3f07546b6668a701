"""What the pages about a challenge show of its workflow: the buttons, the history and where the review stands."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.workflow import (
    CHALLENGE_WORKFLOW,
    REASON,
    TIMED_STATES,
    ChallengeActor,
    ChallengeState,
    ChallengeTransition,
)
from portal.accounts.models import User

TOLD = 20  # moves, the last ones


def list_move_buttons(challenge: Challenge, roles: Collection[ChallengeActor]) -> list[ChallengeTransition]:
    """Return what a person can do with the state, the usual first; what editing brings by itself is no button."""
    return [each for each in CHALLENGE_WORKFLOW.list_possible(challenge.state, roles) if each.name != "change"]


def has_reason_move(moves: list[ChallengeTransition]) -> bool:
    return any(REASON in move.guards for move in moves)


def get_last_transition(challenge: Challenge, by: User) -> ChallengeTransition:
    """Return what this person did to it last."""
    return CHALLENGE_WORKFLOW.get(challenge.moves.filter(by=by).latest("at", "id").name)


def describe_challenge_move(made: ChallengeMove) -> str:
    """Who did what, in the words of the table; the reason stands beside it."""
    return str(CHALLENGE_WORKFLOW.get(made.name).told) % {"who": made.by or _("Somebody who has left")}


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
