"""A few companies side by side on one challenge: the rows of a table, a cell for each company; runs no queries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.introductions.workflow import LIVING_STATES, State
from challenges.matching.engine.explanation import MISSING
from challenges.matching.explanation import Explained, Pair
from challenges.matching.models import Decision
from challenges.matching.rule_texts import NAMES, Rule, failed
from challenges.posting.models import Challenge
from companies.declarations.models import Declaration
from companies.profiles.freshness_texts import not_confirmed
from companies.profiles.models import Company
from companies.profiles.visibility import Disclosed
from companies.profiles.visibility_models import Group as Shared
from portal.technologies.phrases import Phrase
from portal.ui.dates import day, month
from portal.ui.match_bar import points

HOW = {
    "exact": gettext_lazy("Offered"),
    "specific": gettext_lazy("Offered, more specific: %(via)s"),
    "broader": gettext_lazy("Only broader: %(via)s"),
    "related": gettext_lazy("Only related: %(via)s"),
    MISSING: gettext_lazy("Not offered"),
}
WHOLE = ("exact", "specific")


@dataclass(frozen=True)
class Cell:
    """What one company has in a row. `met`: whether it offers or keeps to what is asked; None for what is no such
    question. `best`: it has the most points of the row, and not every company has."""

    text: str
    side: str = ""
    met: bool | None = None
    best: bool = False
    phrase: Phrase | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell]
    note: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Column:
    """One company. `shown`: what of it the reader sees; `introduction`: the number and state of the last one."""

    explained: Explained
    shown: Disclosed
    decision: Decision | None
    introduction: tuple[int, State] | None

    @property
    def company(self) -> Company:
        return self.explained.company

    @property
    def score(self) -> object:
        return self.explained.explanation.score

    @property
    def total(self) -> int:
        return self.explained.explanation.score.total

    @property
    def place(self) -> str:
        """ "Lelystad, Flevoland" """
        return ", ".join(str(part) for part in (self.company.city, self.company.province) if part)

    @cached_property
    def failures(self) -> list[Rule]:
        return self.explained.failures

    @cached_property
    def pairs(self) -> list[Pair]:
        return self.explained.pairs

    @property
    def is_being_introduced(self) -> bool:
        return self.introduction is not None and self.introduction[1] in LIVING_STATES

    @property
    def introduction_state(self) -> str:
        return str(self.introduction[1].label).lower() if self.introduction else ""


@dataclass(frozen=True)
class Comparison:
    challenge: Challenge
    columns: Sequence[Column]

    @property
    def query(self) -> str:
        """What leads back here."""
        return query_of(self.columns)

    @property
    def heads(self) -> list[tuple[Column, str]]:
        """Each with the query that leaves it out; "" where only two are left."""
        if len(self.columns) == 2:
            return [(column, "") for column in self.columns]
        return [(column, query_of([each for each in self.columns if each is not column])) for column in self.columns]

    @property
    def groups(self) -> list[Group]:
        found = [
            Group(_("Points"), list(self._points())),
            Group(_("Musts"), [*self._technologies(must=True), *self._rules()]),
            Group(_("Wishes"), list(self._technologies(must=False))),
            Group(_("The company"), list(self._facts())),
        ]
        return [group for group in found if group.rows]

    def _points(self) -> Iterator[Row]:
        """Freshness is a row where somebody loses by it."""
        totals = best_of([column.total for column in self.columns])
        yield Row(_("Total"), [Cell(points(total), best=best) for total, best in totals], _("of 100"))
        parts = [column.explained.parts for column in self.columns]
        for lines in zip(*(each[:PARTS] for each in parts), strict=True):
            earned = best_of([line.points for line in lines])
            cells = [
                Cell(points(tenths), line.why, best=best) for line, (tenths, best) in zip(lines, earned, strict=True)
            ]
            yield Row(lines[0].label, cells, _("of %(points)s") % {"points": points(lines[0].maximum)})
        lost = [each[PARTS] if len(each) > PARTS else None for each in parts]
        if any(lost):
            cells = [Cell(points(part.points), part.why) if part else Cell("0") for part in lost]
            yield Row(_("Freshness"), cells, _("taken off"))

    def _technologies(self, *, must: bool) -> Iterator[Row]:
        for pairs in zip(*(column.pairs for column in self.columns), strict=True):
            if pairs[0].must == must:
                best = best_of([pair.points for pair in pairs])
                cells = [offered(pair, best=is_best) for pair, (_points, is_best) in zip(pairs, best, strict=True)]
                maximum = {"points": points(pairs[0].maximum)}
                yield Row(pairs[0].technology, cells, _("of %(points)s points") % maximum)

    def _rules(self) -> Iterator[Row]:
        """All but the technologies: each company against the same rule."""
        for rules in zip(*(column.explained.explanation.rules for column in self.columns), strict=True):
            rule = rules[0][0].rule
            if rule != "must_have":
                passed = [passes for _failure, passes in rules]
                cells = [self._kept(rule, column, met) for column, met in zip(self.columns, passed, strict=True)]
                yield Row(str(NAMES[rule]), cells, self._asked(rule))

    def _asked(self, rule: str) -> str:
        return _("at least TRL %(level)d") % {"level": self.challenge.trl_min} if rule == "trl_floor" else ""

    def _kept(self, rule: str, column: Column, met: bool) -> Cell:
        if met:
            return Cell(_("Meets it"), met=True)
        told = failed(rule, None, self.challenge, column.company, column.explained.vocabulary)
        return Cell(told.sentence, met=False)

    def _facts(self) -> Iterator[Row]:
        told: list[tuple[str, Callable[[Column], Cell]]] = [
            (_("Maturity"), level),
            (_("Place"), lambda column: Cell(column.place or _("Not stated"))),
            (_("Kind"), lambda column: Cell(column.company.get_kind_display())),
            (_("Team"), size),
            (_("Profile"), freshness),
            (_("Declarations"), declarations),
            (_("Vetted"), vetting),
        ]
        for label, tell in told:
            yield Row(label, [tell(column) for column in self.columns])


PARTS = 5  # of the points; then what freshness takes off


def query_of(columns: Sequence[Column]) -> str:
    return urlencode({"company": [column.company.slug for column in columns]}, doseq=True)


def best_of(numbers: Sequence[int]) -> list[tuple[int, bool]]:
    """Each with whether it is the highest; where all are equal, none stands out."""
    most = max(numbers)
    return [(number, number == most > min(numbers)) for number in numbers]


def offered(pair: Pair, *, best: bool) -> Cell:
    """Broader or related is neither offered nor missing where it is a wish; as a must it is not met."""
    whole = pair.how in WHOLE
    met = whole if whole or pair.must or pair.how == MISSING else None
    text = HOW[pair.how] % {"via": pair.via}
    earned = _("%(points)s points") % {"points": points(pair.points)}
    why = why_less(pair)
    return Cell(text, f"{earned}: {why}" if why else earned, met, best, pair.offer if pair.how != MISSING else None)


def why_less(pair: Pair) -> str:
    """What was found in a text counts for less until it is confirmed; "" where that costs nothing."""
    if pair.how == MISSING:
        return ""
    if pair.unsure_offer and pair.unsure_want:
        return _("less, since neither the company confirmed it nor the ROM that it is asked")
    if pair.unsure_offer:
        return _("less, since it was found in the text and the company did not confirm it")
    return _("less, since the ROM did not confirm that it is asked") if pair.unsure_want else ""


def level(column: Column) -> Cell:
    return _of_group(column, Shared.MATURITY, f"TRL {column.shown.trl}" if column.shown.trl else "")


def size(column: Column) -> Cell:
    number = column.shown.team_size
    people = ngettext("%(number)d person", "%(number)d people", number or 0) % {"number": number} if number else ""
    return _of_group(column, Shared.TEAM, people)


def _of_group(column: Column, group: Shared, text: str) -> Cell:
    """What is not for this reader is another thing than what is not stated."""
    return Cell(text or (_("Not stated") if column.shown.sees(group) else _("Not shared with you")))


def freshness(column: Column) -> Cell:
    company = column.company
    if company.is_stale:
        return Cell(not_confirmed(company))
    if not company.is_claimed:
        return Cell(_("Not confirmed by the company"))
    return Cell(_("Confirmed in %(month)s") % {"month": month(company.confirmed_at)})


def declarations(column: Column) -> Cell:
    """What is in force, yes or no."""
    lines = [
        (_("%(about)s: yes") if answer else _("%(about)s: no")) % {"about": Declaration.Kind(kind).label}
        for kind, answer in column.company.declared.items()
    ]
    return Cell("" if lines else _("None in force"), more=tuple(lines))


def vetting(column: Column) -> Cell:
    on = column.company.vetted_on
    return Cell(_("On %(day)s") % {"day": day(on, "year")} if on else _("Not yet"))
