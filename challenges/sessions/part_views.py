"""The floor, the time slots and the programme of a session: a page each, saved as a whole."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.dependents import filter_planned_meetings, get_published_plan
from challenges.sessions.forms import ProgrammeForm, RoomsForm, SlotLayoutForm, SlotsForm
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.pitches import hash_programme, save_programme
from challenges.sessions.rooms import hash_room_layout, save_room_layout
from challenges.sessions.row_forms import RowsForm
from challenges.sessions.slots import hash_slots, save_time_slots
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, rom_staff


def save_rows_form(request: SignedInRequest, form: RowsForm, mark: Callable[[], str], write: Callable[[], Any]) -> bool:
    """Whether the service took what stands in the form; what it returns is how many talks of timetables went."""
    if request.method != "POST" or not form.is_valid():
        return False
    talks = call_or_add_errors(form, write)
    if form.errors:
        form.show_mark(mark())
        return False
    messages.success(request, _("Your changes are saved."))
    show_removed_meetings(request, talks or 0)
    return True


def show_removed_meetings(request: SignedInRequest, number: int) -> None:
    if number:
        words = ngettext("%(n)s talk in timetables went with it.", "%(n)s talks in timetables went with it.", number)
        messages.warning(request, words % {"n": number})


@rom_staff
def session_floor(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    data = request.POST if request.method == "POST" else None
    form = RoomsForm(data, session=session, mark=hash_room_layout(session))

    def write() -> int:
        rooms, walks = form.wanted()
        return save_room_layout(session, request.user, rooms, walks, seen=form.cleaned_data["seen"])

    if save_rows_form(request, form, lambda: hash_room_layout(session), write):
        return redirect("challenges:session_floor", session.slug)
    return render(request, "challenges/sessions/session_floor.html", {"session": session, "form": form})


@rom_staff
def session_slots(request: SignedInRequest, slug: str) -> HttpResponse:
    """lay_out: the button of the quick way, which replaces all slots."""
    session = get_prepared_session(request.user, slug)
    is_layout = request.method == "POST" and "lay_out" in request.POST
    data = request.POST if request.method == "POST" and not is_layout else None
    form = SlotsForm(data, known=list_known_slots(session), mark=hash_slots(session))
    layout = SlotLayoutForm(
        request.POST if is_layout else None, auto_id="lay_%s", initial={"starts": timezone.localtime(session.starts_at)}
    )

    def write() -> int:
        seen, go_ahead = form.cleaned_data["seen"], "go_ahead" in request.POST
        return save_time_slots(session, request.user, form.stretches(session), seen=seen, go_ahead=go_ahead)

    if is_layout and save_slot_layout(request, session, layout):
        return redirect("challenges:session_slots", session.slug)
    if not is_layout and save_rows_form(request, form, lambda: hash_slots(session), write):
        return redirect("challenges:session_slots", session.slug)
    context = {"session": session, "form": form, "layout": layout, "wrong": layout if is_layout else form}
    context |= {"talks": filter_planned_meetings(session).count(), "shown": get_published_plan(session)}
    return render(request, "challenges/sessions/session_slots.html", context)


def save_slot_layout(request: SignedInRequest, session: Session, form: SlotLayoutForm) -> bool:
    if form.is_valid():
        stretches, seen = form.layout(session).stretches(), form.cleaned_data["seen"]
        go_ahead = "go_ahead" in request.POST
        talks = call_or_add_errors(
            form, lambda: save_time_slots(session, request.user, stretches, seen=seen, go_ahead=go_ahead)
        )
    if not form.errors:
        messages.success(request, _("The time slots are laid out. Change single ones below."))
        show_removed_meetings(request, talks or 0)
    return not form.errors


def list_known_slots(session: Session) -> list[dict[str, Any]]:
    local = timezone.localtime
    return [{"starts": local(slot.starts_at), "ends": local(slot.ends_at)} for slot in session.slots.all()]


@rom_staff
def session_programme(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    known = [
        {"starts": item.starts_at, "text_nl": item.text_nl, "text_en": item.text_en} for item in session.programme.all()
    ]
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, known=known, mark=hash_programme(session))

    def write() -> None:
        save_programme(session, request.user, form.wanted(), seen=form.cleaned_data["seen"])

    if save_rows_form(request, form, lambda: hash_programme(session), write):
        return redirect("challenges:session_programme", session.slug)
    return render(request, "challenges/sessions/session_programme.html", {"session": session, "form": form})
