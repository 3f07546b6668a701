"""Introductions that wait for the yes or no of the ROM."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import get_last_answer_day
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_day


def list_introduction_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    yield from map(_build_introduction_item, find_unanswered_introductions(user, now))


def find_unanswered_introductions(user: User, now: datetime) -> QuerySet[Introduction]:
    found = Introduction.objects.waiting_for_rom_of(user, now).select_related("challenge", "company")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def _build_introduction_item(introduction: Introduction) -> DashboardItem:
    url, names = introduction.get_absolute_url(), {"company": introduction.company, "title": introduction.challenge}
    return DashboardItem(
        *(ItemKind.INTRODUCTIONS, _("%(company)s and “%(title)s”") % names, url),
        note=_("Lapses after %(day)s") % {"day": format_day(get_last_answer_day(introduction))},
        action=_("Answer"),
        action_url=url,
        since=introduction.asked_at,
    )
