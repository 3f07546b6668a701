"""What challenges forget: who read a response, after its time. That it was read stays, or the desk would ask again."""

from datetime import datetime
from typing import Any

from challenges.models import Reading
from portal.services.retention import Rule, days_ago
from portal.services.retention_rules import keys


def readers(now: datetime, most: int) -> list[Any]:
    old = Reading.objects.filter(read_at__lt=days_ago(now, "reading"), user__isnull=False)
    return keys(old.order_by("read_at", "pk"), most)


def forget_readers(found: list[Any]) -> int:
    return Reading.objects.filter(pk__in=found, user__isnull=False).update(user=None)


RULES = [Rule("reader_of_a_response", readers, forget_readers)]
