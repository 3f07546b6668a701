"""Writes on logos."""

import hashlib

from django.db import transaction

from companies.models import Company, Logo
from portal.files.logos import CONTENT_TYPE, Picture


@transaction.atomic
def set_logo(company: Company, picture: Picture) -> Logo:
    """The picture as portal.files.logos made it; the one before is gone. The same one again changes nothing."""
    Company.objects.select_for_update(of=("self",), no_key=True).get(pk=company.pk)
    digest = hashlib.sha256(picture.content).hexdigest()
    kept = Logo.objects.filter(company=company).first()
    if kept and kept.sha256 == digest:
        return kept
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
    Company.objects.select_for_update(of=("self",), no_key=True).get(pk=company.pk)
    Logo.objects.filter(company=company).delete()
