"""Let companies and table hosts enter with whom they want to meet."""

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
from challenges.timetables.forms import MeetingPreferencesForm
from challenges.timetables.pages.preferences import (
    build_company_lines,
    build_host_lines,
    count_companies_heard,
    count_host_preferences,
    select_visible_pitches,
)
from challenges.timetables.services.preferences import (
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
    """Show and save the preferences of the reader's company; 404 without a confirmed registration."""
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    pitches = list(select_visible_pitches(registration.session, request.user))
    preferences = load_company_preferences(registration)
    known, mark = {pitch: wish for (_registration, pitch), wish in preferences.items()}, hash_preferences(preferences)
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
    context = {
        "session": registration.session,
        "form": form,
        "lines": build_company_lines(registration, pitches, form, Vocabulary.load()),
        "closed": get_preferences_closed_time(registration.session, timezone.now()),
    }
    return render(request, "challenges/timetables/wish_company.html", context)


@rom_staff
def wish_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the pitches for which the reader speaks, with how many preferences each host has; organisers see all."""
    session, pitches = get_represented_session(request.user, slug)
    context = {
        "session": session,
        "pitches": count_host_preferences(session, pitches),
        "closed": get_preferences_closed_time(session, timezone.now()),
    }
    if can_prepare_session(request.user, session):
        context["heard"] = count_companies_heard(session)
    return render(request, "challenges/timetables/wish_hosts.html", context)


@rom_staff
def wish_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show and save the preferences of one host for whom the reader speaks; 404 for others."""
    pitch = get_represented_pitch(request.user, slug, number)
    coming = list(pitch.session.registrations.confirmed().select_related("company"))
    preferences = load_host_preferences(pitch)
    known, mark = {company: wish for (company, _pitch), wish in preferences.items()}, hash_preferences(preferences)
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
    context = {
        "session": pitch.session,
        "pitch": pitch,
        "form": form,
        "lines": build_host_lines(pitch, coming, form, Vocabulary.load()),
        "closed": get_preferences_closed_time(pitch.session, timezone.now()),
    }
    return render(request, "challenges/timetables/wish_host.html", context)
