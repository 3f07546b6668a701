"""The one way in which a challenge changes its state."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.annex_redaction import find_annex_leaks
from challenges.posting.guards import list_unmet_needs
from challenges.posting.locking import get_challenge_version, lock_challenge
from challenges.posting.models import Challenge
from challenges.posting.notifications import notify_challenge_approved, notify_challenge_move
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.reviewers import get_challenge_writers
from challenges.posting.signals import challenge_closed
from challenges.posting.workflow import (
    MOVES,
    TIMED_STATES,
    ChallengeActor,
    ChallengeState,
    ChallengeTransition,
    TransitionGuard,
    find_transitions,
)
from challenges.posting.workflow_models import ChallengeMove, ChallengeWriter
from portal.accounts.models import User


@transaction.atomic
def transition_challenge(
    challenge: Challenge,
    to: str,
    by: User | None,
    *,
    reason: str = "",
    seen: str = "",
    now: datetime | None = None,
    leaks_may_stay: bool = False,
) -> Challenge:
    """Bring the challenge into another state, as the table of moves allows it, and note who did; None is the clock.

    seen: the version that the person read; what was changed since is not approved unread.
    leaks_may_stay: the person has seen which phrases of the annex stand where more people read them.
    Raises ValidationError with what keeps it from being made.
    """
    return transition_locked_challenge(
        lock_challenge(challenge), to, by, reason=reason, seen=seen, now=now, leaks_may_stay=leaks_may_stay
    )


def transition_locked_challenge(
    challenge: Challenge,
    to: str,
    by: User | None,
    *,
    reason: str = "",
    seen: str = "",
    now: datetime | None = None,
    leaks_may_stay: bool = False,
) -> Challenge:
    """Do the same in a transaction that holds the challenge already, and has read or saved it since."""
    now = now or timezone.now()
    move = _find_requested_transition(challenge, to, by)
    if move.name == "approve" and seen and seen != get_challenge_version(challenge):
        raise ValidationError(
            _("It was changed since you opened it. Read it again before you approve it."), code="changed"
        )
    if problems := list_unmet_needs(challenge, move, reason, now, {TransitionGuard.NO_LEAK} if leaks_may_stay else ()):
        raise ValidationError([ValidationError(problem, code="missing") for problem in problems])
    stayed = find_annex_leaks(challenge) if leaks_may_stay and TransitionGuard.NO_LEAK in move.needs else []
    writers = _release_writers(challenge, move, by)
    if move.target == ChallengeState.EVALUATING:
        challenge_closed.send(Challenge, challenge=challenge)
    challenge.state = move.target
    challenge.clean()
    challenge.save(update_fields=["state", "updated_at"])
    made = ChallengeMove.objects.create(
        challenge=challenge,
        name=move.name,
        source=move.source,
        target=move.target,
        by=by,
        by_clock=by is None,
        reason=reason.strip(),
        leaks=list(dict.fromkeys(leak.phrase for leak in stayed)),
    )
    notify_challenge_move(made)
    if move.name == "approve":
        notify_challenge_approved(made, writers)
    if move.target in TIMED_STATES and by is not None:
        apply_overdue_transitions(challenge, now)
    return challenge


def apply_overdue_transitions(challenge: Challenge, now: datetime) -> int:
    """Make the clock's own moves that are due, one after the other, in a transaction that holds the challenge."""
    made = 0
    while move := _find_due_transition(challenge, now):
        challenge.state = transition_challenge(challenge, move.target, None, now=now).state
        made += 1
    return made


def _find_due_transition(challenge: Challenge, now: datetime) -> ChallengeTransition | None:
    possible = list_allowed_transitions(challenge, None)
    return next((move for move in possible if not list_unmet_needs(challenge, move, "", now)), None)


def list_allowed_transitions(challenge: Challenge, by: User | None) -> list[ChallengeTransition]:
    """What this person, or the clock, may do now, in the order of the table; whatever must be true besides."""
    return filter_transitions(challenge, get_challenge_roles(challenge, by))


def filter_transitions(challenge: Challenge, roles: Collection[ChallengeActor]) -> list[ChallengeTransition]:
    return [move for move in MOVES if move.source == challenge.state and move.who in roles]


def get_last_transition(challenge: Challenge, by: User) -> ChallengeTransition:
    """What this person did to it last, in the words of the table."""
    made = ChallengeMove.objects.filter(challenge=challenge, by=by).latest("at", "id")
    return next(move for move in find_transitions(made.source, made.target) if move.name == made.name)


def get_challenge_roles(challenge: Challenge, by: User | None) -> frozenset[ChallengeActor]:
    if by is None:
        return frozenset({ChallengeActor.CLOCK})
    if not can_edit_challenge(by, challenge):
        return frozenset()
    return get_editor_roles(has_written=ChallengeWriter.objects.filter(challenge=challenge, user=by).exists())


def get_editor_roles(*, has_written: bool) -> frozenset[ChallengeActor]:
    """Who wrote it does not approve it."""
    return frozenset({ChallengeActor.EDITOR, ChallengeActor.WRITER if has_written else ChallengeActor.REVIEWER})


def _find_requested_transition(challenge: Challenge, to: str, by: User | None) -> ChallengeTransition:
    found = find_transitions(challenge.state, to)
    if not found:
        told = {"current": challenge.get_state_display(), "following": ChallengeState(to).label}
        message = _("A challenge that is “%(current)s” cannot become “%(following)s”.")
        raise ValidationError(message % told, code="no_such_move")
    roles = get_challenge_roles(challenge, by)
    for move in found:
        if move.who in roles:
            return move
    if ChallengeActor.WRITER in roles and found[0].who == ChallengeActor.REVIEWER:
        raise ValidationError(_("You wrote this, so somebody else approves it."), code="own_work")
    raise ValidationError(_("This move is not yours to make."), code="not_yours")


def _release_writers(challenge: Challenge, move: ChallengeTransition, by: User | None) -> list[User]:
    """Approval ends what was written before it; those who wrote that. What nobody wrote is its submitter's."""
    writers, people = ChallengeWriter.objects.filter(challenge=challenge), list(get_challenge_writers(challenge))
    if move.name == "approve":
        writers.delete()
    elif move.name == "submit" and by is not None and not writers.exists():
        ChallengeWriter.objects.create(challenge=challenge, user=by)
    return people
