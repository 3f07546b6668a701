"""The match bar: the parts of one score, drawn in per cent so that it fits any width.

A whole score is 1000 tenths of a point, so a part's share of the bar in per cent is its points: 364 tenths = 36.4 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Left of the line what the texts say, right of it how well it fits.
PARTS: tuple[tuple[str, Promise], ...] = (
    ("technology", gettext_lazy("technology")),
    ("text", gettext_lazy("text")),
    ("maturity", gettext_lazy("maturity")),
    ("region", gettext_lazy("region")),
    ("experience", gettext_lazy("experience")),
)
OF_TEXTS = 2  # of these parts stand left of the line
MOST = 340, 280, 150, 120, 110  # the most each brings, in tenths, unless the model says otherwise
HEIGHTS = {"row": 12, "explanation": 20, "home": 28}


@dataclass(frozen=True)
class BarSlot:
    """One part's place in the bar; points and maximum in tenths, x, span and earned in per cent."""

    name: str
    label: str
    points: int
    maximum: int
    start: int

    @property
    def x(self) -> str:
        return format_per_cent(self.start)

    @property
    def span(self) -> str:
        return format_per_cent(self.maximum)

    @property
    def earned(self) -> str:
        return format_per_cent(max(0, min(self.points, self.maximum)))


def format_per_cent(tenths: int) -> str:
    """364 -> "36.4%": always with a point, whatever the reader's language, for SVG attributes."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def format_tenths(tenths: int | None) -> str:
    """364 -> "36,4" in Dutch, "36.4" in English; 360 -> "36"; None -> ""."""
    if tenths is None or tenths == "":
        return ""
    sign, (whole, tenth) = "−" if int(tenths) < 0 else "", divmod(abs(int(tenths)), 10)
    return f"{sign}{whole}{get_format('DECIMAL_SEPARATOR')}{tenth}" if tenth else f"{sign}{whole}"


def get_part_points(match: Any, name: str) -> int:
    """Tenths of one part; match is an object with attributes or a mapping."""
    return int(match[name] if isinstance(match, dict) else getattr(match, name))


def build_bar_slots(match: Any, most: Sequence[int] = MOST) -> list[BarSlot]:
    start, found = 0, []
    for (name, label), maximum in zip(PARTS, most, strict=True):
        found.append(BarSlot(name, str(label), get_part_points(match, name), maximum, start))
        start += maximum
    return found


def get_lost_points(match: Any) -> int:
    """The tenths that a stale profile loses, as a positive number."""
    return -get_part_points(match, "freshness")


def describe_match_bar(match: Any, most: Sequence[int] = MOST) -> str:
    """The bar as a sentence, for who does not see it."""
    parts = [
        _("%(part)s %(points)s of %(maximum)s")
        % {"part": slot.label, "points": format_tenths(slot.points), "maximum": format_tenths(slot.maximum)}
        for slot in build_bar_slots(match, most)
    ]
    if taken := get_lost_points(match):
        parts.append(_("freshness −%(points)s") % {"points": format_tenths(taken)})
    return _("%(points)s of 100: %(parts)s") % {
        "points": format_tenths(get_part_points(match, "total")),
        "parts": ", ".join(parts),
    }
