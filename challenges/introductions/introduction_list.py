"""Introductions in a list, as the reader's side sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.models import Introduction
from challenges.introductions.notifications import get_last_answer_day
from challenges.introductions.pages import format_side_names, get_introduction_chip, list_awaited_sides
from challenges.introductions.workflow import COMPANY, COMPANY_ROM, OWNER
from challenges.posting.status_chips import StatusChip
from portal.accounts.models import User
from portal.ui.dates import count_days_until, format_day


@dataclass(frozen=True)
class IntroductionRow:
    introduction: Introduction
    chip: StatusChip
    turn: str
    age: str
    is_mine: bool


def build_introduction_rows(
    introductions: Iterable[Introduction], user: User, own: frozenset[int], now: datetime
) -> list[IntroductionRow]:
    """own: the challenges among them that the reader's ROM owns. No query."""
    return [_build_introduction_row(introduction, user, own, now) for introduction in introductions]


def _build_introduction_row(
    introduction: Introduction, user: User, own: frozenset[int], now: datetime
) -> IntroductionRow:
    is_staff = user.is_rom_staff or user.is_superuser
    mine = {OWNER} if introduction.challenge_id in own else set()
    if is_staff and introduction.company_rom_id and (user.is_superuser or introduction.company_rom_id == user.rom_id):
        mine.add(COMPANY_ROM)
    if not is_staff:
        mine = {COMPANY}
    waits = list_awaited_sides(introduction) if introduction.lapses_at > now else []
    is_mine = any(side in mine for side in waits)
    return IntroductionRow(
        introduction,
        get_introduction_chip(introduction, now),
        _describe_turn(introduction, waits, is_mine),
        _describe_state_age(introduction),
        is_mine,
    )


def _describe_turn(introduction: Introduction, waits: list, is_mine: bool) -> str:
    if is_mine:
        return _("Say yes or no until %(day)s") % {"day": format_day(get_last_answer_day(introduction))}
    if waits:
        return _("Waits for %(names)s") % {"names": format_side_names(introduction, waits)}
    return ""


def _describe_state_age(introduction: Introduction) -> str:
    """Since when it is in its state."""
    days = -(count_days_until(introduction.state_since) or 0)
    if days <= 0:
        return _("since today")
    return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}
