"""A company's logo: the picture, and the page where it is sent and taken away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.profiles.logo_forms import LogoForm
from companies.profiles.logo_models import Logo
from companies.profiles.logos import remove_logo, set_logo
from companies.profiles.permissions import get_editable_company, get_visible_company
from portal.core.forms import save_form
from portal.core.policy import SignedInRequest, allow_public, require_sign_in

YEAR = 365 * 24 * 60 * 60  # seconds


@allow_public
def company_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever sees the company. Its address names its hash: browsers may keep it, nobody in between."""
    company = get_visible_company(request.user, slug)
    logo = Logo.objects.filter(company=company).first()
    if logo is None:
        raise Http404
    may_keep = company.is_published and request.GET.get("v") == logo.sha256
    return HttpResponse(
        bytes(logo.content),
        content_type=logo.content_type,
        headers={
            "Content-Disposition": 'inline; filename="logo.webp"',
            "Cache-Control": f"private, max-age={YEAR}, immutable" if may_keep else "private, no-cache",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_sign_in
def logo_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    back = redirect("companies:logo_edit", company.slug)
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(company)
        messages.success(request, _("The logo is taken away."))
        return back
    form = LogoForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if save_form(form, set_logo, company):
        messages.success(request, _("The logo is saved."))
        return back
    logo = Logo.objects.filter(company=company).defer("content").first()
    return render(request, "companies/profiles/logo_edit.html", {"form": form, "company": company, "logo": logo})
