"""Is your profile still true? Asked of its people after six months, once more after eight, and told after nine.

The link in the mail answers for its reader, without signing in, and only by a button: mail scanners follow links. It is
signed, names one person and one profile at one moment, and so works once: whoever confirms the profile ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pghistory
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from companies.profiles.freshness import SINK, add_months
from companies.profiles.freshness_services import confirm_profile
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.services import notify
from portal.ui.dates import to_local_day

SIGNER = TimestampSigner(sep=".", salt="companies.still-true")
VALID_FOR = timedelta(days=90)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TEMPLATE = "companies/profiles/mail/still_true.html"


@dataclass(frozen=True)
class FreshnessQuestion:
    """What a link asks: `seen` is the moment up to which the profile was confirmed when it was made."""

    company: Company
    user: User
    seen: datetime

    @property
    def is_open(self) -> bool:
        """Nobody has confirmed the profile since."""
        return self.company.confirmed_at == self.seen


def ask_due_companies(now: datetime, months: int) -> int:
    """Ask the people of every published profile of this age who were not asked at it; the number of profiles."""
    due = Company.objects.to_ask(months, now).order_by("confirmed_at", "pk").values_list("pk", flat=True)
    return sum(_ask_company(pk, months, now) for pk in list(due))


def confirm_by_answer(question: FreshnessQuestion) -> bool:
    """Yes, still true; False where somebody said so already. The audit trail names the person whom the mail went to."""
    with pghistory.context(user=question.user.pk, answered="by mail"):
        return confirm_profile(question.company, seen=question.seen)


def create_confirmation_token(company: Company, user: User) -> str:
    return SIGNER.sign(f"{company.pk}-{user.pk}-{(company.confirmed_at - EPOCH) // timedelta(microseconds=1)}")


def read_confirmation_token(token: str) -> FreshnessQuestion | None:
    """None when it is forged or too old, or when its reader has no say over a published profile any more."""
    try:
        company, user, moment = (int(part) for part in SIGNER.unsign(token, max_age=VALID_FOR).split("-"))
    except (BadSignature, ValueError):
        return None
    of = Membership.objects.filter(company=company, user=user, user__is_active=True)
    found = of.filter(company__state=Company.State.PUBLISHED).select_related("company", "user").first()
    return FreshnessQuestion(found.company, found.user, EPOCH + timedelta(microseconds=moment)) if found else None


@transaction.atomic
def _ask_company(pk: int, months: int, now: datetime) -> bool:
    """The row is held and looked at again: another run is at it, or somebody answered in the meantime."""
    due = Company.objects.to_ask(months, now).filter(pk=pk)
    company = due.lock(skip_locked=True).first()
    if company is None:
        return False
    people = list(company.memberships.filter(user__is_active=True).select_related("user").order_by("pk"))
    owners = [each.user for each in people if each.role == Membership.Role.OWNER]
    _notify_profile_members(company, owners or [each.user for each in people], months, by_mail=True)
    _notify_profile_members(
        company, [each.user for each in people if owners and each.user not in owners], months, by_mail=False
    )
    Company.objects.filter(pk=pk).update(asked_months=months)
    return bool(people)


def _notify_profile_members(company: Company, users: Sequence[User], months: int, *, by_mail: bool) -> None:
    """By mail whatever they chose for such messages, at most three for one silence; the others as they chose."""
    event = f"still-true:{company.pk}:{to_local_day(company.confirmed_at)}:{months}"
    context = {
        "company": company,
        "months": months,
        "sinks_on": add_months(to_local_day(company.confirmed_at), SINK),
        "sunk": months >= SINK,
    }
    page = reverse("companies:company_confirm", args=[company.slug])
    notify(users, NotificationKind.PROFILE, TEMPLATE, key=event, context=context, url=page, on_site_only=by_mail)
    for user in users if by_mail else []:
        with translation.override(user.language):
            link = reverse("companies:still_true", args=[create_confirmation_token(company, user)])
        add_outbox_mail(
            f"{event}:{user.pk}",
            to=user.email,
            language=user.language,
            template=TEMPLATE,
            context={**context, "user": user, "url": settings.SITE_URL + link},
            user=user,
            kind=NotificationKind.PROFILE,
            is_secret=True,
        )
