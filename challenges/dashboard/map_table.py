"""The table of the map as a file: the numbers and sentences of the page, and nothing besides."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.dashboard.hidden_map import HiddenDemandLine
from challenges.dashboard.map_figures import MapSide
from challenges.dashboard.tile_map import ProvinceTile
from portal.technologies.models import Technology


def build_map_table(
    technology: Technology | None,
    places: Sequence[ProvinceTile],
    supply: MapSide,
    demand: MapSide,
    hidden: Sequence[HiddenDemandLine],
) -> list[list[Any]]:
    """The head, a line for each province, that of the Netherlands, and below it what the numbers count."""
    head = [_("Province"), _("ROM"), _("Companies"), _("Open challenges")]
    rows = [
        [str(place.province), str(place.province.rom), place.supply.number, place.demand.number] for place in places
    ]
    total = [_("The Netherlands"), "", supply.total, demand.total]
    of = [_("Technology"), str(technology) if technology else _("All technologies")]
    return [head, *rows, total, [], of, *_build_hidden_rows(hidden)]


def _build_hidden_rows(lines: Sequence[HiddenDemandLine]) -> list[list[str]]:
    if not lines:
        return []
    return [[], [_("What you cannot open")], *([line.rom, line.technology, line.sentence] for line in lines)]
