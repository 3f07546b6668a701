"""The list's filters: what they leave, what they count, and what wrong values do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from challenges.catalogue.filters import LEGENDS, ChallengeFilter, ChallengeFilterOptions, count_challenge_facets
from challenges.posting.models import Challenge
from portal.search.filters import WITHOUT, build_facets
from tests.factories import (
    ChallengeFactory,
    PitchFactory,
    ProvinceFactory,
    RequirementFactory,
    ROMFactory,
    TechnologyFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def filtered(query: str) -> ChallengeFilter:
    user = AnonymousUser()
    options = ChallengeFilterOptions.for_reader(user, timezone.now())
    return ChallengeFilter(QueryDict(query), Challenge.objects.visible_to(user), options)


def found(query: str) -> set[str]:
    return set(filtered(query).qs.values_list("slug", flat=True))


def test_technology_finds_challenges_that_ask_something_more_specific():
    drones = TechnologyFactory(slug="drones")
    swarm = TechnologyFactory(slug="swarm", parent=drones)
    RequirementFactory(challenge__slug="swarming", technology=swarm)
    RequirementFactory(challenge__slug="other")
    assert found("technology=drones") == {"swarming"}
    assert found("technology=swarm") == {"swarming"}


def test_technology_that_a_person_refused_is_not_asked():
    RequirementFactory(technology__slug="drones", known_as="refused")
    assert found("technology=drones") == set()


def test_values_of_one_filter_add_up_and_filters_narrow_each_other():
    ChallengeFactory(slug="a", branch="army", trl_min=4, trl_max=6)
    ChallengeFactory(slug="n", branch="navy", trl_min=7)
    ChallengeFactory(slug="c", branch="cyber")
    assert found("branch=army&branch=navy") == {"a", "n"}
    assert found("branch=army&branch=navy&trl=7-9") == {"n"}


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [(4, 6, {"4-6"}), (3, 4, {"1-3", "4-6"}), (7, None, {"7-9"}), (None, 3, {"1-3"}), (None, None, set())],
)
def test_trl_band_holds_what_its_range_touches(low: int, high: int, bands: set[str]):
    ChallengeFactory(slug="x", trl_min=low, trl_max=high)
    assert {band for band in ("1-3", "4-6", "7-9") if found(f"trl={band}")} == bands


def test_closes_within_counts_open_challenges_only():
    soon = timezone.now() + timedelta(days=10)
    ChallengeFactory(slug="soon", closes_at=soon)
    ChallengeFactory(slug="evaluating", closes_at=soon, state="evaluating")
    ChallengeFactory(slug="later", closes_at=soon + timedelta(days=40))
    assert found("closes=2-weeks") == {"soon"}
    assert found("closes=2-months") == {"soon", "later"}


def test_state_closed_holds_open_ones_past_their_deadline():
    past = timezone.now() - timedelta(hours=1)
    ChallengeFactory(slug="late", opens_at=past - timedelta(days=9), closes_at=past)
    ChallengeFactory(slug="open")
    assert found("state=closed") == {"late"}
    assert found("state=open") == {"open"}


def test_rom_and_session_are_found_by_their_slugs():
    pitch = PitchFactory(session__slug="durf", challenge__slug="pitched", challenge__rom=ROMFactory(slug="flevoland"))
    ChallengeFactory(slug="elsewhere")
    assert found("session=durf") == found("rom=flevoland") == {pitch.challenge.slug}


def test_province_holds_what_the_rom_there_posted_once():
    rom = ROMFactory()
    for code in ("FR", "GR"):
        ProvinceFactory(code=code, rom=rom)
    ProvinceFactory(code="ZE")
    ChallengeFactory(slug="north", rom=rom)
    ChallengeFactory(slug="nowhere", rom=None)
    assert filtered("province=FR&province=GR").qs.count() == 1
    assert (found("province=GR"), found("province=ZE")) == ({"north"}, set())
    assert count_challenge_facets(filtered("province=FR"))["province"] == {"FR": 1, "GR": 1}


@pytest.mark.parametrize("words", ["drone", "drones", "Dronse", "vliegveld", "airfield", "airfeild", "onbemand", "UAV"])
def test_words_find_in_both_languages_with_typing_errors_and_by_the_vocabulary(words: str):
    technology = TechnologyFactory(slug="uas", label_nl="onbemande vliegtuigen", label_en="unmanned aircraft")
    TermFactory(technology=technology, language="nl", text="onbemand")
    TermFactory(technology=technology, language="en", text="UAV")
    wanted = ChallengeFactory(
        slug="wanted", title_nl="Drones rond een vliegveld opmerken", title_en="Noticing drones around an airfield"
    )
    RequirementFactory(challenge=wanted, technology=technology)
    ChallengeFactory(slug="other", title_nl="Waterzuivering te velde", title_en="Water purification")
    assert found(f"q={words}") == {"wanted"}


def test_counts_of_a_filter_ignore_its_own_values():
    flevoland = ROMFactory(slug="flevoland")
    ChallengeFactory(branch="army", rom=flevoland)
    ChallengeFactory(branch="navy", rom=flevoland)
    ChallengeFactory(branch="navy", rom=ROMFactory(slug="utrecht"))
    counts = count_challenge_facets(filtered("branch=army&rom=flevoland"))
    assert counts["branch"] == {"army": 1, "navy": 1}
    assert counts["rom"] == {"flevoland": 1, "utrecht": 0}
    assert counts["total"] == {"": 1}
    assert counts[WITHOUT] == {"branch": 2, "rom": 1}


def test_technology_counts_a_challenge_once_however_often_it_asks():
    drones = TechnologyFactory(slug="drones")
    challenge = ChallengeFactory()
    for slug in ("swarm", "sensing"):
        RequirementFactory(challenge=challenge, technology=TechnologyFactory(slug=slug, parent=drones))
    RequirementFactory(technology__slug="radar", challenge__branch="navy")
    assert count_challenge_facets(filtered(""))["technology"] == {"drones": 1, "swarm": 1, "sensing": 1, "radar": 1}
    assert count_challenge_facets(filtered("branch=navy"))["technology"] == {
        "drones": 0,
        "swarm": 0,
        "sensing": 0,
        "radar": 1,
    }


def test_values_that_nothing_has_stay_with_a_zero():
    ChallengeFactory(branch="army")
    [branch] = [
        facet
        for facet in build_facets(filtered(""), count_challenge_facets(filtered("")), LEGENDS)
        if facet.name == "branch"
    ]
    assert {option.value: option.count for option in branch.options}["cyber"] == 0


def test_technologies_beyond_the_first_stand_folded_and_chosen_ones_never():
    for number in range(7):
        RequirementFactory(technology__slug=f"t{number}")
    filterset = filtered("technology=t6")
    technology = build_facets(filterset, count_challenge_facets(filterset), LEGENDS)[0]
    assert (technology.options[0].value, len(technology.options), len(technology.more)) == ("t6", 5, 2)


@pytest.mark.parametrize("query", ["technology=nothing", "rom=0", "trl=12", "state=draft", "branch=army&branch=%00x"])
def test_values_that_are_not_there_are_left_out_and_named(query: str):
    ChallengeFactory(slug="a", branch="army")
    filterset = filtered(query)
    assert filterset.form.errors
    assert found(query) == {"a"}


def test_words_longer_than_the_field_are_named_too():
    assert "q" in filtered("q=" + "x" * 10_000).form.errors


def test_address_without_a_filter_finds_everything_and_makes_no_form(monkeypatch):
    ChallengeFactory()
    plain = filtered("order=newest&page=2")
    monkeypatch.setattr(ChallengeFilter, "get_form_class", None)
    assert plain.chosen == plain.problems == {}
    assert plain.qs.count() == 1


def test_address_with_a_value_that_nobody_can_choose_says_so():
    wrong = filtered("branch=circus&trl=4-6")
    assert list(wrong.problems) == ["branch"]
    assert wrong.chosen == {"trl": ["4-6"]}
