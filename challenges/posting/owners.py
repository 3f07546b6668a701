"""Which other ROMs own a challenge together with the one that posted it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.notifications import notify_about_challenge
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.permissions import can_edit_challenge, can_share_ownership
from portal.accounts.models import User
from portal.regions.models import ROM


@transaction.atomic
def share_challenge(challenge: Challenge, rom: ROM, by: User) -> bool:
    """From now on this ROM's staff edit, approve and read it too, and they are told; False where they did already."""
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    if not can_share_ownership(by, challenge):
        raise ValidationError(_("Only the ROM that posted it says who owns it too."), code="not_yours")
    if rom.pk == challenge.rom_id:
        raise ValidationError(_("%(rom)s posted it, and owns it already.") % {"rom": rom}, code="own")
    link, is_new = ChallengeCoOwner.objects.get_or_create(challenge=challenge, rom=rom, defaults={"invited_by": by})
    if is_new:
        staff = User.objects.filter(is_active=True, rom=rom).order_by("pk")
        notify_about_challenge(staff, challenge, "challenges/posting/mail/co_owner.html", f"co_owner:{link.pk}", who=by)
    return is_new


@transaction.atomic
def unshare_challenge(challenge: Challenge, rom: ROM, by: User) -> bool:
    """By the ROM that posted it, or by the other ROM itself; False where it did not own it."""
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    is_leaving = by.rom_id == rom.pk and can_edit_challenge(by, challenge)
    if not (can_share_ownership(by, challenge) or is_leaving):
        raise ValidationError(_("Only the ROM that posted it says who owns it too."), code="not_yours")
    return bool(ChallengeCoOwner.objects.filter(challenge=challenge, rom=rom).delete()[0])
