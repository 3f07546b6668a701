"""Companies that ask for a seat at a session of the ROM."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_day


def list_registration_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    yield from map(_build_registration_item, find_registrations_to_approve(user, now))


def find_registrations_to_approve(user: User, now: datetime) -> QuerySet[Registration]:
    """Until the session begins."""
    own = Session.objects.filter(starts_at__gt=now)
    if not user.is_superuser:
        own = own.filter(build_ownership_condition(Session, user.rom_id))
    found = Registration.objects.filter(state=RegistrationState.REQUESTED, session__in=own.values("pk"))
    found = found.select_related("session", "company").order_by("asked_at", "pk")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def _build_registration_item(registration: Registration) -> DashboardItem:
    session = registration.session
    url = reverse("challenges:registration_detail", args=[session.slug, registration.pk])
    return DashboardItem(
        *(ItemKind.SEATS, _("%(company)s for “%(title)s”") % {"company": registration.company, "title": session}, url),
        note=_("The session is on %(day)s") % {"day": format_day(session.starts_at)},
        action=_("Decide"),
        action_url=url,
        since=registration.asked_at,
    )
