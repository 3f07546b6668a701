"""Find the top 10 of challenges, as shown now or as it was when the challenge closed."""

from collections import Counter, defaultdict
from collections.abc import Mapping

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
IN_TEN = _BY_POINTS | Q(by_floor=LonglistRow.ByFloor.IN)  # selects the rows of a frozen list that were in the top 10
Moves = Mapping[int, Mapping[int, int]]  # by challenge: the company that takes a place, and whose place it takes


def filter_qualifying_matches(challenges: QuerySet[Challenge]) -> QuerySet[Match]:
    """Return the stored matches of eligible companies, also those that rank too low to be listed."""
    return Match.objects.ranked().filter(challenge__in=challenges.order_by().values("pk"))


def count_qualifications(matches: QuerySet[Match]) -> Counter[int]:
    """Return in how many of the lists each company is eligible."""
    rows = matches.order_by().values_list("company_id").annotate(number=Count("pk"))
    return Counter(dict(rows))


def load_kept_lists(challenges: QuerySet[Challenge]) -> dict[int, list[QualifyingEntry]]:
    """Return the stored list of each challenge, best company first."""
    rows = filter_qualifying_matches(challenges).filter(in_challenge_top=True).order_by("challenge_id", *BEST_FIRST)
    found: dict[int, list[QualifyingEntry]] = defaultdict(list)
    for challenge, company, total in rows.values_list("challenge_id", "company_id", "total"):
        found[challenge].append(QualifyingEntry(company, total))
    return dict(found)


def get_list_moves(challenge: Challenge) -> dict[int, int]:
    """Return the moves that are shown in one list."""
    return dict(load_shown_moves(Challenge.objects.filter(pk=challenge.pk)).get(challenge.pk, {}))


def load_shown_moves(challenges: QuerySet[Challenge]) -> Moves:
    """Return the moves of the floor that is on; none where it is off."""
    rows = ExposureMove.objects.shown().filter(challenge__in=challenges.order_by().values("pk")).order_by("pk")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for challenge, company, instead_of in rows.values_list("challenge_id", "company_id", "instead_of_id"):
        found[challenge][company] = instead_of
    return found


def load_shown_tens(challenges: QuerySet[Challenge], moves: Moves) -> dict[int, list[int]]:
    """Return the top 10 of each list in order of points, after the moves of the floor. Takes one query."""
    listed = filter_qualifying_matches(challenges).filter(in_challenge_top=True)
    place = Window(RowNumber(), partition_by=F("challenge_id"), order_by=BEST_FIRST)
    moved = Q(company__in={company for of_list in moves.values() for company in of_list})
    rows = listed.annotate(place=place).filter(Q(place__lte=SHOWN) | moved).order_by("challenge_id", "place")
    found: dict[int, list[int]] = defaultdict(list)
    for challenge, company in rows.values_list("challenge_id", "company_id"):
        found[challenge].append(company)
    return {challenge: apply_list_moves(companies, moves.get(challenge, {})) for challenge, companies in found.items()}


def filter_closed_lists(challenges: QuerySet[Challenge], quarter: Quarter) -> QuerySet[LonglistRow]:
    """Return the rows of the lists that were frozen when their challenges closed in this quarter."""
    closed = challenges.filter(state__in=CLOSED_STATES).order_by().values("pk")
    of_closed = Longlist.objects.filter(challenge__in=closed).order_by()
    last = of_closed.values("challenge").annotate(last=Max("pk")).values("last")
    within = {"longlist__frozen_at__gte": quarter.begins, "longlist__frozen_at__lt": quarter.ends}
    return LonglistRow.objects.filter(longlist__in=last, **within).order_by()


def filter_top_ten(rows: QuerySet[LonglistRow]) -> QuerySet[LonglistRow]:
    return rows.filter(IN_TEN)


def load_dismissed_pairs(challenges: QuerySet[Challenge]) -> set[tuple[int, int]]:
    """Return the (challenge, company) pairs that a person has put aside; these are never moved into a top 10."""
    rows = Decision.objects.filter(challenge__in=challenges.order_by().values("pk"), kind=Decision.Kind.DISMISSED)
    return set(rows.order_by().values_list("challenge_id", "company_id"))
