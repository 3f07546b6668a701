from challenges.calibration.models import Judgement, LearningRun
from challenges.dashboard.models import Visit
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.models import Batch, Decision, Longlist, LonglistRow, Match, MatchedChallenge, MatchedCompany
from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge, ChallengeMove, ChallengeRevision, ChallengeWriter
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.question_models import Question
from challenges.posting.requirement_models import Requirement
from challenges.responses.attachment_models import Attachment, AttachmentContent, SubmittedAttachment
from challenges.responses.erased_models import ErasedSubmission
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.partner_models import CoApplicant
from challenges.responses.reading_models import Reading
from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.models import ProgrammeItem, Session, SessionCoOwner
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep, SessionInvitation
from challenges.timetables.models import CalendarFeed, Remark, Wish

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
