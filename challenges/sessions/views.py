"""Public pages of sessions, and the pages on which organisers prepare them."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.forms import CoOwnerForm
from challenges.posting.models import Challenge
from challenges.posting.ownership import list_owner_roms
from challenges.posting.permissions import can_share_ownership
from challenges.posting.status_chips import get_status_chip
from challenges.sessions.forms import (
    PitchAddForm,
    PitchForm,
    ProgrammeForm,
    RoomsForm,
    SessionCopyForm,
    SessionForm,
    SlotLayoutForm,
    SlotsForm,
    format_host_hours,
)
from challenges.sessions.models import Session
from challenges.sessions.pages import (
    build_checklist,
    build_geo_link,
    build_session_map,
    build_slot_lines,
    count_session_parts,
    get_session_registration,
    list_entry_rules,
    list_pitch_choices,
)
from challenges.sessions.part_services import (
    add_pitch,
    get_published_plan,
    remove_pitch,
    save_programme,
    save_room_layout,
    save_time_slots,
    update_pitch,
)
from challenges.sessions.permissions import (
    can_prepare_session,
    can_see_own_plan,
    get_prepared_pitch,
    get_prepared_session,
)
from challenges.sessions.plan_models import Meeting
from challenges.sessions.services import (
    copy_session,
    create_session,
    publish_session,
    share_session,
    unshare_session,
    update_session,
    withdraw_session,
)
from portal.core.forms import VersionedForm, call_or_add_errors, call_with_messages, get_post_data, save_form
from portal.core.policy import SignedInRequest, allow_public, rom_staff


@allow_public
def session_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    seen = Q(pitches__challenge__in=Challenge.objects.visible_to(request.user))
    sessions = Session.objects.visible_to(request.user).select_related("rom")
    sessions = sessions.annotate(pitched=Count("pitches", filter=seen))
    context = {"to_come": sessions.to_come(now), "past": sessions.past(now)}
    return render(request, "challenges/sessions/session_list.html", context)


@allow_public
def session_detail(request: HttpRequest, slug: str) -> HttpResponse:
    known = Session.objects.visible_to(request.user).select_related("rom", "province")
    session = get_object_or_404(known, slug=slug)
    now = timezone.now()
    is_past = session.ends_at < now
    visible = Challenge.objects.visible_to(request.user)
    pitches = (
        session.pitches.filter(challenge__in=visible)
        .select_related("challenge", "table")
        .order_by("table__number", "pk")
    )
    programme = list(session.programme.all())
    context = {
        "session": session,
        "is_past": is_past,
        "rules": [] if is_past else list_entry_rules(session, now),
        "map": build_session_map(session),
        "geo": build_geo_link(session),
        "lines": build_slot_lines(session.slots.all(), programme),
        "registering": get_session_registration(request.user, session, now),
        "has_own_plan": can_see_own_plan(request.user, session),
        "programme": programme,
        "timed": any(item.starts_at for item in programme),
        "pitches": [(pitch, get_status_chip(pitch.challenge, now)) for pitch in pitches],
    }
    if can_prepare_session(request.user, session):
        preparation = count_session_parts([session])[session.pk]
        steps = build_checklist(session, preparation, is_past=is_past)
        context |= {"preparation": preparation, "steps": steps}
    return render(request, "challenges/sessions/session_detail.html", context)


@rom_staff
def session_create(request: SignedInRequest) -> HttpResponse:
    form = SessionForm(get_post_data(request), user=request.user)
    if session := save_form(form, create_session):
        messages.success(request, _("Saved as a draft. The line below says what comes next."))
        return redirect(session)
    return render(request, "challenges/sessions/session_create.html", {"form": form})


@rom_staff
def session_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = SessionForm(get_post_data(request), user=request.user, instance=copy(session))
    if save_form(form, update_session, session, request.user):
        messages.success(request, _("Your changes have been saved."))
        return redirect(session)
    return render(request, "challenges/sessions/session_edit.html", {"session": session, "form": form})


@rom_staff
def session_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    titles = {"title_nl": session.title_nl, "title_en": session.title_en}
    form = SessionCopyForm(get_post_data(request), initial=titles)
    if made := save_form(form, copy_session, session, request.user):
        messages.success(request, _("Copied as a draft. Nobody has registered for it."))
        return redirect(made)
    return render(request, "challenges/sessions/session_copy.html", {"session": session, "form": form})


@rom_staff
def session_publish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Publish the session or make it a draft again, as the posted `state` says."""
    session = get_prepared_session(request.user, slug)
    if request.method == "POST":
        if request.POST.get("state") == Session.State.DRAFT:
            call_with_messages(request, lambda: withdraw_session(session, request.user), _("It is a draft again."))
        elif request.POST.get("state") == Session.State.PUBLISHED:
            call_with_messages(
                request, lambda: publish_session(session, request.user), _("Published: everyone sees it now.")
            )
        else:
            messages.error(request, _("A session knows no such state."))
    return redirect(session)


@rom_staff
def session_owners(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = CoOwnerForm(get_post_data(request))
    if form.is_valid() and call_or_add_errors(form, lambda: _save_session_owner(request, session, form)):
        if Session.objects.owned_by(request.user).filter(pk=session.pk).exists():
            return redirect("challenges:session_owners", session.slug)
        return redirect("challenges:staff_dashboard")
    context = {
        "session": session,
        "form": form,
        "co_owners": [rom for rom in list_owner_roms(session) if rom != session.rom],
        "can_share": can_share_ownership(request.user, session),
    }
    return render(request, "challenges/sessions/session_owners.html", context)


def _save_session_owner(request: SignedInRequest, session: Session, form: CoOwnerForm) -> bool:
    rom = form.cleaned_data["rom"]
    if form.cleaned_data["leave"]:
        unshare_session(session, rom, request.user)
        messages.success(request, _("%(rom)s does not own it any more.") % {"rom": rom})
    else:
        share_session(session, rom, request.user)
        messages.success(request, _("%(rom)s owns it too from now on.") % {"rom": rom})
    return True


def save_part(
    request: SignedInRequest, form: VersionedForm, save: Callable[..., int], session: Session, done: str, **kwargs: Any
) -> bool:
    """Save a part of a session, and report how many planned meetings were deleted with what was removed."""
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
def session_rooms(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = RoomsForm(get_post_data(request), session=session)
    if save_part(request, form, save_room_layout, session, _("Your changes have been saved.")):
        return redirect("challenges:session_rooms", session.slug)
    return render(request, "challenges/sessions/session_rooms.html", {"session": session, "form": form})


@rom_staff
def session_slots(request: SignedInRequest, slug: str) -> HttpResponse:
    """Edit the time slots. The button `lay_out` replaces all slots by a new layout."""
    session = get_prepared_session(request.user, slug)
    data, is_layout = get_post_data(request), "lay_out" in request.POST
    form = SlotsForm(None if is_layout else data, session=session)
    layout = SlotLayoutForm(data if is_layout else None, session=session)
    sent = layout if is_layout else form
    done = (
        _("The time slots are laid out. Change single ones below.") if is_layout else _("Your changes have been saved.")
    )
    if save_part(request, sent, save_time_slots, session, done, go_ahead="go_ahead" in request.POST):
        return redirect("challenges:session_slots", session.slug)
    context = {"session": session, "form": form, "layout": layout, "wrong": sent}
    context |= {"talks": Meeting.objects.filter(plan__session=session).count(), "shown": get_published_plan(session)}
    return render(request, "challenges/sessions/session_slots.html", context)


@rom_staff
def session_programme(request: SignedInRequest, slug: str) -> HttpResponse:
    session = get_prepared_session(request.user, slug)
    form = ProgrammeForm(get_post_data(request), session=session)
    if save_form(form, save_programme, session, request.user):
        messages.success(request, _("Your changes have been saved."))
        return redirect("challenges:session_programme", session.slug)
    return render(request, "challenges/sessions/session_programme.html", {"session": session, "form": form})


@rom_staff
def session_pitches(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the pitches and add one; `q` and `own` in the query string search the challenges."""
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
        removed = call_with_messages(
            request, lambda: remove_pitch(pitch, request.user), _("It is pitched here no more.")
        )
        if removed is None:
            return redirect("challenges:pitch_edit", slug, number)
        show_removed_meetings(request, 0 if removed is True else removed)
        return redirect("challenges:session_pitches", slug)
    if save_form(form, update_pitch, pitch, request.user):
        messages.success(request, _("Your changes have been saved."))
        return redirect("challenges:session_pitches", slug)
    context = {
        "session": pitch.session,
        "pitch": pitch,
        "form": form,
        "talks": Meeting.objects.filter(pitch=pitch).count(),
    }
    return render(request, "challenges/sessions/pitch_edit.html", context)
