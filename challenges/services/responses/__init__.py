"""Answering a challenge: saving what people write, sending it in, taking it back, and telling them of it."""

from challenges.services.responses.attaching import attach, check_size, detach
from challenges.services.responses.coapplying import (
    answer_as_co_applicant,
    ask_company,
    found_companies,
    leave_response,
)
from challenges.services.responses.reminding import remind_of_drafts
from challenges.services.responses.saving import Change, Saved, fingerprint, save_answers
from challenges.services.responses.submitting import Sent, send_in, submit_response, withdraw_response

__all__ = [
    "Change",
    "Saved",
    "Sent",
    "answer_as_co_applicant",
    "ask_company",
    "attach",
    "check_size",
    "detach",
    "fingerprint",
    "found_companies",
    "leave_response",
    "remind_of_drafts",
    "save_answers",
    "send_in",
    "submit_response",
    "withdraw_response",
]
