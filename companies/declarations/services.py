"""Signing, withdrawing, and what the calendar does: a reminder thirty days ahead, and the end of the year."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.declarations.models import REMIND_AHEAD, Declaration
from companies.declarations.permissions import can_sign_declarations
from companies.declarations.statements import get_current_statement
from companies.profiles.models import Company
from companies.profiles.permissions import list_company_members
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.ui.dates import get_today, to_local_day

NAME_LENGTH = 150


@transaction.atomic
def sign_declarations(
    company: Company, user: User, answers: Mapping[str, bool], *, name: str, language: str
) -> list[Declaration]:
    """Sign these statements, by kind; what was in force of a kind is superseded. Those that changed come back.

    The same answer, under the same words, by the same person on the same day is one signing: a form sent twice.
    language: in which of the two the statement was read. ValidationError where the person does not act for the company.
    """
    company = Company.objects.lock().get(pk=company.pk)
    if not can_sign_declarations(user, company):
        raise ValidationError(_("Only people of the company itself sign for it."), code="stranger")
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Type your name: that is your signature.")})
    if not answers:
        raise ValidationError(_("Answer at least one statement with yes or no."), code="nothing")
    now = timezone.now()
    standing = {each.kind: each for each in company.declarations.not_ended()}
    fresh = [
        Declaration(
            company=company,
            kind=Declaration.Kind(kind),
            answer=answer,
            version=get_current_statement(kind).version,
            statement_nl=get_current_statement(kind).nl,
            statement_en=get_current_statement(kind).en,
            language=language,
            signed_name=name,
            signed_by=user,
            signed_at=now,
        )
        for kind, answer in answers.items()
    ]
    fresh = [each for each in fresh if not _is_same_declaration(each, standing.get(each.kind))]
    _end_declarations(
        company.declarations.filter(kind__in=[each.kind for each in fresh]), Declaration.End.SUPERSEDED, now
    )
    for declaration in fresh:
        declaration.full_clean(exclude=["expires_on"])
        declaration.save()
    return fresh


@transaction.atomic
def withdraw_declaration(company: Company, user: User, declaration: Declaration) -> bool:
    """From now on it does not count; False where it had ended already, or was signed anew meanwhile."""
    company = Company.objects.lock().get(pk=company.pk)
    if not can_sign_declarations(user, company):
        raise ValidationError(_("Only people of the company itself sign for it."), code="stranger")
    mine = company.declarations.filter(pk=declaration.pk)
    return bool(_end_declarations(mine, Declaration.End.WITHDRAWN, timezone.now()))


def run_due_declarations() -> int:
    """Remind of what runs out soon and mark what has run out, company by company; the number of declarations."""
    day = get_today()
    due = Declaration.objects.not_ended().filter(expires_on__lte=day + REMIND_AHEAD)
    due = due.exclude(expires_on__gte=day, reminded_at__isnull=False)
    companies = due.order_by("company").values_list("company", flat=True).distinct()
    return sum(_process_company_declarations(pk, day) for pk in list(companies))


def add_one_year(day: date) -> date:
    """The last day of what is signed on `day`; the database computes the same (declarations.models.YearLater)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


@transaction.atomic
def _process_company_declarations(company_id: int, day: date) -> int:
    company = Company.objects.lock().get(pk=company_id)
    return _mark_expired_declarations(company, day) + _remind_of_expiry(company, day)


def _mark_expired_declarations(company: Company, day: date) -> int:
    def mark(each: Declaration, now: datetime) -> None:
        each.ended_at, each.end = now, Declaration.End.LAPSED
        each.save(update_fields=["ended_at", "end"])

    return _mark_and_notify(
        company, company.declarations.expired(day), mark, "companies/declarations/mail/declarations_lapsed.html"
    )


def _remind_of_expiry(company: Company, day: date) -> int:
    def mark(each: Declaration, now: datetime) -> None:
        each.reminded_at = now
        each.save(update_fields=["reminded_at"])

    soon = company.declarations.in_force(day).filter(expires_on__lte=day + REMIND_AHEAD, reminded_at=None)
    return _mark_and_notify(company, soon, mark, "companies/declarations/mail/declarations_expire.html")


def _mark_and_notify(
    company: Company,
    rows: QuerySet[Declaration],
    mark: Callable[[Declaration, datetime], None],
    template: str,
) -> int:
    """Mark them all, and tell the members once for all that run out on one day."""
    now = timezone.now()
    found: dict[date, list[Declaration]] = {}
    for each in rows.order_by("expires_on", "pk"):
        mark(each, now)
        found.setdefault(each.expires_on, []).append(each)
    members = list_company_members(company.pk) if found else []
    for expires_on, declarations in found.items():
        notify(
            members,
            NotificationKind.PROFILE,
            template,
            key=f"{PurePath(template).stem}:{company.pk}:{min(each.pk for each in declarations)}",
            context={"company": company, "declarations": declarations, "expires_on": expires_on},
            url=reverse("companies:declarations", args=[company.slug]),
        )
    return sum(map(len, found.values()))


def _is_same_declaration(fresh: Declaration, standing: Declaration | None) -> bool:
    if standing is None:
        return False
    same = ("answer", "version", "signed_by_id", "signed_name")
    return all(getattr(fresh, name) == getattr(standing, name) for name in same) and to_local_day(
        fresh.signed_at
    ) == to_local_day(standing.signed_at)


def _end_declarations(rows: QuerySet[Declaration], end: Declaration.End, now: datetime) -> int:
    """What has run out and was not marked yet has lapsed, whatever happens to it now."""
    day = to_local_day(now)
    rows.filter(pk__in=Declaration.objects.expired(day)).update(ended_at=now, end=Declaration.End.LAPSED)
    return rows.filter(ended_at=None).update(ended_at=now, end=end)
