"""The life of a challenge: its states, and one table of the moves between them.

Everything else reads this table: the service that moves (services/life/moving.py), the buttons, the admin's actions,
and the trigger in the database that refuses any other change of state.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
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
HIDDEN_STATES = (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN)
# On their way to be answered: the clock says when. Whether beat has run says nothing.
TIMED_STATES = (State.SCHEDULED, State.PRE_RELEASE, State.OPEN)
# Companies are matched with these; before the opening too, so that the list is ready then.
MATCHABLE_STATES = (State.PRE_RELEASE, State.OPEN)
DATED_STATES = (State.IN_REVIEW, *TIMED_STATES)
CLOSED_STATES = (State.EVALUATING, State.DECIDED, State.ARCHIVED)


class Who(TextChoices):
    """An admin counts as an editor of every ROM; whoever wrote is a writer, whoever did not is a reviewer."""

    EDITOR = "editor", _("Anybody of an owning ROM, or an admin")
    WRITER = "writer", _("Who wrote it")
    REVIEWER = "reviewer", _("Another of an owning ROM than who wrote it, or an admin who did not")
    CLOCK = "clock", _("The clock")


class Need(TextChoices):
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
class Move:
    """One way from one state to another. `told`: how its history tells it, of %(who)s."""

    name: str
    source: State
    target: State
    who: Who
    needs: tuple[Need, ...]
    label: str | Promise
    done: str | Promise
    told: str | Promise


COMPLETE = (Need.TEXT, Need.DATES, Need.DEADLINE_AHEAD, Need.REQUIREMENT)


def _change(source: State) -> Move:
    label, done = _("Change and review again"), _("The challenge goes back to review.")
    return Move("change", source, State.IN_REVIEW, Who.EDITOR, (), label, done, _("%(who)s changed it: back to review"))


def _withdraw(source: State) -> Move:
    done = _("The challenge is withdrawn; only your own ROM sees it.")
    return Move("withdraw", source, State.WITHDRAWN, Who.EDITOR, (), _("Withdraw"), done, _("%(who)s withdrew it"))


def _clock(name: str, source: State, target: State, need: Need, told: str | Promise) -> Move:
    return Move(name, source, target, Who.CLOCK, (need,), told, told, told)


# fmt: off
MOVES: tuple[Move, ...] = (
    Move(
        "submit", State.DRAFT, State.IN_REVIEW, Who.EDITOR, COMPLETE,
        _("Submit for review"), _("The challenge waits for the approval of a colleague."),
        _("%(who)s submitted it for review"),
    ),
    Move(
        "approve", State.IN_REVIEW, State.SCHEDULED, Who.REVIEWER, (*COMPLETE, Need.NO_LEAK),
        _("Approve"), _("The challenge is approved: it opens on its date, or at once where that is past."),
        _("%(who)s approved it"),
    ),
    Move(
        "refuse", State.IN_REVIEW, State.DRAFT, Who.REVIEWER, (Need.REASON,),
        _("Refuse, with the reason"), _("The challenge is a draft again; the writer gets your reason."),
        _("%(who)s refused it"),
    ),
    Move(
        "take_back", State.IN_REVIEW, State.DRAFT, Who.WRITER, (),
        _("Take back to draft"), _("The challenge is a draft again."), _("%(who)s took it back"),
    ),
    _change(State.SCHEDULED), _change(State.PRE_RELEASE), _change(State.OPEN),
    _clock(
        "announce", State.SCHEDULED, State.PRE_RELEASE, Need.ANNOUNCEMENT_DUE, _("It was announced, as planned"),
    ),
    _clock("open", State.SCHEDULED, State.OPEN, Need.OPENING_DUE, _("It opened, as planned")),
    _clock("open", State.PRE_RELEASE, State.OPEN, Need.OPENING_DUE, _("It opened, as planned")),
    _clock("close", State.OPEN, State.EVALUATING, Need.CLOSING_DUE, _("It closed, as planned")),
    Move(
        "close_early", State.OPEN, State.EVALUATING, Who.EDITOR, (),
        _("Close and evaluate"), _("The challenge is closed for answers."), _("%(who)s closed it"),
    ),
    Move(
        "decide", State.EVALUATING, State.DECIDED, Who.EDITOR, (),
        _("Mark as decided"), _("The challenge is marked as decided."), _("%(who)s marked it as decided"),
    ),
    Move(
        "archive", State.DECIDED, State.ARCHIVED, Who.EDITOR, (),
        _("Archive"), _("The challenge is archived."), _("%(who)s archived it"),
    ),
    Move(
        "reopen", State.WITHDRAWN, State.DRAFT, Who.EDITOR, (),
        _("Back to draft"), _("The challenge is a draft again."), _("%(who)s made it a draft again"),
    ),
    *map(_withdraw, (
        State.DRAFT, State.IN_REVIEW, State.SCHEDULED, State.PRE_RELEASE, State.OPEN, State.EVALUATING,
    )),
)
# fmt: on
PAIRS = frozenset((move.source, move.target) for move in MOVES)


def moves_between(source: str, target: str) -> list[Move]:
    """Those of the table: more than one where different people may, for different reasons."""
    return [move for move in MOVES if (move.source, move.target) == (source, target)]
