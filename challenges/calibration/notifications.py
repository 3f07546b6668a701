"""Admins hear of a proposal that waits for them."""

from django.urls import reverse

from challenges.matching.model_versions import Fit
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user


def notify_weights_proposed(version: Fit, by: User | None) -> None:
    """Each but who asked for it, who sees it already."""
    for admin in User.objects.filter(is_superuser=True, is_active=True).order_by("pk"):
        if admin == by:
            continue
        notify_user(
            admin,
            NotificationKind.REVIEWS,
            key=f"weights:{version.pk}",
            template="challenges/calibration/mail/weights_proposed",
            context={"version": version},
            url=reverse("admin:challenges_fit_change", args=[version.pk]),
        )
