"""Let participants create and revoke a calendar link, and serve the calendar at its secret address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from challenges.posting.models import Challenge
from challenges.sessions.part_models import Pitch
from challenges.sessions.permissions import get_prepared_pitch
from challenges.timetables.forms import CalendarFeedForm
from challenges.timetables.handouts.calendar import CONTENT_TYPE, build_calendar
from challenges.timetables.models import CalendarFeed
from challenges.timetables.services.calendars import (
    create_calendar_feed,
    find_active_feed,
    find_feed_by_secret,
    get_feed_appointments,
    record_feed_reading,
    revoke_calendar_feed,
)
from portal.core.bilingual import get_reader_language
from portal.core.forms import call_with_messages, get_post_data, save_form
from portal.core.policy import SignedInRequest, allow_public, require_sign_in, rom_staff
from portal.core.rate_limits import is_within_rate_limit

REVOKE = "revoke"
READINGS_AN_HOUR = 240  # of one link, by all devices that use it
TOO_OFTEN = 429


@require_sign_in
def calendar_own(request: SignedInRequest) -> HttpResponse:
    """Show, create and revoke the link to the reader's own meetings at all their sessions."""
    return _render_calendar_page(request, reverse("challenges:calendar_own"))


@rom_staff
def calendar_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Let organisers show, create and revoke the link of the host of one pitch, who has no account."""
    pitch = get_prepared_pitch(request.user, slug, number)
    return _render_calendar_page(request, reverse("challenges:calendar_host", args=[slug, number]), pitch)


def _render_calendar_page(request: SignedInRequest, here: str, pitch: Pitch | None = None) -> HttpResponse:
    """Show the page of a link. The response to the form shows a new address; later the page does not know it."""
    user = request.user
    if request.method == "POST" and request.POST.get("what") == REVOKE:
        message = _("The address is worthless from now on.")
        call_with_messages(request, lambda: revoke_calendar_feed(user, pitch), message)
        return redirect(here)
    form = CalendarFeedForm(get_post_data(request), initial={"language": get_reader_language()})
    secret = save_form(form, create_calendar_feed, user, pitch=pitch)
    feed = find_active_feed(user, pitch)
    address = settings.SITE_URL + reverse("feeds:calendar_feed", args=[secret]) if secret else ""
    context = {
        "here": here,
        "form": form,
        "feed": feed,
        "seen": feed.pk if feed else 0,
        "address": address,
        "subscribe": "webcal" + address.removeprefix("https").removeprefix("http"),
    }
    if pitch:
        context |= {"pitch": pitch, "session": pitch.session}
    return render(request, "challenges/timetables/calendar.html", context)


@allow_public
@require_safe
def calendar_feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """Serve a calendar to anybody who knows the secret; an unknown and a revoked link get the same empty 404."""
    feed = find_feed_by_secret(secret)
    if feed is None:
        return _mark_private(HttpResponse(status=404))
    if not is_within_rate_limit("calendar", feed.pk, READINGS_AN_HOUR):
        return _mark_private(HttpResponse(status=TOO_OFTEN, headers={"Retry-After": "3600"}))
    record_feed_reading(feed)
    appointments = list(get_feed_appointments(feed, timezone.now()))
    with override(feed.language):
        content = build_calendar(
            appointments, *_get_reader_access(feed, [each.pitch.challenge_id for each in appointments])
        )
    return _mark_private(HttpResponse(content, content_type=CONTENT_TYPE))


def _get_reader_access(feed: CalendarFeed, challenges: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the companies of the reader, and which of these challenges they may see."""
    if feed.user is None:
        return frozenset(), frozenset()
    companies = frozenset(feed.user.memberships.values_list("company", flat=True))
    visible = Challenge.objects.visible_to(feed.user).filter(pk__in=challenges).values_list("pk", flat=True)
    return companies, frozenset(visible)


def _mark_private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, max_age=0)
    response["X-Robots-Tag"] = "noindex"
    return response
