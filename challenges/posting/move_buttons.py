"""What a person can do with the state of a challenge, as buttons."""

from collections.abc import Collection

from challenges.posting.models import Challenge
from challenges.posting.transitions import moves_for
from challenges.posting.workflow import Move, Need, Who


def moves_of(challenge: Challenge, roles: Collection[Who]) -> list[Move]:
    """The usual one first; what editing brings by itself is no button."""
    return [move for move in moves_for(challenge, roles) if move.name != "change"]


def asks_reason(moves: list[Move]) -> bool:
    return any(Need.REASON in move.needs for move in moves)
