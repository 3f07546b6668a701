"""The life of a challenge: what moves it, who wrote at it, and what the clock does."""

from challenges.services.life.clock import move_due
from challenges.services.life.moving import allowed_moves, last_move, moves_for, roles_of_editor, standing, transition
from challenges.services.life.reminding import remind_of_reviews
from challenges.services.life.reviewing import hands_on
from challenges.services.life.sharing import share_no_more, share_with
from challenges.services.life.writing import REVIEWED_FIELDS, ask_review_again, must_be_unsettled, note_writer

__all__ = [
    "REVIEWED_FIELDS",
    "allowed_moves",
    "ask_review_again",
    "hands_on",
    "last_move",
    "move_due",
    "moves_for",
    "must_be_unsettled",
    "note_writer",
    "remind_of_reviews",
    "roles_of_editor",
    "share_no_more",
    "share_with",
    "standing",
    "transition",
]
