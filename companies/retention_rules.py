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

from companies.members.erasure import set_adrift
from companies.members.request_models import Claim, Invitation, JoinRequest
from companies.profiles.visibility_models import Reading
from portal.accounts.models import User
from portal.notifications import outbox
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.erasure.person import erase_person
from portal.privacy.models import Erasure
from portal.privacy.retention import Rule, days_ago
from portal.privacy.retention_rules import keys, of, oldest

KIND = "inactive"


def inactive(now: datetime) -> Any:
    """Staff and admins are for an admin to end."""
    seen = User.objects.annotate(seen_at=Coalesce(F("last_login"), F("date_joined")))
    return seen.filter(seen_at__lt=days_ago(now, "inactive_account"), rom=None, is_superuser=False)


def key_of(user: Any) -> str:
    """Another log-in makes another key: who came back once is told anew."""
    return f"{KIND}:{user.pk}:{user.seen_at:%Y-%m-%d}"


def to_be_told(now: datetime, most: int) -> list[Any]:
    told = OutboxMail.objects.filter(kind=KIND, created_at__gt=days_ago(now, "inactive_account")).values("user")
    return list(inactive(now).exclude(pk__in=told).order_by("pk").values_list("pk", flat=True)[:most])


def tell(found: list[Any]) -> int:
    days = settings.KEEP_DAYS["inactive_notice"]
    count = 0
    for user in User.objects.annotate(seen_at=Coalesce(F("last_login"), F("date_joined"))).filter(pk__in=found):
        with translation.override(user.language):
            url = settings.SITE_URL + reverse("account_login")
        context = {"user": user, "days": days, "url": url}
        count += outbox.put(
            key_of(user),
            to=user.email,
            language=user.language,
            template="companies/mail/inactive",
            context=context,
            user=user,
            kind=KIND,
        )
    return count


def to_be_erased(now: datetime, most: int) -> list[Any]:
    """The mail left at least that long ago, and nobody signed in since."""
    until = now - timedelta(days=settings.KEEP_DAYS["inactive_notice"])
    told = OutboxMail.objects.filter(kind=KIND, sent_at__lt=until)
    users = inactive(now).filter(pk__in=told.values("user"))
    keys = set(told.filter(user__in=users.values("pk")).values_list("key", flat=True))
    return [user.pk for user in users.order_by("pk") if key_of(user) in keys][:most]


def erase(found: list[Any]) -> int:
    """Looked at once more under a lock: who signs in at this moment stays."""
    count = 0
    for pk in found:
        user = User.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if user is None or not to_be_erased_still(user):
            continue
        set_adrift(user)
        erase_person(user, Erasure.Why.INACTIVE)
        count += 1
    return count


def to_be_erased_still(user: User) -> bool:
    return bool(inactive(timezone.now()).filter(pk=user.pk).exists())


def decided(model: Any, now: datetime, most: int) -> list[Any]:
    """What waits for an answer stays, however long it waits."""
    return keys(model.objects.filter(decided_at__lt=days_ago(now, "joining")).order_by("decided_at", "pk"), most)


def ended(model: Any, now: datetime, most: int) -> list[Any]:
    """Decided, or its link stopped working without an answer."""
    until = days_ago(now, "joining")
    return keys(model.objects.filter(Q(decided_at__lt=until) | Q(decided_at=None, expires_at__lt=until)), most)


def readings(now: datetime, most: int) -> list[Any]:
    return oldest(Reading, "read_at", days_ago(now, "reading"), most)


RULES = [
    of("request_to_join", JoinRequest, partial(decided, JoinRequest)),
    of("claim", Claim, partial(ended, Claim)),
    of("invitation", Invitation, partial(ended, Invitation)),
    of("reading", Reading, readings),
    Rule("inactive_account_told", to_be_told, tell),
    Rule("inactive_account", to_be_erased, erase),
]
