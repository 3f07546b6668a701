"""The match bar as HTML, in one go: a list has dozens, and a template for each takes a fifth of its time.

The labels below are for the eye; the drawing speaks them. What comes from texts is escaped here.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui import match_bar as ui_match_bar

ABOVE = 4  # px that the line runs on above and below


def match_bar(match: Any, size: str, most: Sequence[int]) -> SafeString:
    """match: anything with the tenths of the parts, freshness and total; most: what each part can bring."""
    slots, height = ui_match_bar.slots(match, most), ui_match_bar.HEIGHTS[size]
    names = "".join(f"<span>{escape(slot.label)}</span>" for slot in slots)
    head = f'<div class="match-slots match-names" aria-hidden="true">{names}</div>' if size != "row" else ""
    points = "".join(f"<span>{_points(slot, size)}</span>" for slot in slots)
    return SafeString(
        f'<div class="match-bar match-bar-{size}">{head}{_drawing(slots, height, ui_match_bar.spoken(match, most))}'
        f'<div class="match-slots" aria-hidden="true">{points}</div>{_lost(ui_match_bar.lost(match))}</div>'
    )


def match_total(match: Any) -> SafeString:
    total = ui_match_bar.points(ui_match_bar.part(match, "total"))
    return SafeString(f'<p class="total"><b>{total}</b> <span>{_("of 100")}</span></p>')


def _drawing(slots: list[ui_match_bar.Slot], height: int, spoken: str) -> str:
    whole, line = height + 2 * ABOVE, slots[ui_match_bar.OF_TEXTS]
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


def _points(slot: ui_match_bar.Slot, size: str) -> str:
    label = f' <span class="name">{escape(slot.label)}</span>'
    of = f'<span class="of">/{ui_match_bar.points(slot.maximum)}</span>'
    return f"<b>{ui_match_bar.points(slot.points)}</b>{label if size == 'row' else of}"


def _lost(tenths: int) -> str:
    if not tenths:
        return ""
    told = escape(_("freshness: the profile was not confirmed"))
    return f'<p class="match-lost" aria-hidden="true"><b>−{ui_match_bar.points(tenths)}</b> {told}</p>'
