"""Writes to a profile, its technologies, its reference projects and its logo."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.profiles.models import Company, CompanyTechnology, build_confirmation_fields
from companies.profiles.part_models import MOST_CASES, Logo, ReferenceCase
from companies.profiles.permissions import can_manage_profiles_in
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import StaleObject, check_version, hash_fields
from portal.documents.files.logos import CONTENT_TYPE, LogoPicture
from portal.privacy.erasure import erase_company
from portal.privacy.models import Erasure
from portal.regions.models import ROM
from portal.technologies.evidence import KnownAs
from portal.technologies.links import plan_link_changes
from portal.technologies.models import Technology
from portal.technologies.suggestions import find_suggestions, load_tagger

CHANGED = gettext_lazy(
    "Somebody else changed this in the meantime. What you typed is still here; save again to keep it."
)
NO_TEXT = gettext_lazy("Tell in Dutch or in English what you make: matching reads it.")
SAID_BY_PEOPLE = frozenset({KnownAs.STATED, KnownAs.CONFIRMED, KnownAs.REFUSED})


@transaction.atomic
def create_staff_profile(user: User, **fields: Any) -> Company:
    """Create a published profile from a source; the ROM of its province manages it until the company claims it.

    Raise ValidationError if the province is not of the ROM, the source is missing, or there is a company of this name.
    """
    province = fields.get("province")
    if not can_manage_profiles_in(user, province):
        raise ValidationError({"province": _("Choose a province of your own ROM.")})
    if not fields.get("source"):
        raise ValidationError({"source": _("Say where this is told: a page, a report, a date.")})
    if province:
        ROM.objects.lock().get(pk=province.rom_id)
    if Company.objects.filter(name__iexact=fields["name"], province=province).exists():
        raise ValidationError({"name": _("There is a company of this name in this province already.")})
    slug = find_free_slug(Company.objects.all(), fields["name"])
    company = Company(slug=slug, state=Company.State.PUBLISHED, **fields)
    save_validated(company)
    update_technology_suggestions(company)
    return company


@transaction.atomic
def update_company(company: Company, *, seen: str = "", publish: bool = False, **fields: Any) -> Company:
    """Change these fields of the profile, and confirm it; technology suggestions follow the text.

    seen: the version of these fields that the person saw. Raise StaleObject if somebody has saved other values since;
    the same form sent twice is no conflict.
    """
    company = Company.objects.lock().get(pk=company.pk)
    if any(getattr(company, name) != value for name, value in fields.items()):
        check_version(seen, hash_fields(company, fields), CHANGED, company)
    for name, value in fields.items():
        setattr(company, name, value)
    if publish and company.state == Company.State.DRAFT:
        if not (company.text_nl or company.text_en):
            raise ValidationError({"text_nl": NO_TEXT})
        company.state = Company.State.PUBLISHED
    company.confirm(timezone.now())
    save_validated(company)
    update_technology_suggestions(company)
    return company


@transaction.atomic(savepoint=False)
def update_technology_suggestions(company: Company) -> None:
    """Replace the open suggestions by those that the tagger finds in the profile now."""
    found = find_suggestions(load_tagger(), company.matched_texts)
    have = {link.technology_id: link for link in company.technology_links.all()}

    def build_link(technology: int) -> CompanyTechnology:
        return CompanyTechnology(company=company, technology_id=technology)

    plan_link_changes(have, found, stated=(), make=build_link).store(CompanyTechnology)


@transaction.atomic
def review_technologies(
    company: Company, verdicts: Mapping[Technology, str], seen: Mapping[int, str] | None = None
) -> Company:
    """Save what a person says about technologies: stated, confirmed or refused, all or nothing.

    seen: how each technology was known when the person opened the form, by its id. Raise StaleObject if somebody else
    has said the opposite of one since.
    """
    if not SAID_BY_PEOPLE.issuperset(verdicts.values()):
        raise ValidationError(_("Say whether the technology is right."))
    Company.objects.lock().get(pk=company.pk)
    links = list(company.technology_links.select_related("technology"))
    if seen is not None and _is_contradicted(links, verdicts, seen):
        raise StaleObject(CHANGED, format_known_statuses(links), links)
    Company.objects.filter(pk=company.pk).update(**build_confirmation_fields(timezone.now()))
    CompanyTechnology.objects.bulk_create(
        [
            CompanyTechnology(company=company, technology=technology, known_as=known_as)
            for technology, known_as in verdicts.items()
        ],
        update_conflicts=True,
        unique_fields=["company", "technology"],
        update_fields=["known_as"],
    )
    return company


def format_known_statuses(links: Iterable[CompanyTechnology]) -> str:
    """Return how each technology is known, as "12:proposed 15:stated"."""
    return " ".join(f"{link.technology_id}:{link.known_as}" for link in links)


def _is_contradicted(
    links: Iterable[CompanyTechnology], verdicts: Mapping[Technology, str], seen: Mapping[int, str]
) -> bool:
    """Tell whether somebody else has since said yes where this person says no, or the other way round."""
    reviewed = {link.technology_id: link.known_as for link in links if link.known_as != KnownAs.PROPOSED}
    return any(
        technology.pk in reviewed
        and reviewed[technology.pk] != seen.get(technology.pk)
        and (reviewed[technology.pk] == KnownAs.REFUSED) != (verdict == KnownAs.REFUSED)
        for technology, verdict in verdicts.items()
    )


def review_technology(company: Company, technology: Technology, known_as: str) -> None:
    review_technologies(company, {technology: known_as})


@transaction.atomic
def erase_profile(company: Company, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """Erase the profile and everything that belongs to it, responses included; its members keep their accounts."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    return erase_company(company.pk, f"/companies/{company.slug}/", why)


@transaction.atomic
def add_reference_project(company: Company, **fields: Any) -> ReferenceCase:
    """Add a reference project; return the existing one if the same form was sent twice."""
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
    """Change a reference project; `seen` works as in update_company.

    Raise ValidationError with the code "gone" if somebody has removed it.
    """
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
    """Set the years of the reference projects, in place of those that an import set, and confirm the profile."""
    Company.objects.filter(pk=company.pk).update(
        reference_years=sorted(company.reference_cases.values_list("year", flat=True)),
        reference_count=None,
        **build_confirmation_fields(timezone.now()),
    )


@transaction.atomic
def set_logo(company: Company, picture: LogoPicture) -> Logo:
    """Store a picture that portal.documents.files.logos re-encoded, replacing the previous one if it differs."""
    Company.objects.lock().get(pk=company.pk)
    digest = hashlib.sha256(picture.content).hexdigest()
    stored = Logo.objects.filter(company=company).first()
    if stored and stored.sha256 == digest:
        return stored
    logo = Logo(
        company=company,
        content=picture.content,
        content_type=CONTENT_TYPE,
        width=picture.width,
        height=picture.height,
        sha256=digest,
    )
    logo.save()
    return logo


@transaction.atomic
def remove_logo(company: Company) -> None:
    Company.objects.lock().get(pk=company.pk)
    Logo.objects.filter(company=company).delete()
