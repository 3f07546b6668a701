"""What the clock does to challenges: found by a query, done one by one, so twice, at once or late is all right."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from challenges.posting.models import Challenge
from challenges.posting.transitions import apply_overdue_transitions
from challenges.posting.workflow import ChallengeState


def apply_due_transitions(now: datetime) -> int:
    """Make the moves that are due by now; how many were. A challenge that somebody holds is left for the next time."""
    due = Challenge.objects.filter(build_due_condition(now)).order_by("pk").values_list("pk", flat=True)
    return sum(_apply_transitions_if_due(challenge, now) for challenge in list(due))


def build_due_condition(now: datetime) -> Q:
    opens = Q(state__in=[ChallengeState.SCHEDULED, ChallengeState.PRE_RELEASE], opens_at__lte=now)
    announced = Q(state=ChallengeState.SCHEDULED, pre_release_at__lte=now)
    return announced | opens | Q(state=ChallengeState.OPEN, closes_at__lte=now)


@transaction.atomic
def _apply_transitions_if_due(number: int, now: datetime) -> int:
    rows = Challenge.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    challenge = rows.filter(build_due_condition(now), pk=number).first()
    return apply_overdue_transitions(challenge, now) if challenge else 0
