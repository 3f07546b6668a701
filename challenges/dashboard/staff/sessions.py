"""What sessions wait for: registrations to approve, and meeting results that the table host has not recorded."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.appointment_models import Appointment, Outcome, get_last_result_day
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_day


def find_registrations_to_approve(user: User, now: datetime) -> QuerySet[Registration]:
    """Find the registrations for sessions of the user's ROM that have not begun; for an admin those of every ROM."""
    own = Session.objects.filter(starts_at__gt=now)
    if not user.is_superuser:
        own = own.filter(build_ownership_condition(Session, user.rom_id))
    found = Registration.objects.filter(state=RegistrationState.REQUESTED, session__in=own.values("pk"))
    found = found.select_related("session", "company").order_by("asked_at", "pk")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def build_registration_item(registration: Registration) -> DashboardItem:
    session = registration.session
    url = reverse("challenges:registration_detail", args=[session.slug, registration.pk])
    return DashboardItem(
        *(ItemKind.SEATS, _("%(company)s for “%(title)s”") % {"company": registration.company, "title": session}, url),
        note=_("The session is on %(day)s") % {"day": format_day(session.starts_at)},
        action=_("Decide"),
        action_url=url,
        since=registration.asked_at,
    )


def find_unreported_pitches(user: User, now: datetime) -> QuerySet[Any]:
    """Find the tables of the ROM's own challenges with meetings of which the host has not recorded the result.

    Annotates `unsaid_talks`, their number, and `last_talk`, when the last of them ended. An organiser of another ROM
    helps at the session, but is not expected to record results.
    """
    talks = Appointment.objects.waiting_for(Outcome.Side.HOST, now).filter(pitch=OuterRef("pk")).order_by()
    of_pitch = talks.values("pitch").annotate(number=Count("pk"), last=Max("ends_at"))
    own = Pitch.objects.filter(Exists(talks), challenge__in=Challenge.objects.owned_by(user).values("pk"))
    own = own.annotate(unsaid_talks=Subquery(of_pitch.values("number")), last_talk=Subquery(of_pitch.values("last")))
    return own.select_related("session", "challenge").order_by("last_talk", "pk")


def build_result_item(pitch: Any) -> DashboardItem:
    """Describe a table with missing results. pitch: with the annotations of `find_unreported_pitches`."""
    url = reverse("challenges:result_host", args=[pitch.session.slug, pitch.pk])
    note = ngettext("%(count)d talk, until %(day)s", "%(count)d talks, until %(day)s", pitch.unsaid_talks)
    return DashboardItem(
        *(ItemKind.OUTCOMES, _("What came of “%(title)s”?") % {"title": pitch.challenge}, url),
        note=note % {"count": pitch.unsaid_talks, "day": format_day(get_last_result_day(pitch.last_talk))},
        action=_("Say it"),
        action_url=url,
        since=pitch.last_talk,
    )
