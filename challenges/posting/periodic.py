"""What the clock does to challenges: found by a query, done one by one, so twice, at once or late is all right."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from challenges.posting.models import Challenge
from challenges.posting.transitions import catch_up
from challenges.posting.workflow import State


def move_due(now: datetime) -> int:
    """Make the moves that are due by now; how many were. A challenge that somebody holds is left for the next time."""
    due = Challenge.objects.filter(is_due(now)).order_by("pk").values_list("pk", flat=True)
    return sum(_move(challenge, now) for challenge in list(due))


def is_due(now: datetime) -> Q:
    opens = Q(state__in=[State.SCHEDULED, State.PRE_RELEASE], opens_at__lte=now)
    announced = Q(state=State.SCHEDULED, pre_release_at__lte=now)
    return announced | opens | Q(state=State.OPEN, closes_at__lte=now)


@transaction.atomic
def _move(number: int, now: datetime) -> int:
    rows = Challenge.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    challenge = rows.filter(is_due(now), pk=number).first()
    return catch_up(challenge, now) if challenge else 0
