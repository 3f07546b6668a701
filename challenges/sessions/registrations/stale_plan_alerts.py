"""Organisers hear that the timetable that participants go by no longer fits who comes: somebody left, or came later."""

from django.urls import reverse

from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.dependents import get_published_plan
from challenges.sessions.registration_models import RegistrationStep
from challenges.sessions.registration_workflow import RegistrationAction, RegistrationState
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user


def notify_plan_gap(step: RegistrationStep) -> None:
    """By default in the daily mail; not who took the step. Nothing while no timetable is shown."""
    registration = step.registration
    has_come = step.state == RegistrationState.CONFIRMED and step.what not in (
        RegistrationAction.CHANGE,
        RegistrationAction.REORDER,
    )
    has_left = step.what == RegistrationAction.CANCEL
    plan = get_published_plan(registration.session) if has_come or has_left else None
    if plan is None or (has_left and not plan.meetings.filter(registration=registration).exists()):
        return
    staff = User.objects.filter(build_owning_staff_condition(registration.session), is_active=True).exclude(
        pk=step.by_id or 0
    )
    for person in staff.order_by("pk").distinct():
        notify_user(
            person,
            NotificationKind.REGISTRATIONS,
            key=f"timetable-gap:{step.pk}",
            template="challenges/sessions/mail/timetable_gap",
            context={"session": registration.session, "company": registration.company, "has_left": has_left},
            url=reverse("challenges:plan_repair", args=[registration.session.slug, plan.number]),
        )
