from challenges.models.annex import Annex, AnnexReading
from challenges.models.attachment import Attachment, AttachmentContent, SubmittedAttachment
from challenges.models.batch import Batch
from challenges.models.challenge import Challenge, ChallengeRevision
from challenges.models.coapplicant import CoApplicant
from challenges.models.contact import ChallengeContact
from challenges.models.coowner import ChallengeCoOwner
from challenges.models.erased import ErasedSubmission
from challenges.models.exposure import ExposureFloor, ExposureMiss, ExposureMove
from challenges.models.fit import Fit, FitComparison
from challenges.models.introduction import Introduction, IntroductionStep
from challenges.models.invitation import ChallengeInvitation
from challenges.models.judgement import Judgement, LearningRun
from challenges.models.life import ChallengeMove, ChallengeWriter
from challenges.models.longlist import Longlist, LonglistRow
from challenges.models.match import (
    Decision,
    Match,
    MatchedChallenge,
    MatchedCompany,
)
from challenges.models.question import Question
from challenges.models.reading import Reading
from challenges.models.requirement import Requirement
from challenges.models.response import Answer, Response, Submission
from challenges.models.sessions.appointment import Appointment, Outcome
from challenges.models.sessions.feed import CalendarFeed
from challenges.models.sessions.floor import MeetingTable, Room, Walk
from challenges.models.sessions.meeting import Meeting
from challenges.models.sessions.pitch import Pitch, Presence
from challenges.models.sessions.plan import Plan
from challenges.models.sessions.registration import Attendee, Registration, RegistrationStep, SessionInvitation
from challenges.models.sessions.remark import Remark
from challenges.models.sessions.session import ProgrammeItem, Session, SessionCoOwner
from challenges.models.sessions.slot import Slot
from challenges.models.sessions.wish import Wish
from challenges.models.visit import Visit

__all__ = [
    "Annex",
    "AnnexReading",
    "Answer",
    "Appointment",
    "Attachment",
    "AttachmentContent",
    "Attendee",
    "Batch",
    "CalendarFeed",
    "Challenge",
    "ChallengeCoOwner",
    "ChallengeContact",
    "ChallengeInvitation",
    "ChallengeMove",
    "ChallengeRevision",
    "ChallengeWriter",
    "CoApplicant",
    "Decision",
    "ErasedSubmission",
    "ExposureFloor",
    "ExposureMiss",
    "ExposureMove",
    "Fit",
    "FitComparison",
    "Introduction",
    "IntroductionStep",
    "Judgement",
    "LearningRun",
    "Longlist",
    "LonglistRow",
    "Match",
    "MatchedChallenge",
    "MatchedCompany",
    "Meeting",
    "MeetingTable",
    "Outcome",
    "Pitch",
    "Plan",
    "Presence",
    "ProgrammeItem",
    "Question",
    "Reading",
    "Registration",
    "RegistrationStep",
    "Remark",
    "Requirement",
    "Response",
    "Room",
    "Session",
    "SessionCoOwner",
    "SessionInvitation",
    "Slot",
    "Submission",
    "SubmittedAttachment",
    "Visit",
    "Walk",
    "Wish",
]
