"""Writes on companies and their technologies."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.profiles.models import Company, CompanyTechnology, build_confirmation_fields
from companies.profiles.permissions import can_manage_profiles_in
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated
from portal.core.versions import StaleObject, check_version, hash_fields
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
    """A published profile that staff made from a source; until the company claims it, the ROM of its province keeps it.

    Raises ValidationError where the province is not the ROM's, no source is named, or the company is there already.
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
    return _create_published_company(**fields)


def _create_published_company(**fields: Any) -> Company:
    slug = find_free_slug(Company.objects.all(), fields["name"])
    company = Company(slug=slug, state=Company.State.PUBLISHED, **fields)
    save_validated(company)
    update_technology_suggestions(company)
    return company


@transaction.atomic
def update_company(company: Company, *, seen: str = "", publish: bool = False, **fields: Any) -> Company:
    """Change these fields of the profile; proposals follow the text, what a person said of a technology stays.

    seen: the version of these fields that the person had before them; StaleObject where somebody has since made them
    something else than what is written now. So the same form sent twice is no clash.
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
    """Replace the open proposals by what the tagger finds in the profile now."""
    found = find_suggestions(load_tagger(), company.matched_texts)
    have = {link.technology_id: link for link in company.technology_links.all()}
    new = partial(_build_technology_link, company)
    plan_link_changes(have, found, stated=(), make=new).store(CompanyTechnology)


def _build_technology_link(company: Company, technology: int) -> CompanyTechnology:
    return CompanyTechnology(company=company, technology_id=technology)


@transaction.atomic
def review_technologies(
    company: Company, verdicts: Mapping[Technology, str], seen: Mapping[int, str] | None = None
) -> Company:
    """What a person says of technologies: stated anew, confirmed or refused after a proposal; all of it or nothing.

    seen: how each technology was known when the person looked; StaleObject where somebody has said something else of
    one since.
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
    """Whether somebody else said yes where this person says no, or the other way round."""
    said = {link.technology_id: link.known_as for link in links if link.known_as != KnownAs.PROPOSED}
    return any(
        technology.pk in said
        and said[technology.pk] != seen.get(technology.pk)
        and (said[technology.pk] == KnownAs.REFUSED) != (verdict == KnownAs.REFUSED)
        for technology, verdict in verdicts.items()
    )


def review_technology(company: Company, technology: Technology, known_as: str) -> None:
    review_technologies(company, {technology: known_as})


@transaction.atomic
def erase_profile(company: Company, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """The profile and everything that belongs to it, responses too; its people keep their accounts."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    return erase_company(company.pk, f"/companies/{company.slug}/", why)
