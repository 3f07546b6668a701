"""Writes on companies and their technologies."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company, CompanyTechnology, Membership
from portal.models import Technology, User
from portal.models.evidence import KnownAs
from portal.services.links import link_changes
from portal.services.slugs import free_slug
from portal.services.tagging import propose


@transaction.atomic
def create_company(user: User, **fields: Any) -> Company:
    """A published profile made by its first owner, with the technologies that its text names as proposals."""
    company = Company(
        slug=free_slug(Company.objects.all(), fields["name"]),
        state=Company.State.PUBLISHED,
        claimed_at=timezone.now(),
        **fields,
    )
    company.full_clean()
    company.save()
    Membership.objects.create(user=user, company=company, role=Membership.Role.OWNER)
    propose_technologies(company)
    return company


@transaction.atomic
def update_company(company: Company, **fields: Any) -> Company:
    """Change the profile; proposals follow the text, what a person said of a technology stays."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    for name, value in fields.items():
        setattr(company, name, value)
    company.full_clean()
    company.save()
    propose_technologies(company)
    return company


@transaction.atomic
def propose_technologies(company: Company) -> None:
    """Replace the open proposals by what the tagger finds in the profile now."""
    found = propose({"nl": company.text_nl, "en": company.text_en})
    have = {link.technology_id: link for link in company.technology_links.all()}
    new = partial(_new_link, company)
    link_changes(have, found, stated=(), make=new).store(CompanyTechnology)


def _new_link(company: Company, technology: int) -> CompanyTechnology:
    return CompanyTechnology(company=company, technology_id=technology)


@transaction.atomic
def judge_technology(company: Company, technology: Technology, known_as: str) -> CompanyTechnology:
    """What a person says of a technology: stated anew, confirmed or refused after a proposal."""
    if known_as not in {KnownAs.STATED, KnownAs.CONFIRMED, KnownAs.REFUSED}:
        raise ValidationError(_("Say whether the technology is right."))
    Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    link, _created = CompanyTechnology.objects.update_or_create(
        company=company, technology=technology, defaults={"known_as": known_as}
    )
    return link
