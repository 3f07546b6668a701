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
    _("to record why a ROM selected a company or did not"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("this is the ROM’s own note about a company; it is deleted together with the company profile"),
)

REVIEW = FieldUse(
    _("to explain to the writer of a challenge and to colleagues why its status changed"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("this is the ROM’s record of a decision and cannot be changed"),
)
WROTE = FieldUse(
    _("to prevent people from approving a challenge that they wrote themselves"), LegalGround.INTEREST, WITH_ACCOUNT
)
LAST_LOOK = FieldUse(
    _("to show on your dashboard what has changed since your last visit"), LegalGround.CONTRACT, WITH_ACCOUNT
)
ANSWER = FieldUse(
    _("to respond to a challenge, and to be able to show what was submitted"),
    LegalGround.CONTRACT,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("this is the company’s response, not yours alone; it is deleted together with the company profile"),
)

READER = FieldUse(
    _("to be able to account for who has read a company’s response"),
    LegalGround.INTEREST,
    RetentionPeriod(name="reading"),
    ErasureFate.UNNAMED,
    _("the date on which the response was read stays, without your name"),
)
AFTER_INTRODUCTION = RetentionPeriod(name="introduction", after=_(" after the end of the introduction"))
SAID = FieldUse(
    _("to introduce a company to a Defence unit, and to be able to show how that went"),
    LegalGround.CONTRACT,
    AFTER_INTRODUCTION,
    ErasureFate.STAYS,
    _("the other parties have read this and acted on it; it is deleted together with the company profile"),
)
STEPPED = FieldUse(
    _("to know who made or decided something"),
    LegalGround.INTEREST,
    AFTER_INTRODUCTION,
    ErasureFate.UNNAMED,
    _("what was made or decided concerns others too"),
)
CALLED = FieldUse(
    _("to give a company the contact details of the Defence unit once both sides agree to an introduction"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.STAYS,
    _("the ROM entered these details of a person at Defence and can delete them"),
)
COMES = FieldUse(
    _("to know who is coming to a session, to admit them and to contact them about it"),
    LegalGround.CONTRACT,
    RetentionPeriod(name="attendee", after=_(" after the session")),
    ErasureFate.UNNAMED,
    _("only the number of people from the company who did or did not come is kept"),
)
CALENDAR = FieldUse(
    _("to show your appointments in your own calendar, if you set this up"), LegalGround.CONTRACT, WITH_ACCOUNT
)
SEAT = FieldUse(
    _("to be able to tell a company why it did or did not get a place at a session"),
    LegalGround.INTEREST,
    RetentionPeriod(_("until the session is deleted")),
    ErasureFate.STAYS,
    _("this is the organiser’s record of a decision; it is deleted together with the company profile"),
)
HOST = FieldUse(
    _("to tell companies at a session who the table host is"),
    LegalGround.INTEREST,
    RetentionPeriod(_("until the session is deleted")),
    ErasureFate.STAYS,
    _("the ROM entered these details of a person at Defence and can delete them"),
)
ANNEX_READER = FieldUse(
    _("to be able to show who read the restricted annex of a challenge, and for which company"),
    LegalGround.INTEREST,
    WITH_CHALLENGE,
    ErasureFate.UNNAMED,
    _("the ROM must be able to account for when the annex was read"),
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
        note=_("Calculated from the profile and the challenge, and recalculated when either of them changes."),
    ),
    InventoryEntry(
        "challenges.Batch",
        other="ids versions",
        note=_("Companies and challenges that are processed together when all matches are recalculated."),
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
        note=_(
            "Scores at the time of a ROM’s decision, used to test the score weights. The person and the decision "
            "are not recorded here."
        ),
    ),
    InventoryEntry("challenges.LearningRun", owner="asked_by", personal={"asked_by": MAKER}, other="figures"),
]
