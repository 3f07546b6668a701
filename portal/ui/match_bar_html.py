"""The match bar as HTML, in one go: a list has dozens, and a template for each takes a fifth of its time.

The labels below are for the eye; the drawing speaks them. What comes from texts is escaped here.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui.match_bar import (
    HEIGHTS,
    OF_TEXTS,
    BarSlot,
    build_bar_slots,
    describe_match_bar,
    format_tenths,
    get_lost_points,
    get_part_points,
)

ABOVE = 4  # px that the line runs on above and below


def draw_match_bar(match: Any, size: str, most: Sequence[int]) -> SafeString:
    """match: anything with the tenths of the parts, freshness and total; most: what each part can bring."""
    slots, height = build_bar_slots(match, most), HEIGHTS[size]
    names = "".join(f"<span>{escape(slot.label)}</span>" for slot in slots)
    head = f'<div class="match-slots match-names" aria-hidden="true">{names}</div>' if size != "row" else ""
    points = "".join(f"<span>{_draw_points(slot, size)}</span>" for slot in slots)
    return SafeString(
        f'<div class="match-bar match-bar-{size}">{head}{_draw_bar_svg(slots, height, describe_match_bar(match, most))}'
        f'<div class="match-slots" aria-hidden="true">{points}</div>{_draw_lost_points(get_lost_points(match))}</div>'
    )


def draw_match_total(match: Any) -> SafeString:
    total = format_tenths(get_part_points(match, "total"))
    return SafeString(f'<p class="total"><b>{total}</b> <span>{_("of 100")}</span></p>')


def _draw_bar_svg(slots: list[BarSlot], height: int, spoken: str) -> str:
    whole, line = height + 2 * ABOVE, slots[OF_TEXTS]
    rects = "".join(
        f'<rect class="track" x="{slot.x}" y="{ABOVE}" width="{slot.span}" height="{height}" />'
        f'<rect class="fill-{slot.name}" x="{slot.x}" y="{ABOVE}" width="{slot.earned}" height="{height}" />'
        for slot in slots
    )
    gaps = "".join(
        f'<rect class="gap" x="{slot.x}" y="{ABOVE}" width="2" height="{height}" transform="translate(-1)" />'
        for slot in slots[1:]
        if slot is not line
    )
    return (
        f'<svg role="img" aria-label="{escape(spoken)}" width="100%" height="{whole}" shape-rendering="crispEdges">'
        f"{rects}{gaps}"
        f'<rect class="gap" x="{line.x}" y="0" width="7" height="{whole}" transform="translate(-4)" />'
        f'<rect class="line" x="{line.x}" y="0" width="2" height="{whole}" transform="translate(-2)" /></svg>'
    )


def _draw_points(slot: BarSlot, size: str) -> str:
    label = f' <span class="name">{escape(slot.label)}</span>'
    of = f'<span class="of">/{format_tenths(slot.maximum)}</span>'
    return f"<b>{format_tenths(slot.points)}</b>{label if size == 'row' else of}"


def _draw_lost_points(tenths: int) -> str:
    if not tenths:
        return ""
    told = escape(_("freshness: the profile was not confirmed"))
    return f'<p class="match-lost" aria-hidden="true"><b>−{format_tenths(tenths)}</b> {told}</p>'
