"""Load -> rank -> store: the glue between the database and the engine in challenges.matching."""

from challenges.services.matching.batches import is_over, waiting, work
from challenges.services.matching.comparing import compare_due
from challenges.services.matching.due import begin, is_due, match_due, refresh_all
from challenges.services.matching.explaining import explain_all, explain_pair
from challenges.services.matching.what_if import Asked, ask_what_if

__all__ = [
    "Asked",
    "ask_what_if",
    "begin",
    "compare_due",
    "explain_all",
    "explain_pair",
    "is_due",
    "is_over",
    "match_due",
    "refresh_all",
    "waiting",
    "work",
]
