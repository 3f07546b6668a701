"""Answering a challenge: saving what people write, sending it in, taking it back, and telling them of it."""

from challenges.services.responses.reminding import remind_of_drafts
from challenges.services.responses.saving import Change, Saved, fingerprint, save_answers
from challenges.services.responses.submitting import Sent, send_in, submit_response, withdraw_response

__all__ = [
    "Change",
    "Saved",
    "Sent",
    "fingerprint",
    "remind_of_drafts",
    "save_answers",
    "send_in",
    "submit_response",
    "withdraw_response",
]
