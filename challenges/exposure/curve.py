"""The figures of a spread in words, and its curve as points of an SVG with the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from challenges.exposure.engine.inequality import (
    LorenzPoint,
    compute_gini,
    compute_lorenz_curve,
    compute_lowest_share,
    distribute_evenly,
)

SIZE = 300  # of the drawing, in its own units
LEAST = (50, 80, 90)  # so many per cent of the companies, those with fewest


@dataclass(frozen=True)
class ExposureCurve:
    """total: of places or introductions. even: the Gini of as many, dealt out as evenly as can be."""

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
        [_format_share(compute_lowest_share(points, least / 100)) for least in LEAST],
        _format_share(compute_lowest_share(points, 0.5)),
        _format_share(1 - compute_lowest_share(points, 0.9)) if total else _format_share(0),
    )


def build_even_line(total: int, companies: int) -> str:
    return _build_svg_line(compute_lorenz_curve(distribute_evenly(total, companies)))


def list_share_labels() -> list[str]:
    return [_("the %(share)d %% seen least") % {"share": share} for share in LEAST]


def _build_svg_line(points: Sequence[LorenzPoint]) -> str:
    """ "0,300 150,280 300,0": x to the right, y down, for an SVG."""
    companies, whole = points[-1]
    if not (companies and whole):
        return ""
    return " ".join(f"{SIZE * x / companies:.1f},{SIZE - SIZE * y / whole:.1f}" for x, y in points)


def _format_two_decimals(value: float) -> str:
    return number_format(round(value, 2), 2)


def _format_share(share: float) -> str:
    return _("%(number)s %%") % {"number": number_format(round(100 * share))}
