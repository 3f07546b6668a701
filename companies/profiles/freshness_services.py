"""Confirm profiles, note calls about them, ask their people whether they are still true, and mark those out of date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from companies.profiles.freshness import SINK, STEPS, add_months
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, build_confirmation_fields
from companies.profiles.part_models import FreshnessCall
from companies.profiles.permissions import can_call_company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import StaleObject
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.services import notify
from portal.ui.dates import format_day, to_local_day


def confirm_profile(company: Company, *, seen: datetime | None = None) -> bool:
    """Confirm that the profile is still true; return False if somebody confirmed it after `seen`, its confirmed_at."""
    rows = Company.objects.filter(pk=company.pk)
    if seen is not None:
        rows = rows.filter(confirmed_at=seen)
    return bool(rows.update(**build_confirmation_fields(timezone.now())))


def mark_outdated_profiles(now: datetime) -> int:
    """Mark profiles that nobody confirmed for nine months as out of date, and return how many.

    It is one statement, so PostgreSQL checks a row again if somebody confirms it at the same moment.
    """
    return Company.objects.unconfirmed_for(SINK, now).filter(stale_since=None).update(stale_since=now)


@transaction.atomic
def record_call(user: User, company: Company, *, outcome: str, note: str = "", seen: str = "") -> FreshnessCall:
    """Record a call; the outcome "still true" confirms an unclaimed profile, but only members confirm a claimed one.

    seen: the id of the latest call that the person saw, "" for none. Raise StaleObject if a colleague called since; the
    same form sent twice is one call.
    """
    company = Company.objects.lock().select_related("province").get(pk=company.pk)
    if not can_call_company(user, company):
        raise PermissionDenied
    last = get_latest_call(company)
    if last and str(last.pk) != seen:
        if (last.called_by_id, last.outcome, last.note) == (user.pk, outcome, note):
            return last
        latest_call = {
            "who": last.called_by or _("Someone"),
            "day": format_day(last.called_at),
            "what": last.get_outcome_display(),
        }
        message = _(
            "%(who)s has already called, on %(day)s: %(what)s. Your text is still here; save again to add your call."
        )
        raise StaleObject(message % latest_call, str(last.pk))
    call = FreshnessCall(company=company, called_by=user, outcome=outcome, note=note)
    save_validated(call)
    if outcome == FreshnessCall.Outcome.STILL_TRUE and not company.is_claimed:
        confirm_profile(company)
    return call


def get_latest_call(company: Company) -> FreshnessCall | None:
    return company.freshness_calls.select_related("called_by").order_by("-called_at", "-pk").first()


# The link in the email confirms a profile without signing in, but only by a button, because mail scanners follow links.
# It is signed, and names one person, one profile and one time of confirmation, so it works until somebody confirms.
SIGNER = TimestampSigner(sep=".", salt="companies.still-true")
VALID_FOR = timedelta(days=90)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TEMPLATE = "companies/profiles/mail/freshness_question.html"


@dataclass(frozen=True)
class FreshnessQuestion:
    """The question of a link; `seen` is the confirmed_at of the profile at the time when the link was made."""

    company: Company
    user: User
    seen: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has confirmed the profile since the question."""
        return self.company.confirmed_at == self.seen


def ask_due_companies(now: datetime, months: int) -> int:
    """Ask the members of profiles of this age who were not asked at it, and return the number of profiles."""
    due = Company.objects.to_ask(months, now).order_by("confirmed_at", "pk").values_list("pk", flat=True)
    return sum(_ask_company(pk, months, now) for pk in list(due))


def confirm_by_answer(question: FreshnessQuestion) -> bool:
    """Confirm the profile by the link; return False if somebody did already.

    The audit trail names the person who received the email.
    """
    with pghistory.context(user=question.user.pk, answered="by mail"):
        return confirm_profile(question.company, seen=question.seen)


def create_confirmation_token(company: Company, user: User) -> str:
    return SIGNER.sign(f"{company.pk}-{user.pk}-{(company.confirmed_at - EPOCH) // timedelta(microseconds=1)}")


def read_confirmation_token(token: str) -> FreshnessQuestion | None:
    """Return the question of a link; None if it is forged or too old, if the profile is no longer published, or if the
    person is no longer a member."""
    try:
        company, user, moment = (int(part) for part in SIGNER.unsign(token, max_age=VALID_FOR).split("-"))
    except (BadSignature, ValueError):
        return None
    memberships = Membership.objects.filter(company=company, user=user, user__is_active=True)
    found = memberships.filter(company__state=Company.State.PUBLISHED).select_related("company", "user").first()
    return FreshnessQuestion(found.company, found.user, EPOCH + timedelta(microseconds=moment)) if found else None


@transaction.atomic
def _ask_company(pk: int, months: int, now: datetime) -> bool:
    """Lock the company and ask its members, unless another run does, or somebody has confirmed it in the meantime."""
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
    """Notify members; with `by_mail` each gets an email, whatever they chose for such notifications.

    The key contains the time of confirmation and the age, so that nobody gets more than three until it is confirmed.
    """
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
            link = reverse("companies:freshness_answer", args=[create_confirmation_token(company, user)])
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


@dataclass(frozen=True)
class FreshnessCounts:
    """How many profiles have just become outdated, and about how many the members were asked."""

    sunk: int
    asked: int


def run_due_freshness(now: datetime) -> FreshnessCounts:
    """Mark outdated profiles and ask members, the oldest profiles first, which saves emails after a standstill."""
    sunk = mark_outdated_profiles(now)
    return FreshnessCounts(sunk, sum(ask_due_companies(now, months) for months in STEPS))
