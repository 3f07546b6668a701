"""How places and introductions are spread: counted of the right lists, quarter and readers."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from challenges.exposure.distribution import (
    CompanyExposure,
    CompanyFacts,
    compute_distribution,
    count_exposure_elsewhere,
)
from challenges.exposure.quarters import Quarter
from challenges.posting.models import Challenge
from portal.ui.dates import AMSTERDAM
from tests.challenges.exposure.conftest import listed, twelve
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    ExposureMoveFactory,
    IntroductionFactory,
    LonglistFactory,
    LonglistRowFactory,
    MatchFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def counted(reader, quarter=None):
    now = timezone.now()
    return compute_distribution(reader, Challenge.objects.owned_by(reader), quarter or Quarter.of(now), now)


def test_quarter_begins_and_ends_by_the_clock_of_amsterdam():
    assert Quarter.of(datetime(2026, 9, 30, 23, 30, tzinfo=AMSTERDAM)) == (2026, 3)
    assert Quarter.of(datetime(2026, 9, 30, 22, 30, tzinfo=UTC)) == (2026, 4)
    assert Quarter(2026, 4).begins == datetime(2026, 10, 1, tzinfo=AMSTERDAM)
    assert Quarter(2026, 4).ends == datetime(2027, 1, 1, tzinfo=AMSTERDAM)
    assert (Quarter(2026, 4).after(), Quarter(2027, 1).before()) == ((2027, 1), (2026, 4))


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "26-1", "2026-1 ", "٢٠٢٦-1", "9999-1"])
def test_quarter_is_not_read_out_of_nonsense(text):
    assert Quarter.read(text) is None
    assert Quarter.read("2026-4") == (2026, 4)


def test_spread_counts_places_of_open_lists_and_introductions():
    companies = twelve()
    challenge = listed(companies)
    low = MatchFactory(company=companies[11], in_challenge_top=False)
    IntroductionFactory(introduced=True, challenge=challenge, company=companies[0])
    IntroductionFactory(challenge=challenge, company=companies[1])
    found = counted(UserFactory(admin=True))
    assert found.lists == 1
    seen = [found.by_company[company.pk] for company in companies]
    assert seen[0] == CompanyExposure(1, 1, 1)
    assert seen[1] == CompanyExposure(1, 1, 0)
    assert seen[10] == CompanyExposure(1, 0, 0)
    assert seen[11] == CompanyExposure(2, 0, 0)
    assert low.challenge != challenge


def test_spread_follows_the_floor_that_is_on():
    companies = twelve()
    challenge = listed(companies)
    ExposureMoveFactory(challenge=challenge, company=companies[11], instead_of=companies[9])
    found = counted(UserFactory(admin=True)).by_company
    assert [found[companies[place].pk].places for place in (8, 9, 10, 11)] == [1, 0, 0, 1]


def test_spread_counts_lists_in_the_quarter_in_which_they_closed():
    admin, company = UserFactory(admin=True), CompanyFactory()
    with time_machine.travel(datetime(2026, 8, 1, 12, tzinfo=AMSTERDAM)):
        challenge = ChallengeFactory(state="evaluating")
    frozen_at = datetime(2026, 8, 1, 12, tzinfo=AMSTERDAM)
    kept = LonglistFactory(challenge=challenge, number=2, frozen_at=frozen_at)
    LonglistRowFactory(longlist=kept, company=company, rank=1)
    LonglistRowFactory(longlist=kept, company=CompanyFactory(), rank=11)
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=AMSTERDAM)):
        assert counted(admin).lists == 0
        found = counted(admin, Quarter(2026, 3))
        assert (found.lists, sorted(found.by_company.values())) == (
            1,
            [CompanyExposure(1, 0, 0), CompanyExposure(1, 1, 0)],
        )


def test_spread_of_staff_is_of_their_own_lists():
    companies = twelve()
    mine = listed(companies[:2])
    listed(companies[2:])
    found = counted(UserFactory(rom=mine.rom, rom_role="adviser"))
    assert found.by_company.keys() == {company.pk for company in companies[:2]}


def test_spread_leaves_out_who_the_reader_may_not_see():
    hidden = CompanyFactory(state="withdrawn", province=ProvinceFactory())
    challenge = listed([hidden])
    assert counted(UserFactory(rom=challenge.rom, rom_role="adviser")).by_company == {}


def test_spread_tells_founding_year_and_team_only_to_whom_they_are_shared():
    company = CompanyFactory(founded_year=2020, team_size=7, audience_team="own_rom")
    challenge = listed([company])
    stranger = UserFactory(rom=challenge.rom, rom_role="adviser")
    own = UserFactory(rom=company.province.rom, rom_role="adviser")
    now = timezone.now()
    code = company.province.code
    for reader, expected in ((stranger, CompanyFacts(code, None, None)), (own, CompanyFacts(code, 2020, 7))):
        found = compute_distribution(reader, Challenge.objects.all(), Quarter.of(now), now)
        assert found.facts[company.pk] == expected


def test_spread_asks_as_many_questions_of_many_as_of_few():
    admin = UserFactory(admin=True)
    asked = []
    for _round in range(2):
        listed(twelve())
        with CaptureQueriesContext(connection) as queries:
            counted(admin)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 9


def test_seen_elsewhere_tells_cells_of_five_in_fives_and_nothing_of_ones_own():
    quarter = Quarter.of(timezone.now())
    own, other, another = ChallengeFactory.create_batch(3, state="evaluating")
    many, few = ProvinceFactory(), ProvinceFactory()
    for challenge, province, number in ((other, many, 7), (another, few, 4), (own, few, 6)):
        kept = LonglistFactory(challenge=challenge)
        for rank in range(1, number + 1):
            LonglistRowFactory(longlist=kept, company=CompanyFactory(province=province), rank=rank)
    reader = UserFactory(rom=own.rom, rom_role="adviser")
    assert count_exposure_elsewhere(reader, quarter) == {many.code: 5}
    assert count_exposure_elsewhere(reader, quarter.before()) == {}
