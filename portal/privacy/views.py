"""What the site holds of the reader: to take along, and to have removed."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.reauthentication import has_recent_sign_in
from portal.core.policy import SignedInRequest, allow_public, require_sign_in
from portal.privacy.export import export_personal_data
from portal.privacy.inventory import list_personal_data_uses
from portal.ui.dates import AMSTERDAM


@require_sign_in
def my_data_page(request: SignedInRequest) -> HttpResponseBase:
    """The archive is made while it is asked for, and kept nowhere."""
    is_proven = has_recent_sign_in(request)
    if request.method != "POST":
        consents = request.user.consents.all()
        context = {"is_proven": is_proven, "owned": list_owned_companies(request.user), "consents": consents}
        return render(request, "portal/privacy/my_data.html", context)
    if not is_proven:
        return redirect("my_data_unlock")
    if too_often := consume_or_429(request, action="my_data", user=request.user):
        return too_often
    archive = export_personal_data(request.user)
    name = f"koppelvlak-{timezone.now().astimezone(AMSTERDAM):%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_sign_in
@reauthentication_required  # type: ignore[untyped-decorator]
def my_data_unlock(request: SignedInRequest) -> HttpResponse:
    """Leads back to the page once the reader said the password again: a file cannot be the answer to that form."""
    return redirect("my_data")


def list_owned_companies(user: User) -> list[Any]:
    memberships = user.memberships.filter(role="owner").select_related("company").order_by("company__name")
    return [membership.company for membership in memberships]


@allow_public
def privacy_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy/privacy.html")


@allow_public
def privacy_register(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy/privacy_register.html", {"kinds": list_personal_data_uses()})
