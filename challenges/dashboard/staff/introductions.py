"""Introductions that wait for the yes or no of the ROM."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import Item, Kind
from challenges.introductions.models import Introduction
from challenges.introductions.notification_texts import last_day
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import day


def items(user: User, now: datetime) -> Iterator[Item]:
    yield from map(_item, unanswered(user, now))


def unanswered(user: User, now: datetime) -> QuerySet[Introduction]:
    found = Introduction.objects.waiting_for_rom_of(user, now).select_related("challenge", "company")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def _item(introduction: Introduction) -> Item:
    url, names = introduction.get_absolute_url(), {"company": introduction.company, "title": introduction.challenge}
    return Item(
        *(Kind.INTRODUCTIONS, _("%(company)s and “%(title)s”") % names, url),
        note=_("Lapses after %(day)s") % {"day": day(last_day(introduction))},
        action=_("Answer"),
        action_url=url,
        since=introduction.asked_at,
    )
