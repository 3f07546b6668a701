"""The declarations of a company as its members see them: the status of each statement, and the history."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.declarations.models import REMIND_AHEAD, Declaration
from companies.declarations.statements import get_current_statement
from companies.profiles.models import Company
from portal.ui.dates import get_today

Kind = Declaration.Kind


class DeclarationStatus(TextChoices):
    IN_FORCE = "in_force", _("In force")
    SOON = "soon", _("Runs out soon")
    LAPSED = "lapsed", _("Run out")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NEVER = "never", _("Never given")


CHIPS = {DeclarationStatus.IN_FORCE: "open", DeclarationStatus.SOON: "soon", DeclarationStatus.NEVER: "draft"}


@dataclass(frozen=True)
class StatementExplanation:
    """What a statement means and does not mean: no statement replaces the decision of an authority."""

    means: Promise
    means_not: Promise


EXPLAINED = {
    Kind.OWNERSHIP: StatementExplanation(
        _("It is about who has a say: shareholders, directors, and lenders who may decide with them."),
        _(
            "It is no review of investments. In the Netherlands that is the work of the Bureau Toetsing Investeringen "
            "(BTI) of the Ministry of Economic Affairs."
        ),
    ),
    Kind.ESTABLISHED: StatementExplanation(
        _("It is about where your company has its seat and leads its work, not about where you sell."),
        _("It is no extract from a register. In the Netherlands the Kamer van Koophandel (KvK) gives those."),
    ),
    Kind.EXPORT_CONTROL: StatementExplanation(
        _(
            "It is about knowing: for which products you need a licence, and for which you do not. "
            "You need not have one."
        ),
        _(
            "It is no licence and no classification. In the Netherlands those are given by the Centrale Dienst voor "
            "In- en Uitvoer (CDIU) of Customs and by the Ministry of Foreign Affairs."
        ),
    ),
    Kind.SCREENING: StatementExplanation(
        _("It is about being willing, once an assignment needs it. Everyone decides for themselves at that moment."),
        _(
            "It does not screen or clear anyone. In the Netherlands, the intelligence services AIVD and MIVD "
            "carry out security screenings."
        ),
    ),
}


@dataclass(frozen=True)
class DeclarationRow:
    """One kind of statement; `latest` is the last declaration of it, whether or not it is in force."""

    kind: Declaration.Kind
    latest: Declaration | None
    day: date

    @property
    def status(self) -> DeclarationStatus:
        if self.latest is None:
            return DeclarationStatus.NEVER
        if self.latest.end == Declaration.End.WITHDRAWN:
            return DeclarationStatus.WITHDRAWN
        if self.latest.ended_at or self.latest.expires_on < self.day:
            return DeclarationStatus.LAPSED
        return (
            DeclarationStatus.SOON if self.latest.expires_on <= self.day + REMIND_AHEAD else DeclarationStatus.IN_FORCE
        )

    @property
    def chip(self) -> str:
        return CHIPS.get(self.status, "closed")

    @property
    def is_in_force(self) -> bool:
        return self.status in {DeclarationStatus.IN_FORCE, DeclarationStatus.SOON}

    @property
    def statement(self) -> str:
        """Return the current wording in the language of the reader."""
        statement = get_current_statement(self.kind)
        return statement.en if (get_language() or "nl").startswith("en") else statement.nl

    @property
    def explanation(self) -> StatementExplanation:
        return EXPLAINED[self.kind]


@dataclass(frozen=True)
class DeclarationOverview:
    rows: list[DeclarationRow]
    history: list[Declaration]

    @classmethod
    def load(cls, company: Company) -> "DeclarationOverview":
        """Read all declarations in one query; `history` holds those that have ended, the newest first."""
        day, signed = get_today(), list(company.declarations.order_by("-signed_at", "-pk"))
        latest = {each.kind: each for each in reversed(signed)}
        rows = [DeclarationRow(kind, latest.get(kind), day) for kind in Kind]
        current = {row.latest.pk for row in rows if row.latest and row.is_in_force}
        return cls(rows, [each for each in signed if each.pk not in current])

    @property
    def in_force(self) -> list[DeclarationRow]:
        return [row for row in self.rows if row.is_in_force]
