"""One valid row of every model that the admin lists, with rows of its own behind each foreign key."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model
from django.utils import timezone

from challenges import models as challenges
from companies import models as companies
from portal import models as portal
from tests import factories as make

number = count(1)


def agreement() -> portal.Agreement:
    n = next(number)
    row = portal.Agreement.objects.create(slug=f"letter-{n}", title_nl=f"Brief {n}", title_en=f"Letter {n}", source="s")
    row.roms.add(make.ROMFactory())
    return row


def signatory() -> portal.Signatory:
    return portal.Signatory.objects.create(agreement=agreement(), name=f"Signer {next(number)}")


def focus_area() -> portal.FocusArea:
    return portal.FocusArea.objects.create(
        code=f"area-{next(number)}", framework="nts", label_nl="Gebied", label_en="Area", source="s"
    )


def loaded_entry() -> portal.LoadedEntry:
    return portal.LoadedEntry.objects.create(kind="technology", key=f"k{next(number)}", content={})


def technology() -> portal.Technology:
    row = make.TechnologyFactory(parent=make.TechnologyFactory())
    row.focus_areas.add(focus_area())
    make.TermFactory(technology=row)
    return row


def user() -> portal.User:
    row = make.UserFactory(adviser=True)
    EmailAddress.objects.create(user=row, email=row.email, primary=True, verified=True)
    return row


def address() -> EmailAddress:
    return EmailAddress.objects.get(user=user())


def authenticator() -> Authenticator:
    return Authenticator.objects.create(user=user(), type="totp", data={"secret": "hidden-secret"})


def funding_round() -> companies.FundingRound:
    row = companies.FundingRound.objects.create(
        company=make.CompanyFactory(), amount_eur=1_675_000, announced_on=date(2026, 2, 9), source="s"
    )
    companies.Investment.objects.create(funding_round=row, rom=make.ROMFactory())
    return row


def company() -> companies.Company:
    row = make.MembershipFactory().company
    make.CompanyTechnologyFactory(company=row)
    return row


def challenge() -> challenges.Challenge:
    row = make.RequirementFactory().challenge
    challenges.ChallengeInvitation.objects.create(challenge=row, company=make.CompanyFactory())
    return row


def session() -> challenges.Session:
    row = make.SessionFactory()
    challenges.ProgrammeItem.objects.create(session=row, text_nl="Opening")
    make.PitchFactory(session=row)
    return row


def investment() -> companies.Investment:
    return funding_round().investments.get()


def pitch() -> challenges.Pitch:
    return session().pitches.get()


def programme_item() -> challenges.ProgrammeItem:
    return session().programme.get()


def fit() -> challenges.Fit:
    return challenges.Fit.objects.create(data=b"", figures={"companies": 3})


def ended_floor() -> challenges.ExposureFloor:
    made: challenges.ExposureFloor = make.ExposureFloorFactory(ended=True)
    return made


def judgement() -> challenges.Judgement:
    pair = {"challenge": make.ChallengeFactory(), "company": make.CompanyFactory()}
    return challenges.Judgement.objects.create(
        **pair, points=[300, 100, 90, 120, 0], most=[400, 250, 150, 120, 80], judged_at=timezone.now()
    )


def learning_run() -> challenges.LearningRun:
    return challenges.LearningRun.objects.create(
        asked_by=make.UserFactory(admin=True), answer="proposed", version=fit(), figures={"preferences": 60}
    )


def fit_comparison() -> challenges.FitComparison:
    challenge, company = make.ChallengeFactory(), make.CompanyFactory()
    parts = ["technology", "text", "maturity", "region", "experience"]
    moved = [company.pk, None, 1, [0, 100, 200, 0, 0], [0, 150, 200, 0, 0]]
    rows = [{"challenge": challenge.pk, "moved": [moved]}]
    result = {"stock": {"challenges": 1, "companies": 1}, "parts": parts, "challenges": rows}
    return challenges.FitComparison.objects.create(
        before=fit(), after=fit(), asked_at=timezone.now(), made_at=timezone.now(), places=1, changed=1, result=result
    )


def pair() -> dict[str, Any]:
    return {"challenge": make.ChallengeFactory(), "company": make.CompanyFactory()}


def match() -> challenges.Match:
    parts = {"technology": 364, "text": 100, "maturity": 200, "region": 0, "total": 664}
    return challenges.Match.objects.create(**pair(), **parts, challenge_version=1, company_version=1)


def submitted_attachment() -> challenges.SubmittedAttachment:
    submission = make.SubmissionFactory()
    attachment = make.AttachmentFactory(response=submission.response)
    return challenges.SubmittedAttachment.objects.create(submission=submission, attachment=attachment)


SAMPLES: dict[type[Model], Callable[[], Model]] = {
    portal.ROM: lambda: make.ProvinceFactory().rom,
    portal.Province: make.ProvinceFactory,
    portal.Agreement: agreement,
    portal.Signatory: signatory,
    portal.FocusArea: focus_area,
    portal.LoadedEntry: lambda: portal.LoadedEntry.objects.create(
        kind="technology", key=f"k{next(number)}", content={}
    ),
    portal.Notification: make.NotificationFactory,
    portal.NotificationPreference: lambda: portal.NotificationPreference.objects.create(
        user=make.UserFactory(), kind="joining", frequency="daily"
    ),
    portal.OutboxMail: make.OutboxMailFactory,
    portal.Consent: make.ConsentFactory,
    portal.Erasure: lambda: portal.Erasure.objects.create(what="account", number=next(number), why="asked"),
    portal.RetentionRun: lambda: portal.RetentionRun.objects.create(counts={"mail": 3}),
    portal.Technology: technology,
    portal.TechnologyTerm: make.TermFactory,
    portal.User: user,
    EmailAddress: address,
    Authenticator: authenticator,
    companies.Company: company,
    companies.CompanyTechnology: make.CompanyTechnologyFactory,
    companies.Declaration: make.DeclarationFactory,
    companies.Membership: make.MembershipFactory,
    companies.JoinRequest: make.JoinRequestFactory,
    companies.Claim: make.ClaimFactory,
    companies.Invitation: make.InvitationFactory,
    companies.FundingRound: funding_round,
    companies.FreshnessCall: make.FreshnessCallFactory,
    companies.ReferenceCase: make.ReferenceCaseFactory,
    companies.Investment: investment,
    companies.Vetting: make.VettingFactory,
    companies.CompanyContact: make.CompanyContactFactory,
    companies.CompanyConfidential: make.CompanyConfidentialFactory,
    companies.Reading: make.ReadingFactory,
    companies.Logo: make.LogoFactory,
    companies.CompanyRevision: lambda: make.CompanyFactory().revision,
    challenges.Challenge: challenge,
    challenges.Annex: make.AnnexFactory,
    challenges.AnnexReading: make.AnnexReadingFactory,
    challenges.Requirement: make.RequirementFactory,
    challenges.ChallengeInvitation: lambda: challenges.ChallengeInvitation.objects.create(**pair()),
    challenges.ChallengeRevision: lambda: make.ChallengeFactory().revision,
    challenges.ChallengeCoOwner: make.ChallengeCoOwnerFactory,
    challenges.SessionCoOwner: make.SessionCoOwnerFactory,
    challenges.ChallengeMove: make.ChallengeMoveFactory,
    challenges.Longlist: make.LonglistFactory,
    challenges.LonglistRow: make.LonglistRowFactory,
    challenges.ExposureFloor: ended_floor,
    challenges.ExposureMove: lambda: make.ExposureMoveFactory(floor=ended_floor()),
    challenges.ExposureMiss: lambda: make.ExposureMissFactory(floor=ended_floor()),
    challenges.ChallengeWriter: make.ChallengeWriterFactory,
    challenges.Session: session,
    challenges.Pitch: pitch,
    challenges.Presence: make.PresenceFactory,
    challenges.Room: make.RoomFactory,
    challenges.Walk: make.WalkFactory,
    challenges.MeetingTable: make.MeetingTableFactory,
    challenges.Slot: make.SlotFactory,
    challenges.ProgrammeItem: programme_item,
    challenges.Registration: make.RegistrationFactory,
    challenges.Attendee: make.AttendeeFactory,
    challenges.RegistrationStep: make.RegistrationStepFactory,
    challenges.SessionInvitation: make.SessionInvitationFactory,
    challenges.Wish: make.WishFactory,
    challenges.Plan: make.PlanFactory,
    challenges.Meeting: make.MeetingFactory,
    challenges.Remark: make.RemarkFactory,
    challenges.Appointment: make.AppointmentFactory,
    challenges.Outcome: make.OutcomeFactory,
    challenges.CalendarFeed: make.CalendarFeedFactory,
    challenges.Visit: lambda: challenges.Visit.objects.create(
        user=make.UserFactory(), company=make.CompanyFactory(), seen_at=timezone.now()
    ),
    challenges.Decision: lambda: challenges.Decision.objects.create(**pair(), kind="shortlisted"),
    challenges.Question: make.QuestionFactory,
    challenges.Response: make.ResponseFactory,
    challenges.Answer: make.AnswerFactory,
    challenges.Submission: make.SubmissionFactory,
    challenges.ErasedSubmission: make.ErasedSubmissionFactory,
    challenges.Attachment: make.AttachmentFactory,
    challenges.AttachmentContent: make.AttachmentContentFactory,
    challenges.SubmittedAttachment: submitted_attachment,
    challenges.CoApplicant: make.CoApplicantFactory,
    challenges.Reading: make.ResponseReadingFactory,
    challenges.ChallengeContact: make.ChallengeContactFactory,
    challenges.Introduction: make.IntroductionFactory,
    challenges.IntroductionStep: make.IntroductionStepFactory,
    challenges.Fit: fit,
    challenges.FitComparison: fit_comparison,
    challenges.Judgement: judgement,
    challenges.LearningRun: learning_run,
    challenges.Match: match,
    challenges.MatchedChallenge: lambda: challenges.MatchedChallenge.objects.create(
        challenge=make.ChallengeFactory(), version=1, fit=fit(), ranked_end=-1, nearly_end=-1
    ),
    challenges.MatchedCompany: lambda: challenges.MatchedCompany.objects.create(
        company=make.CompanyFactory(), version=1, fit=fit(), ranked_end=-1, nearly_end=-1
    ),
    challenges.Batch: lambda: challenges.Batch.objects.create(fit=fit(), kind="companies", ids=[1]),
}
