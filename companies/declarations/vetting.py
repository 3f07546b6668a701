"""Vetting a company, withdrawing that, and the column that follows from both."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from companies.declarations.notifications import VettingNews, notify_of_vetting, select_unreported_expiries
from companies.declarations.permissions import can_vet_company, get_vetting_scopes
from companies.declarations.vetting_models import Vetting
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.ui.dates import get_today


@transaction.atomic
def vet_company(company: Company, by: User, *, scope: str, reason: str, expires_on: date) -> Vetting:
    """From today on. The same form sent twice is one vetting.

    ValidationError where the last day is past or too far away, or this person does not judge for that scope.
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
    """It counts no more, from now on. Withdrawn before: nothing changes. vetting: its id."""
    company = _lock_vetted_company(company, by)
    row = Vetting.objects.filter(company=company, pk=vetting).first()
    if row is None:
        raise ValidationError(_("There is no such vetting of this company."), code="missing")
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
    """Companies whose last vetting has run out are vetted no more; how many just now. Their people hear of each that
    ran out. One by one, so twice is fine."""
    for vetting in select_unreported_expiries(day).values_list("pk", flat=True):
        _notify_vetting_expired(vetting, day)
    in_force = Vetting.objects.in_force(day).values("company")
    due = Company.objects.filter(vetted_on__isnull=False, vettings__isnull=False).exclude(pk__in=in_force)
    return sum(
        _end_expired_vetting(number, day) for number in due.order_by("pk").values_list("pk", flat=True).distinct()
    )


@transaction.atomic
def _end_expired_vetting(number: int, day: date) -> int:
    rows = Company.objects.lock(skip_locked=True)
    company = rows.filter(pk=number, vetted_on__isnull=False).first()
    return int(company is not None and _update_vetted_on(company, day))


@transaction.atomic
def _notify_vetting_expired(number: int, day: date) -> None:
    """The company is held, as by who vets it anew at this moment; another run at it tells the same, which is once."""
    company = Company.objects.lock().filter(vettings=number).first()
    due = (
        select_unreported_expiries(day)
        .filter(pk=number, company=company)
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
    """The day of the last vetting that is in force, or none; whether that is new."""
    in_force = Vetting.objects.in_force(day or get_today()).filter(company=company)
    vetted_on = in_force.aggregate(last=Max("vetted_on"))["last"]
    if company.vetted_on == vetted_on:
        return False
    return bool(Company.objects.filter(pk=company.pk).update(vetted_on=vetted_on))
