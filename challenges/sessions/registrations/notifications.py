"""Who is told of a step: the company's people, its guests of their seat, and the organisers of what waits
for their approval. No names."""

from datetime import datetime

from django.urls import reverse

from challenges.posting.ownership import owning_staff
from challenges.sessions.registration_models import Registration, RegistrationStep, SessionInvitation
from challenges.sessions.registration_workflow import State, What
from challenges.sessions.registrations.guests import mail_cancelled, mail_codes
from challenges.sessions.registrations.notification_texts import News
from challenges.sessions.registrations.people import people_of
from challenges.sessions.registrations.stale_plan_alerts import tell_of_gap
from portal.accounts.models import User
from portal.notifications.models import Kind
from portal.notifications.services import notify

UNTOLD = (What.CHANGE, What.REORDER, What.WALK_IN)


def tell(step: RegistrationStep) -> None:
    tell_of_gap(step)
    if step.what in UNTOLD:
        return
    registration = step.registration
    for person in people_of(registration.company_id):
        notify(
            person,
            Kind.SESSIONS,
            key=f"registration:{registration.pk}:{step.pk}",
            template="challenges/mail/registration",
            context={"news": News(step)},
            url=own_page(registration),
        )
    mail_codes(registration, step.by)
    if step.what == What.CANCEL:
        mail_cancelled(registration, step.by)
    if step.state == State.REQUESTED and step.what == What.REGISTER:
        tell_organisers(step)


def tell_organisers(step: RegistrationStep) -> None:
    """Of a company that waits for their yes; by default in the daily mail."""
    registration = step.registration
    staff = User.objects.filter(owning_staff(registration.session), is_active=True).order_by("pk")
    for person in staff.distinct():
        notify(
            person,
            Kind.REGISTRATIONS,
            key=f"registration:{registration.pk}:{step.pk}",
            template="challenges/mail/registration_asked",
            context={"news": News(step)},
            url=reverse("challenges:registration_list", args=[registration.session.slug]) + "?state=requested",
        )


def tell_invited(invitation: SessionInvitation) -> None:
    for person in people_of(invitation.company_id):
        notify(
            person,
            Kind.SESSIONS,
            key=f"session-invitation:{invitation.pk}",
            template="challenges/mail/session_invitation",
            context={"session": invitation.session},
            url=reverse("challenges:registration_own", args=[invitation.session.slug]),
        )


def tell_not_invited(invitation: SessionInvitation, now: datetime) -> None:
    """In the transaction that removes it. Once the session began, or the company is registered, it changes nothing."""
    session = invitation.session
    if session.starts_at <= now or session.registrations.living().filter(company=invitation.company_id).exists():
        return
    for person in people_of(invitation.company_id):
        notify(
            person,
            Kind.SESSIONS,
            key=f"session-invitation:{invitation.pk}:taken_back",
            template="challenges/mail/session_invitation_taken_back",
            context={"session": session, "company": invitation.company},
            url=session.get_absolute_url(),
        )


def own_page(registration: Registration) -> str:
    return reverse("challenges:registration_own", args=[registration.session.slug])
