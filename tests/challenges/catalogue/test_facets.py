"""The numbers beside the list of challenges: each is the length of the list it leads to, at that moment."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from challenges.catalogue.filters import ChallengeFilter, ChallengeFilterOptions, count_challenge_facets
from challenges.posting.models import Challenge
from portal.search.filters import WITHOUT
from tests.factories import (
    ChallengeFactory,
    MembershipFactory,
    PitchFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ASKED = ["", "q=radar", "q=raddar", "branch=army&trl=4-6", "technology=t0&state=open", "closes=2-weeks&branch=navy"]


def filtered(query: str, reader) -> ChallengeFilter:
    options = ChallengeFilterOptions.for_reader(reader, timezone.now())
    return ChallengeFilter(QueryDict(query), Challenge.objects.visible_to(reader), options)


def length(query: QueryDict, reader) -> int:
    return filtered(query.urlencode(), reader).qs.count()


def check(query: str, reader) -> None:
    """Every number against the list that its address gives."""
    filterset = filtered(query, reader)
    counts = count_challenge_facets(filterset)
    assert counts["total"][""] == length(filterset.data, reader)
    for name, choices in filterset.options.facets.items():
        for value, _label in choices:
            asked = QueryDict(query, mutable=True)
            asked.setlist(name, [value])
            assert counts[name].get(value, 0) == length(asked, reader), (query, reader, name, value)
    for name, number in counts[WITHOUT].items():
        asked = QueryDict(query, mutable=True)
        asked.pop(name)
        assert number == length(asked, reader), (query, reader, name)


def make(chance: random.Random, roms: list, technologies: list) -> None:
    now = timezone.now()
    challenge = ChallengeFactory(
        rom=chance.choice([None, *roms]),
        branch=chance.choice(["army", "navy", "cyber"]),
        state=chance.choice(Challenge.State.values),
        visibility=chance.choice(Challenge.Visibility.values),
        trl_min=chance.choice([None, 2, 5]),
        trl_max=chance.choice([None, 6, 9]),
        opens_at=now + timedelta(days=chance.randint(-20, 3)),
        closes_at=now + timedelta(days=chance.randint(4, 80)),
        title_en=chance.choice(["Radar at sea", "Sonar in ports"]),
    )
    for technology in chance.sample(technologies, chance.randint(0, 3)):
        known_as = chance.choice(["stated", "proposed", "refused"])
        RequirementFactory(challenge=challenge, technology=technology, known_as=known_as)
    if chance.random() < 0.3:
        PitchFactory(challenge=challenge)


@pytest.mark.parametrize("seed", range(3))
def test_each_number_is_the_length_of_its_list_for_every_reader_at_every_moment(seed: int):
    chance = random.Random(seed)
    provinces = ProvinceFactory.create_batch(2)
    ProvinceFactory(rom=provinces[0].rom)
    roms = [province.rom for province in provinces]
    technologies = [TechnologyFactory(slug=f"t{number}") for number in range(3)]
    technologies.append(TechnologyFactory(slug="t3", parent=technologies[0]))
    for _ in range(14):
        make(chance, roms, technologies)
    adviser = UserFactory(rom=roms[0], rom_role="adviser")
    readers = [AnonymousUser(), MembershipFactory().user, adviser, UserFactory(admin=True)]
    for days in (0, 2, 30):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            for reader in readers:
                check(chance.choice(ASKED), reader)


def test_region_that_gets_another_name_or_rom_is_told_at_once():
    province = ProvinceFactory(name_nl="Flevoland")
    ChallengeFactory(rom=province.rom)
    other = ProvinceFactory()
    check("", AnonymousUser())
    type(province).objects.filter(pk=province.pk).update(name_nl="Utrecht", name_en="Utrecht", rom=other.rom)
    assert "Utrecht" in dict(filtered("", AnonymousUser()).options.facets["province"]).values()
    check("", AnonymousUser())
