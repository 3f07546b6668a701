"""A reminder of what was begun and not sent in, three days and one day before its challenge closes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse

from challenges.posting.permissions import filter_challenge_readers
from challenges.posting.workflow import TIMED_STATES
from challenges.responses.models import Response
from companies.profiles.membership_models import Membership
from portal.accounts.models import User
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.services import Notice, notify_each

REMINDED_DAYS = (1, 3)  # before closing; the last one first


def send_draft_reminders(now: datetime) -> int:
    """Remind each member once per deadline and reminder; how many were. Who sees the challenge no more is left out."""
    due = [
        (user, key, response)
        for response in _list_closing_drafts(now)
        for user, key in _list_draft_recipients(response, now)
    ]
    told = set(Notification.objects.filter(key__in={key for _user, key, _r in due}).values_list("user", "key"))
    return notify_each(
        Notice(
            user,
            NotificationKind.RESPONSES,
            "challenges/responses/mail/draft_due.html",
            key,
            {"response": response, "challenge": response.challenge, "company": response.company},
            reverse("challenges:response_edit", args=[response.challenge.slug]),
        )
        for user, key, response in due
        if (user.pk, key) not in told and filter_challenge_readers([user], response.challenge)
    )


def _list_closing_drafts(now: datetime) -> list[Response]:
    soon = now + timedelta(days=max(REMINDED_DAYS))
    found = Response.objects.unsent().filter(
        challenge__state__in=TIMED_STATES, challenge__closes_at__gt=now, challenge__closes_at__lte=soon
    )
    people = Prefetch("company__memberships", Membership.objects.select_related("user"))
    return list(found.select_related("challenge", "company").prefetch_related(people))


def _list_draft_recipients(response: Response, now: datetime) -> Iterator[tuple[User, str]]:
    closes_at = response.challenge.closes_at
    if closes_at is None:  # an open challenge has a deadline, says the database
        return
    days = next(each for each in REMINDED_DAYS if closes_at - now <= timedelta(days=each))
    key = f"draft:{response.pk}:{days}:{closes_at:%Y%m%dT%H%M}"
    yield from ((membership.user, key) for membership in response.company.memberships.all())
