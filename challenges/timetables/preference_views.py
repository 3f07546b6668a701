"""Whom one wants to meet: the page of a company, and those of the hosts that somebody speaks for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.permissions import can_prepare, get_coming, get_spoken_pitch, get_spoken_session
from challenges.timetables.preference_forms import WishesForm
from challenges.timetables.preference_pages import (
    companies_heard,
    lines_for_company,
    lines_for_host,
    pitches_seen,
    tables_of,
)
from challenges.timetables.preferences import (
    closed_since,
    mark_of_wishes,
    said_by_company,
    said_by_host,
    say_for_company,
    say_for_host,
)
from companies.profiles.permissions import company_member, company_of_member
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@company_member
def wish_company(request: SignedInRequest, slug: str) -> HttpResponse:
    """404 for who has no seat."""
    registration = get_coming(request.user, company_of_member(request.user), slug)
    pitches = list(pitches_seen(registration.session, request.user))
    said = said_by_company(registration)
    known, mark = {at: wish for (_row, at), wish in said.items()}, mark_of_wishes(said)
    names = {pitch.pk: str(pitch.challenge.local("title")) for pitch in pitches}
    form = WishesForm(request.POST if request.method == "POST" else None, names=names, known=known, mark=mark)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        attempt(form, lambda: say_for_company(registration, request.user, form.wanted(), seen=seen))
        if not form.errors:
            messages.success(request, _("Your wishes are saved."))
            return redirect("challenges:wish_company", slug)
        form.show_mark(mark)
    lines = lines_for_company(registration, pitches, form, Vocabulary.load())
    context = {"session": registration.session, "form": form, "lines": lines, "is_host": False}
    context |= {"closed": closed_since(registration.session, timezone.now())}
    return render(request, "challenges/wish_company.html", context)


@rom_staff
def wish_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """The pitches that this person speaks for; the organiser for all of them."""
    session, pitches = get_spoken_session(request.user, slug)
    context = {"session": session, "tables": tables_of(session, pitches)}
    context |= {"closed": closed_since(session, timezone.now())}
    if can_prepare(request.user, session):
        context |= {"heard": companies_heard(session)}
    return render(request, "challenges/wish_hosts.html", context)


@rom_staff
def wish_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """404 for who does not speak for it."""
    pitch = get_spoken_pitch(request.user, slug, number)
    coming = list(pitch.session.registrations.confirmed().select_related("company"))
    said = said_by_host(pitch)
    known, mark = {row: wish for (row, _at), wish in said.items()}, mark_of_wishes(said)
    names = {each.pk: each.company.name for each in coming}
    form = WishesForm(request.POST if request.method == "POST" else None, names=names, known=known, mark=mark)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        attempt(form, lambda: say_for_host(pitch, request.user, form.wanted(), seen=seen))
        if not form.errors:
            messages.success(request, _("Your wishes are saved."))
            return redirect("challenges:wish_host", slug, number)
        form.show_mark(mark)
    lines = lines_for_host(pitch, coming, form, Vocabulary.load())
    context = {"session": pitch.session, "pitch": pitch, "form": form, "lines": lines, "is_host": True}
    context |= {"closed": closed_since(pitch.session, timezone.now())}
    return render(request, "challenges/wish_host.html", context)
