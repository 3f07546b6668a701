"""Compute how the places and introductions of a quarter are distributed over eligible companies."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from challenges.exposure.quarters import Quarter
from challenges.exposure.top_tens import (
    IN_TEN,
    count_qualifications,
    filter_closed_lists,
    filter_qualifying_matches,
    filter_top_ten,
    load_shown_moves,
    load_shown_tens,
)
from challenges.introductions.models import Introduction
from challenges.posting.models import Challenge, ChallengeQuerySet
from companies.profiles.models import Company
from companies.profiles.visibility import build_shown_condition
from companies.profiles.visibility_models import ProfileGroup
from portal.accounts.models import User
from portal.core.small_counts import suppress_small_counts


class CompanyExposure(NamedTuple):
    """One company: the number of lists in which it is eligible, its top 10 places and its introductions."""

    qualifies: int
    places: int
    introductions: int


class CompanyFacts(NamedTuple):
    """The facts of one company that the reader may see."""

    province: str  # its code; empty where there is none
    founded: int | None
    team: int | None


@dataclass(frozen=True)
class ExposureDistribution:
    """`lists`: the number of lists. `by_company`: visible companies that are eligible or were introduced, by id."""

    lists: int
    by_company: Mapping[int, CompanyExposure]
    facts: Mapping[int, CompanyFacts]


def compute_distribution(
    reader: User, challenges: ChallengeQuerySet, quarter: Quarter, now: datetime
) -> ExposureDistribution:
    """Count the lists that closed in the quarter as they stood then, and for the running quarter the open lists too."""
    closed = filter_closed_lists(challenges, quarter).annotate(stood=IN_TEN)
    rows = list(closed.values_list("longlist_id", "company_id", "stood"))
    qualifies = Counter(company for _list, company, _stood in rows)
    places = Counter(company for _list, company, stood in rows if stood)
    lists = len({number for number, *_ in rows})
    if quarter == Quarter.of(now):
        running = challenges.open_at(now)
        shown = load_shown_tens(running, load_shown_moves(running))
        qualifies += count_qualifications(filter_qualifying_matches(running))
        places += Counter(company for companies in shown.values() for company in companies)
        lists += len(shown)
    introduced = _count_introductions(challenges, quarter)
    facts = load_company_facts(reader, qualifies.keys() | introduced.keys())
    by_company = {each: CompanyExposure(qualifies[each], places[each], introduced[each]) for each in facts}
    return ExposureDistribution(lists, by_company, facts)


def count_exposure_elsewhere(reader: User, quarter: Quarter) -> dict[str, int]:
    """Return how many companies of each province (by code) were in a top 10 that the reader may not open.

    Counts lists that closed in the quarter. Small counts are suppressed, and there is only this one breakdown without
    a total, so that nobody can derive them: see docs/adr/0023.
    """
    own = Challenge.objects.owned_by(reader).values("pk")
    rows = filter_top_ten(filter_closed_lists(Challenge.objects.exclude(pk__in=own), quarter))
    found = rows.filter(company__province__isnull=False, company__state=Company.State.PUBLISHED)
    cells = found.values_list("company__province__code").annotate(number=Count("company", distinct=True))
    return suppress_small_counts(dict(cells))


def _count_introductions(challenges: QuerySet[Challenge], quarter: Quarter) -> Counter[int]:
    """Count by company the introductions that both sides had accepted in this quarter."""
    of_these = Introduction.objects.filter(challenge__in=challenges.order_by().values("pk")).order_by()
    rows = of_these.filter(introduced_at__gte=quarter.begins, introduced_at__lt=quarter.ends)
    return Counter(rows.values_list("company_id", flat=True))


def load_company_facts(reader: User, companies: Iterable[int]) -> dict[int, CompanyFacts]:
    sees_team = When(
        Q(pk__isnull=False) & build_shown_condition(reader, ProfileGroup.TEAM), then=Value(1)
    )  # of an admin it asks nothing
    rows = Company.objects.visible_to(reader).filter(pk__in=list(companies)).order_by()
    rows = rows.annotate(sees_team=Case(sees_team, default=Value(0), output_field=IntegerField()))
    found = rows.values_list("pk", F("province__code"), "founded_year", "team_size", "sees_team")
    return {
        company: CompanyFacts(province or "", founded if sees else None, team if sees else None)
        for company, province, founded, team, sees in found
    }
