"""Inviting a company to a session that is for invited companies, and taking that back. It is told of both, and
registers itself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.sessions.models import Session
from challenges.sessions.registration_models import SessionInvitation
from challenges.sessions.registrations.locking import hold, must_organise
from challenges.sessions.registrations.notifications import tell_invited, tell_not_invited
from companies.profiles.models import Company
from portal.accounts.models import User


@transaction.atomic
def invite(user: User, session: Session, company: Company) -> SessionInvitation:
    """Once; an invitation sent twice is one. Raises ValidationError where it cannot be."""
    held = hold(session)
    must_organise(user, held.session)
    if not company.is_published:
        raise ValidationError(_("The profile of %(company)s is not published.") % {"company": company})
    invitation, is_new = SessionInvitation.objects.get_or_create(
        session=held.session, company=company, defaults={"invited_by": user}
    )
    if is_new:
        tell_invited(invitation)
    return invitation


@transaction.atomic
def take_back(user: User, session: Session, company: Company) -> bool:
    """From now on it cannot register, and is told so before the session began; False where it was not invited.

    ValidationError, "registered", for one that did: its seat is cancelled with a reason, which it reads.
    """
    held = hold(session)
    must_organise(user, held.session)
    invitation = (
        SessionInvitation.objects.select_related("company").filter(session=held.session, company=company).first()
    )
    if invitation is None:
        return False
    if held.registrations.living().filter(company=company).exists():
        told = _("%(company)s is registered. Cancel its registration, with the reason: that it reads.")
        raise ValidationError(told % {"company": company}, code="registered")
    invitation.session = held.session
    tell_not_invited(invitation, held.now)
    invitation.delete()
    return True
