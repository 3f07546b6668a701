"""The tile map and the table beside it: per province supply left of the line, demand right of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.catalogue.facets import number_of_challenges
from challenges.dashboard.map_figures import Side
from companies.catalogue.facets import number_of_companies
from companies.profiles.permissions import own_company
from companies.profiles.visibility import Reader
from portal.accounts.models import User
from portal.regions.models import Province
from portal.ui.match_bar import per_cent

# Row by row, west to east; the stylesheet leaves the four places without a province open.
TILES = ("FR", "GR", "NH", "FL", "DR", "ZH", "UT", "GE", "OV", "ZE", "NB", "LI")
HALF = 500  # tenths of a per cent of a bar, on each side of its line


@dataclass(frozen=True)
class Half:
    """One side of the line in a province. length: of the bar, for SVG; of the longest half a full one."""

    number: int
    url: str
    tenths: int

    @property
    def length(self) -> str:
        return per_cent(self.tenths)

    @property
    def left_edge(self) -> str:
        """Where a bar begins that ends at the line."""
        return per_cent(HALF - self.tenths)


@dataclass(frozen=True)
class Place:
    province: Province
    supply: Half
    demand: Half
    is_own: bool
    spoken: str


def places(provinces: Iterable[Province], supply: Side, demand: Side, reader: Reader) -> list[Place]:
    return [_place(province, supply, demand, reader) for province in provinces]


def tiles(found: Iterable[Place]) -> list[Place]:
    """In the order of the grid."""
    by_code = {place.province.code: place for place in found}
    return [by_code[code] for code in TILES if code in by_code]


def most_first(found: Iterable[Place]) -> list[Place]:
    """For the table: most companies first, then most challenges, then by name."""
    return sorted(found, key=lambda place: (-place.supply.number, -place.demand.number, str(place.province)))


def unanswered(found: Iterable[Place]) -> list[str]:
    """The provinces where something is asked that no company there offers."""
    return [str(place.province) for place in found if place.demand.number and not place.supply.number]


def is_own(province: Province, reader: Reader) -> bool:
    """The region of the ROM that the reader works at, else the province of their company."""
    if not isinstance(reader, User):
        return False
    company = own_company(reader)
    return province.rom_id == reader.rom_id or bool(company and company.province_id == province.pk)


def _place(province: Province, supply: Side, demand: Side, reader: Reader) -> Place:
    left, right = _half(supply, province.code), _half(demand, province.code)
    spoken = _("%(province)s: %(supply)s left of the line, %(demand)s right of it") % {
        "province": province,
        "supply": number_of_companies(left.number),
        "demand": number_of_challenges(right.number),
    }
    return Place(province, left, right, is_own(province, reader), spoken)


def _half(side: Side, code: str) -> Half:
    number = side.by_province[code]
    return Half(number, side.url(code), round(HALF * number / side.most) if number else 0)
