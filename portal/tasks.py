"""Work of the ground floor outside the request. Safe to run twice and at once."""

from portal.core.queue import register_task
from portal.notifications.digests import send_due_digests
from portal.notifications.outbox import send_due_mail
from portal.privacy.retention import run_retention


@register_task
def send_mail_task() -> None:
    send_due_mail()


@register_task
def send_digests_task() -> None:
    """Beat calls this every minute: in the first one after half past seven there is something to do."""
    send_due_digests()


@register_task
def retention_task() -> None:
    run_retention()
