"""What the site holds of the reader: to take along, and to have removed."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts import has_just_proven_who
from portal.face.dates import AMSTERDAM
from portal.models import User
from portal.policy import SignedInRequest, signed_in
from portal.services import my_data as service


@signed_in
def my_data(request: SignedInRequest) -> HttpResponse | FileResponse:
    """The archive is made while it is asked for, and kept nowhere."""
    is_proven = has_just_proven_who(request)
    if request.method != "POST":
        consents = request.user.consents.all()
        context = {"is_proven": is_proven, "owned": owned_by(request.user), "consents": consents}
        return render(request, "portal/my_data.html", context)
    if not is_proven:
        return redirect("my_data_unlock")
    if too_often := consume_or_429(request, action="my_data", user=request.user):
        return too_often
    archive = service.export(request.user)
    name = f"koppelvlak-{timezone.now().astimezone(AMSTERDAM):%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@signed_in
@reauthentication_required
def my_data_unlock(request: SignedInRequest) -> HttpResponse:
    """Leads back to the page once the reader said the password again: a file cannot be the answer to that form."""
    return redirect("my_data")


def owned_by(user: User) -> list[Any]:
    memberships = user.memberships.filter(role="owner").select_related("company").order_by("company__name")
    return [membership.company for membership in memberships]
