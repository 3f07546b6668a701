"""What companies' profiles hold of people."""

from portal.personal.kinds import Fate, Thing
from portal.personal.uses import MEMBER, PROFILE

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
    Thing("companies.FundingRound", company="company", personal={"note_nl note_en source": PROFILE}),
    Thing("companies.Investment", company="funding_round__company"),
    Thing(
        "companies.Membership",
        owner="user",
        company="company",
        personal={"user company role created_at": MEMBER},
    ),
]
