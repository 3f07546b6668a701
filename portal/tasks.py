"""Work of the ground floor outside the request. Safe to run twice and at once."""

from portal.core.queue import task
from portal.notifications import digests, outbox
from portal.privacy import retention


@task
def send_mail_task() -> None:
    outbox.send_due()


@task
def send_digests_task() -> None:
    """Beat calls this every minute: in the first one after half past seven there is something to do."""
    digests.send_digests()


@task
def retention_task() -> None:
    retention.run()
