"""The list of companies for each kind of reader."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.clients import client_of
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ProvinceFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
URL = "/en/companies/"


def names(response: object) -> list[str]:
    return [row.company.name for row in response.context["rows"]]


def test_list_holds_what_its_reader_may_see():
    province, draft_of = ProvinceFactory(), MembershipFactory(company__name="Own draft", company__state="draft")
    CompanyFactory(name="Published")
    CompanyFactory(name="Regional draft", state="draft", province=province)
    assert names(Client().get(URL)) == ["Published"]
    assert names(client_of(draft_of.user).get(URL)) == ["Own draft", "Published"]
    assert names(client_of(UserFactory(rom=province.rom, rom_role="adviser")).get(URL)) == [
        "Published",
        "Regional draft",
    ]
    assert names(client_of(UserFactory(adviser=True)).get(URL)) == ["Published"]
    assert len(names(client_of(UserFactory(admin=True)).get(URL))) == 3


@pytest.mark.parametrize("kind", ["visitor", "member", "adviser"])
def test_queries_do_not_grow_with_the_rows(kind: str, django_assert_max_num_queries):
    client = Client()
    if kind != "visitor":
        client.force_login(MembershipFactory().user if kind == "member" else UserFactory(adviser=True))
    drones = TechnologyFactory(slug="drones")

    def queries_of() -> int:
        client.get(URL + "?q=toestel")  # the first search after a change of the vocabulary builds the tagger
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(URL + "?q=toestel&technology=drones&kind=startup").status_code == 200
        return len(captured)

    def add(number: int) -> None:
        for _ in range(number):
            company = CompanyFactory(trl=5)
            CompanyTechnologyFactory(company=company, technology=drones)
            CompanyTechnologyFactory(company=company)

    add(5)
    few = queries_of()
    add(45)
    assert queries_of() == few


def test_mistyped_words_take_few_queries_too(django_assert_max_num_queries):
    CompanyFactory(name="Luchthaak")
    Client().get(URL + "?q=luchtaakk")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert names(Client().get(URL + "?q=luchtaakk")) == ["Luchthaak"]


def test_row_says_where_it_is_and_what_it_does():
    province = ProvinceFactory(name_nl="Noord-Holland", name_en="North Holland")
    company = CompanyFactory(
        name="Polderbaken",
        claimed=True,
        city="Haarlem",
        province=province,
        kind="sme",
        trl=6,
        text_en="We steer carts. They drive.",
    )
    CompanyTechnologyFactory(company=company, technology__label_en="ground robots")
    html = Client().get(URL).content.decode()
    for words in ("Polderbaken", "Haarlem, North Holland", "SME", "TRL 6", "We steer carts.", "ground robots"):
        assert words in html
    for words in ("They drive.", "not confirmed by the company", "<span>example", "Draft"):
        assert words not in html


def test_row_says_where_it_deviates():
    province = ProvinceFactory()
    CompanyFactory(is_example=True, province=province, state="draft", text_nl="", text_en="", city="")
    html = client_of(UserFactory(rom=province.rom, rom_role="adviser")).get(URL).content.decode()
    for words in ("not confirmed by the company", "<span>example", "Draft"):
        assert words in html


def test_row_shows_four_technologies_those_proposed_last():
    company = CompanyFactory()
    for number in range(5):
        known_as = "proposed" if number == 0 else "stated"
        CompanyTechnologyFactory(company=company, technology__label_en=f"t{number}", known_as=known_as)
    [row] = Client().get(URL).context["rows"]
    assert row.technologies == ["t1", "t2", "t3", "t4"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Een zin. Nog een.", "Een zin."),
        ("Regel\nafgebroken zin. Meer.", "Regel afgebroken zin."),
        ("woord " * 20_000, "woord " * 27 + "woord…"),
        ("x" * 100_000, "…"),
        ("", ""),
    ],
)
def test_row_quotes_the_first_sentence_as_far_as_it_fits(text: str, line: str):
    CompanyFactory(text_nl=text)
    [row] = Client().get("/nl/companies/").context["rows"]
    assert row.line_nl == line


def test_a_text_in_the_other_language_says_so():
    CompanyFactory(text_nl="Wij maken toestellen.")
    assert '<p class="teaser" lang="nl">Wij maken toestellen.</p>' in Client().get(URL).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *("page=9e99", "page=0", "page=-1", "page=" + "9" * 400, "page=x"),
        *("technology=nothing", "province=%F0", "trl=12", "state=draft", "kind=1'--", "profile=never"),
        *("order=drop", "q=" + "x" * 10_000, "q=%ED%A0%80", "q=%22%27%26%7C%21%28", "q=%25", "q=a&q=b", "unknown=1"),
    ],
)
def test_a_wrong_address_is_answered_with_a_page(query: str):
    CompanyFactory()
    assert Client().get(f"{URL}?{query}").status_code == 200


def test_a_wrong_address_says_what_is_left_out():
    assert "That part is left out" in Client().get(URL + "?trl=12").content.decode()


def test_empty_list_names_the_ways_out():
    CompanyFactory(kind="startup", name="Polderbaken")
    html = Client().get(URL + "?kind=sme&q=polderbaken").content.decode()
    assert "No company with these 2 filters together" in html
    assert "Without “SME”" in html
    assert "1 company" in html


def test_list_without_any_company_says_what_comes():
    assert "No companies yet" in Client().get(URL).content.decode()


def test_chosen_filters_are_links_that_leave_them_out():
    CompanyFactory()
    response = Client().get(URL + "?kind=sme&kind=startup&page=3")
    assert [(each["label"], each["url"]) for each in response.context["active"]] == [
        ("SME", "?kind=startup"),
        ("Start-up", "?kind=sme"),
    ]


def test_pages_hold_twenty():
    CompanyFactory.create_batch(23)
    assert len(names(Client().get(URL))) == 20
    assert len(names(Client().get(URL + "?page=2"))) == len(names(Client().get(URL + "?page=99"))) == 3


def test_the_next_step_is_the_readers():
    def step(client: Client) -> bool:
        return reverse("companies:company_create") in client.get(URL).content.decode()

    with translation.override("en"):
        assert step(Client())
        assert step(client_of(UserFactory()))
        assert step(client_of(UserFactory(adviser=True)))
        assert not step(client_of(MembershipFactory().user))


def test_the_list_reads_in_both_languages():
    CompanyFactory.create_batch(2, kind="knowledge_institution")
    dutch, english = Client().get("/nl/companies/").content.decode(), Client().get(URL).content.decode()
    assert "2 bedrijven" in dutch
    assert "Kennisinstelling" in dutch
    assert "2 companies" in english
    assert "Knowledge institution" in english


def test_list_escapes_what_people_wrote():
    company = CompanyFactory(name="<i>name</i>", city="<i>city</i>", text_en="<i>line</i>")
    CompanyTechnologyFactory(company=company, technology__label_en="<i>sonar</i>")
    page = Client().get(URL).content.decode()
    assert "<i>" not in page
    for text in ("name", "city", "line", "sonar"):
        assert f"&lt;i&gt;{text}&lt;/i&gt;" in page
