"""Policies: each view declares with a decorator which users it is for, and a system check finds a view without one.

The decorators look at the kind of user only; `visible_to` and `can_*` decide which objects that user may see.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from portal.accounts.models import User

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """The request of a view whose policy requires an account."""

    user: "User"  # type: ignore[assignment]


PUBLIC = "public"
SIGNED_IN = "signed in"
ROM_STAFF = "ROM staff, admins"
ADMIN = "admin"


def allow_public(view: View) -> View:
    """Allow everyone, with or without an account."""
    view = login_not_required(view)
    view.policy = PUBLIC  # type: ignore[attr-defined]
    return view


def require_sign_in(view: View) -> View:
    """Allow every verified account; LoginRequiredMiddleware sends others to the log-in page."""
    view.policy = SIGNED_IN  # type: ignore[attr-defined]
    return view


def restrict_view(policy: str, test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Return a decorator that answers 403 to every signed-in user who fails the test."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        return guarded

    return decorate


rom_staff = restrict_view(ROM_STAFF, lambda user: user.is_rom_staff or user.is_superuser)
admin_only = restrict_view(ADMIN, lambda user: user.is_superuser)
