"""How places and introductions of a quarter are spread over the companies that qualify."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from challenges.exposure import top_tens
from challenges.exposure.quarters import Quarter
from challenges.introductions.models import Introduction
from challenges.posting.models import Challenge, ChallengeQuerySet
from companies.profiles.models import Company
from companies.profiles.visibility import shown_to
from companies.profiles.visibility_models import Group
from portal.accounts.models import User
from portal.core.small_counts import told


class Seen(NamedTuple):
    """Of one company: in how many lists it qualifies, and its places in their tens and introductions."""

    qualifies: int
    places: int
    introductions: int


class Facts(NamedTuple):
    """Of one company, as far as the reader gets to see them."""

    province: str  # its code; empty where there is none
    founded: int | None
    team: int | None


@dataclass(frozen=True)
class Spread:
    """lists: how many were counted. by_company: who qualifies for one of them, or was introduced, and may be seen."""

    lists: int
    by_company: Mapping[int, Seen]
    facts: Mapping[int, Facts]


def spread(reader: User, challenges: ChallengeQuerySet, quarter: Quarter, now: datetime) -> Spread:
    """Of the lists that closed in the quarter, as they stood then; of the running one also of those that are open."""
    closed = top_tens.closed_lists(challenges, quarter).annotate(stood=top_tens.IN_TEN)
    rows = list(closed.values_list("longlist_id", "company_id", "stood"))
    qualifies = Counter(company for _list, company, _stood in rows)
    places = Counter(company for _list, company, stood in rows if stood)
    lists = len({number for number, *_ in rows})
    if quarter == Quarter.of(now):
        running = challenges.open_at(now)
        shown = top_tens.shown_tens(running, top_tens.moves_shown(running))
        qualifies += top_tens.times_qualified(top_tens.qualifying(running))
        places += top_tens.places(shown.values())
        lists += len(shown)
    introduced = _introductions(challenges, quarter)
    facts = facts_of(reader, qualifies.keys() | introduced.keys())
    by_company = {each: Seen(qualifies[each], places[each], introduced[each]) for each in facts}
    return Spread(lists, by_company, facts)


def seen_elsewhere(reader: User, quarter: Quarter) -> dict[str, int]:
    """ "At least so many" companies by the code of their province that stood in a ten which the reader may not open,
    of lists that closed in the quarter. One way of cutting them up and no total: see docs/adr/0023."""
    own = Challenge.objects.owned_by(reader).values("pk")
    rows = top_tens.in_ten(top_tens.closed_lists(Challenge.objects.exclude(pk__in=own), quarter))
    found = rows.filter(company__province__isnull=False, company__state=Company.State.PUBLISHED)
    cells = found.values_list("company__province__code").annotate(number=Count("company", distinct=True))
    return told(dict(cells))


def _introductions(challenges: QuerySet[Challenge], quarter: Quarter) -> Counter[int]:
    """Those to which both sides had said yes in this quarter."""
    of_these = Introduction.objects.filter(challenge__in=challenges.order_by().values("pk")).order_by()
    rows = of_these.filter(introduced_at__gte=quarter.begins, introduced_at__lt=quarter.ends)
    return Counter(rows.values_list("company_id", flat=True))


def facts_of(reader: User, companies: Iterable[int]) -> dict[int, Facts]:
    sees_team = When(Q(pk__isnull=False) & shown_to(reader, Group.TEAM), then=Value(1))  # of an admin it asks nothing
    rows = Company.objects.visible_to(reader).filter(pk__in=list(companies)).order_by()
    rows = rows.annotate(sees_team=Case(sees_team, default=Value(0), output_field=IntegerField()))
    found = rows.values_list("pk", F("province__code"), "founded_year", "team_size", "sees_team")
    return {
        company: Facts(province or "", founded if sees else None, team if sees else None)
        for company, province, founded, team, sees in found
    }
