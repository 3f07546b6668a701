"""Ask for the password again before a sensitive page."""

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest


def require_recent_sign_in(request: HttpRequest) -> None:
    """Continue when the person entered the password in the last five minutes; else ask for it and return here."""
    reauthentication_required(lambda request: None)(request)


def has_recent_sign_in(request: HttpRequest) -> bool:
    try:
        require_recent_sign_in(request)
    except ReauthenticationRequired:
        return False
    return True
