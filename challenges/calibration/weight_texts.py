"""Weights before and after, and why outcomes propose others, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.calibration.engine.learning import STEP
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.match_texts import get_part_label
from challenges.matching.model_versions import Fit
from portal.ui.match_bar import format_per_cent, format_tenths

WHO: dict[str, Promise] = {
    "technology": gettext_lazy("companies whose technologies fit better"),
    "text": gettext_lazy("companies whose text is nearer to that of the challenge"),
    "maturity": gettext_lazy("companies as far as the challenge asks"),
    "region": gettext_lazy("companies from the region"),
    "experience": gettext_lazy("companies with more, or more recent, projects"),
}
MORE = gettext_lazy(
    "%(part)s counts for %(after)s instead of %(before)s of 100 points, because %(who)s were taken on more often than "
    "the score expected."
)
LESS = gettext_lazy(
    "%(part)s counts for %(after)s instead of %(before)s of 100 points, because %(who)s were taken on less often than "
    "the score expected."
)


@dataclass(frozen=True)
class WeightRow:
    """A part in tenths by two versions; `most`: the largest weight of all parts, for the length of bars."""

    name: str
    label: str
    before: int
    after: int
    most: int

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def difference(self) -> str:
        """ "+2", "−0.5", "" """
        change = self.after - self.before
        return ("+" if change > 0 else "") + format_tenths(change) if change else ""

    @property
    def bar_before(self) -> str:
        return format_per_cent(1000 * self.before // self.most)

    @property
    def bar_after(self) -> str:
        return format_per_cent(1000 * self.after // self.most)


def compare_weights(before: Fit, after: Fit) -> list[WeightRow]:
    """Those of a version that an early release gave none are the ones of the release."""
    old, new = (each.points or list(MaximumPoints()) for each in (before, after))
    most = max(*old, *new, 1)
    rows = zip(MaximumPoints._fields, old, new, strict=True)
    return [WeightRow(name, get_part_label(name), one, other, most) for name, one, other in rows]


def describe_lesson(version: Fit) -> list[str]:
    """Of a version that outcomes proposed: from what, what would change and why, and how sure it is. Else nothing."""
    lesson = version.figures.get("lesson")
    return (
        [describe_lesson_sources(lesson), *_describe_weight_changes(lesson), *describe_lesson_certainty(lesson)]
        if lesson
        else []
    )


def describe_lesson_sources(figures: Mapping[str, Any]) -> str:
    """ "63 preferences, in 14 challenges of 3 ROMs." """
    counts = {
        "preferences": ngettext("%(n)d preference", "%(n)d preferences", figures["preferences"]),
        "challenges": ngettext("%(n)d challenge", "%(n)d challenges", figures["challenges"]),
        "roms": ngettext("%(n)d ROM", "%(n)d ROMs", figures["roms"]),
    }
    told = {name: text % {"n": figures[name]} for name, text in counts.items()}
    return _("Learned from %(preferences)s, in %(challenges)s of %(roms)s.") % told


def describe_lesson_certainty(lesson: Mapping[str, Any]) -> Iterator[str]:
    """How often each of the two weightings names the company that was taken on."""
    told = {"now": _format_percentage(lesson["agrees_now"]), "then": _format_percentage(lesson["agrees_then"])}
    yield (
        _(
            "On challenges that were left out while learning, the company that was taken on had more points in "
            "%(then)s of the preferences by what was learned, and in %(now)s by the weights of that moment."
        )
        % told
    )


def _describe_weight_changes(lesson: Mapping[str, Any]) -> Iterator[str]:
    """What changes most and for sure, each with its reason; the rest in one sentence."""
    rows = zip(MaximumPoints._fields, lesson["before"], lesson["after"], lesson["sure"], strict=True)
    changed = sorted((row for row in rows if row[1] != row[2]), key=lambda row: -abs(row[2] - row[1]))
    most = max((abs(new - old) for _name, old, new, _sure in changed), default=0)
    told = [row for row in changed if row[3] and 2 * abs(row[2] - row[1]) >= most]
    for name, old, new, _sure in told:
        yield _explain_weight_change(name, old, new)
    if rest := [row[:3] for row in changed if row not in told]:
        yield _("The other parts change less: %(parts)s.") % {"parts": _join_weight_changes(rest)}
    yield _("One step changes no part by more than %(step)s points.") % {"step": format_tenths(STEP)}


def _explain_weight_change(name: str, old: int, new: int) -> str:
    told = {"part": get_part_label(name), "before": format_tenths(old), "after": format_tenths(new), "who": WHO[name]}
    return str(MORE if new > old else LESS) % told


def _join_weight_changes(parts: Sequence[tuple[str, int, int]]) -> str:
    """ "technology 39 instead of 40, text 24.5 instead of 25" """
    each = _("%(part)s %(after)s instead of %(before)s")
    named = (
        {"part": get_part_label(name).lower(), "before": format_tenths(old), "after": format_tenths(new)}
        for name, old, new in parts
    )
    return ", ".join(each % told for told in named)


def _format_percentage(share: float) -> str:
    return f"{round(100 * share)}%"
