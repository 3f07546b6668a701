"""The match bar: a drawing of the parts of one score, with lengths in per cent so that it fits any width.

A full score is 1000 tenths of a point, so the share of a part in per cent is its points: 364 tenths = 36.4 %.
The HTML is put together in Python: a list has dozens of bars, and a template for each takes a fifth of the time of the
page (docs/adr/0041).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The parts before the line compare what the two sides say; those after it tell how well the company fits otherwise.
PARTS: tuple[tuple[str, Promise], ...] = (
    ("technology", gettext_lazy("technology")),
    ("text", gettext_lazy("text")),
    ("maturity", gettext_lazy("maturity")),
    ("region", gettext_lazy("region")),
    ("experience", gettext_lazy("experience")),
)
PARTS_BEFORE_LINE = 2
MOST = 340, 280, 150, 120, 110  # the maximum of each part in tenths, unless the active model has others
HEIGHTS = {"row": 12, "explanation": 20, "home": 28}  # in pixels, by size of the bar
OVERHANG = 4  # pixels by which the line is longer than the bar, above and below


@dataclass(frozen=True)
class BarSlot:
    """The place of one part in the bar. points, maximum and start are in tenths; x, span and earned in per cent."""

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
    """Format tenths for an attribute of SVG: 364 -> "36.4%", with a point in every language."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def format_tenths(tenths: int | None) -> str:
    """Format tenths for the reader: 364 -> "36,4" in Dutch and "36.4" in English; 360 -> "36"; None -> ""."""
    if tenths is None or tenths == "":
        return ""
    sign, (whole, tenth) = "−" if int(tenths) < 0 else "", divmod(abs(int(tenths)), 10)
    return f"{sign}{whole}{get_format('DECIMAL_SEPARATOR')}{tenth}" if tenth else f"{sign}{whole}"


def get_part_points(match: Any, name: str) -> int:
    """Return the tenths of one part; match: an object with attributes, or a mapping."""
    return int(match[name] if isinstance(match, dict) else getattr(match, name))


def build_bar_slots(match: Any, most: Sequence[int] = MOST) -> list[BarSlot]:
    start, slots = 0, []
    for (name, label), maximum in zip(PARTS, most, strict=True):
        slots.append(BarSlot(name, str(label), get_part_points(match, name), maximum, start))
        start += maximum
    return slots


def get_lost_points(match: Any) -> int:
    """Return the tenths that an out-of-date profile loses, as a positive number."""
    return -get_part_points(match, "freshness")


def describe_match_bar(match: Any, most: Sequence[int] = MOST) -> str:
    """Return the bar as a sentence, for readers who do not see it."""
    parts = [
        _("%(part)s %(points)s of %(maximum)s")
        % {"part": slot.label, "points": format_tenths(slot.points), "maximum": format_tenths(slot.maximum)}
        for slot in build_bar_slots(match, most)
    ]
    if lost := get_lost_points(match):
        parts.append(_("freshness −%(points)s") % {"points": format_tenths(lost)})
    return _("%(points)s of 100: %(parts)s") % {
        "points": format_tenths(get_part_points(match, "total")),
        "parts": ", ".join(parts),
    }


def draw_match_bar(match: Any, size: str, most: Sequence[int]) -> SafeString:
    """Draw the bar with its points; the text in it is hidden from readers who get the bar as a sentence.

    match: any object with the tenths of the parts, freshness and total; most: the maximum of each part.
    """
    slots, lost = build_bar_slots(match, most), get_lost_points(match)
    names = points = head = lost_points = ""
    for slot in slots:
        label, maximum = escape(slot.label), f'<span class="of">/{format_tenths(slot.maximum)}</span>'
        names += f"<span>{label}</span>"
        beside = f' <span class="name">{label}</span>' if size == "row" else maximum
        points += f"<span><b>{format_tenths(slot.points)}</b>{beside}</span>"
    if size != "row":
        head = f'<div class="match-slots match-names" aria-hidden="true">{names}</div>'
    if lost:
        reason = escape(_("freshness: the profile was not confirmed"))
        lost_points = f'<p class="match-lost" aria-hidden="true"><b>−{format_tenths(lost)}</b> {reason}</p>'
    return SafeString(
        f'<div class="match-bar match-bar-{size}">{head}'
        f"{_draw_bar_svg(slots, HEIGHTS[size], describe_match_bar(match, most))}"
        f'<div class="match-slots" aria-hidden="true">{points}</div>{lost_points}</div>'
    )


def draw_match_total(match: Any) -> SafeString:
    total = format_tenths(get_part_points(match, "total"))
    return SafeString(f'<p class="total"><b>{total}</b> <span>{_("of 100")}</span></p>')


def _draw_bar_svg(slots: list[BarSlot], height: int, sentence: str) -> str:
    whole_height, line = height + 2 * OVERHANG, slots[PARTS_BEFORE_LINE]
    rects = "".join(
        f'<rect class="track" x="{slot.x}" y="{OVERHANG}" width="{slot.span}" height="{height}" />'
        f'<rect class="fill-{slot.name}" x="{slot.x}" y="{OVERHANG}" width="{slot.earned}" height="{height}" />'
        for slot in slots
    )
    gaps = "".join(
        f'<rect class="gap" x="{slot.x}" y="{OVERHANG}" width="2" height="{height}" transform="translate(-1)" />'
        for slot in slots[1:]
        if slot is not line
    )
    return (
        f'<svg role="img" aria-label="{escape(sentence)}" width="100%" height="{whole_height}"'
        f' shape-rendering="crispEdges">{rects}{gaps}'
        f'<rect class="gap" x="{line.x}" y="0" width="7" height="{whole_height}" transform="translate(-4)" />'
        f'<rect class="line" x="{line.x}" y="0" width="2" height="{whole_height}" transform="translate(-2)" /></svg>'
    )
