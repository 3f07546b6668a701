"""Define the states of a challenge and the table of transitions between them; portal/core/workflow.py applies it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.workflow import Attempt, Guard, Transition, Workflow


class ChallengeState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Awaiting approval")
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


def _require(is_met: Callable[[Any], object], problem: Promise) -> Guard:
    """Build a guard from a condition on the attempt and the sentence that is said where it does not hold."""
    return lambda attempt: None if is_met(attempt) else ValidationError(str(problem), code="missing")


def _has_text(attempt: Attempt) -> bool:
    challenge = attempt.row
    return bool((challenge.title_nl and challenge.teaser_nl) or (challenge.title_en and challenge.teaser_en))


def _is_past(moment: datetime | None, attempt: Attempt) -> bool:
    return bool(moment and attempt.now and moment <= attempt.now)


TEXT = _require(_has_text, _("Give it a title and a text in the same language first."))
DATES = _require(
    lambda attempt: attempt.row.opens_at and attempt.row.closes_at, _("Give it an opening date and a deadline first.")
)
DEADLINE_AHEAD = _require(
    lambda attempt: not _is_past(attempt.row.closes_at, attempt), _("Its deadline is past. Choose a later one first.")
)
REQUIREMENT = _require(
    lambda attempt: attempt.row.requirements.counting().exists(), _("Ask at least one technology first.")
)
NO_LEAK = _require(
    lambda attempt: attempt.leaks_may_stay or not attempt.leaks,
    _("Phrases of the annex stand where more people read them. Say by the box that they may stay."),
)
REASON = _require(lambda attempt: attempt.reason.strip(), _("Say why, so that the writer can mend it."))
ANNOUNCEMENT_DUE = _require(
    lambda attempt: (
        _is_past(attempt.row.pre_release_at, attempt)
        and attempt.row.opens_at
        and not _is_past(attempt.row.opens_at, attempt)
    ),
    _("The moment of its announcement has not come, or its opening has."),
)
OPENING_DUE = _require(lambda attempt: _is_past(attempt.row.opens_at, attempt), _("Its opening has not come yet."))
CLOSING_DUE = _require(lambda attempt: _is_past(attempt.row.closes_at, attempt), _("Its deadline has not come yet."))
COMPLETE = (TEXT, DATES, DEADLINE_AHEAD, REQUIREMENT)

EDITOR, WRITER, REVIEWER, CLOCK = (frozenset({actor}) for actor in ChallengeActor)
S = ChallengeState
TRANSITIONS = (
    Transition("submit", (S.DRAFT,), (S.IN_REVIEW,), EDITOR, COMPLETE),
    Transition("approve", (S.IN_REVIEW,), (S.SCHEDULED,), REVIEWER, (*COMPLETE, NO_LEAK)),
    Transition("refuse", (S.IN_REVIEW,), (S.DRAFT,), REVIEWER, (REASON,)),
    Transition("take_back", (S.IN_REVIEW,), (S.DRAFT,), WRITER),
    Transition("change", TIMED_STATES, (S.IN_REVIEW,), EDITOR),
    Transition("announce", (S.SCHEDULED,), (S.PRE_RELEASE,), CLOCK, (ANNOUNCEMENT_DUE,)),
    Transition("open", (S.SCHEDULED, S.PRE_RELEASE), (S.OPEN,), CLOCK, (OPENING_DUE,)),
    Transition("close", (S.OPEN,), (S.EVALUATING,), CLOCK, (CLOSING_DUE,)),
    Transition("close_early", (S.OPEN,), (S.EVALUATING,), EDITOR),
    Transition("decide", (S.EVALUATING,), (S.DECIDED,), EDITOR),
    Transition("archive", (S.DECIDED,), (S.ARCHIVED,), EDITOR),
    Transition("reopen", (S.WITHDRAWN,), (S.DRAFT,), EDITOR),
    Transition("withdraw", (S.DRAFT, S.IN_REVIEW, *TIMED_STATES, S.EVALUATING), (S.WITHDRAWN,), EDITOR),
)


def _refuse(attempt: Attempt) -> ValidationError:
    current, actors = ChallengeState(attempt.row.state), attempt.actors
    found = [each for each in TRANSITIONS if current in each.sources and attempt.target in each.targets]
    if not found:
        told = {"current": current.label, "following": ChallengeState(attempt.target).label}
        message = _("A challenge that is “%(current)s” cannot become “%(following)s”.")
        return ValidationError(message % told, code="no_such_move")
    if ChallengeActor.WRITER in actors and found[0].actors == REVIEWER:
        return ValidationError(_("You wrote this, so somebody else approves it."), code="own_work")
    return ValidationError(_("This move is not yours to make."), code="not_yours")


CHALLENGE_WORKFLOW = Workflow(TRANSITIONS, _refuse)
