"""What a floor on exposure costs, in lines of words and numbers."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from challenges.exposure.models import ExposureFloor
from portal.ui.match_bar import format_tenths


def build_cost_lines(floor: ExposureFloor) -> list[tuple[str, str]]:
    """None before it is worked out."""
    told = floor.figures
    if not told:
        return []
    counted = {name: number_format(number) for name, number in told.items()}
    changed = _("%(changed)s of %(lists)s") % counted
    unseen = {"before": counted["unseen_before"], "after": counted["unseen"]}
    reached = {"before": counted["reached_before"], "after": counted["reached"], "companies": counted["companies"]}
    ginis = {"before": _format_hundredths(told["gini_before"]), "after": _format_hundredths(told["gini"])}
    return [
        (_("Points lost, over all lists together"), format_tenths(told["lost"])),
        (_("Most points lost in one list"), format_tenths(told["most_lost"])),
        (_("Lists that change"), changed),
        (_("Companies that come into a ten"), counted["came"]),
        (
            _("Companies with as many places as the floor asks"),
            _("%(before)s by points, %(after)s with the floor, of %(companies)s") % reached,
        ),
        (_("Companies without any place"), _("%(before)s by points, %(after)s with the floor") % unseen),
        (_("Gini of the places"), _("%(before)s by points, %(after)s with the floor") % ginis),
    ]


def _format_hundredths(thousandths: int) -> str:
    return number_format(round(thousandths / 1000, 2), 2)
