"""The map as its readers get it: every number is that of the list behind it, and what is hidden stays so."""

import csv
import re
from codecs import BOM_UTF8
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from challenges.dashboard.hidden_demand import DemandCell, count_hidden_demand, get_month_start
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from portal.technologies.models import Technology
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    ProvinceFactory,
    RequirementFactory,
    ROMFactory,
    TechnologyFactory,
)
from tests.personas import persona

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
URL = "/en/map/"
NUMBER = re.compile(r'<a href="([^"]+)">(\d+)<span class="visually-hidden"> ([^<]+)</span></a>')


@pytest.fixture
def rom():
    """Of two provinces; beside it stands another ROM with one."""
    rom = ROMFactory(name="ROM Midden")
    for code, owner in (("FL", rom), ("UT", rom), ("ZE", ROMFactory())):
        ProvinceFactory(code=code, name_en={"FL": "Flevoland", "UT": "Utrecht", "ZE": "Zeeland"}[code], rom=owner)
    return rom


@pytest.fixture
def swarm():
    return TechnologyFactory(slug="swarm", parent=TechnologyFactory(slug="drones", label_en="Drones"))


def as_(name: str, rom: object) -> Client:
    client = Client()
    user = persona(name, rom)
    if user.is_authenticated:
        client.force_login(user)
    return client


def numbers(html: str) -> dict[str, tuple[int, str]]:
    """By what is said of it, each number with the address that it leads to."""
    return {said: (int(number), unescape(url)) for url, number, said in NUMBER.findall(html)}


def fill(rom, swarm: Technology) -> None:
    """Of everything one that counts, and one that does not."""
    flevoland, utrecht = rom.provinces.order_by("code")
    CompanyTechnologyFactory(company__province=flevoland, technology=swarm)
    CompanyTechnologyFactory(company__province=flevoland, technology=swarm, known_as="refused")
    CompanyTechnologyFactory(company__province=utrecht)
    CompanyTechnologyFactory(company__province=None, technology=swarm.parent)
    for state in ("draft", "withdrawn"):
        CompanyTechnologyFactory(company__province=flevoland, company__state=state, technology=swarm)
    for visibility in Challenge.Visibility:
        RequirementFactory(challenge__rom=rom, challenge__visibility=visibility, technology=swarm)
    past = timezone.now() - timedelta(days=9)
    RequirementFactory(challenge__rom=rom, challenge__state="draft", technology=swarm)
    RequirementFactory(challenge__rom=rom, challenge__opens_at=past, challenge__closes_at=past + timedelta(days=1))
    RequirementFactory(challenge__rom=None, technology=swarm.parent)


OPEN_TO = {"visitor": 1, "member": 2, "vetted": 3, "other_adviser": 3, "adviser": 4, "admin": 4}


@pytest.mark.parametrize("name", OPEN_TO)
def test_every_number_is_that_of_the_list_it_leads_to(name: str, rom, swarm):
    fill(rom, swarm)
    client, seen = as_(name, rom), OPEN_TO[name]
    for technology, supply in (("", 2), ("drones", 1)):
        found = numbers(client.get(URL, {"technology": technology}).content.decode())
        assert found["company in Flevoland" if supply == 1 else "companies in Flevoland"][0] == supply
        assert found["challenge in Utrecht" if seen == 1 else "challenges in Utrecht"][0] == seen
        assert (found["companies in Zeeland"][0], found["challenges in Zeeland"][0]) == (0, 0)
        assert found["challenges in all"][0] == seen + 1
        assert len(found) >= 8  # a member's company brings a province of its own
        for said, (number, url) in found.items():
            assert (said, client.get(url).context["page"].paginator.count) == (said, number)


def test_own_region_is_marked_and_what_is_asked_there_in_vain_is_named(rom, swarm):
    fill(rom, swarm)
    html = as_("adviser", rom).get(URL, {"technology": "swarm"}).content.decode()
    assert html.count("tile-own") == 2
    assert "offered by no company there: Utrecht." in html
    assert 'aria-label="Flevoland: 1 company left of the line, 4 challenges right of it"' in html
    assert "tile-own" not in as_("other_adviser", rom).get(URL).content.decode()


def test_unknown_technology_is_told_and_left_out(rom):
    html = as_("visitor", rom).get(URL, {"technology": "nothing"}).content.decode()
    assert "a technology that is not there" in html
    assert "companies/?technology" not in html


@pytest.mark.parametrize("name", ["visitor", "member", "adviser", "admin"])
def test_queries_do_not_grow_with_what_is_counted(name: str, rom, swarm, django_assert_max_num_queries):
    client = as_(name, rom)

    def queries_of() -> int:
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(URL, {"technology": "drones"}).status_code == 200
        return len(captured)

    fill(rom, swarm)
    few = queries_of()
    for _ in range(5):
        fill(rom, swarm)
        CompanyFactory()
    assert queries_of() == few


def hide(rom, technology: Technology, number: int, visibility: str, opens_at: datetime | None = None) -> None:
    opens_at = opens_at or get_month_start(timezone.now()) - timedelta(hours=1)
    for _ in range(number):
        challenge = ChallengeFactory(rom=rom, visibility=visibility, opens_at=opens_at)
        RequirementFactory(challenge=challenge, technology=technology)


def test_page_is_the_same_to_the_letter_until_five_are_hidden(rom, swarm):
    """Of challenges for accounts and vetted companies in each ROM and broad technology; of invitations always."""
    visitor, other = as_("visitor", rom), TechnologyFactory(slug="other")
    pages = [URL, f"{URL}?technology=drones", f"{URL}?technology=swarm"]
    before = [visitor.get(page).content for page in pages]
    for visibility in ("registered", "vetted"):
        hide(rom, swarm, 4, visibility)
        hide(ROMFactory(), swarm, 4, visibility)
        hide(rom, other, 4, visibility)
    hide(rom, swarm, 6, "invited")
    hide(rom, swarm, 6, "registered", opens_at=get_month_start(timezone.now()) + timedelta(microseconds=1))
    assert [visitor.get(page).content for page in pages] == before
    hide(rom, swarm.parent, 1, "registered")
    after = [visitor.get(page).content.decode() for page in pages]
    assert [page.count("at least 5 for everyone with an account") for page in after] == [1, 1, 1]
    assert "for vetted companies" not in "".join(after)
    assert "at least" not in visitor.get(URL, {"technology": "other"}).content.decode()


def test_hidden_demand_is_told_to_who_may_not_open_any_of_it(rom, swarm):
    for visibility in ("registered", "vetted", "invited"):
        hide(rom, swarm, 9, visibility)
    Requirement.objects.first().challenge.requirements.create(technology=swarm.parent)  # counts once all the same
    cells = {each: DemandCell(each, rom.name, swarm.parent_id) for each in ("registered", "vetted")}
    told = {name: count_hidden_demand(persona(name, rom), timezone.now()) for name in (*OPEN_TO, "registered")}
    assert told["visitor"] == {cells["registered"]: 5, cells["vetted"]: 5}
    assert told["member"] == told["registered"] == {cells["vetted"]: 5}
    assert [told[name] for name in ("vetted", "other_adviser", "adviser", "admin")] == [{}] * 4


def rows_of(response) -> list[list[str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(BOM_UTF8)
    return list(csv.reader(response.content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("name", ["visitor", "vetted", "adviser"])
def test_file_has_the_numbers_of_the_page(name: str, rom, swarm):
    fill(rom, swarm)
    client = as_(name, rom)
    page = client.get(URL, {"technology": "drones"})
    rows = rows_of(client.get(URL, {"technology": "drones", "format": "csv"}))
    expected = [
        [str(each.province), str(each.province.rom), str(each.supply.number), str(each.demand.number)]
        for each in page.context["places"]
    ]
    assert rows[1 : 1 + len(expected)] == expected
    totals = [str(page.context[side].total) for side in ("supply", "demand")]
    assert rows[1 + len(expected)] == ["The Netherlands", "", *totals]
    assert ["Technology", "Drones"] in rows


def test_file_hides_what_the_page_hides_and_holds_no_formula(rom, swarm):
    visitor, asked = as_("visitor", rom), {"format": "csv"}
    rom.name = "=1+1"
    rom.save()
    before = visitor.get(URL, asked).content
    assert b"'=1+1" in before
    hide(rom, swarm, 4, "registered")
    hide(rom, swarm, 9, "invited")
    assert visitor.get(URL, asked).content == before
    hide(rom, swarm, 1, "registered")
    hidden = [row for row in rows_of(visitor.get(URL, asked)) if len(row) == 3]
    assert hidden == [["'=1+1", "Drones", "at least 5 for everyone with an account"]]
    assert visitor.get(URL, {"format": "pdf"})["Content-Type"].startswith("text/html")
