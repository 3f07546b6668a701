"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from django.utils import timezone

from companies.declarations.services import run_due_declarations, run_due_vettings
from companies.members.services import remind_owners
from companies.profiles.freshness_services import run_due_freshness
from portal.core.queue import enqueue_matching, register_task
from portal.ui.dates import get_today


@register_task
def look_at_ages_task() -> None:
    """Beat calls this every minute; there is something to do when a profile comes of age, at midnight."""
    if run_due_freshness(timezone.now()).sunk:
        enqueue_matching()


@register_task
def remind_owners_task() -> None:
    """Beat calls this every hour: requests to join that wait for a week."""
    remind_owners()


@register_task
def declarations_task() -> None:
    """Beat calls this every minute: what runs out soon is told of, what has run out stops counting."""
    if run_due_declarations():
        enqueue_matching()


@register_task
def vetting_task() -> None:
    """Beat calls this every minute; there is something to do when a vetting has run out, at midnight."""
    if run_due_vettings(get_today()):
        enqueue_matching()
