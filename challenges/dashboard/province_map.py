"""The province map: of each province its supply and demand, as tiles, as a table and as a file.

Each number is counted by the very filters of the list that it leads to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.catalogue.filters import ChallengeFilter, ChallengeFilterOptions, format_challenge_count
from challenges.dashboard.hidden_demand import HiddenDemandLine
from challenges.posting.display_status import PUBLISHED, ChallengePhase
from challenges.posting.models import Challenge
from companies.catalogue.filters import CompanyFilter, CompanyFilterOptions, format_company_count
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, get_own_company
from companies.profiles.visibility import Reader
from portal.accounts.models import User
from portal.regions.models import Province
from portal.search.filters import ListFilter
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary
from portal.ui.match_bar import format_per_cent

# Row by row, west to east; the stylesheet leaves the four places without a province open.
TILES = ("FR", "GR", "NH", "FL", "DR", "ZH", "UT", "GE", "OV", "ZE", "NB", "LI")
HALF = 500  # tenths of a per cent of a bar, on each side of its line


@dataclass(frozen=True)
class MapSide:
    """Supply or demand. by_province: numbers by code; total: counts each thing once, also those of no province."""

    list_url: str
    query: QueryDict
    by_province: dict[str, int]
    total: int

    def url(self, *codes: str) -> str:
        """Return the address of the list that a number counts; without codes that of the total."""
        query = self.query.copy()
        query.setlist("province", list(codes))
        return f"{self.list_url}?{query.urlencode()}" if query else self.list_url

    @property
    def most(self) -> int:
        return max(self.by_province.values(), default=0)


def count_supply(reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str) -> MapSide:
    """Count companies by province: only published ones, also for staff, whose list shows drafts too."""
    sees_drafts = can_create_staff_profiles(reader)
    options = CompanyFilterOptions(reader, vocabulary, provinces, sees_drafts=sees_drafts)
    query = build_filter_query(technology=technology, state=Company.State.PUBLISHED if sees_drafts else "")
    filterset = CompanyFilter(query, Company.objects.visible_to(reader), options)
    found = count_per_value(filterset, "province__code")
    by_province = {province.code: found[province.code] for province in provinces}
    return MapSide(reverse("companies:company_list"), query, by_province, found.total())


def count_demand(
    reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str, now: datetime
) -> MapSide:
    """Count open challenges, each in every province of the ROM that posted it."""
    options = ChallengeFilterOptions(vocabulary, [], provinces, [], PUBLISHED, now)
    query = build_filter_query(technology=technology, state=ChallengePhase.OPEN)
    filterset = ChallengeFilter(query, Challenge.objects.visible_to(reader), options)
    found = count_per_value(filterset, "rom")
    by_province = {province.code: found[province.rom_id] for province in provinces}
    return MapSide(reverse("challenges:challenge_list"), query, by_province, found.total())


def build_filter_query(**values: str) -> QueryDict:
    """Return the filters that are set, as they stand in the address of a list."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items() if value})
    return query


def count_per_value(filterset: ListFilter, path: str) -> Counter[object]:
    """Count the listed things by their value at `path`, those without one under None. One query."""
    return Counter(dict(filterset.qs.order_by().values_list(path).annotate(number=Count("pk"))))


# --- tiles ---


@dataclass(frozen=True)
class TileHalf:
    """One side of the line in a province.

    tenths: the length of its bar in tenths of a per cent of the full width; HALF for the largest number of this side.
    """

    number: int
    url: str
    tenths: int

    @property
    def length(self) -> str:
        return format_per_cent(self.tenths)

    @property
    def left_edge(self) -> str:
        """Return where a bar begins that ends at the line."""
        return format_per_cent(HALF - self.tenths)


@dataclass(frozen=True)
class ProvinceTile:
    """A province with its supply left of the line and its demand right of it. spoken: the same as a sentence."""

    province: Province
    supply: TileHalf
    demand: TileHalf
    is_own: bool
    spoken: str


def build_province_tiles(
    provinces: Iterable[Province], supply: MapSide, demand: MapSide, reader: Reader
) -> list[ProvinceTile]:
    tiles = []
    for province in provinces:
        left, right = _build_tile_half(supply, province.code), _build_tile_half(demand, province.code)
        spoken = _("%(province)s: %(supply)s left of the line, %(demand)s right of it") % {
            "province": province,
            "supply": format_company_count(left.number),
            "demand": format_challenge_count(right.number),
        }
        tiles.append(ProvinceTile(province, left, right, is_own_region(province, reader), spoken))
    return tiles


def _build_tile_half(side: MapSide, code: str) -> TileHalf:
    number = side.by_province[code]
    return TileHalf(number, side.url(code), round(HALF * number / side.most) if number else 0)


def is_own_region(province: Province, reader: Reader) -> bool:
    """Return whether the reader works at the ROM of this province, or for a company in it."""
    if not isinstance(reader, User):
        return False
    company = get_own_company(reader)
    return province.rom_id == reader.rom_id or bool(company and company.province_id == province.pk)


def arrange_tiles(tiles: Iterable[ProvinceTile]) -> list[ProvinceTile]:
    """Put the tiles in the order of the grid."""
    by_code = {tile.province.code: tile for tile in tiles}
    return [by_code[code] for code in TILES if code in by_code]


def sort_most_first(tiles: Iterable[ProvinceTile]) -> list[ProvinceTile]:
    """Sort for the table: most companies first, then most challenges, then by name."""
    return sorted(tiles, key=lambda tile: (-tile.supply.number, -tile.demand.number, str(tile.province)))


# --- the table as a file ---


def build_map_table(
    technology: Technology | None,
    tiles: Sequence[ProvinceTile],
    supply: MapSide,
    demand: MapSide,
    hidden: Sequence[HiddenDemandLine],
) -> list[list[Any]]:
    """Build the rows of the file: the same numbers and sentences as on the page, and nothing else.

    The head, a line for each province, the total, and below it what the numbers count.
    """
    table: list[list[Any]] = [
        [_("Province"), _("ROM"), _("Companies"), _("Open challenges")],
        *([str(tile.province), str(tile.province.rom), tile.supply.number, tile.demand.number] for tile in tiles),
        [_("The Netherlands"), "", supply.total, demand.total],
        [],
        [_("Technology"), str(technology) if technology else _("All technologies")],
    ]
    if hidden:
        table += [[], [_("What you cannot open")], *([line.rom, line.technology, line.sentence] for line in hidden)]
    return table
