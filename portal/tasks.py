"""Work of the ground floor outside the request. Safe to run twice and at once."""

from celery import shared_task

from portal.services import digests, outbox, retention


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def send_mail_task() -> None:
    outbox.send_due()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def send_digests_task() -> None:
    """Beat calls this every minute: in the first one after half past seven there is something to do."""
    digests.send_digests()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def retention_task() -> None:
    retention.run()
