"""Companies that ask for a seat at a session of the ROM."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import Item, Kind
from challenges.posting.ownership import owned_by_rom
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import State
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import day


def items(user: User, now: datetime) -> Iterator[Item]:
    yield from map(_item, to_approve(user, now))


def to_approve(user: User, now: datetime) -> QuerySet[Registration]:
    """Until the session begins."""
    own = Session.objects.filter(starts_at__gt=now)
    if not user.is_superuser:
        own = own.filter(owned_by_rom(Session, user.rom_id))
    found = Registration.objects.filter(state=State.REQUESTED, session__in=own.values("pk"))
    found = found.select_related("session", "company").order_by("asked_at", "pk")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def _item(registration: Registration) -> Item:
    session = registration.session
    url = reverse("challenges:registration_detail", args=[session.slug, registration.pk])
    return Item(
        *(Kind.SEATS, _("%(company)s for “%(title)s”") % {"company": registration.company, "title": session}, url),
        note=_("The session is on %(day)s") % {"day": day(session.starts_at)},
        action=_("Decide"),
        action_url=url,
        since=registration.asked_at,
    )
