"""What a person can do with the state of a challenge, as buttons."""

from collections.abc import Collection

from challenges.posting.models import Challenge
from challenges.posting.transitions import filter_transitions
from challenges.posting.workflow import ChallengeActor, ChallengeTransition, TransitionGuard


def list_move_buttons(challenge: Challenge, roles: Collection[ChallengeActor]) -> list[ChallengeTransition]:
    """The usual one first; what editing brings by itself is no button."""
    return [move for move in filter_transitions(challenge, roles) if move.name != "change"]


def has_reason_move(moves: list[ChallengeTransition]) -> bool:
    return any(TransitionGuard.REASON in move.needs for move in moves)
