"""What challenges, and what people decide about them, hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory import (
    MAKER,
    WITH_ACCOUNT,
    WITH_CHALLENGE,
    ErasureFate,
    FieldUse,
    InventoryEntry,
    LegalGround,
    RetentionPeriod,
)

JUDGEMENT = FieldUse(
    _("to remember why a ROM put a company on its list, or did not"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("it is the ROM's own note on a company; it goes when the company's profile is deleted"),
)

REVIEW = FieldUse(
    _("to tell the writer of a challenge, and who follows, why it moved as it did"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("it is the ROM's own account of a decision; nobody changes it"),
)
WROTE = FieldUse(_("to let nobody approve what they wrote themselves"), LegalGround.INTEREST, WITH_ACCOUNT)
LAST_LOOK = FieldUse(
    _("to tell on the overview what changed since you were there last"), LegalGround.CONTRACT, WITH_ACCOUNT
)
ANSWER = FieldUse(
    _("to answer a challenge, and to be able to tell what was sent in"),
    LegalGround.CONTRACT,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("it is the company's answer, not yours alone; it goes when the company's profile is deleted"),
)

READER = FieldUse(
    _("to let a company see who read what it sent in"),
    LegalGround.INTEREST,
    RetentionPeriod(name="reading"),
    ErasureFate.UNNAMED,
    _("the day of the reading stays with the response, without who it was"),
)
AFTER_INTRODUCTION = RetentionPeriod(name="introduction", after=_(" after it ended"))
SAID = FieldUse(
    _("to bring a company and a need of Defence together, and to be able to tell how that went"),
    LegalGround.CONTRACT,
    AFTER_INTRODUCTION,
    ErasureFate.STAYS,
    _("the other sides read it and acted on it; it goes when the company's profile is deleted"),
)
STEPPED = FieldUse(
    _("to know who made or decided something"),
    LegalGround.INTEREST,
    AFTER_INTRODUCTION,
    ErasureFate.UNNAMED,
    _("what was made or decided concerns others too"),
)
CALLED = FieldUse(
    _("to tell a company whom to call, once both sides said yes to an introduction"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("it is of somebody at Defence, whom the ROM names; it goes when the ROM empties it"),
)
COMES = FieldUse(
    _("to know at a session who comes, to let them in, and to reach them about it"),
    LegalGround.CONTRACT,
    RetentionPeriod(name="attendee", after=_(" after the session")),
    ErasureFate.UNNAMED,
    _("that somebody of the company came, or did not, stays as a count"),
)
CALENDAR = FieldUse(
    _("to let your calendar show your appointments, if you ask for that"), LegalGround.CONTRACT, WITH_ACCOUNT
)
SEAT = FieldUse(
    _("to be able to tell a company why it has a seat at a session, or has none"),
    LegalGround.INTEREST,
    RetentionPeriod(_("as long as the session is kept")),
    ErasureFate.STAYS,
    _("it is the organiser's account of a decision; it goes when the company's profile is deleted"),
)
HOST = FieldUse(
    _("to tell the companies that come to a session who sits at a table"),
    LegalGround.INTEREST,
    RetentionPeriod(_("as long as the session is kept")),
    ErasureFate.STAYS,
    _("it is of somebody at Defence, whom the ROM names; it goes when the ROM empties it"),
)
ANNEX_READER = FieldUse(
    _("to be able to tell who read what is confidential of a challenge, and for which company"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.UNNAMED,
    _("that it was read, and when, is for the ROM to answer for"),
)

THINGS = [
    InventoryEntry(
        "challenges.Challenge",
        owner="created_by",
        personal={"created_by": MAKER},
        other="slug title_nl title_en teaser_nl teaser_en source external_id search",
    ),
    InventoryEntry("challenges.Annex", other="text_nl text_en"),
    InventoryEntry(
        "challenges.AnnexReading",
        owner="user",
        company="company",
        personal={"user company": ANNEX_READER},
        other="annex version rom read_at hour",
        with_company=ErasureFate.UNNAMED,
    ),
    InventoryEntry("challenges.ChallengeRevision"),
    InventoryEntry(
        "challenges.ChallengeMove", owner="by", personal={"by": MAKER, "reason": REVIEW}, other="name leaks"
    ),
    InventoryEntry("challenges.Longlist", owner="frozen_by", personal={"frozen_by": MAKER}, other="rules"),
    InventoryEntry("challenges.LonglistRow", company="company"),
    InventoryEntry(
        "challenges.ExposureFloor",
        owner="asked_by",
        personal={"asked_by on_by ended_by": MAKER},
        other="made_of figures",
    ),
    InventoryEntry("challenges.ExposureMove", company="company"),
    InventoryEntry("challenges.ExposureMiss", company="company"),
    InventoryEntry("challenges.ChallengeWriter", owner="user", personal={"user": WROTE}, other="challenge wrote_at"),
    InventoryEntry("challenges.Requirement", other="phrase sentence language"),
    InventoryEntry(
        "challenges.ChallengeInvitation", owner="invited_by", company="company", personal={"invited_by": MAKER}
    ),
    InventoryEntry(
        "challenges.ChallengeCoOwner", owner="invited_by", personal={"invited_by": MAKER}, other="challenge rom"
    ),
    InventoryEntry(
        "challenges.SessionCoOwner", owner="invited_by", personal={"invited_by": MAKER}, other="session rom"
    ),
    InventoryEntry(
        "challenges.ChallengeContact",
        personal={"name email phone": CALLED},
        other="unit",
    ),
    InventoryEntry(
        "challenges.Introduction",
        company="company",
    ),
    InventoryEntry(
        "challenges.IntroductionStep",
        owner="by",
        company="introduction__company",
        personal={"by": STEPPED, "note": SAID},
    ),
    InventoryEntry("challenges.Registration", company="company"),
    InventoryEntry(
        "challenges.Attendee",
        owner="user",
        company="registration__company",
        personal={"name email user code": COMES},
    ),
    InventoryEntry(
        "challenges.RegistrationStep",
        owner="by",
        company="registration__company",
        personal={"by": MAKER, "reason": SEAT},
    ),
    InventoryEntry(
        "challenges.SessionInvitation",
        owner="invited_by",
        company="company",
        personal={"invited_by": MAKER},
    ),
    InventoryEntry(
        "challenges.Session",
        other="slug title_nl title_en text_nl text_en place address travel_nl travel_en city source",
    ),
    InventoryEntry("challenges.ProgrammeItem", other="text_nl text_en"),
    InventoryEntry("challenges.Room", other="name_nl name_en"),
    InventoryEntry("challenges.Walk"),
    InventoryEntry("challenges.MeetingTable"),
    InventoryEntry("challenges.Slot"),
    InventoryEntry("challenges.Pitch", personal={"host_name": HOST}, other="host_organisation"),
    InventoryEntry("challenges.Presence"),
    InventoryEntry(
        "challenges.Wish",
        owner="by",
        company="registration__company",
        personal={"by": MAKER},
    ),
    InventoryEntry("challenges.Plan", owner="made_by", personal={"made_by": MAKER}, other="reasons programme"),
    InventoryEntry("challenges.Meeting", company="registration__company"),
    InventoryEntry(
        "challenges.Remark",
        owner="by",
        company="registration__company",
        personal={"by handled_by": MAKER, "text": SEAT},
    ),
    InventoryEntry("challenges.Appointment", company="registration__company", other="uid"),
    InventoryEntry(
        "challenges.Outcome",
        owner="by",
        company="appointment__registration__company",
        personal={"by": MAKER},
    ),
    InventoryEntry(
        "challenges.CalendarFeed",
        owner="user",
        personal={"user pitch language made_at read_at revoked_at": CALENDAR},
        other="secret_hash",
    ),
    InventoryEntry(
        "challenges.Decision",
        owner="decided_by",
        company="company",
        personal={"decided_by": MAKER, "note": JUDGEMENT},
    ),
    InventoryEntry(
        "challenges.Match",
        company="company",
        note=_("Computed from the profile and the challenge; computed anew when one of the two changes."),
    ),
    InventoryEntry(
        "challenges.Batch",
        other="ids versions",
        note=_("Which companies and challenges are matched together, while all are."),
    ),
    InventoryEntry("challenges.MatchedChallenge"),
    InventoryEntry("challenges.MatchedCompany", company="company"),
    InventoryEntry("challenges.Question", other="text_nl text_en help_nl help_en"),
    InventoryEntry("challenges.Response", owner="created_by", company="company", personal={"created_by": MAKER}),
    InventoryEntry(
        "challenges.Answer",
        owner="changed_by",
        company="response__company",
        personal={"changed_by": MAKER, "text": ANSWER},
        other="saved_from",
    ),
    InventoryEntry(
        "challenges.Submission",
        owner="submitted_by",
        company="response__company",
        personal={"submitted_by": MAKER, "snapshot": ANSWER},
        other="key sha256",
    ),
    InventoryEntry("challenges.ErasedSubmission", other="sha256"),
    InventoryEntry(
        "challenges.Attachment",
        owner="added_by",
        company="response__company",
        personal={"added_by": MAKER, "name": ANSWER},
        other="content_type sha256",
    ),
    InventoryEntry(
        "challenges.AttachmentContent",
        company="attachment__response__company",
        personal={"data": ANSWER},
        file="attachment__name",
    ),
    InventoryEntry("challenges.SubmittedAttachment", company="submission__response__company"),
    InventoryEntry(
        "challenges.CoApplicant",
        owner="decided_by",
        company="company",
        personal={"asked_by decided_by": MAKER},
    ),
    InventoryEntry(
        "challenges.Reading",
        owner="user",
        company="submission__response__company",
        personal={"user": READER},
    ),
    InventoryEntry(
        "challenges.Visit",
        owner="user",
        company="company",
        personal={"user company seen_at seen before_at before": LAST_LOOK},
    ),
    InventoryEntry(
        "challenges.Fit",
        owner="activated_by",
        personal={"made_by activated_by dropped_by": MAKER},
        other="data figures points stock vocabulary dropped_because",
    ),
    InventoryEntry("challenges.FitComparison", other="result"),
    InventoryEntry(
        "challenges.Judgement",
        company="company",
        other="points most",
        note=_("Points as they stood when a ROM judged the pair; weights are held against them. Neither who nor what."),
    ),
    InventoryEntry("challenges.LearningRun", owner="asked_by", personal={"asked_by": MAKER}, other="figures"),
]
