"""The tile map and the table beside it: per province supply left of the line, demand right of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.catalogue.filters import format_challenge_count
from challenges.dashboard.map_figures import MapSide
from companies.catalogue.filters import format_company_count
from companies.profiles.permissions import get_own_company
from companies.profiles.visibility import Reader
from portal.accounts.models import User
from portal.regions.models import Province
from portal.ui.match_bar import format_per_cent

# Row by row, west to east; the stylesheet leaves the four places without a province open.
TILES = ("FR", "GR", "NH", "FL", "DR", "ZH", "UT", "GE", "OV", "ZE", "NB", "LI")
HALF = 500  # tenths of a per cent of a bar, on each side of its line


@dataclass(frozen=True)
class TileHalf:
    """One side of the line in a province. length: of the bar, for SVG; of the longest half a full one."""

    number: int
    url: str
    tenths: int

    @property
    def length(self) -> str:
        return format_per_cent(self.tenths)

    @property
    def left_edge(self) -> str:
        """Where a bar begins that ends at the line."""
        return format_per_cent(HALF - self.tenths)


@dataclass(frozen=True)
class ProvinceTile:
    province: Province
    supply: TileHalf
    demand: TileHalf
    is_own: bool
    spoken: str


def build_province_tiles(
    provinces: Iterable[Province], supply: MapSide, demand: MapSide, reader: Reader
) -> list[ProvinceTile]:
    return [_build_province_tile(province, supply, demand, reader) for province in provinces]


def arrange_tiles(found: Iterable[ProvinceTile]) -> list[ProvinceTile]:
    """In the order of the grid."""
    by_code = {place.province.code: place for place in found}
    return [by_code[code] for code in TILES if code in by_code]


def sort_most_first(found: Iterable[ProvinceTile]) -> list[ProvinceTile]:
    """For the table: most companies first, then most challenges, then by name."""
    return sorted(found, key=lambda place: (-place.supply.number, -place.demand.number, str(place.province)))


def list_unanswered_provinces(found: Iterable[ProvinceTile]) -> list[str]:
    """The provinces where something is asked that no company there offers."""
    return [str(place.province) for place in found if place.demand.number and not place.supply.number]


def is_own_region(province: Province, reader: Reader) -> bool:
    """The region of the ROM that the reader works at, else the province of their company."""
    if not isinstance(reader, User):
        return False
    company = get_own_company(reader)
    return province.rom_id == reader.rom_id or bool(company and company.province_id == province.pk)


def _build_province_tile(province: Province, supply: MapSide, demand: MapSide, reader: Reader) -> ProvinceTile:
    left, right = _build_tile_half(supply, province.code), _build_tile_half(demand, province.code)
    spoken = _("%(province)s: %(supply)s left of the line, %(demand)s right of it") % {
        "province": province,
        "supply": format_company_count(left.number),
        "demand": format_challenge_count(right.number),
    }
    return ProvinceTile(province, left, right, is_own_region(province, reader), spoken)


def _build_tile_half(side: MapSide, code: str) -> TileHalf:
    number = side.by_province[code]
    return TileHalf(number, side.url(code), round(HALF * number / side.most) if number else 0)
