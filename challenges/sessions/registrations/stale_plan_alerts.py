"""Organisers hear that the timetable that participants go by no longer fits who comes: somebody left, or came later."""

from django.urls import reverse

from challenges.posting.ownership import owning_staff
from challenges.sessions.dependents import shown_of
from challenges.sessions.registration_models import RegistrationStep
from challenges.sessions.registration_workflow import State, What
from portal.accounts.models import User
from portal.notifications.models import Kind
from portal.notifications.services import notify


def tell_of_gap(step: RegistrationStep) -> None:
    """By default in the daily mail; not who took the step. Nothing while no timetable is shown."""
    registration = step.registration
    has_come = step.state == State.CONFIRMED and step.what not in (What.CHANGE, What.REORDER)
    has_left = step.what == What.CANCEL
    plan = shown_of(registration.session) if has_come or has_left else None
    if plan is None or (has_left and not plan.meetings.filter(registration=registration).exists()):
        return
    staff = User.objects.filter(owning_staff(registration.session), is_active=True).exclude(pk=step.by_id or 0)
    for person in staff.order_by("pk").distinct():
        notify(
            person,
            Kind.REGISTRATIONS,
            key=f"timetable-gap:{step.pk}",
            template="challenges/mail/timetable_gap",
            context={"session": registration.session, "company": registration.company, "has_left": has_left},
            url=reverse("challenges:plan_repair", args=[registration.session.slug, plan.number]),
        )
