"""Work outside the request. Tasks take no data, call one service, and are safe to run twice and at once."""

from django.utils import timezone

from companies.declarations import services, vetting
from companies.members import requests
from companies.profiles import periodic
from portal.core.queue import look_again, task
from portal.ui.dates import today


@task
def look_at_ages_task() -> None:
    """Beat calls this every minute; there is something to do when a profile comes of age, at midnight."""
    if periodic.look_at_ages(timezone.now()).sunk:
        look_again()


@task
def remind_owners_task() -> None:
    """Beat calls this every hour: requests to join that wait for a week."""
    requests.remind_owners()


@task
def declarations_task() -> None:
    """Beat calls this every minute: what runs out soon is told of, what has run out stops counting."""
    if services.follow_calendar():
        look_again()


@task
def vetting_task() -> None:
    """Beat calls this every minute; there is something to do when a vetting has run out, at midnight."""
    if vetting.follow_calendar(today()):
        look_again()
