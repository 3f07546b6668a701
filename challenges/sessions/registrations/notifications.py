"""Who is told of a step: the company's people, its guests of their seat, and the organisers of what waits
for their approval. No names."""

from datetime import datetime

from django.urls import reverse

from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.registration_models import Registration, RegistrationStep, SessionInvitation
from challenges.sessions.registration_workflow import RegistrationAction, RegistrationState
from challenges.sessions.registrations.guests import mail_entry_codes, mail_guests_cancelled
from challenges.sessions.registrations.notification_texts import RegistrationNotice
from challenges.sessions.registrations.people import list_company_users
from challenges.sessions.registrations.stale_plan_alerts import notify_plan_gap
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user

UNTOLD = (RegistrationAction.CHANGE, RegistrationAction.REORDER, RegistrationAction.WALK_IN)


def notify_registration_step(step: RegistrationStep) -> None:
    notify_plan_gap(step)
    if step.what in UNTOLD:
        return
    registration = step.registration
    for person in list_company_users(registration.company_id):
        notify_user(
            person,
            NotificationKind.SESSIONS,
            key=f"registration:{registration.pk}:{step.pk}",
            template="challenges/sessions/mail/registration",
            context={"news": RegistrationNotice(step)},
            url=get_own_registration_url(registration),
        )
    mail_entry_codes(registration, step.by)
    if step.what == RegistrationAction.CANCEL:
        mail_guests_cancelled(registration, step.by)
    if step.state == RegistrationState.REQUESTED and step.what == RegistrationAction.REGISTER:
        notify_registration_organisers(step)


def notify_registration_organisers(step: RegistrationStep) -> None:
    """Of a company that waits for their yes; by default in the daily mail."""
    registration = step.registration
    staff = User.objects.filter(build_owning_staff_condition(registration.session), is_active=True).order_by("pk")
    for person in staff.distinct():
        notify_user(
            person,
            NotificationKind.REGISTRATIONS,
            key=f"registration:{registration.pk}:{step.pk}",
            template="challenges/sessions/mail/registration_asked",
            context={"news": RegistrationNotice(step)},
            url=reverse("challenges:registration_list", args=[registration.session.slug]) + "?state=requested",
        )


def notify_session_invited(invitation: SessionInvitation) -> None:
    for person in list_company_users(invitation.company_id):
        notify_user(
            person,
            NotificationKind.SESSIONS,
            key=f"session-invitation:{invitation.pk}",
            template="challenges/sessions/mail/session_invitation",
            context={"session": invitation.session},
            url=reverse("challenges:registration_own", args=[invitation.session.slug]),
        )


def notify_session_uninvited(invitation: SessionInvitation, now: datetime) -> None:
    """In the transaction that removes it. Once the session began, or the company is registered, it changes nothing."""
    session = invitation.session
    if session.starts_at <= now or session.registrations.living().filter(company=invitation.company_id).exists():
        return
    for person in list_company_users(invitation.company_id):
        notify_user(
            person,
            NotificationKind.SESSIONS,
            key=f"session-invitation:{invitation.pk}:taken_back",
            template="challenges/sessions/mail/session_invitation_taken_back",
            context={"session": session, "company": invitation.company},
            url=session.get_absolute_url(),
        )


def get_own_registration_url(registration: Registration) -> str:
    return reverse("challenges:registration_own", args=[registration.session.slug])
