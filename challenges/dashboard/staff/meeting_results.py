"""Tables of challenges of the ROM, of which the host has said nothing of some talks."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.posting.models import Challenge
from challenges.sessions.appointment_models import Appointment, Outcome, get_last_result_day
from challenges.sessions.part_models import Pitch
from portal.accounts.models import User
from portal.ui.dates import format_day


def list_result_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    yield from map(_build_result_item, find_unreported_pitches(user, now))


def find_unreported_pitches(user: User, now: datetime) -> QuerySet[Pitch]:
    """Annotated: unsaid_talks, and last_talk, when the last of them was. Organisers of another ROM help, and are not
    waited for."""
    talks = Appointment.objects.waiting_for(Outcome.Side.HOST, now).filter(pitch=OuterRef("pk")).order_by()
    of_pitch = talks.values("pitch").annotate(number=Count("pk"), last=Max("ends_at"))
    own = Pitch.objects.filter(Exists(talks), challenge__in=Challenge.objects.owned_by(user).values("pk"))
    own = own.annotate(unsaid_talks=Subquery(of_pitch.values("number")), last_talk=Subquery(of_pitch.values("last")))
    return own.select_related("session", "challenge").order_by("last_talk", "pk")


def _build_result_item(pitch: Pitch) -> DashboardItem:
    url = reverse("challenges:result_host", args=[pitch.session.slug, pitch.pk])
    told = ngettext("%(count)d talk, until %(day)s", "%(count)d talks, until %(day)s", pitch.unsaid_talks)
    return DashboardItem(
        *(ItemKind.OUTCOMES, _("What came of “%(title)s”?") % {"title": pitch.challenge}, url),
        note=told % {"count": pitch.unsaid_talks, "day": format_day(get_last_result_day(pitch.last_talk))},
        action=_("Say it"),
        action_url=url,
        since=pitch.last_talk,
    )
