"""What the clock does to introductions: it reminds, and ends what nobody answered; each once, however often asked."""

from django.db import transaction
from django.db.models import QuerySet

from challenges.introductions.locking import StepDetails, lock_introduction
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import notify_introduction_step
from challenges.introductions.workflow import CLOCK, IntroductionAction, can_take_step
from portal.core.database_clock import database_now


def run_due_introductions() -> tuple[int, int]:
    """(how many were reminded of, how many lapsed); an end that has come leaves nothing to be reminded of."""
    lapsed = sum(
        _process_due_introduction(number, IntroductionAction.LAPSE)
        for number in _list_due_ids(Introduction.objects.to_lapse(database_now()))
    )
    reminded = sum(
        _process_due_introduction(number, IntroductionAction.REMIND)
        for number in _list_due_ids(Introduction.objects.to_remind(database_now()))
    )
    return reminded, lapsed


def _list_due_ids(due: QuerySet[Introduction]) -> list[int]:
    return list(due.order_by("lapses_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _process_due_introduction(number: int, what: IntroductionAction) -> bool:
    """One of them, in a transaction of its own; False where somebody else is at it, or it is not due any more."""
    held_by_me = Introduction.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    if held_by_me.filter(pk=number).only("pk").first() is None:
        return False
    held = lock_introduction(Introduction(pk=number))
    is_due = {
        IntroductionAction.LAPSE: Introduction.objects.to_lapse,
        IntroductionAction.REMIND: Introduction.objects.to_remind,
    }[what]
    if not is_due(held.now).filter(pk=number).exists() or not can_take_step(held.standing, CLOCK, what):
        return False
    notify_introduction_step(held.record(what, CLOCK, None, StepDetails()))
    return True
