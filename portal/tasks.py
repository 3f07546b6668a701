"""Tasks of the portal. Each is safe to run twice, and at the same time."""

from portal.core.queue import register_task
from portal.notifications.digests import send_due_digests
from portal.notifications.outbox import send_due_mail
from portal.privacy.retention import run_retention


@register_task
def send_mail_task() -> None:
    send_due_mail()


@register_task
def send_digests_task() -> None:
    """Send the digests that are due. Beat calls this every minute; they are due from half past seven."""
    send_due_digests()


@register_task
def retention_task() -> None:
    run_retention()
