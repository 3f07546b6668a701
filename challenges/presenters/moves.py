"""What a person can do with the state of a challenge, as buttons."""

from challenges.models import Challenge
from challenges.services.life import allowed_moves
from challenges.states import Move, Need
from portal.models import User


def moves_of(challenge: Challenge, user: User) -> list[Move]:
    """The usual one first; what editing brings by itself is no button."""
    return [move for move in allowed_moves(challenge, user) if move.name != "change"]


def asks_reason(moves: list[Move]) -> bool:
    return any(Need.REASON in move.needs for move in moves)
