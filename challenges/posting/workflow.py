"""Define the states of a challenge and one table of the transitions between them.

Everything else reads this table: the service that applies a transition (transitions.py), the buttons, the admin's
actions, and the database trigger that refuses any other change of state.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ChallengeState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PRE_RELEASE = "pre_release", _("Announced")
    OPEN = "open", _("Open")
    EVALUATING = "evaluating", _("Evaluating")
    DECIDED = "decided", _("Decided")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Read by those who own it alone. A scheduled one is hidden too, until its moment: see ChallengeQuerySet.published.
HIDDEN_STATES = (ChallengeState.DRAFT, ChallengeState.IN_REVIEW, ChallengeState.WITHDRAWN)
# On their way to be answered: the clock says when. Whether beat has run says nothing.
TIMED_STATES = (ChallengeState.SCHEDULED, ChallengeState.PRE_RELEASE, ChallengeState.OPEN)
# Companies are matched with these; before the opening too, so that the list is ready then.
MATCHABLE_STATES = (ChallengeState.PRE_RELEASE, ChallengeState.OPEN)
DATED_STATES = (ChallengeState.IN_REVIEW, *TIMED_STATES)
CLOSED_STATES = (ChallengeState.EVALUATING, ChallengeState.DECIDED, ChallengeState.ARCHIVED)


class ChallengeActor(TextChoices):
    """An admin counts as an editor of every ROM; whoever wrote is a writer, whoever did not is a reviewer."""

    EDITOR = "editor", _("Anybody of an owning ROM, or an admin")
    WRITER = "writer", _("Who wrote it")
    REVIEWER = "reviewer", _("Another of an owning ROM than who wrote it, or an admin who did not")
    CLOCK = "clock", _("The clock")


class TransitionGuard(TextChoices):
    """What must be true for a move; services/life/needs.py says how that is found out."""

    TEXT = "text", _("a title and a text")
    DATES = "dates", _("an opening date and a deadline")
    DEADLINE_AHEAD = "deadline_ahead", _("a deadline that is not past")
    REQUIREMENT = "requirement", _("a technology that is asked")
    NO_LEAK = "no_leak", _("no phrase of the annex in what more people read, or a reviewer who says that it may stay")
    REASON = "reason", _("a reason")
    ANNOUNCEMENT_DUE = "announcement_due", _("the moment of announcement has come, the opening has not")
    OPENING_DUE = "opening_due", _("the opening has come")
    CLOSING_DUE = "closing_due", _("the deadline has come")


@dataclass(frozen=True)
class ChallengeTransition:
    """One way from one state to another. `told`: how its history tells it, of %(who)s."""

    name: str
    source: ChallengeState
    target: ChallengeState
    who: ChallengeActor
    needs: tuple[TransitionGuard, ...]
    label: str | Promise
    done: str | Promise
    told: str | Promise


COMPLETE = (TransitionGuard.TEXT, TransitionGuard.DATES, TransitionGuard.DEADLINE_AHEAD, TransitionGuard.REQUIREMENT)


def _build_change(source: ChallengeState) -> ChallengeTransition:
    label, done = _("Change and review again"), _("The challenge goes back to review.")
    return ChallengeTransition(
        "change",
        source,
        ChallengeState.IN_REVIEW,
        ChallengeActor.EDITOR,
        (),
        label,
        done,
        _("%(who)s changed it: back to review"),
    )


def _build_withdrawal(source: ChallengeState) -> ChallengeTransition:
    done = _("The challenge is withdrawn; only your own ROM sees it.")
    return ChallengeTransition(
        "withdraw",
        source,
        ChallengeState.WITHDRAWN,
        ChallengeActor.EDITOR,
        (),
        _("Withdraw"),
        done,
        _("%(who)s withdrew it"),
    )


def _build_clock_transition(
    name: str, source: ChallengeState, target: ChallengeState, need: TransitionGuard, told: str | Promise
) -> ChallengeTransition:
    return ChallengeTransition(name, source, target, ChallengeActor.CLOCK, (need,), told, told, told)


MOVES: tuple[ChallengeTransition, ...] = (
    ChallengeTransition(
        "submit",
        ChallengeState.DRAFT,
        ChallengeState.IN_REVIEW,
        ChallengeActor.EDITOR,
        COMPLETE,
        _("Submit for review"),
        _("The challenge waits for the approval of a colleague."),
        _("%(who)s submitted it for review"),
    ),
    ChallengeTransition(
        "approve",
        ChallengeState.IN_REVIEW,
        ChallengeState.SCHEDULED,
        ChallengeActor.REVIEWER,
        (*COMPLETE, TransitionGuard.NO_LEAK),
        _("Approve"),
        _("The challenge is approved: it opens on its date, or at once where that is past."),
        _("%(who)s approved it"),
    ),
    ChallengeTransition(
        "refuse",
        ChallengeState.IN_REVIEW,
        ChallengeState.DRAFT,
        ChallengeActor.REVIEWER,
        (TransitionGuard.REASON,),
        _("Refuse, with the reason"),
        _("The challenge is a draft again; the writer gets your reason."),
        _("%(who)s refused it"),
    ),
    ChallengeTransition(
        "take_back",
        ChallengeState.IN_REVIEW,
        ChallengeState.DRAFT,
        ChallengeActor.WRITER,
        (),
        _("Take back to draft"),
        _("The challenge is a draft again."),
        _("%(who)s took it back"),
    ),
    _build_change(ChallengeState.SCHEDULED),
    _build_change(ChallengeState.PRE_RELEASE),
    _build_change(ChallengeState.OPEN),
    _build_clock_transition(
        "announce",
        ChallengeState.SCHEDULED,
        ChallengeState.PRE_RELEASE,
        TransitionGuard.ANNOUNCEMENT_DUE,
        _("It was announced, as planned"),
    ),
    _build_clock_transition(
        "open", ChallengeState.SCHEDULED, ChallengeState.OPEN, TransitionGuard.OPENING_DUE, _("It opened, as planned")
    ),
    _build_clock_transition(
        "open", ChallengeState.PRE_RELEASE, ChallengeState.OPEN, TransitionGuard.OPENING_DUE, _("It opened, as planned")
    ),
    _build_clock_transition(
        "close", ChallengeState.OPEN, ChallengeState.EVALUATING, TransitionGuard.CLOSING_DUE, _("It closed, as planned")
    ),
    ChallengeTransition(
        "close_early",
        ChallengeState.OPEN,
        ChallengeState.EVALUATING,
        ChallengeActor.EDITOR,
        (),
        _("Close and evaluate"),
        _("The challenge is closed for answers."),
        _("%(who)s closed it"),
    ),
    ChallengeTransition(
        "decide",
        ChallengeState.EVALUATING,
        ChallengeState.DECIDED,
        ChallengeActor.EDITOR,
        (),
        _("Mark as decided"),
        _("The challenge is marked as decided."),
        _("%(who)s marked it as decided"),
    ),
    ChallengeTransition(
        "archive",
        ChallengeState.DECIDED,
        ChallengeState.ARCHIVED,
        ChallengeActor.EDITOR,
        (),
        _("Archive"),
        _("The challenge is archived."),
        _("%(who)s archived it"),
    ),
    ChallengeTransition(
        "reopen",
        ChallengeState.WITHDRAWN,
        ChallengeState.DRAFT,
        ChallengeActor.EDITOR,
        (),
        _("Back to draft"),
        _("The challenge is a draft again."),
        _("%(who)s made it a draft again"),
    ),
    *map(
        _build_withdrawal,
        (
            ChallengeState.DRAFT,
            ChallengeState.IN_REVIEW,
            ChallengeState.SCHEDULED,
            ChallengeState.PRE_RELEASE,
            ChallengeState.OPEN,
            ChallengeState.EVALUATING,
        ),
    ),
)
PAIRS = frozenset((move.source, move.target) for move in MOVES)


def find_transitions(source: str, target: str) -> list[ChallengeTransition]:
    """Those of the table: more than one where different people may, for different reasons."""
    return [move for move in MOVES if (move.source, move.target) == (source, target)]
