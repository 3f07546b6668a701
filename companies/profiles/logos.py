"""Writes on logos."""

import hashlib

from django.db import transaction

from companies.profiles.logo_models import Logo
from companies.profiles.models import Company
from portal.documents.files.logos import CONTENT_TYPE, LogoPicture


@transaction.atomic
def set_logo(company: Company, picture: LogoPicture) -> Logo:
    """Store a picture that portal.documents.files.logos re-encoded, replacing the previous one if it differs."""
    Company.objects.lock().get(pk=company.pk)
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
    Company.objects.lock().get(pk=company.pk)
    Logo.objects.filter(company=company).delete()
