"""Registrations as a table for the organiser: on the page, and as a file for spreadsheets."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from portal.ui.dates import format_date_time

# What waits for the organiser first, then who may still come, then the rest.
FIRST = (RegistrationState.REQUESTED, RegistrationState.OFFERED, RegistrationState.WAITING, RegistrationState.CONFIRMED)


def order_registrations(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    places = [When(state=state, then=Value(place)) for place, state in enumerate(FIRST)]
    by_state = Case(*places, default=Value(len(FIRST)), output_field=IntegerField())
    return registrations.order_by(by_state, "order", "asked_at", "pk")


def build_registrations_table(registrations: Iterable[Registration]) -> list[list[Any]]:
    """The head, and a line for each person: what a name tag and a list at the door need, and no more."""
    head = [_("Company"), _("State"), _("Seats"), _("Place on the waiting list"), _("Registered")]
    lines: list[list[Any]] = [[*head, _("Name"), _("E-mail address"), _("Came")]]
    for row in registrations:
        own = [row.company.name, row.get_state_display(), row.seats, row.order, format_date_time(row.asked_at)]
        lines += [[*own, each.name, each.email, format_attendance(each.attended)] for each in row.attendees.all()]
    return lines


def format_attendance(attended: bool | None) -> str:
    return "" if attended is None else _("yes") if attended else _("no")
