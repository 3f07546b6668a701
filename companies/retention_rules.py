"""What companies clear away: what people asked of each other and the log of readings, once their time is over.

Accounts that nobody uses are told a month ahead by mail, and erased when nobody signs in.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone, translation

from companies.members.erasure import withdraw_orphaned_companies
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.profiles.visibility_models import Reading
from portal.accounts.models import User
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.erasure import erase_person
from portal.privacy.models import Erasure
from portal.privacy.retention import RetentionRule, get_retention_cutoff
from portal.privacy.retention_rules import build_deletion_rule, find_oldest_rows, list_row_keys

KIND = "inactive"


def select_inactive_accounts(now: datetime) -> Any:
    """Staff and admins are for an admin to end."""
    seen = User.objects.annotate(seen_at=Coalesce(F("last_login"), F("date_joined")))
    return seen.filter(seen_at__lt=get_retention_cutoff(now, "inactive_account"), rom=None, is_superuser=False)


def build_notice_key(user: Any) -> str:
    """Another log-in makes another key: who came back once is told anew."""
    return f"{KIND}:{user.pk}:{user.seen_at:%Y-%m-%d}"


def find_accounts_to_warn(now: datetime, most: int) -> list[Any]:
    told = OutboxMail.objects.filter(kind=KIND, created_at__gt=get_retention_cutoff(now, "inactive_account")).values(
        "user"
    )
    return list(select_inactive_accounts(now).exclude(pk__in=told).order_by("pk").values_list("pk", flat=True)[:most])


def warn_inactive_accounts(found: list[Any]) -> int:
    days = settings.KEEP_DAYS["inactive_notice"]
    count = 0
    for user in User.objects.annotate(seen_at=Coalesce(F("last_login"), F("date_joined"))).filter(pk__in=found):
        with translation.override(user.language):
            url = settings.SITE_URL + reverse("account_login")
        context = {"user": user, "days": days, "url": url}
        count += add_outbox_mail(
            build_notice_key(user),
            to=user.email,
            language=user.language,
            template="companies/profiles/mail/inactive.html",
            context=context,
            user=user,
            kind=KIND,
        )
    return count


def find_accounts_to_erase(now: datetime, most: int) -> list[Any]:
    """The mail left at least that long ago, and nobody signed in since."""
    until = now - timedelta(days=settings.KEEP_DAYS["inactive_notice"])
    told = OutboxMail.objects.filter(kind=KIND, sent_at__lt=until)
    users = select_inactive_accounts(now).filter(pk__in=told.values("user"))
    keys = set(told.filter(user__in=users.values("pk")).values_list("key", flat=True))
    return [user.pk for user in users.order_by("pk") if build_notice_key(user) in keys][:most]


def erase_inactive_accounts(found: list[Any]) -> int:
    """Looked at once more under a lock: who signs in at this moment stays."""
    count = 0
    for pk in found:
        user = User.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if user is None or not is_still_inactive(user):
            continue
        withdraw_orphaned_companies(user)
        erase_person(user, Erasure.Why.INACTIVE)
        count += 1
    return count


def is_still_inactive(user: User) -> bool:
    return bool(select_inactive_accounts(timezone.now()).filter(pk=user.pk).exists())


def find_decided_requests(model: Any, now: datetime, most: int) -> list[Any]:
    """What waits for an answer stays, however long it waits."""
    return list_row_keys(
        model.objects.filter(decided_at__lt=get_retention_cutoff(now, "joining")).order_by("decided_at", "pk"), most
    )


def find_ended_requests(model: Any, now: datetime, most: int) -> list[Any]:
    """Decided, or its link stopped working without an answer."""
    until = get_retention_cutoff(now, "joining")
    return list_row_keys(model.objects.filter(Q(decided_at__lt=until) | Q(decided_at=None, expires_at__lt=until)), most)


def find_old_profile_readings(now: datetime, most: int) -> list[Any]:
    return find_oldest_rows(Reading, "read_at", get_retention_cutoff(now, "reading"), most)


RULES = [
    build_deletion_rule("request_to_join", JoinRequest, partial(find_decided_requests, JoinRequest)),
    build_deletion_rule("claim", Claim, partial(find_ended_requests, Claim)),
    build_deletion_rule("invitation", Invitation, partial(find_ended_requests, Invitation)),
    build_deletion_rule("reading", Reading, find_old_profile_readings),
    RetentionRule("inactive_account_told", find_accounts_to_warn, warn_inactive_accounts),
    RetentionRule("inactive_account", find_accounts_to_erase, erase_inactive_accounts),
]
