"""The life of a challenge: which state may follow which."""

from challenges.models import Challenge

State = Challenge.State

ALLOWED_MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.OPEN, State.WITHDRAWN}),
    State.OPEN: frozenset({State.EVALUATING, State.WITHDRAWN}),
    State.EVALUATING: frozenset({State.DECIDED, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
    State.WITHDRAWN: frozenset({State.DRAFT}),
}


def may_move(current: str, following: str) -> bool:
    return following in ALLOWED_MOVES[current]
