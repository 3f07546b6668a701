"""Whom one wants to meet: the page of a company, and those of the hosts that somebody speaks for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import (
    can_prepare_session,
    get_confirmed_registration,
    get_represented_pitch,
    get_represented_session,
)
from challenges.timetables.preference_forms import MeetingPreferencesForm
from challenges.timetables.preference_pages import (
    build_company_lines,
    build_host_lines,
    count_companies_heard,
    get_visible_pitches,
    list_preference_tables,
)
from challenges.timetables.preferences import (
    get_preferences_closed_time,
    hash_preferences,
    load_company_preferences,
    load_host_preferences,
    save_company_preferences,
    save_host_preferences,
)
from companies.profiles.permissions import company_member, require_own_company
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@company_member
def wish_company(request: SignedInRequest, slug: str) -> HttpResponse:
    """404 for who has no seat."""
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    pitches = list(get_visible_pitches(registration.session, request.user))
    said = load_company_preferences(registration)
    known, mark = {at: wish for (_row, at), wish in said.items()}, hash_preferences(said)
    names = {pitch.pk: str(pitch.challenge.local("title")) for pitch in pitches}
    form = MeetingPreferencesForm(
        request.POST if request.method == "POST" else None, names=names, known=known, mark=mark
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        call_or_add_errors(form, lambda: save_company_preferences(registration, request.user, form.wanted(), seen=seen))
        if not form.errors:
            messages.success(request, _("Your wishes are saved."))
            return redirect("challenges:wish_company", slug)
        form.show_mark(mark)
    lines = build_company_lines(registration, pitches, form, Vocabulary.load())
    context = {"session": registration.session, "form": form, "lines": lines, "is_host": False}
    context |= {"closed": get_preferences_closed_time(registration.session, timezone.now())}
    return render(request, "challenges/timetables/wish_company.html", context)


@rom_staff
def wish_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """The pitches that this person speaks for; the organiser for all of them."""
    session, pitches = get_represented_session(request.user, slug)
    context = {"session": session, "tables": list_preference_tables(session, pitches)}
    context |= {"closed": get_preferences_closed_time(session, timezone.now())}
    if can_prepare_session(request.user, session):
        context |= {"heard": count_companies_heard(session)}
    return render(request, "challenges/timetables/wish_hosts.html", context)


@rom_staff
def wish_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """404 for who does not speak for it."""
    pitch = get_represented_pitch(request.user, slug, number)
    coming = list(pitch.session.registrations.confirmed().select_related("company"))
    said = load_host_preferences(pitch)
    known, mark = {row: wish for (row, _at), wish in said.items()}, hash_preferences(said)
    names = {each.pk: each.company.name for each in coming}
    form = MeetingPreferencesForm(
        request.POST if request.method == "POST" else None, names=names, known=known, mark=mark
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        call_or_add_errors(form, lambda: save_host_preferences(pitch, request.user, form.wanted(), seen=seen))
        if not form.errors:
            messages.success(request, _("Your wishes are saved."))
            return redirect("challenges:wish_host", slug, number)
        form.show_mark(mark)
    lines = build_host_lines(pitch, coming, form, Vocabulary.load())
    context = {"session": pitch.session, "pitch": pitch, "form": form, "lines": lines, "is_host": True}
    context |= {"closed": get_preferences_closed_time(pitch.session, timezone.now())}
    return render(request, "challenges/timetables/wish_host.html", context)
