"""Writing with the pool in view: what the panel counts, and that counting saves nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.inputs import Stock
from challenges.matching.model_services import create_active_version
from challenges.matching.pool import compute_pool
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from tests.clients import adviser_client
from tests.factories import (
    AnnexFactory,
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    ChallengeMoveFactory,
    ChallengeWriterFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    RequirementFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FORM = {"title_en": "Hear drones", "teaser_en": "", "branch": "army", "visibility": "public"}


@pytest.fixture
def challenge() -> Challenge:
    """A draft at TRL 7 that wants drones and sonar; of four companies one has all, two a TRL below."""
    drones, sonar = TechnologyFactory(label_en="Drones"), TechnologyFactory(label_en="Sonar")
    draft = ChallengeFactory(state="draft", trl_min=7, trl_max=None, title_en="Hear drones", title_nl="")
    RequirementFactory(challenge=draft, technology=drones, necessity="must")
    RequirementFactory(challenge=draft, technology=sonar, necessity="nice")
    for trl in (7, 6, 6):
        CompanyTechnologyFactory(company=CompanyFactory(trl=trl, state="published"), technology=drones)
    CompanyFactory(trl=8, state="published")
    CompanyTechnologyFactory(company=CompanyFactory(trl=8, state="draft"), technology=drones)
    return draft


def panel(challenge: Challenge, **changed: str):
    address = reverse("challenges:challenge_pool", args=[challenge.slug])
    return adviser_client(challenge).post(address, FORM | changed, headers={"X-Part": "pool"})


def test_panel_counts_what_stands_in_the_form(challenge):
    pool = panel(challenge, trl_min="7").context["pool"]
    assert (pool.pool.qualified, pool.pool.companies) == (1, 4)
    assert [(line.meeting, line.more) for line in pool.lines] == [(3, 1), (2, 2)]
    assert pool.best == "TRL 7 naar 6: van 1 naar 3 bedrijven."
    assert pool.unoffered == [str(challenge.requirements.get(necessity="nice").technology)]
    assert panel(challenge, trl_min="6").context["pool"].pool.qualified == 3


def test_counting_saves_nothing(challenge):
    before = Challenge.objects.values().get()
    panel(challenge, trl_min="1", title_en="Another title")
    assert Challenge.objects.values().get() == before


def test_panel_is_a_part_for_the_script_and_a_page_without(challenge):
    address = reverse("challenges:challenge_pool", args=[challenge.slug])
    assert "<html" not in panel(challenge).content.decode()
    page = adviser_client(challenge).post(address, FORM | {"title_en": "Typed just now"})
    assert "<html" in page.content.decode()
    assert "Typed just now" in page.content.decode()


def test_what_is_no_level_counts_as_the_saved_one_and_is_told(challenge):
    address = reverse("challenges:challenge_pool", args=[challenge.slug])
    page = adviser_client(challenge).post(address, FORM | {"trl_min": "12"})
    assert page.context["pool"].pool.qualified == 1
    assert page.context["form"].errors["trl_min"]


def test_panel_names_what_the_text_adds_with_its_phrase(challenge):
    TermFactory(text="hydrophone", language="en", technology__label_en="Hydrophones")
    [found] = panel(challenge, teaser_en="We listen with a hydrophone.").context["pool"].proposals
    assert (found.proposal.phrase, found.label) == ("hydrophone", str(found.label))
    assert "hydrophone" in panel(challenge, teaser_en="We listen with a hydrophone.").content.decode()


def test_similar_challenges_are_those_of_others_that_the_reader_may_see(challenge):
    drones = challenge.requirements.get(necessity="must").technology
    seen = ChallengeFactory(state="open")
    for other in (seen, ChallengeFactory(state="draft"), ChallengeFactory(state="open", rom=challenge.rom)):
        RequirementFactory(challenge=other, technology=drones)
    [alike] = panel(challenge).context["pool"].similar
    assert alike.challenge == seen
    assert alike.shared == str(drones)


def counted(challenge: Challenge) -> int:
    asked = list(challenge.requirements.counting())
    return compute_pool(challenge, asked, Vocabulary.load()).qualified


def test_count_is_that_of_the_ranking(challenge):
    posted = ChallengeFactory(state="open", trl_min=6)
    RequirementFactory(challenge=posted, necessity="must", technology=challenge.requirements.first().technology)
    stock = Stock.now()
    _fit, model = create_active_version(stock)
    ranked = rank_matches(
        build_challenge_table(stock.get_challenge_rows(), model),
        build_company_table(stock.get_company_rows(), model),
        model,
    )
    assert counted(posted) == ranked.by_want[posted.pk].qualified == 3


def test_a_company_that_changed_is_counted_anew(challenge):
    assert counted(challenge) == 1
    Company.objects.filter(trl=6).update(trl=7)
    assert counted(challenge) == 3
    Company.objects.filter(trl=7).first().delete()
    assert counted(challenge) == 2


def test_new_challenge_is_counted_before_it_is_saved(challenge, django_assert_max_num_queries):
    TermFactory(technology=TechnologyFactory(label_en="Radar"), language="en", text="radar")
    client = adviser_client(challenge)
    CompanyFactory(trl=9, state="published", province__rom=challenge.rom)
    typed = FORM | {"title_nl": "Wat ik typte", "teaser_en": "We need radar.", "trl_min": "9", "visibility": "public"}
    address = reverse("challenges:challenge_pool_new")
    response = client.post(address, typed)
    pool, html = response.context["pool"], response.content.decode()
    assert (pool.pool.qualified, pool.pool.companies) == (1, 5)
    assert str(Technology.objects.get(label_en="Radar")) in [found.label for found in pool.proposals]
    assert 'value="Wat ik typte"' in html
    assert "We need radar." in html
    with django_assert_max_num_queries(12):
        part = client.post(address, typed | {"only_region": "on", "trl_min": ""}, headers={"X-Part": "pool"})
    assert part.context["pool"].pool.qualified == 1
    assert client.post(address, typed | {"visibility": "invited"}).context["pool"].pool.qualified == 0
    assert client.get(reverse("challenges:challenge_create")).context["pool"].pool.qualified == 5
    assert Challenge.objects.count() == 1


def test_form_of_a_challenge_takes_twelve_queries(challenge, django_assert_max_num_queries):
    """For a ROM that owns it too, with an annex, a history, proposals, and challenges that ask the same."""
    Challenge.objects.filter(pk=challenge.pk).update(visibility="invited", state="in_review")
    AnnexFactory(challenge=challenge, text_nl=challenge.teaser_nl)
    ChallengeMoveFactory(challenge=challenge)
    ChallengeWriterFactory(challenge=challenge)
    partner = ChallengeCoOwnerFactory(challenge=challenge).rom
    technology = challenge.requirements.first().technology
    others = ChallengeFactory.create_batch(2)
    for other in (ChallengeFactory(rom=partner), ChallengeCoOwnerFactory(rom=partner).challenge, *others):
        RequirementFactory(challenge=other, technology=technology)
    client = Client()
    client.force_login(UserFactory(rom=partner, rom_role="adviser"))
    address = reverse("challenges:challenge_edit", args=[challenge.slug])
    client.get(address)  # builds the tagger and the facts of the pool
    with django_assert_max_num_queries(12):
        response = client.get(address)
    assert {each.challenge for each in response.context["pool"].similar} == set(others)


def test_panel_takes_as_many_queries_for_many_companies(challenge, django_assert_max_num_queries):
    client, address = adviser_client(challenge), reverse("challenges:challenge_pool", args=[challenge.slug])
    client.post(address, FORM, headers={"X-Part": "pool"})  # builds the tagger and the facts of the pool
    with django_assert_max_num_queries(12):
        client.post(address, FORM, headers={"X-Part": "pool"})
    CompanyTechnologyFactory.create_batch(10, company__state="published")
    for other in ChallengeFactory.create_batch(5, state="open"):
        RequirementFactory(challenge=other, technology=challenge.requirements.first().technology)
    client.post(address, FORM, headers={"X-Part": "pool"})
    with django_assert_max_num_queries(12):
        client.post(address, FORM, headers={"X-Part": "pool"})
