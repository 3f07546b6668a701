"""What the clock does to introductions: it reminds, and ends what nobody answered; each once, however often asked."""

from django.db import transaction
from django.db.models import QuerySet

from challenges.introductions.locking import Said, hold
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import tell
from challenges.introductions.workflow import CLOCK, What, may
from portal.core.database_clock import database_now


def follow_clock() -> tuple[int, int]:
    """(how many were reminded of, how many lapsed); an end that has come leaves nothing to be reminded of."""
    lapsed = sum(_turn(number, What.LAPSE) for number in _numbers(Introduction.objects.to_lapse(database_now())))
    reminded = sum(_turn(number, What.REMIND) for number in _numbers(Introduction.objects.to_remind(database_now())))
    return reminded, lapsed


def _numbers(due: QuerySet[Introduction]) -> list[int]:
    return list(due.order_by("lapses_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _turn(number: int, what: What) -> bool:
    """One of them, in a transaction of its own; False where somebody else is at it, or it is not due any more."""
    held_by_me = Introduction.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    if held_by_me.filter(pk=number).only("pk").first() is None:
        return False
    held = hold(Introduction(pk=number))
    is_due = {What.LAPSE: Introduction.objects.to_lapse, What.REMIND: Introduction.objects.to_remind}[what]
    if not is_due(held.now).filter(pk=number).exists() or not may(held.standing, CLOCK, what):
        return False
    tell(held.record(what, CLOCK, None, Said()))
    return True
