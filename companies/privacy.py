"""What companies' profiles hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.inventory import (
    MAKER,
    MEMBER,
    PROFILE,
    WITH_COMPANY,
    ErasureFate,
    FieldUse,
    InventoryEntry,
    LegalGround,
    RetentionPeriod,
)

ANSWERED = RetentionPeriod(name="joining", after=_(" after it was answered or ran out"))
ASKED = FieldUse(_("to let who keeps a profile judge whether you act for the company"), LegalGround.CONTRACT, ANSWERED)
INVITED = FieldUse(_("to let a company ask you to act for it"), LegalGround.INTEREST, ANSWERED)
SIGNATURE = FieldUse(
    _("to tell who signed a statement for a company, and when"),
    LegalGround.INTEREST,
    WITH_COMPANY,
    ErasureFate.STAYS,
    _("without a name nothing is signed; it goes when the company's profile is deleted"),
)
CONTACT = FieldUse(
    _("to let those whom the company chooses call or write somebody there"),
    LegalGround.INTEREST,
    WITH_COMPANY,
    ErasureFate.STAYS,
    _("it is the company's, not yours alone; its people change it, and it goes when the profile is deleted"),
)
READER = FieldUse(
    _("to let a company see who read what it does not show to everyone"),
    LegalGround.INTEREST,
    RetentionPeriod(name="reading"),
    ErasureFate.UNNAMED,
    _("until then the company keeps the day and the ROM of the reading"),
)

THINGS = [
    InventoryEntry(
        "companies.Company",
        company="pk",
        personal={
            "slug name kvk_number city website text_nl text_en search": PROFILE,
            "civil_use_nl civil_use_en military_use_nl military_use_en": PROFILE,
        },
        other="source external_id reference_years reference_count",
    ),
    InventoryEntry(
        "companies.CompanyContact",
        company="company",
        personal={"name email phone company changed_at": CONTACT},
    ),
    InventoryEntry("companies.CompanyConfidential", company="company", personal={"text_nl text_en": PROFILE}),
    InventoryEntry(
        "companies.Reading",
        owner="user",
        company="company",
        personal={"user rom company group read_at": READER},
    ),
    InventoryEntry(
        "companies.Logo",
        company="company",
        personal={"content": PROFILE},
        other="content_type sha256",
        file="logo.webp",
    ),
    InventoryEntry("companies.CompanyRevision", company="owner"),
    InventoryEntry("companies.ReferenceCase", company="company", personal={"title customer text_nl text_en": PROFILE}),
    InventoryEntry(
        "companies.Declaration",
        owner="signed_by",
        company="company",
        personal={"signed_by": MAKER, "signed_name signed_at expires_on": SIGNATURE},
        other="version statement_nl statement_en language",
    ),
    InventoryEntry(
        "companies.FreshnessCall",
        owner="called_by",
        company="company",
        personal={"called_by": MAKER, "note": PROFILE},
    ),
    InventoryEntry(
        "companies.Vetting",
        owner="vetted_by",
        company="company",
        personal={"vetted_by withdrawn_by": MAKER, "reason withdrawn_reason": PROFILE},
        other="scope rom vetted_on expires_on noted_at withdrawn_on",
    ),
    InventoryEntry(
        "companies.CompanyTechnology", company="company", personal={"phrase sentence": PROFILE}, other="language"
    ),
    InventoryEntry("companies.FundingRound", company="company", personal={"note_nl note_en source": PROFILE}),
    InventoryEntry("companies.Investment", company="funding_round__company"),
    InventoryEntry(
        "companies.Membership",
        owner="user",
        company="company",
        personal={"user company role created_at": MEMBER},
    ),
    InventoryEntry(
        "companies.JoinRequest",
        owner="user",
        company="company",
        personal={"user company message state created_at decided_at reminded_at": ASKED, "decided_by": MAKER},
    ),
    InventoryEntry(
        "companies.Claim",
        owner="user",
        company="company",
        personal={
            "user company way state reason answer address link expires_at created_at decided_at": ASKED,
            "decided_by": MAKER,
        },
        unseen="link",
    ),
    InventoryEntry(
        "companies.Invitation",
        owner="invited_by",
        company="company",
        address="email",
        personal={
            "company email role state link mailed_at expires_at created_at decided_at": INVITED,
            "invited_by decided_by": MAKER,
        },
        unseen="link",
    ),
]
