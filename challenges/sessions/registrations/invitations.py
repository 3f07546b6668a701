"""Inviting a company to a session that is for invited companies, and taking that back. It is told of both, and
registers itself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.models import Session
from challenges.sessions.registration_models import SessionInvitation
from challenges.sessions.registrations.locking import check_is_organiser, lock_registrations
from challenges.sessions.registrations.notifications import notify_session_invited, notify_session_uninvited
from companies.profiles.models import Company
from portal.accounts.models import User


@transaction.atomic
def invite_to_session(user: User, session: Session, company: Company) -> SessionInvitation:
    """Once; an invitation sent twice is one. Raises ValidationError where it cannot be."""
    held = lock_registrations(session)
    check_is_organiser(user, held.session)
    if not company.is_published:
        raise ValidationError(_("The profile of %(company)s is not published.") % {"company": company})
    invitation, is_new = SessionInvitation.objects.get_or_create(
        session=held.session, company=company, defaults={"invited_by": user}
    )
    if is_new:
        notify_session_invited(invitation)
    return invitation


@transaction.atomic
def withdraw_session_invitation(user: User, session: Session, company: Company) -> bool:
    """From now on it cannot register, and is told so before the session began; False where it was not invited.

    ValidationError, "registered", for one that did: its seat is cancelled with a reason, which it reads.
    """
    held = lock_registrations(session)
    check_is_organiser(user, held.session)
    invitation = (
        SessionInvitation.objects.select_related("company").filter(session=held.session, company=company).first()
    )
    if invitation is None:
        return False
    if held.registrations.living().filter(company=company).exists():
        told = _("%(company)s is registered. Cancel its registration, with the reason: that it reads.")
        raise ValidationError(told % {"company": company}, code="registered")
    invitation.session = held.session
    notify_session_uninvited(invitation, held.now)
    invitation.delete()
    return True
