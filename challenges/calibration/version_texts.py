"""Versions of the matching in words: where each comes from, and two of them side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.matching.engine.points import MaximumPoints
from challenges.matching.match_texts import get_part_label
from challenges.matching.model_versions import Fit, FitComparison
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.ui.dates import format_date_time
from portal.ui.match_bar import format_tenths

MADE: dict[str, Promise] = {
    Fit.Made.FIRST: gettext_lazy("Made at the first matching, %(at)s."),
    Fit.Made.DRIFT: gettext_lazy("Made %(at)s, because the number of companies had changed by more than a quarter."),
    Fit.Made.FORMAT: gettext_lazy("Made %(at)s, because a new release could not read the version before it."),
    Fit.Made.REFRESH: gettext_lazy("Made %(at)s, when everything was matched anew."),
    Fit.Made.COMMAND: gettext_lazy("Made %(at)s by the command fit_matching."),
    Fit.Made.OUTCOMES: gettext_lazy("Proposed from outcomes %(at)s by %(who)s."),
}
FIGURES: dict[str, Promise] = {
    "text_full": gettext_lazy("similarity that earns all points of the text"),
    "neighbours": gettext_lazy("weight of words that are neighbours"),
    "subjects": gettext_lazy("weight of subjects"),
    "words": gettext_lazy("different words of companies"),
    "words_with_vectors": gettext_lazy("words with neighbours and subjects"),
    "technologies": gettext_lazy("technologies that a company has"),
}


def get_version_name(version: Fit) -> str:
    """ "Version 12, Sat 28 November, 09:12" """
    return _("Version %(number)s, %(at)s") % {"number": version, "at": format_date_time(version.created_at)}


def describe_version_state(version: Fit) -> str:
    """ "active, kept" """
    states = [
        (version.is_active, _("active")),
        (version.is_proposal, _("proposed")),
        (version.dropped_at, _("thrown away")),
        (version.is_kept, _("kept")),
    ]
    return ", ".join(name for holds, name in states if holds)


def describe_version_history(version: Fit) -> list[str]:
    """How it came to be, and what became of it; `version` as `with_comparison` reads it."""
    return [each for tell in TOLD if (each := tell(version))]


def _describe_version_origin(version: Fit) -> str:
    who = version.made_by or _("the machine")
    return str(MADE[version.made_as]) % {"at": format_date_time(version.created_at), "who": who}


def _describe_training_stock(version: Fit) -> str:
    on = {
        "companies": ngettext("%(n)d company", "%(n)d companies", version.companies) % {"n": version.companies},
        "challenges": ngettext("%(n)d challenge", "%(n)d challenges", version.challenges) % {"n": version.challenges},
    }
    return _("Fitted on %(companies)s and %(challenges)s.") % on


def _describe_activation(version: Fit) -> str:
    if version.activated_at is None:
        return "" if version.dropped_at else _("This version has not been activated yet.")
    told = {"at": format_date_time(version.activated_at), "who": version.activated_by or _("the machine")}
    if version.is_active:
        return _("Active since %(at)s; activated by %(who)s.") % told
    return _("Was activated last %(at)s by %(who)s.") % told


def _describe_version_kept(version: Fit) -> str:
    return _("Kept: it is not cleared away.") if version.is_kept else ""


def _describe_version_discarded(version: Fit) -> str:
    if not version.dropped_at:
        return ""
    told = {"at": format_date_time(version.dropped_at), "who": version.dropped_by or _("somebody who has left")}
    return _("Thrown away %(at)s by %(who)s: “%(reason)s”") % {**told, "reason": version.dropped_because}


def _describe_version_change(version: Fit) -> str:
    return describe_place_changes(
        version.based_on_id, getattr(version, "places", None), getattr(version, "changed", None)
    )


def describe_place_changes(before: int | None, places: int | None, changed: int | None) -> str:
    """How far it differs from the version that it was made after; "" while nobody has compared them."""
    if before is None or places is None or changed is None:
        return ""
    told = _("Of %(places)d places among the first ten, %(changed)d go to another company than by version %(before)d.")
    return told % {"places": places, "changed": changed, "before": before}


TOLD: list[Callable[[Fit], str]] = [
    _describe_version_origin,
    _describe_training_stock,
    _describe_activation,
    _describe_version_kept,
    _describe_version_discarded,
    _describe_version_change,
]


def list_version_figures(version: Fit) -> list[tuple[str, object]]:
    """(label, number), in the order of FIGURES."""
    return [(str(label), version.figures[name]) for name, label in FIGURES.items() if name in version.figures]


def list_version_weights(version: Fit) -> list[tuple[str, str]]:
    """(part, points that it can bring)"""
    return [
        (get_part_label(name), format_tenths(most))
        for name, most in zip(MaximumPoints._fields, version.points, strict=False)
    ]


@dataclass(frozen=True)
class WeightChange:
    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class MovedCompanyRow:
    """A company on one challenge: its places (None: not among the first) and its points by both versions."""

    company: str
    place_before: int | None
    place_after: int | None
    total: WeightChange
    parts: list[WeightChange]


@dataclass(frozen=True)
class ComparedChallengeRow:
    challenge: str
    stay: int
    comes: list[MovedCompanyRow]
    goes: list[MovedCompanyRow]

    @property
    def places(self) -> int:
        return self.stay + len(self.comes)


@dataclass(frozen=True)
class ModelComparison:
    """A comparison that was made. `rows`: challenges where somebody comes in, most changes first."""

    comparison: FitComparison
    companies: Mapping[int, str]
    challenges: Mapping[int, str]

    @property
    def parts(self) -> list[str]:
        return [get_part_label(name) for name in self.comparison.result["parts"]]

    @cached_property
    def all_rows(self) -> list[ComparedChallengeRow]:
        return [self._row(each) for each in self.comparison.result["challenges"]]

    @cached_property
    def rows(self) -> list[ComparedChallengeRow]:
        changed = [row for row in self.all_rows if row.comes or row.goes]
        return sorted(changed, key=lambda row: (-len(row.comes), row.challenge))

    @property
    def same(self) -> list[ComparedChallengeRow]:
        return [row for row in self.all_rows if not row.comes and not row.goes]

    @property
    def told(self) -> list[str]:
        """What was compared, and how much is the same."""
        return [self._sample, self._overlap, self._movement]

    @property
    def _sample(self) -> str:
        known, looked_at = self.comparison.result["stock"], len(self.all_rows)
        told = {"n": looked_at, "of": known["challenges"], "companies": known["companies"]}
        if looked_at == known["challenges"]:
            return _("Looked at: all %(n)d challenges that are matched, among %(companies)d companies.") % told
        return _("Looked at: %(n)d of %(of)d challenges, evenly spaced, among %(companies)d companies.") % told

    @property
    def _overlap(self) -> str:
        places, changed = self.comparison.places or 0, self.comparison.changed or 0
        share = 100 if not places else 100 * (places - changed) // places
        told = {"places": places, "stay": places - changed, "share": share}
        return _("Of %(places)d places among the first ten, %(stay)d stay with the same company: %(share)d%%.") % told

    @property
    def _movement(self) -> str:
        """Averages in whole tenths of a point, halves up."""
        moved = [abs(sum(after) - sum(before)) for *_places, before, after in self._entries()]
        average = (2 * sum(moved) + len(moved)) // (2 * len(moved)) if moved else 0
        return _("The points of these companies differ by %(points)s on average.") % {"points": format_tenths(average)}

    def _entries(self) -> Iterator[Sequence]:
        return (moved for each in self.comparison.result["challenges"] for moved in each["moved"])

    def _row(self, each: Mapping) -> ComparedChallengeRow:
        movers = [self._mover(*moved) for moved in each["moved"]]
        return ComparedChallengeRow(
            self.challenges.get(each["challenge"], _("A challenge that is gone")),
            sum(bool(mover.place_before and mover.place_after) for mover in movers),
            [mover for mover in movers if not mover.place_before],
            [mover for mover in movers if not mover.place_after],
        )

    def _mover(
        self, company: int, old: int | None, new: int | None, before: list[int], after: list[int]
    ) -> MovedCompanyRow:
        names = self.comparison.result["parts"]
        parts = [
            WeightChange(get_part_label(name), format_tenths(a), format_tenths(b))
            for name, a, b in zip(names, before, after, strict=True)
        ]
        total = WeightChange(_("Total"), format_tenths(sum(before)), format_tenths(sum(after)))
        return MovedCompanyRow(self.companies.get(company, _("A company that is gone")), old, new, total, parts)


def build_model_comparison(comparison: FitComparison) -> ModelComparison | None:
    """None while nobody has made it; two queries."""
    if comparison.made_at is None:
        return None
    rows = comparison.result["challenges"]
    asked = {each["challenge"] for each in rows}
    named = {moved[0] for each in rows for moved in each["moved"]}
    companies = dict(Company.objects.filter(pk__in=named).values_list("pk", "name"))
    titles = Challenge.objects.filter(pk__in=asked).only("title_nl", "title_en")
    return ModelComparison(comparison, companies, {each.pk: str(each) for each in titles})
