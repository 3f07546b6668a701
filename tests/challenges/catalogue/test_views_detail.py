"""The page of a challenge: what staff, a company and a visitor find on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.services import transition_challenge
from tests.clients import adviser_client, client_of
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DecisionFactory,
    MatchFactory,
    MembershipFactory,
    PitchFactory,
    RequirementFactory,
    UserFactory,
)
from tests.personas import persona

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def url_of(challenge: object, language: str = "en") -> str:
    return f"/{language}/challenges/{challenge.slug}/"


def names(response: object) -> list[str]:
    return [row.ranked.match.company.name for row in response.context["rows"]]


@pytest.mark.parametrize("name", ["visitor", "registered", "member", "other_adviser"])
def test_companies_are_shown_to_nobody_but_the_owning_rom(name: str):
    match = MatchFactory(company__name="Secretly Ranked")
    near = MatchFactory(challenge=match.challenge, company__name="Nearly Ranked", failed_rule="vetted")
    user = persona(name, match.challenge.rom)
    client = client_of(user) if user.is_authenticated else Client()
    html = client.get(url_of(match.challenge)).content.decode()
    assert "Secretly Ranked" not in html
    assert near.company.name not in html


@pytest.mark.parametrize("name", ["adviser", "admin"])
def test_the_owning_rom_reads_the_ranking_and_who_nearly_qualifies(name: str):
    challenge = ChallengeFactory(trl_min=5)
    MatchFactory(challenge=challenge, company__name="Second", technology=100)
    MatchFactory(challenge=challenge, company__name="First")
    MatchFactory(challenge=challenge, company=CompanyFactory(name="Near", trl=4), failed_rule="trl_floor")
    response = client_of(persona(name, challenge.rom)).get(url_of(challenge))
    assert names(response) == ["First", "Second"]
    assert "TRL 4, at least TRL 5 is asked." in response.content.decode()


def test_an_announced_challenge_that_nobody_covers_leads_to_its_teams():
    challenge = RequirementFactory(
        necessity="must", challenge__state="pre_release", challenge__opens_at=timezone.now() + timedelta(days=9)
    ).challenge
    run_due_matching()
    html = client_of(UserFactory(rom=challenge.rom, rom_role="adviser")).get(url_of(challenge)).content.decode()
    assert f"/en/challenges/{challenge.slug}/teams/" in html
    assert "once the challenge is published" not in html


def test_dismissed_companies_stand_at_the_end_with_their_own_rank():
    challenge = ChallengeFactory()
    first = MatchFactory(challenge=challenge)
    MatchFactory(challenge=challenge, technology=100)
    DecisionFactory(challenge=challenge, company=first.company, kind="dismissed", reason="known")
    response = adviser_client(challenge).get(url_of(challenge))
    assert [row.ranked.rank for row in response.context["rows"]] == [2, 1]
    assert "Dismissed: known already" in response.content.decode()


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("shortlisted", ["A"]),
        ("dismissed", ["B"]),
        ("undecided", ["C"]),
        ("all", ["A", "C", "B"]),
        ("x", ["A", "C", "B"]),
    ],
)
def test_decisions_filter_the_list(show: str, expected: list[str]):
    challenge = ChallengeFactory()
    for name, technology, decision in [("A", 300, "shortlisted"), ("B", 200, "dismissed"), ("C", 100, None)]:
        match = MatchFactory(challenge=challenge, company__name=name, technology=technology)
        if decision:
            DecisionFactory(challenge=challenge, company=match.company, kind=decision, reason="other")
    assert names(adviser_client(challenge).get(url_of(challenge) + f"?show={show}")) == expected


def test_matches_come_in_pages_and_a_wrong_page_is_one_that_exists():
    challenge = ChallengeFactory()
    for number in range(27):
        MatchFactory(challenge=challenge, technology=number)
    client = adviser_client(challenge)
    assert len(names(client.get(url_of(challenge)))) == 25
    assert len(names(client.get(url_of(challenge) + "?page=2"))) == 2
    assert len(names(client.get(url_of(challenge) + "?page=9e99"))) == 25


def test_queries_do_not_grow_with_the_companies(django_assert_max_num_queries):
    challenge = ChallengeFactory()
    requirement = RequirementFactory(challenge=challenge)
    PitchFactory(challenge=challenge)
    client = adviser_client(challenge)

    def queries_with(number: int) -> int:
        for _ in range(number):
            match = MatchFactory(challenge=challenge)
            CompanyTechnologyFactory(company=match.company, technology=requirement.technology)
            MatchFactory(challenge=challenge, failed_rule="vetted")
        client.get(url_of(challenge))  # the first look after a change fills what the process keeps
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(url_of(challenge)).status_code == 200
        return len(captured)

    assert queries_with(2) == queries_with(20)


def test_a_member_reads_the_own_match_with_its_reason_and_nobody_elses():
    membership = MembershipFactory()
    match = MatchFactory(company=membership.company)
    MatchFactory(challenge=match.challenge, company__name="Competitor")
    html = client_of(membership.user).get(url_of(match.challenge)).content.decode()
    assert "87 of 100: technology 33 of 34" in html
    assert f"/matches/{membership.company.slug}/" in html
    assert "Competitor" not in html


def test_a_member_who_misses_a_rule_reads_which():
    membership = MembershipFactory(company__trl=3)
    challenge = ChallengeFactory(trl_min=6)
    MatchFactory(challenge=challenge, company=membership.company, failed_rule="trl_floor")
    html = client_of(membership.user).get(url_of(challenge)).content.decode()
    assert "At least TRL 6 is asked. Your profile says TRL 3." in html


def test_sessions_that_the_reader_may_not_see_are_not_named():
    hidden = PitchFactory(session__title_nl="Geheime sessie", session__state="draft")
    assert "Geheime sessie" not in Client().get(url_of(hidden.challenge, "nl")).content.decode()


def test_a_challenge_in_one_language_says_so_to_readers_of_the_other():
    challenge = ChallengeFactory(title_en="", title_nl="Alleen Nederlands", teaser_nl="Tekst.", teaser_en="")
    html = Client().get(url_of(challenge)).content.decode()
    assert '<h1 lang="nl">Alleen Nederlands</h1>' in html


def test_markup_in_texts_is_shown_as_text():
    challenge = ChallengeFactory(title_en="<b>x</b>", teaser_en="<script>alert(1)</script>", teaser_nl="")
    html = Client().get(url_of(challenge)).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("state", "told"),
    [
        *((state, "once the challenge is published") for state in ("draft", "in_review")),
        ("withdrawn", "is withdrawn, so no companies"),
        *((state, "is closed, so no companies") for state in ("evaluating", "decided", "archived")),
        ("open", "The list is being made"),
    ],
)
def test_staff_read_why_no_company_is_matched(state, told):
    challenge = ChallengeFactory(state=state)
    page = adviser_client(challenge).get(url_of(challenge)).content.decode()
    sentences = ("once the challenge is published", "is withdrawn, so no", "is closed, so no", "The list is being made")
    assert [each for each in sentences if each in page] == [each for each in sentences if told.startswith(each)]


def test_staff_of_another_rom_are_shown_the_way_to_bring_in_a_company():
    challenge = ChallengeFactory()
    page = client_of(UserFactory(adviser=True)).get(url_of(challenge)).content.decode()
    assert "Does it suit a company of your region?" in page
    assert "Make a company profile" not in page
    assert "Does it suit" not in Client().get(url_of(challenge)).content.decode()


def test_what_was_decided_stays_to_be_seen_after_the_challenge_closed():
    challenge = RequirementFactory(necessity="must").challenge
    technology = challenge.requirements.get().technology
    for name, fields in (
        ("Gezien", {"kind": "shortlisted", "note": "Staat er al."}),
        ("Af", {"kind": "dismissed", "reason": "known"}),
    ):
        company = CompanyTechnologyFactory(technology=technology, company__name=name).company
        DecisionFactory(challenge=challenge, company=company, **fields)
    DecisionFactory(challenge=challenge, company=CompanyFactory(state="withdrawn", name="Weg"), kind="shortlisted")
    run_due_matching()
    adviser = adviser_client(challenge)
    assert adviser.get(url_of(challenge)).context["matches"].unlisted == []
    transition_challenge(challenge, "evaluating", UserFactory(rom=challenge.rom, rom_role="adviser"))
    run_due_matching()
    page = adviser.get(url_of(challenge))
    assert [str(each.company) for each in page.context["matches"].unlisted] == ["Gezien", "Af"]
    html = page.content.decode()
    assert [words in html for words in ("Staat er al.", "Dismissed: known already", "Weg")] == [True, True, False]
    assert (
        "Decided, and not in the list now"
        not in client_of(UserFactory(adviser=True)).get(url_of(challenge)).content.decode()
    )
