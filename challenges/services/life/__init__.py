"""The life of a challenge: what moves it, who wrote at it, and what the clock does."""

from challenges.services.life.moving import allowed_moves, last_move, transition
from challenges.services.life.writing import REVIEWED_FIELDS, ask_review_again, must_be_unsettled, note_writer

__all__ = [
    "REVIEWED_FIELDS",
    "allowed_moves",
    "ask_review_again",
    "last_move",
    "must_be_unsettled",
    "note_writer",
    "transition",
]
