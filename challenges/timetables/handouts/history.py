"""What went before between a company and a challenge, as far as a reader may see each of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.responses.models import Response
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.planned_meeting_models import Meeting
from portal.accounts.models import User
from portal.ui.dates import format_day

Pair = tuple[int, int]


@dataclass(frozen=True)
class HistoryEntry:
    """Something that went before between these two; url "": the reader has no page of it."""

    text: str
    url: str = ""


def load_pair_history(meetings: Sequence[Meeting], user: User, now: datetime) -> dict[Pair, list[HistoryEntry]]:
    """By the ids of the challenge and the company: introductions, answers and earlier talks. Three queries."""
    pairs = {"challenge__in": [], "company__in": []}
    for each in meetings:
        pairs["challenge__in"].append(each.pitch.challenge_id)
        pairs["company__in"].append(each.registration.company_id)
    found: dict[Pair, list[HistoryEntry]] = {}
    sessions = {each.plan.session_id for each in meetings}
    for lines in (
        _iter_introduction_history(pairs, user),
        _iter_response_history(pairs, user),
        _iter_meeting_history(pairs, user, now, sessions),
    ):
        for pair, before in lines:
            found.setdefault(pair, []).append(before)
    return found


def _iter_introduction_history(pairs: dict[str, Any], user: User) -> Iterator[tuple[Pair, HistoryEntry]]:
    for each in Introduction.objects.visible_to(user).filter(**pairs).order_by("-asked_at", "-pk"):
        told = {
            "day": format_day(each.asked_at),
            "state": each.get_state_display().lower(),
            "since": format_day(each.state_since),
        }
        text = _("Introduction asked for on %(day)s; %(state)s since %(since)s.") % told
        url = reverse("challenges:introduction_detail", args=[each.pk])
        yield (each.challenge_id, each.company_id), HistoryEntry(text, url)


def _iter_response_history(pairs: dict[str, Any], user: User) -> Iterator[tuple[Pair, HistoryEntry]]:
    """To the challenge's ROM, only once the challenge closed: as on the page of its responses."""
    for each in Response.objects.visible_to(user).filter(**pairs, state=Response.State.SUBMITTED).order_by("pk"):
        text = _("The company answered the challenge on %(day)s.") % {"day": format_day(each.submitted_at)}
        yield (each.challenge_id, each.company_id), HistoryEntry(text)


def _iter_meeting_history(
    pairs: dict[str, Any], user: User, now: datetime, sessions: set[int]
) -> Iterator[tuple[Pair, HistoryEntry]]:
    """At earlier sessions."""
    found = (
        Appointment.objects.visible_to(user)
        .standing()
        .filter(
            pitch__challenge__in=pairs["challenge__in"], registration__company__in=pairs["company__in"], ends_at__lt=now
        )
    )
    found = found.exclude(pitch__session__in=sessions).select_related("pitch__session", "registration")
    for each in found.order_by("-starts_at", "pk"):
        told = {"session": each.pitch.session, "day": format_day(each.starts_at, "year")}
        pair = (each.pitch.challenge_id, each.registration.company_id)
        yield pair, HistoryEntry(_("Talked at %(session)s, %(day)s.") % told)
