"""The figures of a spread in words, and its curve as points of an SVG with the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from challenges.exposure.engine.inequality import Point, evenest, gini, lorenz, share_of_least

SIZE = 300  # of the drawing, in its own units
LEAST = (50, 80, 90)  # so many per cent of the companies, those with fewest


@dataclass(frozen=True)
class Curve:
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


def curve(counts: Sequence[int]) -> Curve:
    points, total = lorenz(counts), sum(counts)
    even = gini(evenest(total, len(counts)))
    return Curve(
        total,
        _two(gini(counts)),
        _two(even),
        _line(points),
        [_per_cent(share_of_least(points, least / 100)) for least in LEAST],
        _per_cent(share_of_least(points, 0.5)),
        _per_cent(1 - share_of_least(points, 0.9)) if total else _per_cent(0),
    )


def even_line(total: int, companies: int) -> str:
    return _line(lorenz(evenest(total, companies)))


def least_labels() -> list[str]:
    return [_("the %(share)d %% seen least") % {"share": share} for share in LEAST]


def _line(points: Sequence[Point]) -> str:
    """ "0,300 150,280 300,0": x to the right, y down, for an SVG."""
    companies, whole = points[-1]
    if not (companies and whole):
        return ""
    return " ".join(f"{SIZE * x / companies:.1f},{SIZE - SIZE * y / whole:.1f}" for x, y in points)


def _two(value: float) -> str:
    return number_format(round(value, 2), 2)


def _per_cent(share: float) -> str:
    return _("%(number)s %%") % {"number": number_format(round(100 * share))}
