"""Introductions in a list, as the reader's side sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.models import Introduction
from challenges.introductions.notification_texts import last_day
from challenges.introductions.pages import awaited, chip_of, names
from challenges.introductions.workflow import COMPANY, COMPANY_ROM, OWNER
from challenges.posting.status_chips import Chip
from portal.accounts.models import User
from portal.ui.dates import day, days_until


@dataclass(frozen=True)
class Row:
    introduction: Introduction
    chip: Chip
    turn: str
    age: str
    is_mine: bool


def rows_of(introductions: Iterable[Introduction], user: User, own: frozenset[int], now: datetime) -> list[Row]:
    """own: the challenges among them that the reader's ROM owns. No query."""
    return [_row(introduction, user, own, now) for introduction in introductions]


def _row(introduction: Introduction, user: User, own: frozenset[int], now: datetime) -> Row:
    is_staff = user.is_rom_staff or user.is_superuser
    mine = {OWNER} if introduction.challenge_id in own else set()
    if is_staff and introduction.company_rom_id and (user.is_superuser or introduction.company_rom_id == user.rom_id):
        mine.add(COMPANY_ROM)
    if not is_staff:
        mine = {COMPANY}
    waits = awaited(introduction) if introduction.lapses_at > now else []
    is_mine = any(side in mine for side in waits)
    return Row(
        introduction, chip_of(introduction, now), _turn(introduction, waits, is_mine), _age(introduction), is_mine
    )


def _turn(introduction: Introduction, waits: list, is_mine: bool) -> str:
    if is_mine:
        return _("Say yes or no until %(day)s") % {"day": day(last_day(introduction))}
    if waits:
        return _("Waits for %(names)s") % {"names": names(introduction, waits)}
    return ""


def _age(introduction: Introduction) -> str:
    """Since when it is in its state."""
    days = -(days_until(introduction.state_since) or 0)
    if days <= 0:
        return _("since today")
    return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}
