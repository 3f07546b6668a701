"""The challenges at a session: added, given a host, a table and hours, and removed."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.dependents import filter_planned_meetings
from challenges.sessions.forms import PitchAddForm, PitchForm, format_host_hours
from challenges.sessions.part_views import show_removed_meetings
from challenges.sessions.permissions import get_prepared_pitch, get_prepared_session
from challenges.sessions.pitch_choices import list_pitch_choices
from challenges.sessions.pitches import add_pitch, remove_pitch, update_pitch
from portal.core.forms import call_with_messages, get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def session_pitches(request: SignedInRequest, slug: str) -> HttpResponse:
    """q, own: in the address, to find a challenge to add."""
    session = get_prepared_session(request.user, slug)
    form = PitchAddForm(get_post_data(request), user=request.user, session=session)
    if pitch := save_form(form, add_pitch, session, request.user):
        return redirect("challenges:pitch_edit", session.slug, pitch.pk)
    pitches = session.pitches.select_related("challenge", "table__room").prefetch_related("presences")
    pitches = pitches.order_by("table__number", "pk")
    context = {
        "session": session,
        "form": form,
        "choice": list_pitch_choices(
            session, request.user, request.GET.get("q", ""), own="own" in request.GET, now=timezone.now()
        ),
        "pitches": [(pitch, format_host_hours(pitch)) for pitch in pitches],
    }
    return render(request, "challenges/sessions/session_pitches.html", context)


@rom_staff
def pitch_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    pitch = get_prepared_pitch(request.user, slug, number)
    form = PitchForm(get_post_data(request), instance=copy(pitch))
    if request.method == "POST" and "remove" in request.POST:
        talks = call_with_messages(request, lambda: remove_pitch(pitch, request.user), _("It is pitched here no more."))
        if talks is None:
            return redirect("challenges:pitch_edit", slug, number)
        show_removed_meetings(request, 0 if talks is True else talks)
        return redirect("challenges:session_pitches", slug)
    if save_form(form, update_pitch, pitch, request.user):
        messages.success(request, _("Your changes are saved."))
        return redirect("challenges:session_pitches", slug)
    context = {
        "session": pitch.session,
        "pitch": pitch,
        "form": form,
        "talks": filter_planned_meetings(pitch.session, pitch=pitch.pk).count(),
    }
    return render(request, "challenges/sessions/pitch_edit.html", context)
