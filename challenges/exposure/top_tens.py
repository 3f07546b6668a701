"""The tens of challenges: who stands among the first of a list, as it is shown, or was when the challenge closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from challenges.exposure.engine.fairness import QualifyingEntry
from challenges.exposure.models import ExposureMove
from challenges.exposure.quarters import Quarter
from challenges.matching.engine.list_moves import SHOWN, apply_list_moves
from challenges.matching.models import Decision, Longlist, LonglistRow, Match
from challenges.posting.models import Challenge
from challenges.posting.workflow import CLOSED_STATES

BEST_FIRST = (F("total").desc(), F("similarity").desc(), F("company_id").asc())
_BY_POINTS = Q(rank__lte=SHOWN) & ~Q(by_floor=LonglistRow.ByFloor.OUT)
IN_TEN = _BY_POINTS | Q(by_floor=LonglistRow.ByFloor.IN)  # of the rows of a frozen list: who was shown among the first
Moves = Mapping[int, Mapping[int, int]]  # by list: who stands in whose place


def filter_qualifying_matches(challenges: QuerySet[Challenge]) -> QuerySet[Match]:
    """Every kept pair of a company that meets all rules: also where it stands too low to be listed."""
    return Match.objects.ranked().filter(challenge__in=challenges.order_by().values("pk"))


def count_qualifications(matches: QuerySet[Match]) -> Counter[int]:
    """In how many of the lists, by company."""
    rows = matches.order_by().values_list("company_id").annotate(number=Count("pk"))
    return Counter(dict(rows))


def load_kept_lists(challenges: QuerySet[Challenge]) -> dict[int, list[QualifyingEntry]]:
    """The lists as they are kept, best first."""
    rows = filter_qualifying_matches(challenges).filter(in_challenge_top=True).order_by("challenge_id", *BEST_FIRST)
    found: dict[int, list[QualifyingEntry]] = defaultdict(list)
    for challenge, company, total in rows.values_list("challenge_id", "company_id", "total"):
        found[challenge].append(QualifyingEntry(company, total))
    return dict(found)


def get_list_moves(challenge: Challenge) -> dict[int, int]:
    """Of one list: who is shown in whose place."""
    return dict(load_shown_moves(Challenge.objects.filter(pk=challenge.pk)).get(challenge.pk, {}))


def load_shown_moves(challenges: QuerySet[Challenge]) -> Moves:
    """Those of the floor that is on; none where it is off."""
    rows = ExposureMove.objects.shown().filter(challenge__in=challenges.order_by().values("pk")).order_by("pk")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for challenge, company, instead_of in rows.values_list("challenge_id", "company_id", "instead_of_id"):
        found[challenge][company] = instead_of
    return found


def load_shown_tens(challenges: QuerySet[Challenge], moves: Moves) -> dict[int, list[int]]:
    """The companies among the first of each list, by points, with the moves of the floor. One query."""
    listed = filter_qualifying_matches(challenges).filter(in_challenge_top=True)
    place = Window(RowNumber(), partition_by=F("challenge_id"), order_by=BEST_FIRST)
    moved = Q(company__in={company for of_list in moves.values() for company in of_list})
    rows = listed.annotate(place=place).filter(Q(place__lte=SHOWN) | moved).order_by("challenge_id", "place")
    found: dict[int, list[int]] = defaultdict(list)
    for challenge, company in rows.values_list("challenge_id", "company_id"):
        found[challenge].append(company)
    return {challenge: apply_list_moves(companies, moves.get(challenge, {})) for challenge, companies in found.items()}


def filter_closed_lists(challenges: QuerySet[Challenge], quarter: Quarter) -> QuerySet[LonglistRow]:
    """The rows of the lists as they stood when their challenges closed in this quarter."""
    closed = challenges.filter(state__in=CLOSED_STATES).order_by().values("pk")
    of_closed = Longlist.objects.filter(challenge__in=closed).order_by()
    last = of_closed.values("challenge").annotate(last=Max("pk")).values("last")
    within = {"longlist__frozen_at__gte": quarter.begins, "longlist__frozen_at__lt": quarter.ends}
    return LonglistRow.objects.filter(longlist__in=last, **within).order_by()


def filter_top_ten(rows: QuerySet[LonglistRow]) -> QuerySet[LonglistRow]:
    return rows.filter(IN_TEN)


def load_dismissed_pairs(challenges: QuerySet[Challenge]) -> set[tuple[int, int]]:
    """Pairs that a person has looked at and put aside: nobody is shown them again."""
    rows = Decision.objects.filter(challenge__in=challenges.order_by().values("pk"), kind=Decision.Kind.DISMISSED)
    return set(rows.order_by().values_list("challenge_id", "company_id"))


def count_top_ten_places(tens: Iterable[Iterable[int]]) -> Counter[int]:
    return Counter(company for ten in tens for company in ten)


def filter_open_challenges(now: datetime) -> QuerySet[Challenge]:
    return Challenge.objects.open_at(now)
