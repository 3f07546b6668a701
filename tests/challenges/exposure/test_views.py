"""The pages about exposure, and what the floor does to the list of a challenge and to what is taken along."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from challenges.exposure.distribution import CompanyExposure, CompanyFacts, ExposureDistribution
from challenges.exposure.groups import AGE, SIZE, list_group_companies
from challenges.exposure.models import ExposureFloor
from challenges.exposure.pages import build_exposure_curve
from challenges.exposure.services import deactivate_exposure_floor, hash_floor_cost, recompute_exposure_floors
from challenges.matching.longlists import freeze_longlist
from challenges.matching.match_list import MatchList, MatchListFilter
from challenges.matching.models import Longlist, MatchedChallenge
from challenges.matching.selectors import export_rankings
from portal.ui.dates import AMSTERDAM
from tests.challenges.exposure.conftest import listed, twelve
from tests.clients import client_of
from tests.factories import (
    CompanyFactory,
    DecisionFactory,
    ExposureFloorFactory,
    ExposureMissFactory,
    ExposureMoveFactory,
    LonglistFactory,
    LonglistRowFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE, COMPANIES = reverse("challenges:exposure"), reverse("challenges:exposure_companies")
FLOOR, MISSES = reverse("challenges:exposure_floor"), reverse("challenges:exposure_misses")
MOST_QUERIES = 12


def floored():
    """A list of twelve in which the last stands in the place of the tenth; its companies, best first."""
    companies = twelve()
    challenge = listed(companies)
    ExposureMoveFactory(challenge=challenge, company=companies[11], instead_of=companies[9], lost=20)
    return challenge, companies


def staff_of(challenge):
    return UserFactory(rom=challenge.rom, rom_role="adviser")


def test_page_tells_the_spread_in_words_and_in_tables():
    companies = twelve()
    challenge = listed(companies)
    page = client_of(staff_of(challenge)).get(PAGE)
    told = page.context
    assert (told["lists"], told["companies"], told["unseen"]) == (1, 12, 2)
    assert (told["places"].total, told["places"].gini) == (10, told["places"].even)
    assert [line.companies for line in told["tables"][0].lines] == [1] * 12
    html = page.content.decode()
    assert 'role="img" aria-labelledby="lorenz-title lorenz-text"' in html
    assert "nobody was introduced" in html or "niemand geïntroduceerd" in html


def test_each_number_leads_to_as_many_companies():
    province = ProvinceFactory()
    companies = [*CompanyFactory.create_batch(3, province=province, founded_year=2025, team_size=60), *twelve()]
    client = client_of(staff_of(listed(companies)))
    page = client.get(PAGE)
    for table in page.context["tables"]:
        for line in table.lines:
            for query, number in (("", line.companies), ("&seen=no", line.unseen)):
                answer = client.get(f"{COMPANIES}?by={table.by}&group={line.group.code}{query}")
                assert answer.context["page"].paginator.count == number
    assert client.get(COMPANIES).context["page"].paginator.count == page.context["companies"]


def test_groups_are_cut_at_their_ends():
    facts = [
        CompanyFacts("", founded, team)
        for founded, team in ((2024, 9), (2023, 10), (2015, 249), (2014, 250), (None, 0))
    ]
    found = ExposureDistribution(1, {place: CompanyExposure(1, 0, 0) for place in range(5)}, dict(enumerate(facts)))
    ages = {code: list_group_companies(found, AGE, code, 2026) for code in ("0-2", "3-5", "6-10", "11", "unknown")}
    assert ages == {"0-2": [0], "3-5": [1], "6-10": [], "11": [2, 3], "unknown": [4]}
    sizes = {
        code: list_group_companies(found, SIZE, code, 2026) for code in ("1-9", "10-49", "50-249", "250", "unknown")
    }
    assert sizes == {"1-9": [0], "10-49": [1], "50-249": [2], "250": [3], "unknown": [4]}


def test_curve_runs_from_corner_to_corner():
    with override("en"):
        drawn = build_exposure_curve([0, 0, 1, 4])
    assert drawn.line == "0.0,300.0 150.0,300.0 225.0,240.0 300.0,0.0"
    assert (drawn.total, drawn.gini, drawn.half) == (5, "0.65", "0 %")
    assert build_exposure_curve([]).is_empty
    assert build_exposure_curve([0, 0]).line == ""


def test_admin_chooses_rom_and_quarter():
    companies = twelve()
    challenge, _other = listed(companies[:3]), listed(companies[3:])
    client = client_of(UserFactory(admin=True))
    assert client.get(PAGE).context["companies"] == 12
    assert client.get(PAGE, {"rom": challenge.rom.slug}).context["companies"] == 3
    assert client.get(PAGE, {"rom": "gone"}).context["companies"] == 12
    assert client.get(PAGE, {"quarter": "2020-1"}).context["companies"] == 0
    running = client.get(PAGE, {"quarter": "2099-1"}).context["scope"]
    assert running.is_running


def test_staff_cannot_choose_another_rom():
    mine, other = listed(twelve()[:2]), listed(twelve()[:3])
    page = client_of(staff_of(mine)).get(PAGE, {"rom": other.rom.slug})
    assert page.context["companies"] == 2


def test_staff_read_of_other_lists_only_cells_of_five():
    own, province, few = listed([]), ProvinceFactory(), ProvinceFactory()
    frozen_at = datetime(2026, 8, 1, 12, tzinfo=AMSTERDAM)
    for place, number in ((province, 6), (few, 4)):
        kept = LonglistFactory(challenge=listed([], state="evaluating"), frozen_at=frozen_at)
        for rank in range(1, number + 1):
            LonglistRowFactory(longlist=kept, company=CompanyFactory(province=place), rank=rank)
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=AMSTERDAM)):
        page = client_of(staff_of(own)).get(PAGE)
        assert page.context["elsewhere"] == [(province, 5)]
        assert client_of(UserFactory(admin=True)).get(PAGE).context["elsewhere"] == []


@pytest.mark.parametrize("url", [PAGE, COMPANIES])
def test_pages_ask_as_many_questions_of_many_as_of_few(url):
    user, asked = staff_of(listed(twelve())), []
    client = client_of(user)
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked.append(len(queries))
        listed(twelve(), rom=user.rom)
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_floor_page_asks_as_many_questions_of_many_as_of_few():
    client, floor = client_of(UserFactory(admin=True)), ExposureFloorFactory(on=True)
    asked = []
    for number in (1, 8):
        for _each in range(number):
            ExposureMoveFactory(floor=floor)
            ExposureMissFactory(floor=floor)
        counts = []
        for url in (FLOOR, MISSES):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= MOST_QUERIES


def test_floor_is_asked_shown_switched_on_and_off():
    companies = twelve()
    challenge = listed(companies)
    listed(companies[:10])
    client = client_of(UserFactory(admin=True))
    assert client.post(FLOOR, {"what": "ask", "least": "1", "places": "2", "lost": "5"}).status_code == 302
    recompute_exposure_floors()
    page = client.get(FLOOR)
    assert page.context["cost"][0][1] == "4"
    assert len(page.context["page"].object_list) == 2
    seen = hash_floor_cost(ExposureFloor.objects.get())
    assert client.post(FLOOR, {"what": "on", "seen": seen}).context["switch"].errors.keys() == {"sure"}
    assert client.post(FLOOR, {"what": "on", "seen": "old", "sure": "on"}).context["switch"].errors.keys() == {
        "__all__"
    }
    assert client.post(FLOOR, {"what": "on", "seen": seen, "sure": "on"}).status_code == 302
    ranked = MatchList.load(challenge, staff_of(challenge)).shown(MatchListFilter.ALL)
    assert [each.match.company for each in ranked[8:]] == [*companies[10:], *companies[8:10]]
    client.post(FLOOR, {"what": "off"})
    ranked = MatchList.load(challenge, staff_of(challenge)).shown(MatchListFilter.ALL)
    assert [each.match.company for each in ranked] == companies


def test_trial_is_dropped():
    ExposureFloorFactory()
    client_of(UserFactory(admin=True)).post(FLOOR, {"what": "drop"})
    assert ExposureFloor.objects.get().state == "ended"


def test_misses_are_told_with_their_reason():
    miss = ExposureMissFactory()
    with override("en"):
        html = client_of(UserFactory(admin=True)).get(reverse("challenges:exposure_misses")).content.decode()
    assert miss.company.name in html
    assert "go to others who are seen as little" in html


def test_list_shows_who_is_there_by_the_floor_and_keeps_ranks_and_points():
    challenge, _companies = floored()
    ranked = MatchList.load(challenge, staff_of(challenge)).shown(MatchListFilter.ALL)
    assert [(each.rank, each.by_floor) for each in ranked[8:]] == [(9, ""), (12, "in"), (10, "out"), (11, "")]
    assert ranked[9].match.total == 280
    with override("en"):
        html = client_of(staff_of(challenge)).get(challenge.get_absolute_url()).content.decode()
    assert html.count("here because of minimum visibility") == 1
    assert html.count("made room because of minimum visibility") == 1


def test_list_is_by_points_where_the_floor_is_on_trial():
    companies = twelve()
    challenge = listed(companies)
    trial = ExposureFloorFactory()
    ExposureMoveFactory(floor=trial, challenge=challenge, company=companies[11], instead_of=companies[9])
    ranked = MatchList.load(challenge, staff_of(challenge))
    assert [each.match.company for each in ranked.shown(MatchListFilter.ALL)] == companies
    assert not ranked.has_moves


def test_dismissed_company_stays_at_the_end_of_the_list():
    challenge, companies = floored()
    DecisionFactory(challenge=challenge, company=companies[0], kind="dismissed", reason="other")
    ranked = MatchList.load(challenge, staff_of(challenge)).shown(MatchListFilter.ALL)
    assert ranked[-1].match.company == companies[0]


def test_frozen_list_says_who_was_there_by_the_floor():
    challenge, companies = floored()
    version = challenge.revision.version
    fit = MatchedChallenge._meta.get_field("fit").related_model.objects.create(data=b"")
    MatchedChallenge.objects.create(challenge=challenge, version=version, fit=fit, ranked_end=-1, nearly_end=-1)
    staff = staff_of(challenge)
    made = freeze_longlist(challenge, staff)
    marked = made.rows.exclude(by_floor="").order_by("rank").values_list("company", "rank", "by_floor")
    assert list(marked) == [(companies[9].pk, 10, "out"), (companies[11].pk, 12, "in")]
    with override("en"):
        url = made.get_absolute_url()
        assert "here because of minimum visibility" in client_of(staff).get(url).content.decode()
        lines = client_of(staff).get(url + "?format=csv").content.decode("utf-8-sig").splitlines()
    assert "Minimum visibility" in lines[0]
    assert "here because of minimum visibility" in lines[12]
    deactivate_exposure_floor(UserFactory(admin=True))
    again = freeze_longlist(challenge, staff)
    assert (again.number, Longlist.objects.count()) == (2, 2)
    assert "Floor" not in client_of(staff).get(again.get_absolute_url() + "?format=csv").content.decode().split("\n")[0]


def test_export_of_matches_stays_by_points_and_names_whom_the_floor_brings_in(tmp_path: Path):
    challenge, companies = floored()
    plain = listed(companies[:2])
    rows = {each["challenge_id"]: each for each in export_rankings(50)}
    assert rows[challenge.slug]["ranking"] == [company.slug for company in companies]
    assert rows[challenge.slug]["by_floor"] == [companies[11].slug]
    assert "by_floor" not in rows[plain.slug]
    call_command("export_matches", str(tmp_path / "out.jsonl"), stderr=StringIO())


def test_switching_is_for_admins_alone():
    client = client_of(UserFactory(adviser=True))
    assert client.post(FLOOR, {"what": "off"}).status_code == 403
    assert client.get(MISSES).status_code == 403
