"""Which other ROMs own a session together with the one that organises it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.permissions import can_share_ownership
from challenges.sessions.locking import lock_owned_session
from challenges.sessions.models import Session, SessionCoOwner
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.regions.models import ROM


@transaction.atomic
def share_session(session: Session, rom: ROM, by: User) -> bool:
    """From now on this ROM's staff prepare it too, and they are told; False where they did already."""
    session = lock_owned_session(session, by)
    if not can_share_ownership(by, session):
        raise ValidationError(_("Only the ROM that made it says who owns it too."), code="not_yours")
    if rom.pk == session.rom_id:
        raise ValidationError(_("%(rom)s made it, and owns it already.") % {"rom": rom}, code="own")
    link, is_new = SessionCoOwner.objects.get_or_create(session=session, rom=rom, defaults={"invited_by": by})
    if is_new:
        notify(
            User.objects.filter(is_active=True, rom=rom).order_by("pk"),
            NotificationKind.REGISTRATIONS,
            "challenges/sessions/mail/session_co_owner.html",
            key=f"session_co_owner:{link.pk}",
            context={"session": session, "who": by},
            url=session.get_absolute_url(),
        )
    return is_new


@transaction.atomic
def unshare_session(session: Session, rom: ROM, by: User) -> bool:
    """By the ROM that made it, or by the other ROM itself; False where it did not own it."""
    session = lock_owned_session(session, by)
    if not can_share_ownership(by, session) and by.rom_id != rom.pk:
        raise ValidationError(_("Only the ROM that made it says who owns it too."), code="not_yours")
    return bool(SessionCoOwner.objects.filter(session=session, rom=rom).delete()[0])
