"""What the site holds of the reader: to take along, and to have removed."""

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.ratelimit import consume_or_429
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.face.dates import AMSTERDAM
from portal.policy import SignedInRequest, signed_in
from portal.services import my_data as service


@signed_in
def my_data(request: SignedInRequest) -> HttpResponse | FileResponse:
    """The archive is made while it is asked for, and kept nowhere."""
    is_proven = has_just_proven_who(request)
    if request.method != "POST":
        return render(request, "portal/my_data.html", {"is_proven": is_proven})
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


def has_just_proven_who(request: HttpRequest) -> bool:
    """Within allauth's five minutes."""
    try:
        reauthentication_required(lambda request: None)(request)
    except ReauthenticationRequired:
        return False
    return True
