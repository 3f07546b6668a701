"""Writes on a company's reference cases; the years of its earlier projects follow them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.profiles.models import Company, build_confirmation_fields
from companies.profiles.reference_models import MOST_CASES, ReferenceCase
from companies.profiles.services import CHANGED
from portal.core.validation import save_validated
from portal.core.versions import check_version, hash_fields


@transaction.atomic
def add_reference_project(company: Company, **fields: Any) -> ReferenceCase:
    """A new case; the same one again gives that one back: a form sent twice makes one case."""
    Company.objects.lock().get(pk=company.pk)
    cases = company.reference_cases
    same = cases.filter(title=fields["title"], year=fields["year"]).first()
    if same and all(getattr(same, name) == value for name, value in fields.items()):
        return same
    if cases.count() >= MOST_CASES:
        raise ValidationError(_("At most %(number)d cases fit. Take one away first.") % {"number": MOST_CASES})
    case = ReferenceCase(company=company, **fields)
    save_validated(case)
    _update_reference_years(company)
    return case


@transaction.atomic
def update_reference_project(case: ReferenceCase, *, seen: str = "", **fields: Any) -> ReferenceCase:
    """seen: as in update_company. Raises ValidationError (code "gone") for a case that was taken away."""
    Company.objects.lock().get(pk=case.company_id)
    found = ReferenceCase.objects.filter(pk=case.pk).first()
    if found is None:
        raise ValidationError(_("Somebody took this case away. Add it again to keep what you typed."), code="gone")
    if any(getattr(found, name) != value for name, value in fields.items()):
        check_version(seen, hash_fields(found, fields), CHANGED, found)
    for name, value in fields.items():
        setattr(found, name, value)
    save_validated(found)
    _update_reference_years(found.company)
    return found


@transaction.atomic
def remove_reference_project(case: ReferenceCase) -> None:
    Company.objects.lock().get(pk=case.company_id)
    ReferenceCase.objects.filter(pk=case.pk).delete()
    _update_reference_years(case.company)


def _update_reference_years(company: Company) -> None:
    """An imported profile keeps the years of its file until somebody tells a case."""
    told = {"reference_years": sorted(company.reference_cases.values_list("year", flat=True)), "reference_count": None}
    Company.objects.filter(pk=company.pk).update(**told, **build_confirmation_fields(timezone.now()))
