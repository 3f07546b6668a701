"""Pages about registrations: those of companies, those of organisers, and check-in on the day."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.sessions.filters import (
    LEGENDS,
    RegistrationFilter,
    RegistrationFilterOptions,
    count_registration_facets,
)
from challenges.sessions.models import Session
from challenges.sessions.permissions import (
    can_see_own_plan,
    get_attendee,
    get_prepared_session,
    get_registrable_session,
)
from challenges.sessions.registration_forms import (
    AttendeesForm,
    CapacityForm,
    EntryCodeForm,
    RegistrationReasonForm,
    SessionInviteForm,
    WaitingPlaceForm,
    WalkInForm,
    WithdrawInvitationForm,
)
from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registration_pages import (
    OwnRegistration,
    build_qr_code,
    build_registration_log,
    build_registrations_table,
    count_check_ins,
    count_registrations,
    get_latest_registration,
    get_registration_chip,
    get_session_invitations,
    order_registrations,
)
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.check_in import (
    check_in_attendee,
    close_check_in,
    register_walk_in,
    undo_check_in,
)
from challenges.sessions.registrations.services import (
    change_registration_group,
    change_registration_state,
    explain_registration_refusal,
    invite_to_session,
    move_in_waiting_list,
    register_company,
    set_session_capacity,
    withdraw_session_invitation,
)
from challenges.sessions.workflow import (
    COMPANY,
    ORGANISER,
    RegistrationAction,
    RegistrationState,
    list_registration_actions,
)
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from portal.core.forms import call_or_add_errors, call_with_messages, get_post_data, parse_row_number, save_form
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.search.filters import build_facets, get_counted_page, list_active_filters
from portal.ui.dates import format_time

HEAVY = tuple(f"company__{name}" for name in Company.LONG_FIELDS)
LATEST = 10
COMPANY_DONE = {
    RegistrationAction.ACCEPT: gettext_lazy("The seats are yours."),
    RegistrationAction.DECLINE: gettext_lazy("You gave the seats back. They go to the next."),
    RegistrationAction.CANCEL: gettext_lazy("You cancelled. Your seats go to who waits."),
}
ORGANISER_DONE = {
    RegistrationAction.REFUSE: gettext_lazy("Refused. The company reads why."),
    RegistrationAction.CANCEL: gettext_lazy("Cancelled. The company reads why; its seats go to the next."),
    RegistrationAction.REORDER: gettext_lazy("The place on the waiting list is changed."),
}
REGISTERED = {
    RegistrationState.REQUESTED: gettext_lazy("Your registration is received. The organiser says yes or no."),
    RegistrationState.WAITING: gettext_lazy("You are on the waiting list."),
    RegistrationState.CONFIRMED: gettext_lazy("You have your seats."),
}


@company_member
def registration_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the company's registration for a session, or the form to register."""
    company = require_own_company(request.user)
    session = get_registrable_session(request.user, company, slug)
    found, now = get_latest_registration(session, company.pk), timezone.now()
    living = found if found and found.is_living else None
    what = request.POST.get("what", "")
    people = list(living.attendees.order_by("pk")) if living else []
    posted = None if what in COMPANY_DONE else get_post_data(request)
    proposed = people if living else [AttendeeInput(request.user.name, request.user.email)]
    form = AttendeesForm(session.most_people, posted, people=proposed, version=living.version if living else 0)
    if request.method == "POST" and what in COMPANY_DONE:
        _apply_own_action(request, living, RegistrationAction(what))
        return redirect("challenges:registration_own", slug)
    if form.is_valid() and _save_own_registration(request, session, company, living, form):
        return redirect("challenges:registration_own", slug)
    until = session.matched_first_until
    why_not = "" if living else explain_registration_refusal(session, company, now)
    steps = list(found.steps.order_by("at", "pk")) if found else []
    for step in steps:
        step.registration = found
    context = {
        "session": session,
        "company": company,
        "own": OwnRegistration(found, people, steps, now) if found else None,
        "is_living": living is not None,
        "form": form,
        "why_not": why_not,
        "has_own_plan": can_see_own_plan(request.user, session),
        "matched_until": until if until and now < until else None,
    }
    return render(request, "challenges/sessions/registration_own.html", context)


def _apply_own_action(request: SignedInRequest, living: Registration | None, what: RegistrationAction) -> None:
    if living is None:
        messages.error(request, _("There is no registration (any more) to change."))
        return
    call_with_messages(
        request, lambda: change_registration_state(request.user, living, what, COMPANY), str(COMPANY_DONE[what])
    )


def _save_own_registration(
    request: SignedInRequest, session: Session, company: Company, living: Registration | None, form: AttendeesForm
) -> bool:
    """Register the company or change its attendees; put the reason of a refusal on the form."""
    if living and request.POST.get("what") == "change":
        version = form.cleaned_data["version"]
        saved = call_or_add_errors(
            form, lambda: change_registration_group(request.user, living, COMPANY, form.people(), version=version)
        )
        if saved:
            messages.success(request, _("Saved who comes."))
        return saved is not None
    registration = call_or_add_errors(form, lambda: register_company(request.user, session, company, form.people()))
    if registration:
        messages.success(
            request, str(REGISTERED.get(RegistrationState(registration.state), "")) or _("You are registered.")
        )
    return registration is not None


@require_sign_in
def registration_code(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """Show the entry code of one attendee, in letters and as a QR code."""
    attendee = get_attendee(request.user, slug, code)
    door = settings.SITE_URL + reverse("challenges:check_in", args=[slug]) + f"?code={attendee.code}"
    context = {
        "attendee": attendee,
        "session": attendee.registration.session,
        "is_confirmed": attendee.registration.state == RegistrationState.CONFIRMED,
        "qr": build_qr_code(door),
    }
    return render(request, "challenges/sessions/registration_code.html", context)


@rom_staff
def registration_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the registrations of a session, with ?format=xlsx or csv as a file. A POST sets the capacity or changes
    invitations."""
    session = get_prepared_session(request.user, slug)
    capacity, invite = CapacityForm(initial={"capacity": session.capacity}), SessionInviteForm()
    if "take_back" in request.POST:
        _withdraw_posted_invitation(request, session)
        return redirect(reverse("challenges:registration_list", args=[session.slug]) + "#invite")
    if request.method == "POST":
        if "company" in request.POST:
            invite = SessionInviteForm(request.POST)
            saved: object = save_form(invite, invite_to_session, request.user, session)
            text = _("Invited. The company is told.")
        else:
            capacity = CapacityForm(request.POST)
            saved = save_form(capacity, set_session_capacity, request.user, session)
            text = _("The number of seats is saved.")
        if saved is not None:
            messages.success(request, text)
            return redirect("challenges:registration_list", session.slug)
    registrations = Registration.objects.visible_to(request.user).filter(session=session)
    filterset = RegistrationFilter(request.GET, registrations, RegistrationFilterOptions())
    found = order_registrations(filterset.qs).select_related("company").defer(*HEAVY)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        return _build_table_response(session, found, kind)
    counts = count_registration_facets(filterset)
    page = get_counted_page(found, request, counts)
    by_invitation = session.entry == Session.Entry.INVITED
    context = {
        "session": session,
        "filterset": filterset,
        "facets": build_facets(filterset, counts, LEGENDS),
        "active": list_active_filters(filterset, request.GET),
        "page": page,
        "rows": [(row, get_registration_chip(row.state)) for row in page],
        "is_empty": not any(counts["state"].values()),
        "figures": count_registrations(session),
        "capacity": capacity,
        "invite": invite if by_invitation else None,
        "invited": get_session_invitations(session) if by_invitation else [],
    }
    return render(request, "challenges/sessions/registration_list.html", context)


def _build_table_response(session: Session, found: Any, kind: str) -> HttpResponse:
    response = HttpResponse(
        build_table_file(build_registrations_table(found.prefetch_related("attendees")), kind),
        content_type=CONTENT_TYPES[kind],
    )
    response["Content-Disposition"] = f'attachment; filename="{session.slug}.{kind}"'
    return response


def _withdraw_posted_invitation(request: SignedInRequest, session: Session) -> None:
    """Withdraw an invitation, and report the result in a message."""
    form = WithdrawInvitationForm(request.POST)
    invited = session.invitations.filter(company__slug=form.cleaned_data["take_back"]) if form.is_valid() else ()
    company = next((each.company for each in invited), None)
    if company is None:
        messages.error(request, _("It is not invited (any more)."))
        return
    text = _("The invitation to %(company)s has been withdrawn and the company has been notified.") % {
        "company": company
    }
    call_with_messages(request, lambda: withdraw_session_invitation(request.user, session, company), text)


@rom_staff
def registration_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show one registration: its attendees, what the organiser can do now, and its history."""
    session = get_prepared_session(request.user, slug)
    rows = Registration.objects.visible_to(request.user).filter(session=session).select_related("company")
    registration = get_object_or_404(rows, pk=number)
    registration.session = session
    people = list(registration.attendees.order_by("pk"))
    moves = list_registration_actions(registration.state, ORGANISER)
    forms = _build_detail_forms(registration, people, moves)
    what = next((each for each in RegistrationAction if each == request.POST.get("what")), None)
    if request.method == "POST" and _apply_detail_action(request, registration, what, forms):
        return redirect("challenges:registration_detail", slug, number)
    steps = list(registration.steps.order_by("at", "pk"))
    for step in steps:
        step.registration = registration
    context = {
        "session": session,
        "registration": registration,
        "chip": get_registration_chip(registration.state),
        "people": people,
        "can_approve": RegistrationAction.APPROVE in moves,
        "ends": [
            (each, forms[each])
            for each in (RegistrationAction.REFUSE, RegistrationAction.REORDER, RegistrationAction.CANCEL)
            if each in forms
        ],
        "group": forms.get(RegistrationAction.CHANGE),
        "posted": what,
        "log": build_registration_log(steps),
    }
    return render(request, "challenges/sessions/registration_detail.html", context)


def _build_detail_forms(
    registration: Registration, people: list[Any], moves: list[RegistrationAction]
) -> dict[RegistrationAction, Any]:
    forms: dict[RegistrationAction, Any] = {
        what: RegistrationReasonForm(what)
        for what in (RegistrationAction.REFUSE, RegistrationAction.CANCEL)
        if what in moves
    }
    if RegistrationAction.REORDER in moves:
        forms[RegistrationAction.REORDER] = WaitingPlaceForm(RegistrationAction.REORDER)
        forms[RegistrationAction.REORDER].initial["place"] = registration.order
    if RegistrationAction.CHANGE in moves:
        most = registration.session.most_people
        forms[RegistrationAction.CHANGE] = AttendeesForm(most, people=people, version=registration.version)
    return forms


def _apply_detail_action(
    request: SignedInRequest,
    registration: Registration,
    what: RegistrationAction | None,
    forms: dict[RegistrationAction, Any],
) -> bool:
    """Return True if the action is done or refused with a message; False if the form has to be shown again."""
    user = request.user
    if what == RegistrationAction.APPROVE:
        call_with_messages(
            request,
            lambda: change_registration_state(user, registration, RegistrationAction.APPROVE, ORGANISER),
            _("Approved. The company is told."),
        )
        return True
    if what not in forms:
        messages.error(request, _("Nothing was changed: this cannot be done (any more)."))
        return True
    form = forms[what]
    form.data, form.is_bound = request.POST, True
    if not form.is_valid():
        return False
    data = form.cleaned_data
    write = {
        RegistrationAction.REORDER: lambda: move_in_waiting_list(user, registration, data["place"], data["reason"]),
        RegistrationAction.CHANGE: lambda: change_registration_group(
            user, registration, ORGANISER, form.people(), version=data["version"]
        ),
    }.get(what, lambda: change_registration_state(user, registration, what, ORGANISER, data["reason"]))
    if call_or_add_errors(form, write) is None:
        return False
    messages.success(request, str(ORGANISER_DONE.get(what, _("Saved who comes."))))
    return True


@rom_staff
def check_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """Check attendees in by their code, undo a mistake, and add companies that did not register."""
    session = get_prepared_session(request.user, slug)
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
        _handle_check_in_action(request, session, what)
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


def _handle_check_in_action(request: SignedInRequest, session: Session, what: str) -> None:
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
    """Show a printable list of confirmed attendees by company, with a box to tick."""
    session = get_prepared_session(request.user, slug)
    rows = Registration.objects.visible_to(request.user).confirmed().filter(session=session)
    rows = rows.select_related("company").defer(*HEAVY)
    context = {
        "session": session,
        "rows": rows.prefetch_related("attendees").order_by("company__name", "pk"),
        "door": count_check_ins(session),
    }
    return render(request, "challenges/sessions/check_in_list.html", context)
