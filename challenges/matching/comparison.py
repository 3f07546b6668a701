"""A few companies side by side on one challenge: the rows of a table, a cell for each company; runs no queries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import LIVING_STATES, IntroductionState
from challenges.matching.engine.explanation import MISSING
from challenges.matching.explanation import ExplainedMatch, TechnologyPair, explain_company_pairs
from challenges.matching.match_texts import NAMES, RuleText, describe_failure
from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from companies.declarations.models import Declaration
from companies.profiles.models import Company
from companies.profiles.pages import format_unconfirmed_since
from companies.profiles.visibility import DisclosedCompany, disclose_company
from companies.profiles.visibility_models import ProfileGroup as Shared
from portal.accounts.models import User
from portal.technologies.phrases import QuotedPhrase
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_day, format_month
from portal.ui.match_bar import format_tenths

HOW = {
    "exact": gettext_lazy("Offered"),
    "specific": gettext_lazy("Offered, more specific: %(via)s"),
    "broader": gettext_lazy("Only broader: %(via)s"),
    "related": gettext_lazy("Only related: %(via)s"),
    MISSING: gettext_lazy("Not offered"),
}
WHOLE = ("exact", "specific")


@dataclass(frozen=True)
class ComparisonCell:
    """What one company has in a row. `met`: whether it offers or keeps to what is asked; None for what is no such
    question. `best`: it has the most points of the row, and not every company has."""

    text: str
    side: str = ""
    met: bool | None = None
    best: bool = False
    phrase: QuotedPhrase | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonRow:
    label: str
    cells: list[ComparisonCell]
    note: str = ""


@dataclass(frozen=True)
class ComparisonGroup:
    title: str
    rows: list[ComparisonRow]


@dataclass(frozen=True)
class ComparisonColumn:
    """One company. `shown`: what of it the reader sees; `introduction`: the number and state of the last one."""

    explained: ExplainedMatch
    shown: DisclosedCompany
    decision: Decision | None
    introduction: tuple[int, IntroductionState] | None

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
    def failures(self) -> list[RuleText]:
        return self.explained.failures

    @cached_property
    def pairs(self) -> list[TechnologyPair]:
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
    columns: Sequence[ComparisonColumn]

    @property
    def query(self) -> str:
        """What leads back here."""
        return encode_companies_query(self.columns)

    @property
    def heads(self) -> list[tuple[ComparisonColumn, str]]:
        """Each with the query that leaves it out; "" where only two are left."""
        if len(self.columns) == 2:
            return [(column, "") for column in self.columns]
        return [
            (column, encode_companies_query([each for each in self.columns if each is not column]))
            for column in self.columns
        ]

    @property
    def groups(self) -> list[ComparisonGroup]:
        found = [
            ComparisonGroup(_("Points"), list(self._points())),
            ComparisonGroup(_("Musts"), [*self._technologies(must=True), *self._rules()]),
            ComparisonGroup(_("Wishes"), list(self._technologies(must=False))),
            ComparisonGroup(_("The company"), list(self._facts())),
        ]
        return [group for group in found if group.rows]

    def _points(self) -> Iterator[ComparisonRow]:
        """Freshness is a row where somebody loses by it."""
        totals = mark_highest([column.total for column in self.columns])
        yield ComparisonRow(
            _("Total"), [ComparisonCell(format_tenths(total), best=best) for total, best in totals], _("of 100")
        )
        parts = [column.explained.parts for column in self.columns]
        for lines in zip(*(each[:PARTS] for each in parts), strict=True):
            earned = mark_highest([line.points for line in lines])
            cells = [
                ComparisonCell(format_tenths(tenths), line.why, best=best)
                for line, (tenths, best) in zip(lines, earned, strict=True)
            ]
            yield ComparisonRow(lines[0].label, cells, _("of %(points)s") % {"points": format_tenths(lines[0].maximum)})
        lost = [each[PARTS] if len(each) > PARTS else None for each in parts]
        if any(lost):
            cells = [
                ComparisonCell(format_tenths(part.points), part.why) if part else ComparisonCell("0") for part in lost
            ]
            yield ComparisonRow(_("Freshness"), cells, _("taken off"))

    def _technologies(self, *, must: bool) -> Iterator[ComparisonRow]:
        for pairs in zip(*(column.pairs for column in self.columns), strict=True):
            if pairs[0].must == must:
                best = mark_highest([pair.points for pair in pairs])
                cells = [
                    build_technology_cell(pair, best=is_best)
                    for pair, (_points, is_best) in zip(pairs, best, strict=True)
                ]
                maximum = {"points": format_tenths(pairs[0].maximum)}
                yield ComparisonRow(pairs[0].technology, cells, _("of %(points)s points") % maximum)

    def _rules(self) -> Iterator[ComparisonRow]:
        """All but the technologies: each company against the same rule."""
        for rules in zip(*(column.explained.explanation.rules for column in self.columns), strict=True):
            rule = rules[0][0].rule
            if rule != "must_have":
                passed = [passes for _failure, passes in rules]
                cells = [self._kept(rule, column, met) for column, met in zip(self.columns, passed, strict=True)]
                yield ComparisonRow(str(NAMES[rule]), cells, self._asked(rule))

    def _asked(self, rule: str) -> str:
        return _("at least TRL %(level)d") % {"level": self.challenge.trl_min} if rule == "trl_floor" else ""

    def _kept(self, rule: str, column: ComparisonColumn, met: bool) -> ComparisonCell:
        if met:
            return ComparisonCell(_("Meets it"), met=True)
        told = describe_failure(rule, None, self.challenge, column.company, column.explained.vocabulary)
        return ComparisonCell(told.sentence, met=False)

    def _facts(self) -> Iterator[ComparisonRow]:
        told: list[tuple[str, Callable[[ComparisonColumn], ComparisonCell]]] = [
            (_("Maturity"), build_trl_cell),
            (_("Place"), lambda column: ComparisonCell(column.place or _("Not stated"))),
            (_("Kind"), lambda column: ComparisonCell(column.company.get_kind_display())),
            (_("Team"), build_team_cell),
            (_("Profile"), build_freshness_cell),
            (_("Declarations"), build_declarations_cell),
            (_("Vetted"), build_vetting_cell),
        ]
        for label, tell in told:
            yield ComparisonRow(label, [tell(column) for column in self.columns])


PARTS = 5  # of the points; then what freshness takes off


def encode_companies_query(columns: Sequence[ComparisonColumn]) -> str:
    return urlencode({"company": [column.company.slug for column in columns]}, doseq=True)


def mark_highest(numbers: Sequence[int]) -> list[tuple[int, bool]]:
    """Each with whether it is the highest; where all are equal, none stands out."""
    most = max(numbers)
    return [(number, number == most > min(numbers)) for number in numbers]


def build_technology_cell(pair: TechnologyPair, *, best: bool) -> ComparisonCell:
    """Broader or related is neither offered nor missing where it is a wish; as a must it is not met."""
    whole = pair.how in WHOLE
    met = whole if whole or pair.must or pair.how == MISSING else None
    text = HOW[pair.how] % {"via": pair.via}
    earned = _("%(points)s points") % {"points": format_tenths(pair.points)}
    why = explain_lower_points(pair)
    return ComparisonCell(
        text, f"{earned}: {why}" if why else earned, met, best, pair.offer if pair.how != MISSING else None
    )


def explain_lower_points(pair: TechnologyPair) -> str:
    """What was found in a text counts for less until it is confirmed; "" where that costs nothing."""
    if pair.how == MISSING:
        return ""
    if pair.unsure_offer and pair.unsure_want:
        return _("less, since neither the company confirmed it nor the ROM that it is asked")
    if pair.unsure_offer:
        return _("less, since it was found in the text and the company did not confirm it")
    return _("less, since the ROM did not confirm that it is asked") if pair.unsure_want else ""


def build_trl_cell(column: ComparisonColumn) -> ComparisonCell:
    return _build_shared_cell(column, Shared.MATURITY, f"TRL {column.shown.trl}" if column.shown.trl else "")


def build_team_cell(column: ComparisonColumn) -> ComparisonCell:
    number = column.shown.team_size
    people = ngettext("%(number)d person", "%(number)d people", number or 0) % {"number": number} if number else ""
    return _build_shared_cell(column, Shared.TEAM, people)


def _build_shared_cell(column: ComparisonColumn, group: Shared, text: str) -> ComparisonCell:
    """What is not for this reader is another thing than what is not stated."""
    return ComparisonCell(text or (_("Not stated") if column.shown.can_see(group) else _("Not shared with you")))


def build_freshness_cell(column: ComparisonColumn) -> ComparisonCell:
    company = column.company
    if company.is_stale:
        return ComparisonCell(format_unconfirmed_since(company))
    if not company.is_claimed:
        return ComparisonCell(_("Not confirmed by the company"))
    return ComparisonCell(_("Confirmed in %(month)s") % {"month": format_month(company.confirmed_at)})


def build_declarations_cell(column: ComparisonColumn) -> ComparisonCell:
    """What is in force, yes or no."""
    lines = [
        (_("%(about)s: yes") if answer else _("%(about)s: no")) % {"about": Declaration.Kind(kind).label}
        for kind, answer in column.company.declared.items()
    ]
    return ComparisonCell("" if lines else _("None in force"), more=tuple(lines))


def build_vetting_cell(column: ComparisonColumn) -> ComparisonCell:
    on = column.company.vetted_on
    return ComparisonCell(_("On %(day)s") % {"day": format_day(on, "year")} if on else _("Not yet"))


def annotate_compared_companies(user: User, challenge: Challenge) -> QuerySet[Company]:
    """The companies that this person sees, with number and state of the last introduction to the challenge, if any."""
    made = Introduction.objects.visible_to(user).filter(challenge=challenge, company=OuterRef("pk"))
    last = made.order_by("-asked_at", "-pk")
    return (
        Company.objects.visible_to(user)
        .select_related("province")
        .annotate(introduction=Subquery(last.values("pk")[:1]), introduction_state=Subquery(last.values("state")[:1]))
    )


def build_comparison(user: User, challenge: Challenge, companies: list[Company]) -> Comparison:
    """The best first; who fails a rule after those that qualify."""
    decisions = {
        each.company_id: each
        for each in Decision.objects.visible_to(user).filter(challenge=challenge, company__in=companies)
    }
    columns = []
    for explained in explain_company_pairs(challenge, companies, Vocabulary.load()):
        company = explained.company
        introduction = None
        if company.introduction:
            introduction = company.introduction, IntroductionState(company.introduction_state)
        shown = disclose_company(company, user)
        columns.append(ComparisonColumn(explained, shown, decisions.get(company.pk), introduction))
    return Comparison(challenge, sorted(columns, key=lambda column: (len(column.failures), -column.total)))
