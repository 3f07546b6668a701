"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from celery import shared_task
from django.utils import timezone

from challenges.services import matching, responses


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def match_due_task() -> None:
    matching.match_due()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def reconcile_task() -> None:
    """Beat calls this every minute: what a lost message left behind is found here."""
    matching.match_due()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]  # celery is untyped
def remind_task() -> None:
    """Beat calls this every ten minutes: who was reminded already is not reminded again."""
    responses.remind_of_drafts(timezone.now())
