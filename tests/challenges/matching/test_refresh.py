"""Matching what is due, on real PostgreSQL: the same as matching everything anew, and no more work than the change."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from challenges.matching.inputs import COMPANY_ROWS, Stock, load_company_profiles
from challenges.matching.model_services import get_active_model
from challenges.matching.models import Decision, Match, MatchedCompany
from challenges.matching.refresh import computation, runner, storage
from challenges.matching.refresh.computation import rank_challenges
from challenges.matching.refresh.runner import refresh_all_matches, run_due_matching
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from tests.challenges.matching.expected_lists import assert_ends_hold, ranked_at_once, rows_of
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WORDS = ["drone", "sensor", "radar", "netwerk", "boot", "batterij", "beeld", "geluid", "zwerm", "model"]


@pytest.fixture
def small_lists(settings, monkeypatch):
    settings.MATCHES_PER_CHALLENGE, settings.MATCHES_PER_COMPANY = 3, 2
    monkeypatch.setattr(storage, "NEARLY", 2)


def stock(rng, companies=12, challenges=6, words=WORDS):
    """A small stock whose lists overflow: more companies and challenges than are kept. Without words, many points are
    equal, and the lower id decides."""
    provinces = [ProvinceFactory() for _ in range(3)]
    technologies = [TechnologyFactory() for _ in range(6)]
    for _ in range(companies):
        company = CompanyFactory(
            province=rng.choice(provinces),
            trl=rng.choice([None, 3, 5, 7, 9]),
            text_nl=" ".join(rng.choices(words, k=8)),
        )
        for technology in rng.sample(technologies, rng.randint(0, 3)):
            CompanyTechnologyFactory(company=company, technology=technology)
    for _ in range(challenges):
        challenge = ChallengeFactory(
            rom=rng.choice(provinces).rom, trl_min=rng.choice([None, 5]), teaser_nl=" ".join(rng.choices(words, k=8))
        )
        for technology in rng.sample(technologies, rng.randint(0, 3)):
            RequirementFactory(challenge=challenge, technology=technology, necessity=rng.choice(["must", "nice"]))
    return technologies


def matches():
    """Every kept match as it stands, less its own id, what a refresh notes beside it, and versions."""
    left_out = {"id", "is_candidate", "challenge_version", "company_version"}
    fields = [field.attname for field in Match._meta.concrete_fields if field.name not in left_out]
    return sorted(Match.objects.values_list(*fields))


def change_something(rng, technologies, words=WORDS):
    """One change as people make them: a text, a level, a technology, a withdrawal, a newcomer."""
    company, challenge = rng.choice(Company.objects.order_by("id")), rng.choice(Challenge.objects.order_by("id"))
    match rng.randrange(7):
        case 0:
            Company.objects.filter(pk=company.pk).update(text_nl=" ".join(rng.choices(words, k=8)))
        case 1:
            Company.objects.filter(pk=company.pk).update(trl=rng.choice([None, 2, 9]))
        case 2:
            company.technology_links.all().delete()
        case 3:
            Company.objects.filter(pk=company.pk).update(state=rng.choice(["published", "withdrawn"]))
        case 4:
            CompanyTechnologyFactory(company=CompanyFactory(), technology=rng.choice(technologies))
        case 5:
            Challenge.objects.filter(pk=challenge.pk).update(teaser_nl=" ".join(rng.choices(words, k=8)))
        case 6:
            Challenge.objects.filter(pk=challenge.pk, state="open").update(state=rng.choice(["open", "withdrawn"]))


@pytest.mark.parametrize("words", [WORDS, [""]], ids=["texts", "many ties"])
@pytest.mark.parametrize("seed", range(6))
def test_match_due_after_some_changes_equals_matching_everything(small_lists, seed, words, monkeypatch):
    monkeypatch.setattr(runner, "is_version_outdated", lambda version, companies: False)
    monkeypatch.setattr(runner, "MANY", 1)
    rng = random.Random(seed)
    technologies = stock(rng, words=words)
    run_due_matching()
    for _ in range(8):
        for _ in range(rng.choice([1, 1, 3])):
            change_something(rng, technologies, words)
        run_due_matching()
        assert_ends_hold()
        found = matches()
        MatchedCompany.objects.update(version=0)
        monkeypatch.setattr(runner, "MANY", -1)
        run_due_matching()
        monkeypatch.setattr(runner, "MANY", 1)
        assert found == matches()


@pytest.mark.parametrize("most_changed", [0, 2, 100])
def test_challenges_ranked_among_all_equal_a_ranking_of_everybody(small_lists, monkeypatch, most_changed):
    monkeypatch.setattr(computation, "FEWEST_CHANGED", most_changed)
    rng = random.Random(7)
    technologies = stock(rng)
    run_due_matching()
    active = get_active_model()
    for _ in range(12):
        change_something(rng, technologies)
        now = Stock.now()
        found = rank_challenges(now, active, now.challenges.keys())[0]
        assert rows_of(found) == ranked_at_once(now, active.model)["challenge"]


def test_match_due_again_finds_nothing_to_do():
    stock(random.Random(1))
    assert run_due_matching() > 0
    assert run_due_matching() == 0


def test_match_due_of_one_new_company_makes_one_row_anew():
    stock(random.Random(1))
    run_due_matching()
    kept = dict(COMPANY_ROWS.kept)
    company = CompanyFactory()
    run_due_matching()
    assert {id_ for id_, row in COMPANY_ROWS.kept.items() if row is not kept.get(id_)} == {company.pk}


def test_a_challenge_that_comes_in_writes_no_other_pair_anew(small_lists, monkeypatch):
    """Less those that move in or out of a list."""
    monkeypatch.setattr(runner, "MANY", 9)
    stock(random.Random(3))
    run_due_matching()
    before = places()
    challenge = ChallengeFactory(teaser_nl="drone sensor radar")
    run_due_matching()
    after = places()
    assert Match.objects.filter(challenge=challenge, in_company_top=True).exists()
    stay = {pair: place for pair, place in before.items() if pair in after}
    assert len(stay) > len(before) / 2
    assert stay == {pair: after[pair] for pair in stay}


def places():
    """Where in the file each match stands; a row that is written anew stands elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT challenge_id, company_id, in_challenge_top, in_company_top, ctid::text FROM challenges_match"
        )
        return {tuple(pair): place for *pair, place in cursor.fetchall()}


def test_a_challenge_that_comes_in_takes_as_many_queries_for_a_large_stock(monkeypatch):
    monkeypatch.setattr(runner, "MANY", 9)
    counted = []
    for companies in (3, 30):
        stock(random.Random(1), companies=companies, challenges=2)
        run_due_matching()
        ChallengeFactory(teaser_nl="drone sensor radar")
        with CaptureQueriesContext(connection) as queries:
            run_due_matching()
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_what_a_company_declares_is_read_as_it_tells_of_itself():
    claimed = CompanyFactory(claimed=True)
    DeclarationFactory(company=claimed, kind="ownership", answer=False)
    now = timezone.now()
    DeclarationFactory(
        company=claimed, kind="export_control", signed_at=now - timedelta(days=1), ended_at=now, end="withdrawn"
    )
    unclaimed = CompanyFactory(claimed_at=None, established=True)
    found = {offer.id: offer.declared for offer in load_company_profiles(Company.objects.all())}
    assert found == {claimed.pk: {"ownership": False}, unclaimed.pk: {"established": True}}


def test_every_change_that_matters_raises_the_revision():
    link = CompanyTechnologyFactory()
    company = link.company
    before = company.revision.version
    Company.objects.filter(pk=company.pk).update(trl=5)
    link.delete()
    company.revision.refresh_from_db()
    assert company.revision.version == before + 2


def test_a_change_that_does_not_matter_leaves_the_revision():
    company = CompanyFactory()
    Company.objects.filter(pk=company.pk).update(website="https://example.org")
    assert company.revision.version == 1


def test_a_decision_survives_recomputation():
    stock(random.Random(1))
    refresh_all_matches()
    match = Match.objects.first()
    Decision.objects.create(
        challenge=match.challenge, company=match.company, kind="dismissed", reason="known", decided_by=UserFactory()
    )
    Company.objects.filter(pk=match.company_id).update(trl=1)
    refresh_all_matches()
    assert Decision.objects.get().reason == "known"


def test_a_withdrawn_company_is_matched_no_more():
    stock(random.Random(1))
    run_due_matching()
    company = Match.objects.first().company
    Company.objects.filter(pk=company.pk).update(state="withdrawn")
    run_due_matching()
    assert not company.matches.exists()


def test_a_match_whose_parts_do_not_add_up_is_refused_by_the_database():
    stock(random.Random(1))
    run_due_matching()
    with pytest.raises(Exception, match="match_parts_add_up"), connection.cursor() as cursor:
        cursor.execute("UPDATE challenges_match SET total = total + 1")
