"""Inviting a company to a session that is for invited companies; it is told, and registers itself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Session, SessionInvitation
from challenges.services.sessions.seats.holding import hold, must_organise
from challenges.services.sessions.seats.telling import tell_invited
from companies.models import Company
from portal.models import User


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
