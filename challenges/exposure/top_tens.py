"""The tens of challenges: who stands among the first of a list, as it is shown, or was when the challenge closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from challenges.exposure.engine.fairness import Entry, shown_first
from challenges.exposure.engine.inequality import SHOWN
from challenges.exposure.models import ExposureMove
from challenges.exposure.quarters import Quarter
from challenges.matching.models import Decision, Match
from challenges.matching.shortlist_models import Longlist, LonglistRow
from challenges.posting.models import Challenge
from challenges.posting.workflow import CLOSED_STATES

BEST_FIRST = (F("total").desc(), F("similarity").desc(), F("company_id").asc())
_BY_POINTS = Q(rank__lte=SHOWN) & ~Q(by_floor=LonglistRow.ByFloor.OUT)
IN_TEN = _BY_POINTS | Q(by_floor=LonglistRow.ByFloor.IN)  # of the rows of a frozen list: who was shown among the first
Moves = Mapping[int, Mapping[int, int]]  # by list: who stands in whose place


def qualifying(challenges: QuerySet[Challenge]) -> QuerySet[Match]:
    """Every kept pair of a company that meets all rules: also where it stands too low to be listed."""
    return Match.objects.ranked().filter(challenge__in=challenges.order_by().values("pk"))


def times_qualified(matches: QuerySet[Match]) -> Counter[int]:
    """In how many of the lists, by company."""
    rows = matches.order_by().values_list("company_id").annotate(number=Count("pk"))
    return Counter(dict(rows))


def kept_lists(challenges: QuerySet[Challenge]) -> dict[int, list[Entry]]:
    """The lists as they are kept, best first."""
    rows = qualifying(challenges).filter(in_challenge_top=True).order_by("challenge_id", *BEST_FIRST)
    found: dict[int, list[Entry]] = defaultdict(list)
    for challenge, company, total in rows.values_list("challenge_id", "company_id", "total"):
        found[challenge].append(Entry(company, total))
    return dict(found)


def moves_of(challenge: Challenge) -> dict[int, int]:
    """Of one list: who is shown in whose place."""
    return dict(moves_shown(Challenge.objects.filter(pk=challenge.pk)).get(challenge.pk, {}))


def moves_shown(challenges: QuerySet[Challenge]) -> Moves:
    """Those of the floor that is on; none where it is off."""
    rows = ExposureMove.objects.shown().filter(challenge__in=challenges.order_by().values("pk")).order_by("pk")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for challenge, company, instead_of in rows.values_list("challenge_id", "company_id", "instead_of_id"):
        found[challenge][company] = instead_of
    return found


def shown_tens(challenges: QuerySet[Challenge], moves: Moves) -> dict[int, list[int]]:
    """The companies among the first of each list, by points, with the moves of the floor. One query."""
    listed = qualifying(challenges).filter(in_challenge_top=True)
    place = Window(RowNumber(), partition_by=F("challenge_id"), order_by=BEST_FIRST)
    moved = Q(company__in={company for of_list in moves.values() for company in of_list})
    rows = listed.annotate(place=place).filter(Q(place__lte=SHOWN) | moved).order_by("challenge_id", "place")
    found: dict[int, list[int]] = defaultdict(list)
    for challenge, company in rows.values_list("challenge_id", "company_id"):
        found[challenge].append(company)
    return {challenge: shown_first(companies, moves.get(challenge, {})) for challenge, companies in found.items()}


def closed_lists(challenges: QuerySet[Challenge], quarter: Quarter) -> QuerySet[LonglistRow]:
    """The rows of the lists as they stood when their challenges closed in this quarter."""
    closed = challenges.filter(state__in=CLOSED_STATES).order_by().values("pk")
    of_closed = Longlist.objects.filter(challenge__in=closed).order_by()
    last = of_closed.values("challenge").annotate(last=Max("pk")).values("last")
    within = {"longlist__frozen_at__gte": quarter.begins, "longlist__frozen_at__lt": quarter.ends}
    return LonglistRow.objects.filter(longlist__in=last, **within).order_by()


def in_ten(rows: QuerySet[LonglistRow]) -> QuerySet[LonglistRow]:
    return rows.filter(IN_TEN)


def dismissed(challenges: QuerySet[Challenge]) -> set[tuple[int, int]]:
    """Pairs that a person has looked at and put aside: nobody is shown them again."""
    rows = Decision.objects.filter(challenge__in=challenges.order_by().values("pk"), kind=Decision.Kind.DISMISSED)
    return set(rows.order_by().values_list("challenge_id", "company_id"))


def places(tens: Iterable[Iterable[int]]) -> Counter[int]:
    return Counter(company for ten in tens for company in ten)


def open_challenges(now: datetime) -> QuerySet[Challenge]:
    return Challenge.objects.open_at(now)
