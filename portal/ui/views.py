"""Pages of the ground floor: reference data, the reader's own start, health."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.core.policy import SignedInRequest, admin_only, allow_public, require_sign_in
from portal.ui.gallery import build_gallery


@require_sign_in
def start_page(request: SignedInRequest) -> HttpResponse:
    """Where a person lands after signing in: the desk, the company's own home, or the first step to one."""
    if request.user.is_rom_staff:
        return redirect("challenges:desk")
    if request.user.is_superuser:
        return redirect("admin:index")
    return redirect("challenges:company_home" if request.user.memberships.exists() else "companies:company_create")


@allow_public
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/ui/accessibility.html")


@admin_only
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of, in every state."""
    return render(request, "portal/ui/components.html", build_gallery())
