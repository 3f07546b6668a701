"""Prepare what the pages about exposure show: the lists they count, the curve of a distribution, and costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from challenges.exposure.engine.inequality import (
    LorenzPoint,
    compute_gini,
    compute_lorenz_curve,
    compute_lowest_share,
    distribute_evenly,
)
from challenges.exposure.models import ExposureFloor
from challenges.exposure.quarters import Quarter
from challenges.posting.models import Challenge, ChallengeQuerySet
from challenges.posting.ownership import build_ownership_condition
from portal.accounts.models import User
from portal.regions.models import ROM
from portal.ui.match_bar import format_tenths

QUARTERS = 5  # to choose from: the running one and those before it
CURVE_SIZE = 300  # width and height of the drawing, in its own units
LOWEST_SHARES = (50, 80, 90)  # percentages of the companies, those with the fewest places first


@dataclass(frozen=True)
class ExposureScope:
    """The lists that a page counts, all of which the reader may open.

    `rom`: the ROM whose lists are counted; None for an admin who sees those of all. `roms`: those to choose from.
    """

    challenges: ChallengeQuerySet
    rom: ROM | None
    roms: list[ROM]
    quarter: Quarter
    now: datetime

    @classmethod
    def from_query(cls, user: User, query: QueryDict, now: datetime) -> "ExposureScope":
        """Read ?quarter= and ?rom=; ignore values that make no sense. Only an admin can choose a ROM."""
        latest = Quarter.of(now)
        quarter = Quarter.read(query.get("quarter", "")) or latest
        roms = list(ROM.objects.order_by("name")) if user.is_superuser else []
        chosen = next((rom for rom in roms if rom.slug == query.get("rom")), None)
        owned = Challenge.objects.owned_by(user)
        challenges = owned.filter(build_ownership_condition(Challenge, chosen.pk)) if chosen else owned
        return cls(challenges, chosen or user.rom, roms, min(quarter, latest), now)

    @property
    def quarters(self) -> list[Quarter]:
        """Return the quarters to choose from, the running one first."""
        found = [Quarter.of(self.now)]
        while len(found) < QUARTERS:
            found.append(found[-1].before())
        return found

    @property
    def is_running(self) -> bool:
        return self.quarter == Quarter.of(self.now)

    @property
    def address(self) -> str:
        """Return the choice as the query string of an address."""
        asked = {"quarter": self.quarter.code} | ({"rom": self.rom.slug} if self.rom and self.roms else {})
        return urlencode(asked)


@dataclass(frozen=True)
class ExposureCurve:
    """The distribution of places or introductions over companies, as a line of an SVG and the numbers beside it.

    `total`: all places or introductions. `even`: the Gini coefficient if they were distributed as evenly as possible.
    `shares`: what the LOWEST_SHARES of companies have. `half`, `top`: what the lower half and the upper tenth have.
    """

    total: int
    gini: str
    even: str
    line: str
    shares: list[str]
    half: str
    top: str

    @property
    def is_empty(self) -> bool:
        return not self.total


def build_exposure_curve(counts: Sequence[int]) -> ExposureCurve:
    points, total = compute_lorenz_curve(counts), sum(counts)
    even = compute_gini(distribute_evenly(total, len(counts)))
    return ExposureCurve(
        total,
        _format_two_decimals(compute_gini(counts)),
        _format_two_decimals(even),
        _build_svg_line(points),
        [_format_share(compute_lowest_share(points, share / 100)) for share in LOWEST_SHARES],
        _format_share(compute_lowest_share(points, 0.5)),
        _format_share(1 - compute_lowest_share(points, 0.9)) if total else _format_share(0),
    )


def build_even_line(total: int, companies: int) -> str:
    """Return the line of the curve if the places were distributed as evenly as possible."""
    return _build_svg_line(compute_lorenz_curve(distribute_evenly(total, companies)))


def list_share_labels() -> list[str]:
    return [_("the %(share)d %% seen least") % {"share": share} for share in LOWEST_SHARES]


def build_cost_lines(floor: ExposureFloor) -> list[tuple[str, str]]:
    """Return what the floor costs as (label, value) lines; none before the cost has been computed."""
    figures = floor.figures
    if not figures:
        return []
    counted = {name: number_format(number) for name, number in figures.items()}
    changed = _("%(changed)s of %(lists)s") % counted
    unseen = {"before": counted["unseen_before"], "after": counted["unseen"]}
    reached = {"before": counted["reached_before"], "after": counted["reached"], "companies": counted["companies"]}
    ginis = {
        "before": _format_two_decimals(figures["gini_before"] / 1000),
        "after": _format_two_decimals(figures["gini"] / 1000),
    }
    return [
        (_("Points lost, over all lists together"), format_tenths(figures["lost"])),
        (_("Most points lost in one list"), format_tenths(figures["most_lost"])),
        (_("Lists that change"), changed),
        (_("Companies that come into a ten"), counted["came"]),
        (
            _("Companies that reach the minimum"),
            _("%(before)s by score, %(after)s with minimum visibility, of %(companies)s") % reached,
        ),
        (_("Companies without any place"), _("%(before)s by score, %(after)s with minimum visibility") % unseen),
        (_("Gini of the places"), _("%(before)s by score, %(after)s with minimum visibility") % ginis),
    ]


def _build_svg_line(points: Sequence[LorenzPoint]) -> str:
    """Return the points of a line, x to the right and y down, such as "0.0,300.0 150.0,280.0 300.0,0.0"."""
    companies, whole = points[-1]
    if not (companies and whole):
        return ""
    return " ".join(f"{CURVE_SIZE * x / companies:.1f},{CURVE_SIZE - CURVE_SIZE * y / whole:.1f}" for x, y in points)


def _format_two_decimals(value: float) -> str:
    return number_format(round(value, 2), 2)


def _format_share(share: float) -> str:
    return _("%(number)s %%") % {"number": number_format(round(100 * share))}
