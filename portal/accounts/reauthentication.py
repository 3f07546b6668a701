from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest


def require_recent_sign_in(request: HttpRequest) -> None:
    """Go on for who said the password in the last five minutes; others are asked, and come back here."""
    reauthentication_required(lambda request: None)(request)


def has_recent_sign_in(request: HttpRequest) -> bool:
    try:
        require_recent_sign_in(request)
    except ReauthenticationRequired:
        return False
    return True
