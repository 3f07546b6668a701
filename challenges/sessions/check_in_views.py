"""The day itself: the list at the door on paper, and letting people in with a phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.permissions import get_organised_session
from challenges.sessions.registration_figures import count_check_ins
from challenges.sessions.registration_forms import EntryCodeForm, WalkInForm
from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registrations.check_in import (
    check_in_attendee,
    close_check_in,
    register_walk_in,
    undo_check_in,
)
from companies.profiles.models import Company
from portal.core.forms import call_with_messages, parse_row_number, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.ui.dates import format_time

LATEST = 10


@rom_staff
def check_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """A code lets somebody in; a mistake is undone; who came without registering is added."""
    session = get_organised_session(request.user, slug)
    what = request.POST.get("what", "")
    code = EntryCodeForm(request.POST if what == "code" else None, initial={"code": request.GET.get("code", "")[:20]})
    walk_in = WalkInForm(request.POST if what == "walk_in" else None, auto_id="walk_in_%s")
    if found := save_form(code, check_in_attendee, request.user, session):
        values = {"name": found.name, "company": found.registration.company, "time": format_time(found.checked_in_at)}
        messages.success(request, _("%(name)s of %(company)s is in, since %(time)s.") % values)
        return redirect("challenges:check_in", slug)
    if save_form(walk_in, register_walk_in, request.user, session):
        data = walk_in.service_kwargs()
        names = ", ".join(person.name for person in data["people"])
        messages.success(request, _("%(name)s of %(company)s: in.") % {"name": names, "company": data["company"]})
        return redirect("challenges:check_in", slug)
    if what in {"undo", "close"}:
        _handle_check_in_action(request, slug, what)
        return redirect("challenges:check_in", slug)
    attendees = Attendee.objects.visible_to(request.user).filter(registration__session=session, attended=True)
    context = {
        "session": session,
        "door": count_check_ins(session),
        "code": code,
        "walk_in": walk_in,
        "latest": attendees.select_related("registration__company").order_by("-checked_in_at", "-pk")[:LATEST],
        "has_begun": session.starts_at <= timezone.now(),
    }
    return render(request, "challenges/sessions/check_in.html", context)


def _handle_check_in_action(request: SignedInRequest, slug: str, what: str) -> None:
    session = get_organised_session(request.user, slug)
    if what == "close":
        absent = call_with_messages(request, lambda: close_check_in(request.user, session) + 1)
        if absent:
            number = int(absent) - 1
            text = ngettext("%(count)d person is noted as absent.", "%(count)d people are noted as absent.", number)
            messages.success(request, text % {"count": number})
        return
    rows = Attendee.objects.visible_to(request.user).filter(registration__session=session)
    attendee = get_object_or_404(rows.select_related("registration"), pk=parse_row_number(request.POST.get("attendee")))
    call_with_messages(request, lambda: undo_check_in(request.user, attendee), _("Undone: not checked in."))


@rom_staff
def check_in_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """For paper: who has a seat, by company, with a box to tick."""
    session = get_organised_session(request.user, slug)
    rows = Registration.objects.visible_to(request.user).confirmed().filter(session=session)
    rows = rows.select_related("company").defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
    context = {
        "session": session,
        "rows": rows.prefetch_related("attendees").order_by("company__name", "pk"),
        "door": count_check_ins(session),
    }
    return render(request, "challenges/sessions/check_in_list.html", context)
