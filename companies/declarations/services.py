"""Sign, withdraw and end declarations and vettings, and remind of what expires."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.declarations.models import REMIND_AHEAD, Declaration, Vetting
from companies.declarations.notifications import VettingNews, notify_of_vetting, select_unreported_expiries
from companies.declarations.permissions import can_sign_declarations, can_vet_company, get_vetting_scopes
from companies.declarations.statements import get_current_statement
from companies.profiles.models import Company
from companies.profiles.permissions import list_company_members
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.ui.dates import get_today, to_local_day

NAME_LENGTH = 150


@transaction.atomic
def sign_declarations(
    company: Company, user: User, answers: Mapping[str, bool], *, name: str, language: str
) -> list[Declaration]:
    """Sign the statements of these kinds, replace what was in force of them, and return the new declarations.

    The same answer to the same words, by the same person on the same day, is one signature: a form that was sent twice.

    answers: yes or no by kind. language: "nl" or "en", in which the person read the statements. Raise ValidationError
    if the person does not work for the company, or left out the name or all answers.
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
    current = {each.kind: each for each in company.declarations.not_ended()}
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
    fresh = [each for each in fresh if not _is_same_declaration(each, current.get(each.kind))]
    _end_declarations(
        company.declarations.filter(kind__in=[each.kind for each in fresh]), Declaration.End.SUPERSEDED, now
    )
    for declaration in fresh:
        declaration.full_clean(exclude=["expires_on"])
        declaration.save()
    return fresh


@transaction.atomic
def withdraw_declaration(company: Company, user: User, declaration: Declaration) -> bool:
    """Withdraw the declaration from now on; return False if it has ended already or was signed again meanwhile."""
    company = Company.objects.lock().get(pk=company.pk)
    if not can_sign_declarations(user, company):
        raise ValidationError(_("Only people of the company itself sign for it."), code="stranger")
    mine = company.declarations.filter(pk=declaration.pk)
    return bool(_end_declarations(mine, Declaration.End.WITHDRAWN, timezone.now()))


def run_due_declarations() -> int:
    """Remind of declarations that expire within 30 days, end expired ones, and return how many were handled.

    Each company is a transaction of its own.
    """
    day = get_today()
    due = Declaration.objects.not_ended().filter(expires_on__lte=day + REMIND_AHEAD)
    due = due.exclude(expires_on__gte=day, reminded_at__isnull=False)
    companies = due.order_by("company").values_list("company", flat=True).distinct()
    return sum(_run_company_declarations(pk, day) for pk in list(companies))


def add_one_year(day: date) -> date:
    """Return the last day of what is signed on this day; the database computes the same (models.YearLater)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


@transaction.atomic
def _run_company_declarations(company_id: int, day: date) -> int:
    company, now = Company.objects.lock().get(pk=company_id), timezone.now()
    expired = company.declarations.expired(day)
    soon = company.declarations.in_force(day).filter(expires_on__lte=day + REMIND_AHEAD, reminded_at=None)
    lapsed = {"ended_at": now, "end": Declaration.End.LAPSED}
    return _mark_and_notify(
        company, expired, lapsed, "companies/declarations/mail/declarations_lapsed.html"
    ) + _mark_and_notify(company, soon, {"reminded_at": now}, "companies/declarations/mail/declarations_expire.html")


def _mark_and_notify(company: Company, rows: QuerySet[Declaration], marks: Mapping[str, Any], template: str) -> int:
    """Set these fields on the rows, and notify the members once for all rows that expire on the same day."""
    found: dict[date, list[Declaration]] = {}
    for each in rows.order_by("expires_on", "pk"):
        for name, value in marks.items():
            setattr(each, name, value)
        each.save(update_fields=list(marks))
        found.setdefault(each.expires_on, []).append(each)
    members = list_company_members(company.pk) if found else []
    for expires_on, declarations in found.items():
        notify(
            members,
            NotificationKind.PROFILE,
            template,
            key=f"{PurePath(template).stem}:{company.pk}:{min(each.pk for each in declarations)}",
            context={"company": company, "declarations": declarations, "expires_on": expires_on},
            url=reverse("companies:declaration_sign", args=[company.slug]),
        )
    return sum(map(len, found.values()))


def _is_same_declaration(fresh: Declaration, current: Declaration | None) -> bool:
    if current is None:
        return False
    same = ("answer", "version", "signed_by_id", "signed_name")
    return all(getattr(fresh, name) == getattr(current, name) for name in same) and to_local_day(
        fresh.signed_at
    ) == to_local_day(current.signed_at)


def _end_declarations(rows: QuerySet[Declaration], end: Declaration.End, now: datetime) -> int:
    """End rows that are in force, and return how many; one that expired before has lapsed, whatever ends it now."""
    day = to_local_day(now)
    rows.filter(pk__in=Declaration.objects.expired(day)).update(ended_at=now, end=Declaration.End.LAPSED)
    return rows.filter(ended_at=None).update(ended_at=now, end=end)


@transaction.atomic
def vet_company(company: Company, by: User, *, scope: str, reason: str, expires_on: date) -> Vetting:
    """Vet the company from today on; the same form sent twice is one vetting.

    Raise ValidationError if the last day has passed or is more than three years away, or if the person may not vet in
    this scope.
    """
    company = _lock_vetted_company(company, by)
    if scope not in get_vetting_scopes(by):
        raise ValidationError({"scope": _("Only Defence, through an admin of this site, says that.")})
    fields = {"scope": scope, "reason": reason.strip(), "expires_on": expires_on, "vetted_on": get_today()}
    same = Vetting.objects.filter(company=company, vetted_by=by, withdrawn_on=None, **fields)
    if found := same.first():
        return found
    rom = company.province.rom if scope == Vetting.Scope.ROM and company.province else None
    vetting = Vetting(company=company, vetted_by=by, rom=rom, **fields)
    save_validated(vetting)
    _update_vetted_on(company)
    notify_of_vetting(vetting, VettingNews.VETTED, get_today())
    return vetting


@transaction.atomic
def withdraw_vetting(company: Company, vetting: int, by: User, *, reason: str) -> Vetting:
    """Withdraw the vetting with this id from now on; nothing changes if it was withdrawn before."""
    company = _lock_vetted_company(company, by)
    row = Vetting.objects.filter(company=company, pk=vetting).first()
    if row is None:
        raise ValidationError(_("This vetting does not belong to this company."), code="missing")
    if row.scope not in get_vetting_scopes(by):
        raise ValidationError(_("Only Defence, through an admin of this site, withdraws that."), code="not_yours")
    if row.withdrawn_on is not None:
        return row
    if not reason.strip():
        raise ValidationError(_("Say why it is withdrawn."), code="reason")
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_reason = get_today(), by, reason.strip()
    save_validated(row)
    _update_vetted_on(company)
    notify_of_vetting(row, VettingNews.WITHDRAWN, get_today())
    return row


def run_due_vettings(day: date) -> int:
    """Notify companies of vettings that expired, end the vetted status of those without another, and return how many.

    Each company is a transaction of its own, and may safely be handled twice.
    """
    for vetting in select_unreported_expiries(day).values_list("pk", flat=True):
        _notify_vetting_expired(vetting, day)
    in_force = Vetting.objects.in_force(day).values("company")
    due = Company.objects.filter(vetted_on__isnull=False, vettings__isnull=False).exclude(pk__in=in_force)
    return sum(
        _end_vetted_status(company_id, day) for company_id in due.order_by("pk").values_list("pk", flat=True).distinct()
    )


@transaction.atomic
def _end_vetted_status(company_id: int, day: date) -> int:
    company = Company.objects.lock(skip_locked=True).filter(pk=company_id, vetted_on__isnull=False).first()
    return int(company is not None and _update_vetted_on(company, day))


@transaction.atomic
def _notify_vetting_expired(vetting_id: int, day: date) -> None:
    """Lock the company, so that nobody vets it again meanwhile, and notify its members, once over all runs."""
    company = Company.objects.lock().filter(vettings=vetting_id).first()
    due = (
        select_unreported_expiries(day)
        .filter(pk=vetting_id, company=company)
        .select_related("company__province__rom", "rom")
    )
    if vetting := due.first():
        notify_of_vetting(vetting, VettingNews.RAN_OUT, day)


def _lock_vetted_company(company: Company, by: User) -> Company:
    rows = Company.objects.lock().select_related("province__rom")
    company = rows.get(pk=company.pk)
    if not can_vet_company(by, company):
        raise PermissionDenied
    return company


def _update_vetted_on(company: Company, day: date | None = None) -> bool:
    """Set the day of the latest vetting that is in force, or none; return whether that changed."""
    in_force = Vetting.objects.in_force(day or get_today()).filter(company=company)
    vetted_on = in_force.aggregate(last=Max("vetted_on"))["last"]
    if company.vetted_on == vetted_on:
        return False
    return bool(Company.objects.filter(pk=company.pk).update(vetted_on=vetted_on))
