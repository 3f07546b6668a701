from challenges.models.challenge import (
    Challenge,
    ChallengeInvitation,
    ChallengeRevision,
    Requirement,
)
from challenges.models.match import (
    Decision,
    Fit,
    Match,
    MatchedChallenge,
    MatchedCompany,
)
from challenges.models.question import Question
from challenges.models.response import Answer, Response, Submission
from challenges.models.session import Pitch, ProgrammeItem, Session
from challenges.models.visit import Visit

__all__ = [
    "Answer",
    "Challenge",
    "ChallengeInvitation",
    "ChallengeRevision",
    "Decision",
    "Fit",
    "Match",
    "MatchedChallenge",
    "MatchedCompany",
    "Pitch",
    "ProgrammeItem",
    "Question",
    "Requirement",
    "Response",
    "Session",
    "Submission",
    "Visit",
]
