"""The floor, the time slots and the programme of a session: a page each, saved as a whole."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.dependents import filter_planned_meetings, get_published_plan
from challenges.sessions.forms import ProgrammeForm, RoomsForm, SlotLayoutForm, SlotsForm
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.pitches import save_programme
from challenges.sessions.rooms import save_room_layout
from challenges.sessions.slots import save_time_slots
from portal.core.forms import VersionedForm, get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


def save_part(
    request: SignedInRequest, form: VersionedForm, save: Callable[..., int], session: Session, done: str, **kwargs: Any
) -> bool:
    """Save a part of a session, and tell how many planned meetings went with what was removed."""
    removed = save_form(form, save, session, request.user, **kwargs)
    if removed is None:
        return False
    messages.success(request, done)
    show_removed_meetings(request, removed)
    return True


def show_removed_meetings(request: SignedInRequest, number: int) -> None:
    if number:
        words = ngettext("%(n)s talk in timetables went with it.", "%(n)s talks in timetables went with it.", number)
        messages.warning(request, words % {"n": number})


@rom_staff
def session_floor(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = RoomsForm(get_post_data(request), session=session)
    if save_part(request, form, save_room_layout, session, _("Your changes are saved.")):
        return redirect("challenges:session_floor", session.slug)
    return render(request, "challenges/sessions/session_floor.html", {"session": session, "form": form})


@rom_staff
def session_slots(request: SignedInRequest, slug: str) -> HttpResponse:
    """lay_out: the button of the quick way, which replaces all slots."""
    session = get_prepared_session(request.user, slug)
    data, is_layout = get_post_data(request), "lay_out" in request.POST
    form = SlotsForm(None if is_layout else data, session=session)
    layout = SlotLayoutForm(data if is_layout else None, session=session)
    sent = layout if is_layout else form
    done = _("The time slots are laid out. Change single ones below.") if is_layout else _("Your changes are saved.")
    if save_part(request, sent, save_time_slots, session, done, go_ahead="go_ahead" in request.POST):
        return redirect("challenges:session_slots", session.slug)
    context = {"session": session, "form": form, "layout": layout, "wrong": sent}
    context |= {"talks": filter_planned_meetings(session).count(), "shown": get_published_plan(session)}
    return render(request, "challenges/sessions/session_slots.html", context)


@rom_staff
def session_programme(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = ProgrammeForm(get_post_data(request), session=session)
    if save_form(form, save_programme, session, request.user):
        messages.success(request, _("Your changes are saved."))
        return redirect("challenges:session_programme", session.slug)
    return render(request, "challenges/sessions/session_programme.html", {"session": session, "form": form})
