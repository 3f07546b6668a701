"""Where readers start: the home page, a company's own matches, the desk, and how the score works."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from challenges.posting.models import Challenge, ChallengeMove
from companies.profiles.models import Company
from tests.clients import client_of
from tests.factories import (
    AppointmentFactory,
    ChallengeFactory,
    ChallengeMoveFactory,
    ChallengeWriterFactory,
    ClaimFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DecisionFactory,
    IntroductionFactory,
    MatchFactory,
    MembershipFactory,
    ProvinceFactory,
    RegistrationFactory,
    RequirementFactory,
    ResponseReadingFactory,
    ROMFactory,
    SessionFactory,
    SubmissionFactory,
    TechnologyFactory,
    UserFactory,
    VettingFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def quoted(sentence: str, phrase: str) -> dict:
    return {"sentence": sentence, "phrase": phrase, "language": "en"}


@pytest.mark.parametrize(
    ("person", "start"),
    [
        (UserFactory, "/en/companies/new/"),
        (lambda: MembershipFactory().user, "/en/overview/"),
        (lambda: UserFactory(adviser=True), "/en/desk/"),
        (lambda: UserFactory(is_superuser=True), "/en/admin/"),
    ],
)
def test_each_person_starts_where_their_work_is(person, start):
    assert client_of(person()).get("/en/start/").url == start


# --- home -------------------------------------------------------------------------------------------------------------


def test_home_counts_what_a_visitor_may_see():
    ChallengeFactory()
    ChallengeFactory(visibility="vetted")
    ChallengeFactory(closes_at=timezone.now() - timedelta(hours=1))
    CompanyFactory()
    CompanyFactory(state="draft")
    response = Client().get("/en/")
    assert (response.context["challenge_count"], response.context["company_count"]) == (1, 1)


def test_home_pairs_what_both_sides_say_of_a_technology():
    technology = TechnologyFactory(label_en="Acoustic detection")
    RequirementFactory(technology=technology, **quoted("Notice small drones by their sound.", "by their sound"))
    CompanyTechnologyFactory(
        technology=technology, **quoted("Our mast hears propellers from afar.", "hears propellers")
    )
    html = Client().get("/en/").content.decode()
    assert "<mark>by their sound</mark>" in html
    assert "<mark>hears propellers</mark>" in html


@pytest.mark.parametrize(
    ("challenge", "company"),
    [({"visibility": "registered"}, {}), ({"state": "draft"}, {}), ({}, {"state": "draft"})],
)
def test_home_quotes_nothing_that_a_visitor_may_not_read(challenge: dict, company: dict):
    technology = TechnologyFactory()
    asked = quoted("Notice small drones by their sound.", "by their sound")
    RequirementFactory(technology=technology, challenge=ChallengeFactory(**challenge), **asked)
    told = quoted("Our mast hears propellers from afar.", "hears propellers")
    CompanyTechnologyFactory(technology=technology, company=CompanyFactory(**company), **told)
    assert "<mark>" not in Client().get("/en/").content.decode()


def test_home_shows_the_score_of_invented_companies_only():
    MatchFactory(company__name="Real Company")
    MatchFactory(company=CompanyFactory(name="Real Too"), challenge=ChallengeFactory(is_example=True))
    html = Client().get("/en/").content.decode()
    assert "Real Company" not in html
    assert "Real Too" not in html
    MatchFactory(company__name="Invented", company__is_example=True, challenge__is_example=True)
    assert "Invented" in Client().get("/en/").content.decode()


def test_home_works_with_nothing_in_the_database():
    assert Client().get("/nl/").status_code == 200


def test_home_runs_few_queries(django_assert_max_num_queries):
    for _ in range(6):
        technology = TechnologyFactory()
        RequirementFactory(technology=technology, **quoted("Notice small drones by their sound.", "by their sound"))
        CompanyTechnologyFactory(
            technology=technology, **quoted("Our mast hears propellers from afar.", "hears propellers")
        )
    SessionFactory()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get("/nl/")


# --- a company's own start --------------------------------------------------------------------------------------------


def test_company_home_lists_the_own_matches_best_first():
    membership = MembershipFactory()
    MatchFactory(company=membership.company, challenge__title_en="Second", technology=10)
    MatchFactory(company=membership.company, challenge__title_en="First")
    MatchFactory(challenge__title_en="Of another")
    response = client_of(membership.user).get("/en/overview/")
    assert [str(row.match.challenge.title_en) for row in response.context["rows"]] == ["First", "Second"]


def test_company_home_names_the_rule_of_what_nearly_fits():
    membership = MembershipFactory(company__trl=6)
    near = ChallengeFactory(title_en="Near", trl_min=7)
    MatchFactory(company=membership.company, challenge=near, failed_rule="trl_floor")
    html = client_of(membership.user).get("/en/overview/").content.decode()
    assert "At least TRL 7 is asked. Your profile says TRL 6." in html


def test_company_home_leaves_out_what_the_company_may_no_longer_see():
    membership = MembershipFactory()
    MatchFactory(company=membership.company, challenge=ChallengeFactory(visibility="vetted", title_en="Hidden"))
    assert "Hidden" not in client_of(membership.user).get("/en/overview/").content.decode()


def test_company_home_says_what_waits_the_biggest_gain_first():
    company = CompanyFactory(claimed=True, trl=None, text_nl="", text_en="")
    CompanyTechnologyFactory(company=company, known_as="proposed")
    MatchFactory(company=company, challenge__trl_max=6)
    response = client_of(MembershipFactory(company=company).user).get("/en/overview/")
    titles = [wait.title for wait in response.context["waits"]]
    assert titles == ["Tell what you make", "1 technology to confirm", "Say how far your product is"]


def test_company_home_without_matches_says_what_to_do():
    membership = MembershipFactory(company__trl=6)
    CompanyTechnologyFactory(company=membership.company)
    client = client_of(membership.user)
    html = client.get("/en/overview/").content.decode()
    assert "No challenge fits now" in html
    assert f'href="/en/companies/{membership.company.slug}/completeness/"' in html.partition("No challenge fits now")[2]
    assert "#nearly" not in html
    near = ChallengeFactory(title_en="Near", slug="near", trl_min=7)
    MatchFactory(company=membership.company, challenge=near, failed_rule="trl_floor")
    html = client.get("/en/overview/").content.decode()
    assert '<a href="#nearly">See where you miss exactly one must</a> <b>1 challenge</b>' in html
    assert "You miss one must for “Near”." in html
    assert 'href="/en/challenges/near/why-not-me/"' in html.partition("Next step")[2]


def test_company_home_says_which_pages_are_open_and_leads_to_what_they_would_bring():
    membership = MembershipFactory(company__slug="heron", company__trl=None)
    client = client_of(membership.user)
    html = " ".join(client.get("/en/overview/").content.decode().split())
    assert "Of the 4 pages that matching reads, still open:" in html
    assert "Your profile is complete" not in html
    assert 'href="/en/companies/heron/edit/technologies/">Technologies</a>,' in html
    assert 'href="/en/companies/heron/completeness/"' in html
    CompanyTechnologyFactory(company=membership.company)
    Company.objects.filter(slug="heron").update(trl=4)
    assert "Yes, all that matching reads" in client.get("/en/overview/").content.decode()


def test_company_home_queries_do_not_grow_with_the_matches(django_assert_max_num_queries):
    membership = MembershipFactory()
    client = client_of(membership.user)

    def queries_with(number: int) -> int:
        for _ in range(number):
            match = MatchFactory(company=membership.company)
            RequirementFactory(challenge=match.challenge)
        client.get("/en/overview/")  # the vocabulary is read anew when it has changed, and kept
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get("/en/overview/").status_code == 200
        return len(captured)

    assert queries_with(2) == queries_with(15)


# --- the desk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk():
    """A ROM with one thing of each kind that waits, and as much of another ROM."""
    province = ProvinceFactory()
    for each, rom in ((province, province.rom), (ProvinceFactory(), None)):
        rom = rom or each.rom
        ChallengeFactory(rom=rom, draft=True)
        ChallengeMoveFactory(challenge__rom=rom, challenge__draft=True)
        ChallengeFactory(rom=rom, state="in_review")
        ChallengeFactory(rom=rom, closes_at=timezone.now() + timedelta(days=3))
        MatchFactory(challenge__rom=rom, company__province=ProvinceFactory())
        RequirementFactory(challenge__rom=rom, known_as="proposed")
        ClaimFactory(company=CompanyFactory(province=each))
        IntroductionFactory(challenge__rom=rom)
        RegistrationFactory(session__rom=rom, requested=True)
        AppointmentFactory(pitch__challenge__rom=rom, starts_at=timezone.now() - timedelta(hours=1))
        CompanyFactory(province=each, claimed=True)
        soon = timezone.localdate() + timedelta(days=9)
        VettingFactory(company=CompanyFactory(province=each, claimed=True), expires_on=soon)
        closed = ChallengeFactory(rom=rom, state="decided")
        SubmissionFactory(response__challenge=closed)
        ResponseReadingFactory(submission=SubmissionFactory(response__challenge=closed))
    return province.rom


def test_desk_counters_are_the_lists_behind_them(desk):
    user = UserFactory(rom=desk, rom_role="adviser")
    for refused in ChallengeMove.objects.filter(challenge__rom=desk):
        ChallengeWriterFactory(challenge=refused.challenge, user=user)
    client = client_of(user)
    response = client.get("/en/desk/")
    counted = {counter.kind.value: counter.number for counter in response.context["counters"]}
    none_to_call = {kind: int(kind != "calls") for kind in counted}
    assert counted == none_to_call
    assert response.context["waiting"] == len(counted) - 1 == 13
    for kind, number in counted.items():
        rows = client.get(f"/en/desk/?kind={kind}").context["rows"]
        assert [item.kind.value for item, _late in rows] == [kind] * number


def test_desk_asks_each_for_what_is_theirs(desk):
    """The writer neither approves nor is spared the refusal; the manager sees the whole ROM."""
    writer = UserFactory(rom=desk, rom_role="adviser")
    in_review = Challenge.objects.get(rom=desk, state="in_review")
    ChallengeWriterFactory(challenge=in_review, user=writer)

    def kinds(user):
        items = client_of(user).get("/en/desk/").context["rows"]
        return {item.kind.value for item, _late in items} & {"approve", "mend"}

    assert kinds(writer) == set()
    assert kinds(UserFactory(rom=desk, rom_role="adviser")) == {"approve"}
    assert kinds(UserFactory(rom=desk, rom_role="manager")) == {"approve", "mend"}


def test_a_refused_challenge_waits_for_its_writer_and_the_managers_of_each_rom_that_owns_it(desk):
    refused = Challenge.objects.get(rom=desk, moves__name="refuse")
    partner = ROMFactory()
    refused.co_owners.add(partner)
    writer = ChallengeWriterFactory(challenge=refused, user=UserFactory(rom=partner, rom_role="adviser")).user

    def mends(user):
        return any(item.kind.value == "mend" for item, _late in client_of(user).get("/en/desk/").context["rows"])

    assert mends(writer)
    assert mends(UserFactory(rom=partner, rom_role="manager"))
    assert mends(UserFactory(rom=desk, rom_role="manager"))
    assert not mends(UserFactory(rom=partner, rom_role="adviser"))
    assert not mends(UserFactory(rom=ROMFactory(), rom_role="manager"))


def test_a_decision_takes_a_challenge_off_the_desk():
    match = MatchFactory(challenge__opens_at=timezone.now() - timedelta(days=9))
    client = client_of(UserFactory(rom=match.challenge.rom, rom_role="adviser"))
    [(item, late)] = client.get("/en/desk/").context["rows"]
    assert (item.title, late) == (str(match.challenge), True)
    DecisionFactory(challenge=match.challenge, company=match.company)
    assert client.get("/en/desk/").context["rows"] == []


def test_desk_tells_how_long_a_response_waits_for_a_reader():
    now = timezone.now()
    closed = ChallengeFactory(opens_at=now - timedelta(days=40), closes_at=now - timedelta(days=9), title_en="Ears")
    sent = SubmissionFactory(response__challenge=closed, submitted_at=now - timedelta(days=20))
    newer = SubmissionFactory(response=sent.response, number=2, submitted_at=now - timedelta(days=19))
    SubmissionFactory(response__challenge=ChallengeFactory(rom=closed.rom))  # nobody may read it yet
    SubmissionFactory(response__challenge=ChallengeFactory(rom=closed.rom, state="archived"))
    client = client_of(UserFactory(rom=closed.rom, rom_role="adviser"))
    [(item, late)] = client.get("/en/desk/?kind=responses").context["rows"]
    assert (item.title, item.note, item.waits, late) == (str(sent.response.company), "Answers “Ears”", "9 days", True)
    ResponseReadingFactory(submission=sent)
    assert client.get("/en/desk/?kind=responses").context["rows"]
    assert client.get(item.action_url).status_code == 200
    assert newer.readings.count() == 1
    assert client.get("/en/desk/?kind=responses").context["rows"] == []


def test_desk_of_an_admin_holds_every_rom(desk):
    response = client_of(UserFactory(admin=True)).get("/en/desk/")
    assert response.context["page"].paginator.count == 28
    assert "Desk of all ROMs" in response.content.decode()


@pytest.mark.parametrize("query", ["kind=x", "page=9e99", "kind=drafts&page=7"])
def test_desk_with_a_wrong_address_is_still_the_desk(desk, query: str):
    client = client_of(UserFactory(rom=desk, rom_role="adviser"))
    assert client.get(f"/en/desk/?{query}").status_code == 200


def test_desk_queries_do_not_grow_with_what_waits(desk, django_assert_max_num_queries):
    client = client_of(UserFactory(rom=desk, rom_role="adviser"))
    SessionFactory()

    def queries() -> int:
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get("/en/desk/").status_code == 200
        return len(captured)

    few = queries()
    for _ in range(10):
        ChallengeFactory(rom=desk, draft=True)
        ClaimFactory(company=CompanyFactory(province=desk.provinces.get()))
        MatchFactory(challenge__rom=desk)
        SubmissionFactory(response__challenge__rom=desk, response__challenge__state="evaluating")
        AppointmentFactory(pitch__challenge__rom=desk, starts_at=timezone.now() - timedelta(hours=1))
    assert queries() == few
