"""Work of the ground floor outside the request. Safe to run twice and at once."""

from celery import shared_task

from portal.services import outbox


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def send_mail_task() -> None:
    outbox.send_due()
