"""Background work. Each task takes no data, calls one service, and is safe to run twice or at the same time."""

from django.utils import timezone

from companies.declarations.services import run_due_declarations, run_due_vettings
from companies.members.services import remind_owners
from companies.profiles.freshness_services import run_due_freshness
from portal.core.queue import enqueue_matching, register_task
from portal.ui.dates import get_today


@register_task
def look_at_ages_task() -> None:
    """Ask about old profiles and mark outdated ones; Celery beat calls it every minute, but ages change at midnight."""
    if run_due_freshness(timezone.now()).sunk:
        enqueue_matching()


@register_task
def remind_owners_task() -> None:
    """Remind owners of join requests that are a week old; Celery beat calls it every hour."""
    remind_owners()


@register_task
def declarations_task() -> None:
    """Remind of declarations that expire soon and end expired ones; Celery beat calls it every minute."""
    if run_due_declarations():
        enqueue_matching()


@register_task
def vetting_task() -> None:
    """End expired vettings; Celery beat calls it every minute, but vettings expire at midnight."""
    if run_due_vettings(get_today()):
        enqueue_matching()
