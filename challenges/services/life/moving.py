"""The one way in which a challenge changes its state."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.models import Challenge, ChallengeMove, ChallengeWriter
from challenges.permissions import can_edit_challenge
from challenges.services.life.needs import missing
from challenges.services.locking import locked
from challenges.states import MOVES, Move, State, Who, moves_between
from portal.models import User


@transaction.atomic
def transition(
    challenge: Challenge, to: str, by: User | None, *, reason: str = "", now: datetime | None = None
) -> Challenge:
    """Bring the challenge into another state, as the table of moves allows it, and note who did; None is the clock.

    Raises ValidationError with what keeps it from being made.
    """
    challenge = locked(challenge)
    move = _move(challenge, to, by)
    if problems := missing(challenge, move, reason, now or timezone.now()):
        raise ValidationError([ValidationError(problem, code="missing") for problem in problems])
    _prepare(challenge, move, by)
    challenge.state = move.target
    challenge.full_clean(validate_unique=False)
    challenge.save(update_fields=["state", "updated_at"])
    ChallengeMove.objects.create(
        challenge=challenge,
        name=move.name,
        source=move.source,
        target=move.target,
        by=by,
        by_clock=by is None,
        reason=reason.strip(),
    )
    return challenge


def allowed_moves(challenge: Challenge, by: User | None) -> list[Move]:
    """What this person, or the clock, may do now, in the order of the table; whatever must be true besides."""
    roles = standing(challenge, by)
    return [move for move in MOVES if move.source == challenge.state and move.who in roles]


def last_move(challenge: Challenge) -> Move:
    """The one of the table that it was brought here by, just now."""
    made = ChallengeMove.objects.filter(challenge=challenge).latest("at", "id")
    return next(move for move in moves_between(made.source, made.target) if move.name == made.name)


def standing(challenge: Challenge, by: User | None) -> frozenset[Who]:
    if by is None:
        return frozenset({Who.CLOCK})
    if not can_edit_challenge(by, challenge):
        return frozenset()
    has_written = ChallengeWriter.objects.filter(challenge=challenge, user=by).exists()
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


def _prepare(challenge: Challenge, move: Move, by: User | None) -> None:
    """Approval ends what was written before it. What nobody is known to have written is its submitter's."""
    writers = ChallengeWriter.objects.filter(challenge=challenge)
    if move.name == "approve":
        writers.delete()
    elif move.name == "submit" and by is not None and not writers.exists():
        ChallengeWriter.objects.create(challenge=challenge, user=by)
