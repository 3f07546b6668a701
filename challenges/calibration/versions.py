"""What people do with versions of the matching: activate one, go back, keep, throw away. The trail tells who did."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.matching.inputs import load_versions
from challenges.matching.model_services import get_active_points, is_version_readable, lock_versions, set_active_version
from challenges.matching.model_versions import Fit
from challenges.matching.models import COMPANY
from portal.accounts.models import User

MOST_KEPT = 10


@transaction.atomic
def activate_model_version(user: User | None, version: Fit) -> None:
    """From now on everything is due to be matched by it; whoever calls this asks for that. Twice is once.

    user: None for a command. Raises ValidationError where it cannot be applied.
    """
    held = _lock_model_version(version)
    if held.is_active:
        return
    if held.dropped_at:
        raise ValidationError(_("This version was thrown away."))
    if not is_version_readable(held):
        raise ValidationError(_("This version was made by an earlier release, and this release cannot read it."))
    if held.is_proposal and get_active_points() != tuple(held.figures["lesson"]["before"]):
        raise ValidationError(
            _("The weights have changed since this was proposed: throw it away, and look at outcomes anew.")
        )
    set_active_version(held, len(load_versions(COMPANY)), user)


@transaction.atomic
def keep_model_version(version: Fit) -> None:
    """It is never cleared away. Raises ValidationError where that many are kept already."""
    held = _lock_model_version(version)
    if held.is_kept:
        return
    if held.dropped_at:
        raise ValidationError(_("This version was thrown away."))
    if Fit.objects.filter(is_kept=True).count() >= MOST_KEPT:
        told = _("%(count)d versions are kept already: let one of them go first.")
        raise ValidationError(told % {"count": MOST_KEPT})
    held.is_kept = True
    held.save(update_fields=["is_kept"])


@transaction.atomic
def release_model_version(version: Fit) -> None:
    """It may be cleared away when there are newer ones."""
    held = _lock_model_version(version)
    held.is_kept = False
    held.save(update_fields=["is_kept"])


@transaction.atomic
def discard_model_version(user: User, version: Fit, reason: str) -> None:
    """It stays in the list for a while with the reason, and can be activated no more. Twice is once."""
    held = _lock_model_version(version)
    if held.dropped_at:
        return
    if held.is_active or held.is_kept:
        raise ValidationError(_("A version that is active, or that is kept, is not thrown away."))
    held.dropped_at, held.dropped_by, held.dropped_because = timezone.now(), user, reason.strip()
    if not held.dropped_because:
        raise ValidationError(_("Enter why you delete this version."))
    held.save(update_fields=["dropped_at", "dropped_by", "dropped_because"])


def _lock_model_version(version: Fit) -> Fit:
    """The row as it stands, with nobody else at work on versions; without the model, many megabytes."""
    lock_versions()
    return Fit.objects.defer("data").get(pk=version.pk)
