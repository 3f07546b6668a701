"""The list of challenges as its readers get it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import (
    ChallengeFactory,
    MatchFactory,
    MembershipFactory,
    PitchFactory,
    RequirementFactory,
    ROMFactory,
    TechnologyFactory,
)
from tests.personas import PERSONAS, persona

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
URL = "/en/challenges/"


def as_(name: str, rom: object = None) -> Client:
    client = Client()
    user = persona(name, rom or ROMFactory())
    if user.is_authenticated:
        client.force_login(user)
    return client


def titles(response: object) -> list[str]:
    return [row.challenge.title_en for row in response.context["rows"]]


VISIBLE_TO = {
    "public": set(PERSONAS),
    "registered": set(PERSONAS) - {"visitor"},
    "vetted": {"vetted", "adviser", "other_adviser", "admin"},
    "invited": {"adviser", "admin"},
    "draft": {"adviser", "admin"},
}


@pytest.mark.parametrize("name", PERSONAS)
def test_list_holds_what_its_reader_may_see(name: str):
    rom = ROMFactory()
    for visibility in ("public", "registered", "vetted", "invited"):
        ChallengeFactory(rom=rom, title_en=visibility, visibility=visibility)
    ChallengeFactory(rom=rom, title_en="draft", draft=True)
    seen = set(titles(as_(name, rom).get(URL)))
    assert seen == {title for title, readers in VISIBLE_TO.items() if name in readers}


def test_list_holds_a_challenge_that_the_readers_company_is_invited_to():
    membership = MembershipFactory()
    challenge = ChallengeFactory(visibility="invited")
    challenge.invitations.create(company=membership.company)
    client = Client()
    client.force_login(membership.user)
    assert titles(client.get(URL)) == [challenge.title_en]


@pytest.mark.parametrize("name", ["visitor", "member", "adviser", "admin"])
def test_queries_do_not_grow_with_the_rows(name: str, django_assert_max_num_queries):
    client = as_(name)

    def queries_of() -> int:
        client.get(URL + "?q=need")  # the first search after a change of the vocabulary builds the tagger
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(URL + "?q=need&technology=drones&branch=army").status_code == 200
        return len(captured)

    drones = TechnologyFactory(slug="drones")

    def add(number: int) -> None:
        for _ in range(number):
            challenge = ChallengeFactory(branch="army")
            RequirementFactory(challenge=challenge, technology=drones)
            RequirementFactory(challenge=challenge)
            PitchFactory(challenge=challenge)

    add(5)
    few = queries_of()
    add(45)
    assert queries_of() == few


def test_member_reads_own_match_or_the_rule_that_is_missed():
    membership = MembershipFactory(company__trl=6)
    client = Client()
    client.force_login(membership.user)
    MatchFactory(challenge__title_en="Fits", company=membership.company)
    missed = ChallengeFactory(title_en="Misses", trl_min=7)
    MatchFactory(challenge=missed, company=membership.company, failed_rule="trl_floor")
    MatchFactory(challenge=ChallengeFactory(title_en="Of another"))
    html = client.get(URL).content.decode()
    assert "87 of 100: technology 33 of 34" in html
    assert "At least TRL 7 is asked. Your profile says TRL 6." in html
    assert html.count("Your match") == 2


def test_best_match_comes_first_for_a_member_and_the_deadline_for_a_visitor():
    membership = MembershipFactory()
    low = MatchFactory(company=membership.company, technology=10)
    high = MatchFactory(company=membership.company, challenge__title_en="High")
    near = MatchFactory(company=membership.company, failed_rule="vetted")
    client = Client()
    client.force_login(membership.user)
    by_score = [high.challenge.title_en, low.challenge.title_en, near.challenge.title_en]
    assert titles(client.get(URL)) == by_score
    assert titles(client.get(URL + "?order=closing")) == titles(Client().get(URL))
    assert titles(Client().get(URL + "?order=best")) == titles(Client().get(URL))


@pytest.mark.parametrize(
    "query",
    [
        *("page=9e99", "page=0", "page=-1", "page=" + "9" * 400, "page=x"),
        *("technology=nothing", "rom=%F0", "trl=12", "state=draft", "session=1'--", "closes=never"),
        *("order=drop", "q=" + "x" * 10_000, "q=%ED%A0%80", "q=%22%27%26%7C%21%28", "q=%25", "q=a&q=b", "unknown=1"),
    ],
)
def test_a_wrong_address_is_answered_with_a_page(query: str):
    ChallengeFactory()
    assert Client().get(f"{URL}?{query}").status_code == 200


def test_a_wrong_address_says_what_is_left_out():
    html = Client().get(URL + "?trl=12").content.decode()
    assert "That part is left out" in html


def test_nul_in_the_address_is_refused():
    assert Client().get(URL + "?q=%00").status_code == 400


def test_empty_list_names_the_ways_out():
    ChallengeFactory(branch="army")
    html = Client().get(URL + "?branch=navy&q=need").content.decode()
    assert "No challenge with these 2 filters together" in html
    assert "Without “Navy”" in html
    assert "Without “need”" in html


def test_chosen_filters_are_links_that_leave_them_out():
    ChallengeFactory(branch="army")
    response = Client().get(URL + "?branch=army&branch=navy&page=3")
    assert [(each["label"], each["url"]) for each in response.context["active"]] == [
        ("Army", "?branch=navy"),
        ("Navy", "?branch=army"),
    ]


def test_pages_hold_twenty():
    ChallengeFactory.create_batch(23)
    assert len(titles(Client().get(URL))) == 20
    assert len(titles(Client().get(URL + "?page=2"))) == 3
    assert len(titles(Client().get(URL + "?page=99"))) == 3


def test_the_list_reads_in_both_languages():
    ChallengeFactory(title_nl="Drones horen", title_en="Hearing drones")
    with translation.override("nl"):
        assert "Drones horen" in Client().get(reverse("challenges:challenge_list")).content.decode()
    assert "Hearing drones" in Client().get(URL).content.decode()


def test_list_escapes_what_people_wrote():
    rom, technology = ROMFactory(name="<i>ROM</i>"), TechnologyFactory(label_en="<i>sonar</i>")
    challenge = ChallengeFactory(rom=rom, title_en="<i>title</i>", teaser_en="<i>teaser</i>", teaser_nl="")
    RequirementFactory(challenge=challenge, technology=technology)
    page = Client().get(URL).content.decode()
    assert "<i>" not in page
    assert page.count("&lt;i&gt;title&lt;/i&gt;") == 1
    assert page.count("&lt;i&gt;teaser&lt;/i&gt;") == 1
    assert "via &lt;i&gt;ROM&lt;/i&gt;" in page
    assert '<p class="side">&lt;i&gt;sonar&lt;/i&gt;</p>' in page
