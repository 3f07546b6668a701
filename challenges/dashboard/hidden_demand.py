"""How much is asked by challenges that the reader may not open, as far as that may be told. See docs/adr/0023."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.posting.permissions import list_closed_audiences
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.core.small_counts import suppress_small_counts


class DemandCell(NamedTuple):
    """What is counted apart; nothing that is told spans two cells."""

    audience: str
    rom: str
    technology: int  # a broadest one: nothing stands above it


def count_hidden_demand(user: User | AnonymousUser, now: datetime) -> dict[DemandCell, int]:
    """ "At least so many" by cell, of the challenges that were open when this month began; see `told`.

    For all who may not open those of an audience it is the same. What the reader may open is not in it.
    """
    audiences = list_closed_audiences(user)
    if not audiences:
        return {}
    hidden = filter_open_at_month(now).filter(visibility__in=audiences, rom__isnull=False)
    broadest = Coalesce("technology__parent__parent", "technology__parent", "technology")
    rows = Requirement.objects.counting().filter(challenge__in=hidden).order_by().annotate(broadest=broadest)
    cells = rows.values_list("challenge__visibility", "challenge__rom__name", "broadest")
    counted = cells.annotate(number=Count("challenge", distinct=True))
    return suppress_small_counts(
        {DemandCell(audience, rom, technology): number for audience, rom, technology, number in counted}
    )


def filter_open_at_month(now: datetime) -> QuerySet[Challenge]:
    """Counted of one moment a month, so that who looks every day does not see the fifth one come."""
    began = get_month_start(now)
    return Challenge.objects.published().filter(opens_at__lte=began, closes_at__gt=began)


def get_month_start(now: datetime) -> datetime:
    """Midnight in Amsterdam."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
