"""The one way in which a challenge changes its state."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.matching.shortlists import freeze_at_closing
from challenges.posting.annex_redaction import leaks_of
from challenges.posting.guards import missing
from challenges.posting.locking import locked, version_of
from challenges.posting.models import Challenge
from challenges.posting.notifications import tell, tell_approved
from challenges.posting.permissions import can_edit_challenge
from challenges.posting.reviewers import writers_of
from challenges.posting.workflow import MOVES, TIMED_STATES, Move, Need, State, Who, moves_between
from challenges.posting.workflow_models import ChallengeMove, ChallengeWriter
from portal.accounts.models import User


@transaction.atomic
def transition(
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
    return transition_locked(
        locked(challenge), to, by, reason=reason, seen=seen, now=now, leaks_may_stay=leaks_may_stay
    )


def transition_locked(
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
    move = _move(challenge, to, by)
    if move.name == "approve" and seen and seen != version_of(challenge):
        raise ValidationError(
            _("It was changed since you opened it. Read it again before you approve it."), code="changed"
        )
    if problems := missing(challenge, move, reason, now, {Need.NO_LEAK} if leaks_may_stay else ()):
        raise ValidationError([ValidationError(problem, code="missing") for problem in problems])
    stayed = leaks_of(challenge) if leaks_may_stay and Need.NO_LEAK in move.needs else []
    writers = _settle_writers(challenge, move, by)
    if move.target == State.EVALUATING:
        freeze_at_closing(challenge)
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
    tell(made)
    if move.name == "approve":
        tell_approved(made, writers)
    if move.target in TIMED_STATES and by is not None:
        catch_up(challenge, now)
    return challenge


def catch_up(challenge: Challenge, now: datetime) -> int:
    """Make the clock's own moves that are due, one after the other, in a transaction that holds the challenge."""
    made = 0
    while move := _due(challenge, now):
        challenge.state = transition(challenge, move.target, None, now=now).state
        made += 1
    return made


def _due(challenge: Challenge, now: datetime) -> Move | None:
    possible = allowed_moves(challenge, None)
    return next((move for move in possible if not missing(challenge, move, "", now)), None)


def allowed_moves(challenge: Challenge, by: User | None) -> list[Move]:
    """What this person, or the clock, may do now, in the order of the table; whatever must be true besides."""
    return moves_for(challenge, standing(challenge, by))


def moves_for(challenge: Challenge, roles: Collection[Who]) -> list[Move]:
    return [move for move in MOVES if move.source == challenge.state and move.who in roles]


def last_move(challenge: Challenge, by: User) -> Move:
    """What this person did to it last, in the words of the table."""
    made = ChallengeMove.objects.filter(challenge=challenge, by=by).latest("at", "id")
    return next(move for move in moves_between(made.source, made.target) if move.name == made.name)


def standing(challenge: Challenge, by: User | None) -> frozenset[Who]:
    if by is None:
        return frozenset({Who.CLOCK})
    if not can_edit_challenge(by, challenge):
        return frozenset()
    return roles_of_editor(has_written=ChallengeWriter.objects.filter(challenge=challenge, user=by).exists())


def roles_of_editor(*, has_written: bool) -> frozenset[Who]:
    """Who wrote it does not approve it."""
    return frozenset({Who.EDITOR, Who.WRITER if has_written else Who.REVIEWER})


def _move(challenge: Challenge, to: str, by: User | None) -> Move:
    found = moves_between(challenge.state, to)
    if not found:
        told = {"current": challenge.get_state_display(), "following": State(to).label}
        message = _("A challenge that is “%(current)s” cannot become “%(following)s”.")
        raise ValidationError(message % told, code="no_such_move")
    roles = standing(challenge, by)
    for move in found:
        if move.who in roles:
            return move
    if Who.WRITER in roles and found[0].who == Who.REVIEWER:
        raise ValidationError(_("You wrote this, so somebody else approves it."), code="own_work")
    raise ValidationError(_("This move is not yours to make."), code="not_yours")


def _settle_writers(challenge: Challenge, move: Move, by: User | None) -> list[User]:
    """Approval ends what was written before it; those who wrote that. What nobody wrote is its submitter's."""
    writers, people = ChallengeWriter.objects.filter(challenge=challenge), list(writers_of(challenge))
    if move.name == "approve":
        writers.delete()
    elif move.name == "submit" and by is not None and not writers.exists():
        ChallengeWriter.objects.create(challenge=challenge, user=by)
    return people
