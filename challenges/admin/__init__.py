from challenges.admin import (
    annex,
    challenge,
    introduction,
    life,
    match,
    registration,
    response,
    session,
    session_parts,
    timetable,
    visit,
)

__all__ = [
    "annex",
    "challenge",
    "introduction",
    "life",
    "match",
    "registration",
    "response",
    "session",
    "session_parts",
    "timetable",
    "visit",
]
