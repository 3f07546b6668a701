"""The pages that explain the site: help, guides, glossary, contact and accessibility."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.bilingual import get_reader_language
from portal.core.policy import allow_public
from portal.help.glossary import list_terms
from portal.help.guides import GUIDES, load_guide
from portal.regions.models import ROM


@allow_public
def help_page(request: HttpRequest) -> HttpResponse:
    guides = [load_guide(slug, get_reader_language()) for slug in GUIDES]
    return render(request, "portal/help/help.html", {"guides": guides})


@allow_public
def guide_detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in GUIDES:
        raise Http404
    return render(request, "portal/help/guide_detail.html", {"guide": load_guide(slug, get_reader_language())})


@allow_public
def glossary_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help/glossary.html", {"terms": list_terms()})


@allow_public
def contact_page(request: HttpRequest) -> HttpResponse:
    """Show who runs the site and which ROM helps in which province."""
    context = {
        "roms": ROM.objects.prefetch_related("provinces").order_by("name"),
        "site_owner": settings.SITE_OWNER,
        "email": settings.CONTACT_EMAIL,
        "phone": settings.CONTACT_PHONE,
    }
    return render(request, "portal/help/contact.html", context)


@allow_public
def accessibility_page(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement on the Dutch government's model (Besluit digitale toegankelijkheid overheid)."""
    context = {
        "site_owner": settings.SITE_OWNER,
        "email": settings.CONTACT_EMAIL,
        "status": settings.ACCESSIBILITY_STATUS,
        "assessed_on": settings.ACCESSIBILITY_ASSESSED_ON,
        "signatory": settings.ACCESSIBILITY_SIGNATORY,
        "site_url": settings.SITE_URL,
    }
    return render(request, "portal/help/accessibility.html", context)
