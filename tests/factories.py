"""Objects for tests: valid by default, with traits for the states that matter."""

import hashlib
import uuid
from datetime import timedelta

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.matching.engine.model import FORMAT
from challenges.matching.model_versions import Fit
from challenges.matching.models import Decision, Longlist, LonglistRow, Match
from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.models import Challenge, ChallengeMove, ChallengeWriter
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.question_models import Question
from challenges.posting.requirement_models import Requirement
from challenges.responses.attachment_models import Attachment, AttachmentContent
from challenges.responses.erased_models import ErasedSubmission
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.partner_models import CoApplicant
from challenges.responses.reading_models import Reading
from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.models import Session, SessionCoOwner
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep, SessionInvitation
from challenges.timetables.models import CalendarFeed, Remark, Wish
from companies.declarations.models import Declaration, Vetting
from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles import visibility_models
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import FreshnessCall, Logo, ReferenceCase
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact, ProfileGroup
from portal.accounts.models import Consent, User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology, TechnologyTerm

WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")  # one pixel


UNUSED_LETTERS = "ABCEHIJKMPQRSTVWXY"  # no province of the Netherlands has a code that begins with one


class ROMFactory(DjangoModelFactory):
    class Meta:
        model = ROM

    slug = factory.Sequence("rom-{}".format)
    name = factory.Sequence("ROM {}".format)


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Province

    code = factory.Sequence(lambda n: UNUSED_LETTERS[n // 26 % len(UNUSED_LETTERS)] + chr(65 + n % 26))
    name_nl = factory.Sequence("Provincie {}".format)
    name_en = factory.Sequence("Province {}".format)
    rom = factory.SubFactory(ROMFactory)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        adviser = factory.Trait(rom=factory.SubFactory(ROMFactory), rom_role="adviser")
        admin = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence("person{}@example.org".format)
    name = factory.Sequence("Person {}".format)


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    kind = "joining"
    key = factory.Sequence("event:{}".format)
    language = "nl"
    title = factory.Sequence("Bericht {}".format)
    text = "Er is iets gebeurd."
    url = "/nl/challenges/"
    frequency = "daily"


class OutboxMailFactory(DjangoModelFactory):
    class Meta:
        model = OutboxMail

    key = factory.Sequence("mail:{}".format)
    user = factory.SubFactory(UserFactory)
    to = factory.SelfAttribute("user.email")
    language = "nl"
    subject = "Er is nieuws"
    text = "Dit is het nieuws."


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    user = factory.SubFactory(UserFactory)
    what = "notice"
    version = "2026-11-24"
    text_hash = "0" * 64
    language = "nl"


class TechnologyFactory(DjangoModelFactory):
    class Meta:
        model = Technology

    slug = factory.Sequence("technology-{}".format)
    label_nl = factory.Sequence("technologie {}".format)
    label_en = factory.Sequence("technology {}".format)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = TechnologyTerm

    technology = factory.SubFactory(TechnologyFactory)
    language = "nl"
    text = factory.Sequence("woord{}".format)


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    class Params:
        claimed = factory.Trait(claimed_at=factory.LazyFunction(timezone.now))

    slug = factory.Sequence("company-{}".format)
    name = factory.Sequence("Bedrijf {}".format)
    state = Company.State.PUBLISHED
    province = factory.SubFactory(ProvinceFactory)
    text_nl = "Wij maken toestellen."


class CompanyTechnologyFactory(DjangoModelFactory):
    class Meta:
        model = CompanyTechnology

    company = factory.SubFactory(CompanyFactory)
    technology = factory.SubFactory(TechnologyFactory)


class ReferenceCaseFactory(DjangoModelFactory):
    class Meta:
        model = ReferenceCase

    company = factory.SubFactory(CompanyFactory)
    title = factory.Sequence("Proef {}".format)
    year = 2024
    text_nl = "Wij maten een winter lang."


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)
    role = "owner"


class JoinRequestFactory(DjangoModelFactory):
    class Meta:
        model = JoinRequest

    user = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)
    message = "Ik werk hier."


class ClaimFactory(DjangoModelFactory):
    """One that waits for the ROM."""

    class Meta:
        model = Claim

    user = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory)
    way = "approval"
    reason = "Ik ben de oprichter."


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    class Params:
        lapsed = factory.Trait(
            mailed_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=15)),
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )

    company = factory.SubFactory(CompanyFactory, claimed=True)
    email = factory.Sequence("guest{}@example.org".format)
    invited_by = factory.SubFactory(UserFactory)
    mailed_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class AddressFactory(DjangoModelFactory):
    """A mail address that a person proved to be theirs."""

    class Meta:
        model = EmailAddress

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    verified = True
    primary = True


class DeclarationFactory(DjangoModelFactory):
    class Meta:
        model = Declaration

    company = factory.SubFactory(CompanyFactory, claimed=True)
    kind = Declaration.Kind.ESTABLISHED
    answer = True
    version = "1"
    statement_nl = "Wij zijn hier gevestigd."
    statement_en = "We are established here."
    language = "nl"
    signed_name = "Noor Hendriks"
    signed_by = factory.SubFactory(UserFactory)
    signed_at = factory.LazyFunction(timezone.now)


class FreshnessCallFactory(DjangoModelFactory):
    class Meta:
        model = FreshnessCall

    company = factory.SubFactory(CompanyFactory)
    called_by = factory.SubFactory(UserFactory, adviser=True)
    outcome = FreshnessCall.Outcome.NOT_REACHED
    note = "Voicemail ingesproken."


class CompanyContactFactory(DjangoModelFactory):
    class Meta:
        model = CompanyContact

    company = factory.SubFactory(CompanyFactory, claimed=True)
    name = factory.Sequence("Contact {}".format)
    email = factory.Sequence("contact{}@example.org".format)
    phone = "+31 20 123 45 67"


class CompanyConfidentialFactory(DjangoModelFactory):
    class Meta:
        model = CompanyConfidential

    company = factory.SubFactory(CompanyFactory, claimed=True)
    text_nl = "Wij leveren aan een klant die wij niet noemen."


class LogoFactory(DjangoModelFactory):
    class Meta:
        model = Logo

    company = factory.SubFactory(CompanyFactory, claimed=True)
    content = factory.LazyFunction(lambda: WEBP)
    width = height = 1
    sha256 = hashlib.sha256(WEBP).hexdigest()


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = visibility_models.Reading

    company = factory.SubFactory(CompanyFactory, claimed=True)
    group = ProfileGroup.CONTACT
    user = factory.SubFactory(UserFactory, adviser=True)
    rom = factory.SelfAttribute("user.rom")


class VettingFactory(DjangoModelFactory):
    class Meta:
        model = Vetting

    company = factory.SubFactory(CompanyFactory)
    scope = Vetting.Scope.DEFENCE
    reason = "Bestuurders en eigenaren nagezien."
    vetted_on = factory.LazyFunction(timezone.localdate)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))
    vetted_by = factory.SubFactory(UserFactory)


class ChallengeFactory(DjangoModelFactory):
    class Meta:
        model = Challenge

    class Params:
        draft = factory.Trait(state=Challenge.State.DRAFT)

    slug = factory.Sequence("challenge-{}".format)
    rom = factory.SubFactory(ROMFactory)
    title_nl = factory.Sequence("Vraag {}".format)
    title_en = factory.Sequence("Need {}".format)
    teaser_nl = "Wij zoeken toestellen."
    state = Challenge.State.OPEN
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))


class AnnexFactory(DjangoModelFactory):
    class Meta:
        model = Annex

    challenge = factory.SubFactory(ChallengeFactory)
    text_nl = "De proef is op een plek die alleen genodigden kennen."
    version = 1


class AnnexReadingFactory(DjangoModelFactory):
    class Meta:
        model = AnnexReading

    annex = factory.SubFactory(AnnexFactory)
    version = 1
    user = factory.SubFactory(UserFactory)


class ChallengeMoveFactory(DjangoModelFactory):
    class Meta:
        model = ChallengeMove

    challenge = factory.SubFactory(ChallengeFactory)
    name, source, target = "refuse", "in_review", "draft"
    by = factory.SubFactory(UserFactory)
    reason = "Zeg ook waar het getoond wordt."


class ChallengeWriterFactory(DjangoModelFactory):
    class Meta:
        model = ChallengeWriter

    challenge = factory.SubFactory(ChallengeFactory)
    user = factory.SubFactory(UserFactory)


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = Requirement

    challenge = factory.SubFactory(ChallengeFactory)
    technology = factory.SubFactory(TechnologyFactory)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    slug = factory.Sequence("session-{}".format)
    rom = factory.SubFactory(ROMFactory)
    title_nl = factory.Sequence("Sessie {}".format)
    place = "Aviodrome"
    city = "Lelystad"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=60))
    ends_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=60, hours=3))
    state = Session.State.PUBLISHED


class ChallengeCoOwnerFactory(DjangoModelFactory):
    class Meta:
        model = ChallengeCoOwner

    challenge = factory.SubFactory(ChallengeFactory)
    rom = factory.SubFactory(ROMFactory)


class SessionCoOwnerFactory(DjangoModelFactory):
    class Meta:
        model = SessionCoOwner

    session = factory.SubFactory(SessionFactory)
    rom = factory.SubFactory(ROMFactory)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    session = factory.SubFactory(SessionFactory)
    name_nl = factory.Sequence("Zaal {}".format)
    name_en = factory.Sequence("Hall {}".format)


class WalkFactory(DjangoModelFactory):
    class Meta:
        model = Walk

    session = factory.SubFactory(SessionFactory)
    first = factory.SubFactory(RoomFactory, session=factory.SelfAttribute("..session"))
    second = factory.SubFactory(RoomFactory, session=factory.SelfAttribute("..session"))
    minutes = 5


class MeetingTableFactory(DjangoModelFactory):
    class Meta:
        model = MeetingTable

    session = factory.SubFactory(SessionFactory)
    room = factory.SubFactory(RoomFactory, session=factory.SelfAttribute("..session"))
    number = factory.Sequence(lambda n: n % 999 + 1)


class SlotFactory(DjangoModelFactory):
    """Without times: the quarter of an hour at the start of the session."""

    class Meta:
        model = Slot

    session = factory.SubFactory(SessionFactory)
    starts_at = factory.SelfAttribute("session.starts_at")
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=15))


class PitchFactory(DjangoModelFactory):
    """At a table of its own, in a room of its own; without a host."""

    class Meta:
        model = Pitch

    session = factory.SubFactory(SessionFactory)
    challenge = factory.SubFactory(ChallengeFactory)
    table = factory.SubFactory(MeetingTableFactory, session=factory.SelfAttribute("..session"))


class PresenceFactory(DjangoModelFactory):
    """Without times: the first hour of the session."""

    class Meta:
        model = Presence

    pitch = factory.SubFactory(PitchFactory)
    starts_at = factory.SelfAttribute("pitch.session.starts_at")
    ends_at = factory.LazyAttribute(lambda hours: hours.starts_at + timedelta(hours=1))


class RegistrationFactory(DjangoModelFactory):
    """Confirmed, of one person; as many attendees as seats."""

    class Meta:
        model = Registration
        skip_postgeneration_save = True

    class Params:
        requested = factory.Trait(state="requested")
        waiting = factory.Trait(state="waiting", order=factory.Sequence(lambda n: n + 1))
        offered = factory.Trait(
            state="offered", offer_lapses_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=2))
        )

    session = factory.SubFactory(SessionFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)
    state = "confirmed"
    state_since = factory.LazyFunction(timezone.now)
    asked_at = factory.LazyFunction(timezone.now)
    seats = 1

    @factory.post_generation
    def people(self, create, extracted, **kwargs):
        if create:
            AttendeeFactory.create_batch(self.seats, registration=self)


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    registration = factory.SubFactory(RegistrationFactory)
    name = factory.Sequence("Bezoeker {}".format)
    email = factory.Sequence("guest{}@example.org".format)


class RegistrationStepFactory(DjangoModelFactory):
    class Meta:
        model = RegistrationStep

    registration = factory.SubFactory(RegistrationFactory)
    what = "register"
    side = "company"
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)
    state = "confirmed"
    seats = 1


class SessionInvitationFactory(DjangoModelFactory):
    class Meta:
        model = SessionInvitation

    session = factory.SubFactory(SessionFactory)
    company = factory.SubFactory(CompanyFactory)
    invited_by = factory.SubFactory(UserFactory, adviser=True)


class MatchFactory(DjangoModelFactory):
    class Meta:
        model = Match

    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory)
    technology, text, maturity, region, experience, freshness = 330, 200, 130, 110, 100, 0
    total = factory.LazyAttribute(
        lambda match: sum(
            (match.technology, match.text, match.maturity, match.region, match.experience, match.freshness)
        )
    )
    in_challenge_top = True
    in_company_top = True
    challenge_version = 1
    company_version = 1


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory)
    kind = Decision.Kind.SHORTLISTED


class LonglistFactory(DjangoModelFactory):
    class Meta:
        model = Longlist

    challenge = factory.SubFactory(ChallengeFactory)
    number = factory.Sequence(lambda n: n + 1)
    frozen_by = factory.SubFactory(UserFactory, adviser=True)
    challenge_version = 1
    fit = 1
    rules = factory.LazyFunction(lambda: [{"rule": "must", "asked": "Drones"}])


class LonglistRowFactory(DjangoModelFactory):
    class Meta:
        model = LonglistRow

    longlist = factory.SubFactory(LonglistFactory)
    company = factory.SubFactory(CompanyFactory)
    rank = factory.Sequence(lambda n: n + 1)
    technology, text, maturity, region, experience, freshness, total = 300, 100, 120, 50, 40, 0, 610
    company_version = 1


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    challenge = factory.SubFactory(ChallengeFactory)
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    text_nl = factory.Sequence("Wat bied je aan ({})?".format)
    text_en = factory.Sequence("What do you offer ({})?".format)


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    class Params:
        submitted = factory.Trait(
            state=Response.State.SUBMITTED,
            version=1,
            sent_version=1,
            submitted_at=factory.LazyFunction(timezone.now),
        )

    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    question = factory.SubFactory(QuestionFactory, challenge=factory.SelfAttribute("..response.challenge"))
    text = "Wij bieden een toestel aan."


class SubmissionFactory(DjangoModelFactory):
    class Meta:
        model = Submission

    response = factory.SubFactory(ResponseFactory, submitted=True)
    number = 1
    key = factory.LazyFunction(uuid.uuid4)
    submitted_at = factory.LazyFunction(timezone.now)
    language = "nl"
    snapshot = '{"answers":[]}'
    sha256 = factory.LazyAttribute(lambda sent: hashlib.sha256(sent.snapshot.encode()).hexdigest())


class AttachmentFactory(DjangoModelFactory):
    """Without its bytes, which AttachmentContentFactory makes."""

    class Meta:
        model = Attachment

    response = factory.SubFactory(ResponseFactory)
    name = factory.Sequence("bijlage-{}.txt".format)
    content_type = "text/plain"
    size = 7
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.name.encode()).hexdigest())


class AttachmentContentFactory(DjangoModelFactory):
    class Meta:
        model = AttachmentContent

    attachment = factory.SubFactory(AttachmentFactory)
    data = b"Bijlage"


class CoApplicantFactory(DjangoModelFactory):
    class Meta:
        model = CoApplicant

    class Params:
        agreed = factory.Trait(
            state=CoApplicant.State.AGREED, decided_at=factory.LazyFunction(timezone.now), read_version=1
        )

    response = factory.SubFactory(ResponseFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)


class ChallengeContactFactory(DjangoModelFactory):
    class Meta:
        model = ChallengeContact

    challenge = factory.SubFactory(ChallengeFactory)
    unit = factory.Sequence("Eenheid {}".format)
    name = factory.Sequence("Vrager {}".format)
    email = factory.Sequence("unit{}@example.org".format)
    phone = "+31 70 123 45 67"


class IntroductionFactory(DjangoModelFactory):
    """One that the company asked for, and that its challenge's ROM has yet to answer."""

    class Meta:
        model = Introduction

    class Params:
        introduced = factory.Trait(
            state=Introduction.State.INTRODUCED,
            owner_accepted_at=factory.LazyFunction(timezone.now),
            introduced_at=factory.LazyFunction(timezone.now),
        )

    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory, claimed=True)
    begun_by = "company"
    state_since = factory.LazyFunction(timezone.now)
    asked_at = factory.LazyFunction(timezone.now)
    company_accepted_at = factory.SelfAttribute("asked_at")
    lapses_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class IntroductionStepFactory(DjangoModelFactory):
    class Meta:
        model = IntroductionStep

    introduction = factory.SubFactory(IntroductionFactory)
    what = "ask"
    side = "company"
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)
    state = "asked"
    note = "Wij meten dit al in de haven."


class ResponseReadingFactory(DjangoModelFactory):
    class Meta:
        model = Reading

    submission = factory.SubFactory(SubmissionFactory)
    user = factory.SubFactory(UserFactory, adviser=True)
    way = Reading.Way.PAGE


class ErasedSubmissionFactory(DjangoModelFactory):
    class Meta:
        model = ErasedSubmission

    challenge = factory.SubFactory(ChallengeFactory)
    submitted_at = factory.LazyFunction(timezone.now)
    sha256 = "a" * 64


class WishFactory(DjangoModelFactory):
    class Meta:
        model = Wish

    registration = factory.SubFactory(RegistrationFactory)
    pitch = factory.SubFactory(PitchFactory, session=factory.SelfAttribute("..registration.session"))
    side = "company"
    wish = "must"
    by = factory.SubFactory(UserFactory)


class PlanFactory(DjangoModelFactory):
    """Waiting for a worker."""

    class Meta:
        model = Plan

    class Params:
        solved = factory.Trait(
            state="solved",
            ended_at=factory.LazyFunction(timezone.now),
            **dict.fromkeys(("value", "bound", "musts", "musts_kept", "fewest", "idle_tables"), 0),
        )

    session = factory.SubFactory(SessionFactory)
    number = factory.Sequence(lambda n: n + 1)
    made_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    plan = factory.SubFactory(PlanFactory, solved=True)
    registration = factory.SubFactory(RegistrationFactory, session=factory.SelfAttribute("..plan.session"))
    pitch = factory.SubFactory(PitchFactory, session=factory.SelfAttribute("..plan.session"))
    slot = factory.SubFactory(SlotFactory, session=factory.SelfAttribute("..plan.session"))
    table = factory.SelfAttribute("pitch.table")
    value = 500


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = Remark

    plan = factory.SubFactory(PlanFactory, solved=True, provisional_at=factory.LazyFunction(timezone.now))
    registration = factory.SubFactory(RegistrationFactory, session=factory.SelfAttribute("..plan.session"))
    text = "Wij zijn er pas na elf uur."
    by = factory.SubFactory(UserFactory)


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    registration = factory.SubFactory(RegistrationFactory)
    pitch = factory.SubFactory(PitchFactory, session=factory.SelfAttribute("..registration.session"))
    starts_at = factory.SelfAttribute("registration.session.starts_at")
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(minutes=20))
    table = factory.SelfAttribute("pitch.table")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    appointment = factory.SubFactory(AppointmentFactory)
    side = "company"
    kind = "goes_on"
    by = factory.SubFactory(UserFactory)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    user = factory.SubFactory(UserFactory)
    secret_hash = factory.Sequence(lambda n: f"{n:064x}")


class ExposureFloorFactory(DjangoModelFactory):
    """On trial, and not worked out yet."""

    class Meta:
        model = ExposureFloor

    class Params:
        on = factory.Trait(state="on", made_of="lists", on_at=factory.LazyFunction(timezone.now))
        ended = factory.Trait(state="ended", ended_at=factory.LazyFunction(timezone.now))

    least, places, lost = 1, 2, 50
    asked_by = factory.SubFactory(UserFactory, admin=True)


class ExposureMoveFactory(DjangoModelFactory):
    class Meta:
        model = ExposureMove

    floor = factory.SubFactory(ExposureFloorFactory, on=True)
    challenge = factory.SubFactory(ChallengeFactory)
    company = factory.SubFactory(CompanyFactory)
    instead_of = factory.SubFactory(CompanyFactory)
    lost = 10


class ExposureMissFactory(DjangoModelFactory):
    class Meta:
        model = ExposureMiss

    floor = factory.SubFactory(ExposureFloorFactory, on=True)
    company = factory.SubFactory(CompanyFactory)
    seen, within_reach, qualifies, reason = 0, 1, 2, "no_place"


class FitFactory(DjangoModelFactory):
    class Meta:
        model = Fit

    data = b""
    format = FORMAT
