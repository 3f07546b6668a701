"""Tell admins of a proposal that waits for them."""

from django.urls import reverse

from challenges.matching.model_versions import Fit
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify


def notify_weights_proposed(version: Fit, by: User | None) -> None:
    """Tell every admin except the one who asked for the proposal, who sees it already."""
    notify(
        User.objects.filter(is_superuser=True, is_active=True).exclude(pk=by.pk if by else None).order_by("pk"),
        NotificationKind.REVIEWS,
        "challenges/calibration/mail/weights_proposed.html",
        key=f"weights:{version.pk}",
        url=reverse("admin:challenges_fit_change", args=[version.pk]),
    )
