"""The companies of a challenge as its ROM sees them: ranked, decided on, and those that nearly qualify."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextChoices, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.exposure.models import ExposureMove
from challenges.introductions.models import Introduction, IntroductionQuerySet
from challenges.introductions.workflow import IntroductionState
from challenges.matching.engine.list_moves import SHOWN, mark_moved_companies
from challenges.matching.match_texts import RuleText, describe_failure, describe_match_reason
from challenges.matching.models import Batch, Decision, LonglistRow, Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.declarations.models import Declaration
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.visibility import DisclosedCompany, Reader, disclose_company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary

SETTLING = Exists(Batch.objects.all())  # rides along with each match: no page asks once more
PARTS = ("technology", "text", "maturity", "region", "experience", "freshness", "total")
READ = ("challenge", "company", *PARTS, "similarity", "failed_rule", "failed_technology")
SHOWN_OF_COMPANY = (
    *("slug", "name", "city", "province", "trl", "audience_maturity", "established"),
    *("claimed_at", "confirmed_at", "stale_since"),
)


class MatchListFilter(TextChoices):
    """Which of the ranked companies are listed."""

    ALL = "all", gettext_lazy("all")
    UNDECIDED = "undecided", gettext_lazy("undecided")
    SHORTLISTED = "shortlisted", gettext_lazy("shortlisted")
    DISMISSED = "dismissed", gettext_lazy("dismissed")


@dataclass(frozen=True)
class RankedCompany:
    """A company with its place, by points, among those that qualify.

    by_floor: whether the floor on exposure shows it among the first, or others in its place. is_first: shown among
    them.
    """

    rank: int
    match: Match
    decision: Decision | None
    by_floor: str = ""
    is_first: bool = False

    @property
    def floor_label(self) -> str:
        return str(LonglistRow.ByFloor(self.by_floor).label) if self.by_floor else ""

    @property
    def is_dismissed(self) -> bool:
        return self.decision is not None and self.decision.kind == Decision.Kind.DISMISSED


@dataclass(frozen=True)
class MatchRow:
    ranked: RankedCompany
    place: str
    reason: str

    @property
    def introduction(self) -> int | None:
        return get_running_introduction(self.ranked.match)[0]

    @property
    def introduction_state(self) -> str:
        return get_running_introduction(self.ranked.match)[1]


@dataclass(frozen=True)
class NearMissRow:
    match: Match
    place: str
    rule: RuleText


@dataclass(frozen=True)
class MatchList:
    """Every kept match of a challenge, with the decisions, and with the declarations of those that nearly qualify.

    unlisted: decisions about companies that are not ranked now, shortlisted first. What is closed is matched no more,
    and a company may have dropped out; what a person decided stays to be seen. is_settling: everything is being matched
    anew, and points of before and of now may stand side by side.
    """

    ranked: list[RankedCompany]
    nearly: list[Match]
    unlisted: list[Decision]
    is_settling: bool

    @classmethod
    def load(cls, challenge: Challenge, user: User) -> "MatchList":
        matches = Match.objects.visible_in(challenge, user).of_challenge(challenge).select_related("company__province")
        seen = Company.objects.visible_to(user).values("pk")
        decided = Decision.objects.visible_in(challenge, user).filter(company__in=seen)
        decided = decided.select_related("company").order_by("-kind", "company__name", "pk")
        decided = decided.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
        decisions = {each.company_id: each for each in decided}
        matches = annotate_introductions(matches, Introduction.objects.visible_in(challenge, user))
        shown = annotate_moves(matches).annotate(is_settling=SETTLING)
        kept = list(shown.only(*READ, *(f"company__{name}" for name in SHOWN_OF_COMPANY)))
        ranked = _rank_companies([match for match in kept if not match.failed_rule], decisions)
        nearly = [match for match in kept if match.failed_rule]
        silent = [match.company for match in nearly if match.failed_rule in Declaration.Kind.values]
        prefetch_related_objects(silent, "declarations")
        return cls(ranked, nearly, list(decisions.values()), any(match.is_settling for match in kept))

    @property
    def has_moves(self) -> bool:
        """Whether the floor on exposure shows anybody among the first."""
        return any(each.by_floor for each in self.ranked)

    def shown(self, show: MatchListFilter) -> list[RankedCompany]:
        """Best first, those that the floor on exposure brings among the first before who made place; whoever was
        dismissed stands at the end."""
        kinds = {
            MatchListFilter.SHORTLISTED: Decision.Kind.SHORTLISTED,
            MatchListFilter.DISMISSED: Decision.Kind.DISMISSED,
        }
        if show == MatchListFilter.ALL:
            return sorted(self.ranked, key=lambda each: (each.is_dismissed, not each.is_first))
        if show == MatchListFilter.UNDECIDED:
            return [each for each in self.ranked if each.decision is None]
        return [each for each in self.ranked if each.decision and each.decision.kind == kinds[show]]

    def count(self, show: MatchListFilter) -> int:
        return len(self.shown(show))


def _rank_companies(matches: Sequence[Match], decisions: dict[int, Decision]) -> list[RankedCompany]:
    """Takes the decisions about them out of the others."""
    moves = {match.company_id: match.moved for match in matches if match.moved}
    by_floor = mark_moved_companies([match.company_id for match in matches], moves)
    return [
        RankedCompany(
            rank,
            match,
            decisions.pop(match.company_id, None),
            mark := by_floor.get(match.company_id, ""),
            mark == "in" or (rank <= SHOWN and not mark),
        )
        for rank, match in enumerate(matches, 1)
    ]


def annotate_moves(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Adds `moved`: in whose place the floor on exposure shows the company; None where it does not."""
    rows = ExposureMove.objects.shown().filter(challenge=OuterRef("challenge"), company=OuterRef("company"))
    return matches.annotate(moved=Subquery(rows.order_by().values("instead_of")[:1]))


def annotate_introductions(matches: QuerySet[Match], seen: IntroductionQuerySet) -> QuerySet[Match]:
    """Adds `running`, the pk and state of the introduction of the two that runs; None where none does, or none of the
    introductions that the reader sees."""
    pair = seen.living().filter(challenge=OuterRef("challenge"), company=OuterRef("company"))
    return matches.annotate(
        running=Subquery(pair.order_by().values(found=JSONObject(pk="pk", state="state"))[:1]),
    )


def get_running_introduction(match: Any) -> tuple[int | None, str]:
    """The number of the introduction that runs, and how far it is."""
    found = match.running
    return (found["pk"], str(IntroductionState(found["state"]).label).lower()) if found else (None, "")


def build_match_rows(
    ranked: Sequence[RankedCompany], asked: Collection[Requirement], vocabulary: Vocabulary, reader: Reader
) -> list[MatchRow]:
    """One query, for the technologies of the companies shown."""
    offered = load_company_technologies([each.match.company_id for each in ranked])
    return [
        MatchRow(
            each,
            format_city_and_trl(disclose_company(each.match.company, reader)),
            describe_match_reason(each.match, asked, offered[each.match.company_id], vocabulary),
        )
        for each in ranked
    ]


def build_near_misses(
    matches: Iterable[Match], challenge: Challenge, vocabulary: Vocabulary, reader: Reader
) -> list[NearMissRow]:
    return [
        NearMissRow(
            match,
            format_city_and_trl(disclose_company(match.company, reader)),
            describe_failed_rule(match, challenge, match.company, vocabulary),
        )
        for match in matches
    ]


def describe_failed_rule(match: Match, challenge: Challenge, company: Company, vocabulary: Vocabulary) -> RuleText:
    return describe_failure(match.failed_rule, match.failed_technology_id, challenge, company, vocabulary)


def load_company_technologies(companies: Collection[int]) -> dict[int, set[int]]:
    """The technologies that count, by company."""
    found: dict[int, set[int]] = defaultdict(set)
    links = CompanyTechnology.objects.counting().filter(company__in=companies)
    for company, technology in links.order_by().values_list("company_id", "technology_id"):
        found[company].add(technology)
    return found


def format_city_and_trl(shown: DisclosedCompany) -> str:
    """ "Lelystad, TRL 6"; what is not stated, or not for the reader, is left out."""
    where = shown.company.city or (str(shown.company.province) if shown.company.province else "")
    level = _("TRL %(level)d") % {"level": shown.trl} if shown.trl else ""
    return ", ".join(part for part in (where, level) if part)
