"""One valid row of every model that the admin lists, with rows of its own behind each foreign key."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.utils import timezone

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
from companies.declarations.models import Declaration, Vetting
from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles import visibility_models
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.part_models import FreshnessCall, FundingRound, Investment, Logo, ReferenceCase
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact
from portal.accounts.models import Consent, User
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.models import Erasure, RetentionRun
from portal.regions.models import ROM, Agreement, Province, Signatory
from portal.technologies.models import FocusArea, LoadedEntry, Technology, TechnologyTerm
from tests.factories import (
    AnnexFactory,
    AnnexReadingFactory,
    AnswerFactory,
    AppointmentFactory,
    AttachmentContentFactory,
    AttachmentFactory,
    AttendeeFactory,
    CalendarFeedFactory,
    ChallengeContactFactory,
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    ChallengeMoveFactory,
    ChallengeWriterFactory,
    ClaimFactory,
    CoApplicantFactory,
    CompanyConfidentialFactory,
    CompanyContactFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    ConsentFactory,
    DeclarationFactory,
    ErasedSubmissionFactory,
    ExposureFloorFactory,
    ExposureMissFactory,
    ExposureMoveFactory,
    FreshnessCallFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    InvitationFactory,
    JoinRequestFactory,
    LogoFactory,
    LonglistFactory,
    LonglistRowFactory,
    MeetingFactory,
    MeetingTableFactory,
    MembershipFactory,
    NotificationFactory,
    OutboxMailFactory,
    OutcomeFactory,
    PitchFactory,
    PlanFactory,
    PresenceFactory,
    ProvinceFactory,
    QuestionFactory,
    ReadingFactory,
    ReferenceCaseFactory,
    RegistrationFactory,
    RegistrationStepFactory,
    RemarkFactory,
    RequirementFactory,
    ResponseFactory,
    ResponseReadingFactory,
    ROMFactory,
    RoomFactory,
    SessionCoOwnerFactory,
    SessionFactory,
    SessionInvitationFactory,
    SlotFactory,
    SubmissionFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
    VettingFactory,
    WalkFactory,
    WishFactory,
)

number = count(1)


def agreement() -> Agreement:
    n = next(number)
    row = Agreement.objects.create(slug=f"letter-{n}", title_nl=f"Brief {n}", title_en=f"Letter {n}", source="s")
    row.roms.add(ROMFactory())
    return row


def signatory() -> Signatory:
    return Signatory.objects.create(agreement=agreement(), name=f"Signer {next(number)}")


def focus_area() -> FocusArea:
    return FocusArea.objects.create(
        code=f"area-{next(number)}", framework="nts", label_nl="Gebied", label_en="Area", source="s"
    )


def loaded_entry() -> LoadedEntry:
    return LoadedEntry.objects.create(kind="technology", key=f"k{next(number)}", content={})


def technology() -> Technology:
    row = TechnologyFactory(parent=TechnologyFactory())
    row.focus_areas.add(focus_area())
    TermFactory(technology=row)
    return row


def user() -> User:
    row = UserFactory(adviser=True)
    EmailAddress.objects.create(user=row, email=row.email, primary=True, verified=True)
    return row


def address() -> EmailAddress:
    return EmailAddress.objects.get(user=user())


def authenticator() -> Authenticator:
    return Authenticator.objects.create(user=user(), type="totp", data={"secret": "hidden-secret"})


def funding_round() -> FundingRound:
    row = FundingRound.objects.create(
        company=CompanyFactory(), amount_eur=1_675_000, announced_on=date(2026, 2, 9), source="s"
    )
    Investment.objects.create(funding_round=row, rom=ROMFactory())
    return row


def company() -> Company:
    row = MembershipFactory().company
    CompanyTechnologyFactory(company=row)
    return row


def challenge() -> Challenge:
    row = RequirementFactory().challenge
    ChallengeInvitation.objects.create(challenge=row, company=CompanyFactory())
    return row


def session() -> Session:
    row = SessionFactory()
    ProgrammeItem.objects.create(session=row, text_nl="Opening")
    PitchFactory(session=row)
    return row


def investment() -> Investment:
    return funding_round().investments.get()


def pitch() -> Pitch:
    return session().pitches.get()


def programme_item() -> ProgrammeItem:
    return session().programme.get()


def fit() -> Fit:
    return Fit.objects.create(data=b"", figures={"companies": 3})


def ended_floor() -> ExposureFloor:
    made: ExposureFloor = ExposureFloorFactory(ended=True)
    return made


def judgement() -> Judgement:
    pair = {"challenge": ChallengeFactory(), "company": CompanyFactory()}
    return Judgement.objects.create(
        **pair, points=[300, 100, 90, 120, 0], most=[400, 250, 150, 120, 80], judged_at=timezone.now()
    )


def learning_run() -> LearningRun:
    return LearningRun.objects.create(
        asked_by=UserFactory(admin=True), answer="proposed", version=fit(), figures={"preferences": 60}
    )


def fit_comparison() -> FitComparison:
    challenge, company = ChallengeFactory(), CompanyFactory()
    parts = ["technology", "text", "maturity", "region", "experience"]
    moved = [company.pk, None, 1, [0, 100, 200, 0, 0], [0, 150, 200, 0, 0]]
    rows = [{"challenge": challenge.pk, "moved": [moved]}]
    result = {"stock": {"challenges": 1, "companies": 1}, "parts": parts, "challenges": rows}
    return FitComparison.objects.create(
        before=fit(), after=fit(), asked_at=timezone.now(), made_at=timezone.now(), places=1, changed=1, result=result
    )


def pair() -> dict[str, Any]:
    return {"challenge": ChallengeFactory(), "company": CompanyFactory()}


def match() -> Match:
    parts = {"technology": 364, "text": 100, "maturity": 200, "region": 0, "total": 664}
    return Match.objects.create(**pair(), **parts, challenge_version=1, company_version=1)


def submitted_attachment() -> SubmittedAttachment:
    submission = SubmissionFactory()
    attachment = AttachmentFactory(response=submission.response)
    return SubmittedAttachment.objects.create(submission=submission, attachment=attachment)


SAMPLES: dict[type[Model], Callable[[], Model]] = {
    ROM: lambda: ProvinceFactory().rom,
    Province: ProvinceFactory,
    Agreement: agreement,
    Signatory: signatory,
    FocusArea: focus_area,
    LoadedEntry: lambda: LoadedEntry.objects.create(kind="technology", key=f"k{next(number)}", content={}),
    Notification: NotificationFactory,
    NotificationPreference: lambda: NotificationPreference.objects.create(
        user=UserFactory(), kind="joining", frequency="daily"
    ),
    OutboxMail: OutboxMailFactory,
    Consent: ConsentFactory,
    Erasure: lambda: Erasure.objects.create(what="account", number=next(number), why="asked"),
    RetentionRun: lambda: RetentionRun.objects.create(counts={"mail": 3}),
    Technology: technology,
    TechnologyTerm: TermFactory,
    User: user,
    EmailAddress: address,
    Authenticator: authenticator,
    Company: company,
    CompanyTechnology: CompanyTechnologyFactory,
    Declaration: DeclarationFactory,
    Membership: MembershipFactory,
    JoinRequest: JoinRequestFactory,
    Claim: ClaimFactory,
    Invitation: InvitationFactory,
    FundingRound: funding_round,
    FreshnessCall: FreshnessCallFactory,
    ReferenceCase: ReferenceCaseFactory,
    Investment: investment,
    Vetting: VettingFactory,
    CompanyContact: CompanyContactFactory,
    CompanyConfidential: CompanyConfidentialFactory,
    visibility_models.Reading: ReadingFactory,
    Logo: LogoFactory,
    CompanyRevision: lambda: CompanyFactory().revision,
    Challenge: challenge,
    Annex: AnnexFactory,
    AnnexReading: AnnexReadingFactory,
    Requirement: RequirementFactory,
    ChallengeInvitation: lambda: ChallengeInvitation.objects.create(**pair()),
    ChallengeRevision: lambda: ChallengeFactory().revision,
    ChallengeCoOwner: ChallengeCoOwnerFactory,
    SessionCoOwner: SessionCoOwnerFactory,
    ChallengeMove: ChallengeMoveFactory,
    Longlist: LonglistFactory,
    LonglistRow: LonglistRowFactory,
    ExposureFloor: ended_floor,
    ExposureMove: lambda: ExposureMoveFactory(floor=ended_floor()),
    ExposureMiss: lambda: ExposureMissFactory(floor=ended_floor()),
    ChallengeWriter: ChallengeWriterFactory,
    Session: session,
    Pitch: pitch,
    Presence: PresenceFactory,
    Room: RoomFactory,
    Walk: WalkFactory,
    MeetingTable: MeetingTableFactory,
    Slot: SlotFactory,
    ProgrammeItem: programme_item,
    Registration: RegistrationFactory,
    Attendee: AttendeeFactory,
    RegistrationStep: RegistrationStepFactory,
    SessionInvitation: SessionInvitationFactory,
    Wish: WishFactory,
    Plan: PlanFactory,
    Meeting: MeetingFactory,
    Remark: RemarkFactory,
    Appointment: AppointmentFactory,
    Outcome: OutcomeFactory,
    CalendarFeed: CalendarFeedFactory,
    Visit: lambda: Visit.objects.create(user=UserFactory(), company=CompanyFactory(), seen_at=timezone.now()),
    Decision: lambda: Decision.objects.create(**pair(), kind="shortlisted"),
    Question: QuestionFactory,
    Response: ResponseFactory,
    Answer: AnswerFactory,
    Submission: SubmissionFactory,
    ErasedSubmission: ErasedSubmissionFactory,
    Attachment: AttachmentFactory,
    AttachmentContent: AttachmentContentFactory,
    SubmittedAttachment: submitted_attachment,
    CoApplicant: CoApplicantFactory,
    Reading: ResponseReadingFactory,
    ChallengeContact: ChallengeContactFactory,
    Introduction: IntroductionFactory,
    IntroductionStep: IntroductionStepFactory,
    Fit: fit,
    FitComparison: fit_comparison,
    Judgement: judgement,
    LearningRun: learning_run,
    Match: match,
    MatchedChallenge: lambda: MatchedChallenge.objects.create(
        challenge=ChallengeFactory(), version=1, fit=fit(), ranked_end=-1, nearly_end=-1
    ),
    MatchedCompany: lambda: MatchedCompany.objects.create(
        company=CompanyFactory(), version=1, fit=fit(), ranked_end=-1, nearly_end=-1
    ),
    Batch: lambda: Batch.objects.create(fit=fit(), kind="companies", ids=[1]),
}
