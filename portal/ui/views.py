"""Pages that belong to no other subject: the start after signing in, and the component gallery."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.core.policy import SignedInRequest, admin_only, require_sign_in
from portal.ui.gallery import build_gallery


@require_sign_in
def start_page(request: SignedInRequest) -> HttpResponse:
    """Redirect a person after signing in to the dashboard of staff, the admin, the company, or a new company."""
    if request.user.is_rom_staff:
        return redirect("challenges:staff_dashboard")
    if request.user.is_superuser:
        return redirect("admin:index")
    return redirect("challenges:company_home" if request.user.memberships.exists() else "companies:company_create")


@admin_only
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component of pages in every state."""
    return render(request, "portal/ui/components.html", build_gallery())
