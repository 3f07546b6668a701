"""Asking somebody by mail to act for a company. The link shows the invitation; the verified address is the right."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.members.limits import INVITATIONS_A_DAY, check_daily_limit
from companies.members.notifications import INVITED, JOINED, mail_secret_link, notify_about_membership
from companies.members.permissions import can_join_companies
from companies.members.request_models import Invitation
from companies.members.secret_links import create_secret_link, hash_secret_link
from companies.members.services import add_member, lock_company_as_owner
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.ui.dates import format_date_time

LINK_WORKS_FOR = timedelta(days=14)


@transaction.atomic
def invite_member(by: User, company: Company, email: str, role: str) -> Invitation:
    """A mail with a link. ValidationError for who acts for the company already, or is invited and still in time.

    An open invitation whose link is too old gives way to the new one.
    """
    company = lock_company_as_owner(by, company)
    email = email.strip().lower()
    check_daily_limit(INVITATIONS_A_DAY, company.invitations.all(), "mailed_at")
    if company.memberships.filter(user__emailaddress__email__iexact=email, user__emailaddress__verified=True).exists():
        raise ValidationError({"email": _("This person is a member already.")})
    before = company.invitations.open().filter(email__iexact=email).first()
    if before and company.invitations.in_time().filter(pk=before.pk).exists():
        raise ValidationError({"email": _("This address is invited already. You can send the mail again.")})
    if before:
        _decide_invitation(before, Invitation.State.REVOKED, by)
    return _mail_invitation(Invitation(company=company, email=email, role=role), by)


@transaction.atomic
def resend_invitation(by: User, invitation: Invitation) -> Invitation:
    """A new link, for another two weeks; the one before works no longer."""
    company = lock_company_as_owner(by, invitation.company)
    invitation = _get_open_invitation(invitation)
    check_daily_limit(INVITATIONS_A_DAY, company.invitations.all(), "mailed_at")
    return _mail_invitation(invitation, by)


@transaction.atomic
def revoke_invitation(by: User, invitation: Invitation) -> None:
    lock_company_as_owner(by, invitation.company)
    _decide_invitation(_get_open_invitation(invitation), Invitation.State.REVOKED, by)


def find_invitation_by_link(link: str) -> Invitation | None:
    """Open ones only: a link that was used, replaced or revoked is that of nobody."""
    invitations = Invitation.objects.open().select_related("company", "invited_by")
    return invitations.filter(link=hash_secret_link(link)).first()


@transaction.atomic
def accept_invitation(user: User, invitation: Invitation) -> Company:
    """By who has the address; PermissionDenied for all others. ValidationError where it is used, revoked or too old."""
    company = Company.objects.lock().get(pk=invitation.company_id)
    invitation = _get_answerable_invitation(user, invitation)
    if not Invitation.objects.in_time().filter(pk=invitation.pk).exists():
        raise ValidationError(_("This invitation is too old. Ask for another."), code="expired")
    _decide_invitation(invitation, Invitation.State.ACCEPTED, user)
    membership = add_member(user, company, invitation.role, by=invitation.invited_by)
    if invitation.invited_by:
        key = f"member:{membership.pk}:invited"
        notify_about_membership([invitation.invited_by], JOINED, key=key, company=company, page="people", who=user)
    return company


@transaction.atomic
def decline_invitation(user: User, invitation: Invitation) -> None:
    Company.objects.lock().get(pk=invitation.company_id)
    _decide_invitation(_get_answerable_invitation(user, invitation), Invitation.State.DECLINED, user)


def _get_answerable_invitation(user: User, invitation: Invitation) -> Invitation:
    invitation = _get_open_invitation(invitation)
    is_mine = Invitation.objects.for_addresses_of(user).filter(pk=invitation.pk).exists()
    if not is_mine or not can_join_companies(user):
        raise PermissionDenied
    return invitation


def _get_open_invitation(invitation: Invitation) -> Invitation:
    """With the company's row held."""
    found = Invitation.objects.select_related("invited_by").get(pk=invitation.pk)
    if not found.is_open:
        raise ValidationError(_("This invitation was answered or revoked."), code="decided")
    return found


def _mail_invitation(invitation: Invitation, by: User) -> Invitation:
    """Saved with a new link, and mailed in the language of the person where that is known, else of who invites."""
    link, now = create_secret_link(), timezone.now()
    invitation.link, invitation.invited_by = hash_secret_link(link), by
    invitation.mailed_at, invitation.expires_at = now, now + LINK_WORKS_FOR
    save_validated(invitation)
    known = User.objects.filter(emailaddress__email__iexact=invitation.email, emailaddress__verified=True).first()
    language = (known or by).language
    with override(language):
        about = {"who": str(by), "company": invitation.company.name, "until": format_date_time(invitation.expires_at)}
    mail_secret_link(
        INVITED,
        key=f"invitation:{invitation.pk}:{invitation.link[:16]}",
        to=invitation.email,
        language=language,
        page="invitation",
        link=link,
        about=about,
    )
    return invitation


def _decide_invitation(invitation: Invitation, state: str, by: User) -> None:
    invitation.state, invitation.decided_at, invitation.decided_by, invitation.link = state, timezone.now(), by, None
    invitation.save(update_fields=["state", "decided_at", "decided_by", "link"])
