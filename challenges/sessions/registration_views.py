"""Registrations as the organiser of a session sees and decides them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.sessions.models import Session
from challenges.sessions.own_registration import build_registration_log
from challenges.sessions.permissions import get_organised_session
from challenges.sessions.registration_figures import count_registrations, get_session_invitations
from challenges.sessions.registration_filters import (
    LEGENDS,
    RegistrationFilter,
    RegistrationFilterOptions,
    count_registration_facets,
)
from challenges.sessions.registration_forms import (
    AttendeesForm,
    CapacityForm,
    RegistrationReasonForm,
    SessionInviteForm,
    WaitingPlaceForm,
    WithdrawInvitationForm,
)
from challenges.sessions.registration_labels import get_registration_chip
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_table import build_registrations_table, order_registrations
from challenges.sessions.registration_workflow import ORGANISER, RegistrationAction, list_registration_actions
from challenges.sessions.registrations.groups import change_registration_group
from challenges.sessions.registrations.invitations import invite_to_session, withdraw_session_invitation
from challenges.sessions.registrations.services import (
    change_registration_state,
    move_in_waiting_list,
    set_session_capacity,
)
from companies.profiles.models import Company
from portal.core.forms import call_or_add_errors, call_with_messages, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.search.filters import build_facets, get_counted_page, list_active_filters

HEAVY = tuple(f"company__{name}" for name in Company.LONG_FIELDS)
APPROVED = gettext_lazy("Approved. The company is told.")
DONE = {
    RegistrationAction.REFUSE: gettext_lazy("Refused. The company reads why."),
    RegistrationAction.CANCEL: gettext_lazy("Cancelled. The company reads why; its seats go to the next."),
    RegistrationAction.REORDER: gettext_lazy("The place on the waiting list is changed."),
}


@rom_staff
def registration_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """All of a session, by state; with ?format=xlsx or csv as a file. Posting sets the seats, invites, or takes that
    back."""
    session = get_organised_session(request.user, slug)
    if request.method == "POST" and (answer := _handle_list_post(request, session)):
        return answer
    registrations = Registration.objects.visible_to(request.user).filter(session=session)
    filterset = RegistrationFilter(request.GET, registrations, RegistrationFilterOptions())
    found = order_registrations(filterset.qs).select_related("company").defer(*HEAVY)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        return _build_table_response(session, found, kind)
    counts = count_registration_facets(filterset)
    page = get_counted_page(found, request, counts)
    capacity, invite = _build_list_forms(request, session)
    context = {
        "session": session,
        "filterset": filterset,
        "facets": build_facets(filterset, counts, LEGENDS),
        "active": list_active_filters(filterset, request.GET),
        "page": page,
        "rows": [(row, get_registration_chip(row)) for row in page],
        "is_empty": not any(counts["state"].values()),
        "figures": count_registrations(session),
        "capacity": capacity,
        "invite": invite,
        "invited": get_session_invitations(session) if invite else [],
    }
    return render(request, "challenges/sessions/registration_list.html", context)


def _build_table_response(session: Session, found: Any, kind: str) -> HttpResponse:
    response = HttpResponse(
        build_table_file(build_registrations_table(found.prefetch_related("attendees")), kind),
        content_type=CONTENT_TYPES[kind],
    )
    response["Content-Disposition"] = f'attachment; filename="{session.slug}.{kind}"'
    return response


def _build_list_forms(request: SignedInRequest, session: Session) -> tuple[CapacityForm, SessionInviteForm | None]:
    """With what was typed, where one of them was sent and could not be done."""
    sent = getattr(request, "sent_form", None)
    capacity = sent if isinstance(sent, CapacityForm) else CapacityForm(initial={"capacity": session.capacity})
    if session.entry != Session.Entry.INVITED:
        return capacity, None
    return capacity, sent if isinstance(sent, SessionInviteForm) else SessionInviteForm()


def _handle_list_post(request: SignedInRequest, session: Session) -> HttpResponse | None:
    """None where the form goes back with what was typed."""
    if "take_back" in request.POST:
        _withdraw_posted_invitation(request, session)
        return redirect(reverse("challenges:registration_list", args=[session.slug]) + "#invite")
    form: CapacityForm | SessionInviteForm
    if "company" in request.POST:
        form = SessionInviteForm(request.POST)
        done = save_form(form, invite_to_session, request.user, session) is not None
        text = _("Invited. The company is told.")
    else:
        form = CapacityForm(request.POST)
        done = save_form(form, set_session_capacity, request.user, session) is not None
        text = _("The number of seats is saved.")
    if done:
        messages.success(request, text)
        return redirect("challenges:registration_list", session.slug)
    request.sent_form = form  # type: ignore[attr-defined]
    return None


def _withdraw_posted_invitation(request: SignedInRequest, session: Session) -> None:
    """What came of it is said on the next page."""
    form = WithdrawInvitationForm(request.POST)
    invited = session.invitations.filter(company__slug=form.cleaned_data["take_back"]) if form.is_valid() else ()
    company = next((each.company for each in invited), None)
    if company is None:
        messages.error(request, _("It is not invited (any more)."))
        return
    text = _("%(company)s is not invited any more, and hears of it.") % {"company": company}
    call_with_messages(request, lambda: withdraw_session_invitation(request.user, session, company), text)


@rom_staff
def registration_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One registration: who comes, what the organiser can do now, and all that happened."""
    session = get_organised_session(request.user, slug)
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
        "chip": get_registration_chip(registration),
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
    made: dict[RegistrationAction, Any] = {
        what: RegistrationReasonForm(what)
        for what in (RegistrationAction.REFUSE, RegistrationAction.CANCEL)
        if what in moves
    }
    if RegistrationAction.REORDER in moves:
        made[RegistrationAction.REORDER] = WaitingPlaceForm(RegistrationAction.REORDER)
        made[RegistrationAction.REORDER].initial["place"] = registration.order
    if RegistrationAction.CHANGE in moves:
        most = registration.session.most_people
        made[RegistrationAction.CHANGE] = AttendeesForm(most, people=people, version=registration.version)
    return made


def _apply_detail_action(
    request: SignedInRequest,
    registration: Registration,
    what: RegistrationAction | None,
    forms: dict[RegistrationAction, Any],
) -> bool:
    """Whether it is done, or said on the next page; False where the form goes back with what was typed."""
    user = request.user
    if what == RegistrationAction.APPROVE:
        call_with_messages(
            request,
            lambda: change_registration_state(user, registration, RegistrationAction.APPROVE, ORGANISER),
            str(APPROVED),
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
    messages.success(request, str(DONE.get(what, _("Saved who comes."))))
    return True
