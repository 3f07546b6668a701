from challenges.admin import (
    annex,
    challenge,
    exposure,
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
    "exposure",
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
