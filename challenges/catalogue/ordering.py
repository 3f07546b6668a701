"""The orders that a list of challenges can stand in. What can be answered now comes before what cannot."""

from datetime import datetime

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from challenges.posting.display_status import ChallengePhase, build_phase_condition
from challenges.posting.models import Challenge
from challenges.posting.search import SEARCH
from companies.profiles.models import Company


class ChallengeOrder(TextChoices):
    BEST = "best", _("best match")
    CLOSEST = "closest", _("closest to the words")
    CLOSING = "closing", _("closes first")
    NEWEST = "newest", _("newest")


def list_orders(company: Company | None, words: str) -> list[ChallengeOrder]:
    """Those that mean something to this reader; the first one holds unless another is asked for."""
    orders = [ChallengeOrder.CLOSEST] if words else []
    orders += [ChallengeOrder.BEST] if company else []
    return [*orders, ChallengeOrder.CLOSING, ChallengeOrder.NEWEST]


def order_challenges(
    queryset: QuerySet[Challenge], order: ChallengeOrder, now: datetime, company: Company | None, words: str
) -> QuerySet[Challenge]:
    if order == ChallengeOrder.CLOSEST:
        return SEARCH.closest_first(queryset, words)
    if order == ChallengeOrder.BEST and company:
        return order_best_first(queryset, company, now)
    if order == ChallengeOrder.NEWEST:
        return queryset.order_by(F("opens_at").desc(nulls_first=True), "-id")
    return order_by_closing(queryset, now)


def order_best_first(queryset: QuerySet[Challenge], company: Company, now: datetime) -> QuerySet[Challenge]:
    """By the company's own score; where it misses one rule after those that fit, and last what it has no score for."""
    own = FilteredRelation("matches", condition=Q(matches__company=company))
    fits = Case(When(own__failed_rule="", then=0), When(own__isnull=False, then=1), default=2)
    return queryset.alias(own=own).order_by(
        fits,
        F("own__total").desc(nulls_last=True),
        F("own__similarity").desc(nulls_last=True),
        *_build_deadline_order(now),
    )


def order_by_closing(queryset: QuerySet[Challenge], now: datetime) -> QuerySet[Challenge]:
    return queryset.order_by(*_build_deadline_order(now))


def _build_deadline_order(now: datetime) -> list:
    """Open ones by their deadline, then those that open later, then the rest, most recently closed first."""
    places = [
        When(build_phase_condition(phase, now), then=Value(place))
        for place, phase in enumerate((ChallengePhase.OPEN, ChallengePhase.UPCOMING))
    ]
    place = Case(*places, default=Value(2), output_field=IntegerField())
    ahead = Case(When(closes_at__gt=now, then=F("closes_at")))
    return [place, ahead.asc(nulls_last=True), F("closes_at").desc(nulls_last=True), "id"]
