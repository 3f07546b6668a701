"""What challenges, and what people decide about them, hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory.kinds import Fate, Ground, Period, Thing, Use
from portal.privacy.inventory.uses import MAKER, WITH_ACCOUNT, WITH_CHALLENGE

JUDGEMENT = Use(
    _("to remember why a ROM put a company on its list, or did not"),
    Ground.INTEREST,
    WITH_CHALLENGE,
    Fate.STAYS,
    _("it is the ROM's own note on a company; it goes when the company's profile is deleted"),
)

REVIEW = Use(
    _("to tell the writer of a challenge, and who follows, why it moved as it did"),
    Ground.INTEREST,
    WITH_CHALLENGE,
    Fate.STAYS,
    _("it is the ROM's own account of a decision; nobody changes it"),
)
WROTE = Use(_("to let nobody approve what they wrote themselves"), Ground.INTEREST, WITH_ACCOUNT)
LAST_LOOK = Use(_("to tell on the overview what changed since you were there last"), Ground.CONTRACT, WITH_ACCOUNT)
ANSWER = Use(
    _("to answer a challenge, and to be able to tell what was sent in"),
    Ground.CONTRACT,
    WITH_CHALLENGE,
    Fate.STAYS,
    _("it is the company's answer, not yours alone; it goes when the company's profile is deleted"),
)

READER = Use(
    _("to let a company see who read what it sent in"),
    Ground.INTEREST,
    Period(name="reading"),
    Fate.UNNAMED,
    _("the day of the reading stays with the response, without who it was"),
)
AFTER_INTRODUCTION = Period(name="introduction", after=_(" after it ended"))
SAID = Use(
    _("to bring a company and a need of Defence together, and to be able to tell how that went"),
    Ground.CONTRACT,
    AFTER_INTRODUCTION,
    Fate.STAYS,
    _("the other sides read it and acted on it; it goes when the company's profile is deleted"),
)
STEPPED = Use(
    _("to know who made or decided something"),
    Ground.INTEREST,
    AFTER_INTRODUCTION,
    Fate.UNNAMED,
    _("what was made or decided concerns others too"),
)
CALLED = Use(
    _("to tell a company whom to call, once both sides said yes to an introduction"),
    Ground.INTEREST,
    WITH_CHALLENGE,
    Fate.STAYS,
    _("it is of somebody at Defence, whom the ROM names; it goes when the ROM empties it"),
)
COMES = Use(
    _("to know at a session who comes, to let them in, and to reach them about it"),
    Ground.CONTRACT,
    Period(name="attendee", after=_(" after the session")),
    Fate.UNNAMED,
    _("that somebody of the company came, or did not, stays as a count"),
)
CALENDAR = Use(_("to let your calendar show your appointments, if you ask for that"), Ground.CONTRACT, WITH_ACCOUNT)
SEAT = Use(
    _("to be able to tell a company why it has a seat at a session, or has none"),
    Ground.INTEREST,
    Period(_("as long as the session is kept")),
    Fate.STAYS,
    _("it is the organiser's account of a decision; it goes when the company's profile is deleted"),
)
HOST = Use(
    _("to tell the companies that come to a session who sits at a table"),
    Ground.INTEREST,
    Period(_("as long as the session is kept")),
    Fate.STAYS,
    _("it is of somebody at Defence, whom the ROM names; it goes when the ROM empties it"),
)
ANNEX_READER = Use(
    _("to be able to tell who read what is confidential of a challenge, and for which company"),
    Ground.INTEREST,
    WITH_CHALLENGE,
    Fate.UNNAMED,
    _("that it was read, and when, is for the ROM to answer for"),
)

THINGS = [
    Thing(
        "challenges.Challenge",
        owner="created_by",
        personal={"created_by": MAKER},
        other="slug title_nl title_en teaser_nl teaser_en source external_id search",
    ),
    Thing("challenges.Annex", other="text_nl text_en"),
    Thing(
        "challenges.AnnexReading",
        owner="user",
        company="company",
        personal={"user company": ANNEX_READER},
        other="annex version rom read_at hour",
        with_company=Fate.UNNAMED,
    ),
    Thing("challenges.ChallengeRevision"),
    Thing("challenges.ChallengeMove", owner="by", personal={"by": MAKER, "reason": REVIEW}, other="name leaks"),
    Thing("challenges.Longlist", owner="frozen_by", personal={"frozen_by": MAKER}, other="rules"),
    Thing("challenges.LonglistRow", company="company"),
    Thing(
        "challenges.ExposureFloor",
        owner="asked_by",
        personal={"asked_by on_by ended_by": MAKER},
        other="made_of figures",
    ),
    Thing("challenges.ExposureMove", company="company"),
    Thing("challenges.ExposureMiss", company="company"),
    Thing("challenges.ChallengeWriter", owner="user", personal={"user": WROTE}, other="challenge wrote_at"),
    Thing("challenges.Requirement", other="phrase sentence language"),
    Thing("challenges.ChallengeInvitation", owner="invited_by", company="company", personal={"invited_by": MAKER}),
    Thing("challenges.ChallengeCoOwner", owner="invited_by", personal={"invited_by": MAKER}, other="challenge rom"),
    Thing("challenges.SessionCoOwner", owner="invited_by", personal={"invited_by": MAKER}, other="session rom"),
    Thing(
        "challenges.ChallengeContact",
        personal={"name email phone": CALLED},
        other="unit",
    ),
    Thing(
        "challenges.Introduction",
        company="company",
    ),
    Thing(
        "challenges.IntroductionStep",
        owner="by",
        company="introduction__company",
        personal={"by": STEPPED, "note": SAID},
    ),
    Thing("challenges.Registration", company="company"),
    Thing(
        "challenges.Attendee",
        owner="user",
        company="registration__company",
        personal={"name email user code": COMES},
    ),
    Thing(
        "challenges.RegistrationStep",
        owner="by",
        company="registration__company",
        personal={"by": MAKER, "reason": SEAT},
    ),
    Thing(
        "challenges.SessionInvitation",
        owner="invited_by",
        company="company",
        personal={"invited_by": MAKER},
    ),
    Thing(
        "challenges.Session",
        other="slug title_nl title_en text_nl text_en place address travel_nl travel_en city source",
    ),
    Thing("challenges.ProgrammeItem", other="text_nl text_en"),
    Thing("challenges.Room", other="name_nl name_en"),
    Thing("challenges.Walk"),
    Thing("challenges.MeetingTable"),
    Thing("challenges.Slot"),
    Thing("challenges.Pitch", personal={"host_name": HOST}, other="host_organisation"),
    Thing("challenges.Presence"),
    Thing(
        "challenges.Wish",
        owner="by",
        company="registration__company",
        personal={"by": MAKER},
    ),
    Thing("challenges.Plan", owner="made_by", personal={"made_by": MAKER}, other="reasons programme"),
    Thing("challenges.Meeting", company="registration__company"),
    Thing(
        "challenges.Remark",
        owner="by",
        company="registration__company",
        personal={"by handled_by": MAKER, "text": SEAT},
    ),
    Thing("challenges.Appointment", company="registration__company", other="uid"),
    Thing(
        "challenges.Outcome",
        owner="by",
        company="appointment__registration__company",
        personal={"by": MAKER},
    ),
    Thing(
        "challenges.CalendarFeed",
        owner="user",
        personal={"user pitch language made_at read_at revoked_at": CALENDAR},
        other="secret_hash",
    ),
    Thing(
        "challenges.Decision",
        owner="decided_by",
        company="company",
        personal={"decided_by": MAKER, "note": JUDGEMENT},
    ),
    Thing(
        "challenges.Match",
        company="company",
        note=_("Computed from the profile and the challenge; computed anew when one of the two changes."),
    ),
    Thing(
        "challenges.Batch",
        other="ids versions",
        note=_("Which companies and challenges are matched together, while all are."),
    ),
    Thing("challenges.MatchedChallenge"),
    Thing("challenges.MatchedCompany", company="company"),
    Thing("challenges.Question", other="text_nl text_en help_nl help_en"),
    Thing("challenges.Response", owner="created_by", company="company", personal={"created_by": MAKER}),
    Thing(
        "challenges.Answer",
        owner="changed_by",
        company="response__company",
        personal={"changed_by": MAKER, "text": ANSWER},
        other="saved_from",
    ),
    Thing(
        "challenges.Submission",
        owner="submitted_by",
        company="response__company",
        personal={"submitted_by": MAKER, "snapshot": ANSWER},
        other="key sha256",
    ),
    Thing("challenges.ErasedSubmission", other="sha256"),
    Thing(
        "challenges.Attachment",
        owner="added_by",
        company="response__company",
        personal={"added_by": MAKER, "name": ANSWER},
        other="content_type sha256",
    ),
    Thing(
        "challenges.AttachmentContent",
        company="attachment__response__company",
        personal={"data": ANSWER},
        file="attachment__name",
    ),
    Thing("challenges.SubmittedAttachment", company="submission__response__company"),
    Thing(
        "challenges.CoApplicant",
        owner="decided_by",
        company="company",
        personal={"asked_by decided_by": MAKER},
    ),
    Thing(
        "challenges.Reading",
        owner="user",
        company="submission__response__company",
        personal={"user": READER},
    ),
    Thing(
        "challenges.Visit",
        owner="user",
        company="company",
        personal={"user company seen_at seen before_at before": LAST_LOOK},
    ),
    Thing(
        "challenges.Fit",
        owner="activated_by",
        personal={"made_by activated_by dropped_by": MAKER},
        other="data figures points stock vocabulary dropped_because",
    ),
    Thing("challenges.FitComparison", other="result"),
    Thing(
        "challenges.Judgement",
        company="company",
        other="points most",
        note=_("Points as they stood when a ROM judged the pair; weights are held against them. Neither who nor what."),
    ),
    Thing("challenges.LearningRun", owner="asked_by", personal={"asked_by": MAKER}, other="figures"),
]
