"""The page of one company."""

from datetime import date

import pytest
from django.test import Client

from companies.profiles.models import Company
from companies.profiles.part_models import FundingRound, Investment
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ProvinceFactory,
    ROMFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def page(company: Company, user: object = None, language: str = "en") -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(f"/{language}/companies/{company.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def add_round(company: Company, day: int = 9) -> None:
    row = FundingRound.objects.create(
        company=company,
        amount_eur=1_675_000,
        announced_on=date(2026, 2, day),
        source="a report",
        note_en="For growth.",
    )
    Investment.objects.create(funding_round=row, rom=ROMFactory())


def test_page_tells_the_facts():
    company = CompanyFactory(
        claimed=True,
        name="Avy",
        city="Amsterdam",
        province=ProvinceFactory(name_en="North Holland", rom=ROMFactory(name="ROM InWest")),
        kvk_number="00000012",
        trl=7,
        team_size=12,
        founded_year=2016,
        website="https://avy.example.org",
        text_en="We fly.",
    )
    add_round(company)
    html = page(company)
    facts = ("Amsterdam, North Holland", "ROM InWest", "TRL 7", "12 people", "2016")
    for words in (
        *facts,
        "00000012",
        "https://avy.example.org",
        "We fly.",
        "1,675,000",
        "9 February 2026",
        "For growth.",
    ):
        assert words in html
    for words in ("not confirmed", "has not confirmed it", "invented example", "Vetted", "Edit profile"):
        assert words not in html


def test_amounts_and_dates_read_as_in_dutch():
    company = CompanyFactory()
    add_round(company)
    html = page(company, language="nl")
    assert "1.675.000" in html
    assert "9 februari 2026" in html


def test_unclaimed_example_and_draft_say_so():
    province = ProvinceFactory()
    company = CompanyFactory(is_example=True, state="draft", source="a report", province=province, text_nl="")
    html = page(company, UserFactory(rom=province.rom, rom_role="adviser"))
    for words in ("has not confirmed it", "invented example", "Draft", "a report", "no text about this company"):
        assert words in html


def test_members_and_staff_see_whether_it_is_vetted():
    membership = MembershipFactory(company__vetted_on=date(2026, 3, 1))
    assert "1 March 2026" in page(membership.company, membership.user)
    assert "1 March 2026" in page(membership.company, UserFactory(adviser=True))
    assert "1 March 2026" not in page(membership.company, UserFactory())
    assert "Not yet" in page(CompanyFactory(), UserFactory(admin=True))


def test_technologies_stand_with_their_words_surest_first():
    company = CompanyFactory()
    for label, known_as in (("aa", "proposed"), ("bb", "stated"), ("cc", "refused"), ("dd", "confirmed")):
        CompanyTechnologyFactory(
            company=company,
            technology__label_en=label,
            known_as=known_as,
            phrase="klein vliegtuig",
            sentence=f"Een klein vliegtuig van {label}.",
            language="nl",
        )
    client = Client()
    response = client.get(f"/en/companies/{company.slug}/")
    assert [str(link.technology) for link in response.context["links"]] == ["bb", "dd", "aa"]
    html = response.content.decode()
    assert html.count(">not confirmed<") == 1
    assert '<span lang="nl">Een <mark>klein vliegtuig</mark> van bb.</span>' in html
    assert "van cc" not in html


@pytest.mark.parametrize(
    ("kind", "step"), [("member", "Say yes or no"), ("draft", "Finish and publish"), ("visitor", None), ("done", None)]
)
def test_the_next_step_is_the_readers(kind: str, step: str | None):
    membership = MembershipFactory(company__state="draft" if kind == "draft" else "published")
    if kind in {"member", "visitor"}:
        CompanyTechnologyFactory(company=membership.company, known_as="proposed")
    html = page(membership.company, None if kind == "visitor" else membership.user)
    assert ("Next step" in html) == (step is not None)
    assert step is None or step in html


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "x" * 100_000, "regel\r\n\r\n" * 5_000, "\u202e\ud7ff 🦆"]
)
def test_absurd_texts_are_shown_as_text(text: str):
    html = page(CompanyFactory(name=text[:200], city=text[:100], text_nl=text))
    assert "<script>alert" not in html


def test_queries_do_not_grow_with_technologies_and_rounds(django_assert_max_num_queries):
    membership, client = MembershipFactory(), Client()
    client.force_login(membership.user)

    def queries() -> int:
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(f"/en/companies/{membership.company.slug}/").status_code == 200
        return len(captured)

    CompanyTechnologyFactory(company=membership.company, phrase="x", sentence="x")
    add_round(membership.company)
    few = queries()
    for day in range(10, 20):
        add_round(membership.company, day)
    CompanyTechnologyFactory.create_batch(40, company=membership.company, phrase="x", sentence="x")
    assert queries() == few


def test_absent_company_is_no_page():
    for slug in ("absent", "1", "a" * 500):
        assert Client().get(f"/en/companies/{slug}/").status_code == 404
