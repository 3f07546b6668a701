"""What companies' profiles hold of people."""

from django.utils.translation import gettext_lazy as _

from portal.personal.kinds import Fate, Ground, Thing, Use
from portal.personal.uses import MAKER, MEMBER, PROFILE, WITH_ACCOUNT, WITH_COMPANY

ASKED = Use(_("to let who keeps a profile judge whether you act for the company"), Ground.CONTRACT, WITH_ACCOUNT)
INVITED = Use(_("to let a company ask you to act for it"), Ground.INTEREST, WITH_COMPANY)
SIGNATURE = Use(
    _("to tell who signed a statement for a company, and when"),
    Ground.INTEREST,
    WITH_COMPANY,
    Fate.STAYS,
    _("without a name nothing is signed; it goes when the company's profile is deleted"),
)

THINGS = [
    Thing(
        "companies.Company",
        company="pk",
        personal={
            "slug name kvk_number city website text_nl text_en search": PROFILE,
            "civil_use_nl civil_use_en military_use_nl military_use_en": PROFILE,
        },
        other="source external_id reference_years",
        with_company=Fate.UNNAMED,
    ),
    Thing("companies.CompanyRevision", company="owner"),
    Thing("companies.CompanyTechnology", company="company", personal={"phrase sentence": PROFILE}, other="language"),
    Thing("companies.ReferenceCase", company="company", personal={"title customer text_nl text_en": PROFILE}),
    Thing(
        "companies.Declaration",
        owner="signed_by",
        company="company",
        personal={"signed_by": MAKER, "signed_name signed_at expires_on": SIGNATURE},
        other="version statement_nl statement_en language",
    ),
    Thing(
        "companies.FreshnessCall",
        owner="called_by",
        company="company",
        personal={"called_by": MAKER, "note": PROFILE},
    ),
    Thing("companies.FundingRound", company="company", personal={"note_nl note_en source": PROFILE}),
    Thing("companies.Investment", company="funding_round__company"),
    Thing(
        "companies.Membership",
        owner="user",
        company="company",
        personal={"user company role created_at": MEMBER},
    ),
    Thing(
        "companies.JoinRequest",
        owner="user",
        company="company",
        personal={"user company message state created_at decided_at reminded_at": ASKED, "decided_by": MAKER},
    ),
    Thing(
        "companies.Claim",
        owner="user",
        company="company",
        personal={
            "user company way state reason answer address link expires_at created_at decided_at": ASKED,
            "decided_by": MAKER,
        },
        unseen="link",
    ),
    Thing(
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
