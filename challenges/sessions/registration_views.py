"""Registrations as the organiser of a session sees and decides them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.sessions.models import Session
from challenges.sessions.own_registration import log_of
from challenges.sessions.permissions import get_own_session
from challenges.sessions.registration_figures import figures_of, invitations_of
from challenges.sessions.registration_filters import LEGENDS, Options, RegistrationFilter, count
from challenges.sessions.registration_forms import (
    CapacityForm,
    InviteForm,
    PeopleForm,
    PlaceForm,
    ReasonForm,
    TakeBackForm,
)
from challenges.sessions.registration_labels import chip_of
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_table import in_order, table_of
from challenges.sessions.registration_workflow import ORGANISER, What, moves_for
from challenges.sessions.registrations import invitations
from challenges.sessions.registrations.capacity import set_capacity
from challenges.sessions.registrations.groups import change_group
from challenges.sessions.registrations.invitations import take_back
from challenges.sessions.registrations.transitions import move, reorder
from companies.profiles.models import Company
from portal.core.forms import attempt, told
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, written_table
from portal.search.facets import active_filters, facets_of
from portal.search.pagination import page_of

HEAVY = tuple(f"company__{name}" for name in Company.LONG_FIELDS)
APPROVED = gettext_lazy("Approved. The company is told.")
DONE = {
    What.REFUSE: gettext_lazy("Refused. The company reads why."),
    What.CANCEL: gettext_lazy("Cancelled. The company reads why; its seats go to the next."),
    What.REORDER: gettext_lazy("The place on the waiting list is changed."),
}


@rom_staff
def registration_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """All of a session, by state; with ?format=xlsx or csv as a file. Posting sets the seats, invites, or takes that
    back."""
    session = get_own_session(request.user, slug)
    if request.method == "POST" and (answer := _posted(request, session)):
        return answer
    registrations = Registration.objects.visible_to(request.user).filter(session=session)
    filterset = RegistrationFilter(request.GET, registrations, Options())
    found = in_order(filterset.qs).select_related("company").defer(*HEAVY)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        return _file(session, found, kind)
    counts = count(filterset)
    page = page_of(found, request, counts)
    capacity, invite = _forms(request, session)
    context = {
        "session": session,
        "filterset": filterset,
        "facets": facets_of(filterset, counts, LEGENDS),
        "active": active_filters(filterset, request.GET),
        "page": page,
        "rows": [(row, chip_of(row)) for row in page],
        "is_empty": not any(counts["state"].values()),
        "figures": figures_of(session),
        "capacity": capacity,
        "invite": invite,
        "invited": invitations_of(session) if invite else [],
    }
    return render(request, "challenges/registration_list.html", context)


def _file(session: Session, found: Any, kind: str) -> HttpResponse:
    response = HttpResponse(
        written_table(table_of(found.prefetch_related("attendees")), kind), content_type=CONTENT_TYPES[kind]
    )
    response["Content-Disposition"] = f'attachment; filename="{session.slug}.{kind}"'
    return response


def _forms(request: SignedInRequest, session: Session) -> tuple[CapacityForm, InviteForm | None]:
    """With what was typed, where one of them was sent and could not be done."""
    sent = getattr(request, "sent_form", None)
    capacity = sent if isinstance(sent, CapacityForm) else CapacityForm(initial={"capacity": session.capacity})
    if session.entry != Session.Entry.INVITED:
        return capacity, None
    return capacity, sent if isinstance(sent, InviteForm) else InviteForm()


def _posted(request: SignedInRequest, session: Session) -> HttpResponse | None:
    """None where the form goes back with what was typed."""
    if "take_back" in request.POST:
        _take_back(request, session)
        return redirect(reverse("challenges:registration_list", args=[session.slug]) + "#invite")
    form: CapacityForm | InviteForm
    if "company" in request.POST:
        form = InviteForm(request.POST)
        done = form.is_valid() and attempt(
            form, lambda: invitations.invite(request.user, session, form.cleaned_data["company"])
        )
        text = _("Invited. The company is told.")
    else:
        form = CapacityForm(request.POST)
        done = form.is_valid() and (
            attempt(form, lambda: set_capacity(request.user, session, form.cleaned_data["capacity"])) is not None
        )
        text = _("The number of seats is saved.")
    if done:
        messages.success(request, text)
        return redirect("challenges:registration_list", session.slug)
    request.sent_form = form  # type: ignore[attr-defined]
    return None


def _take_back(request: SignedInRequest, session: Session) -> None:
    """What came of it is said on the next page."""
    form = TakeBackForm(request.POST)
    invited = session.invitations.filter(company__slug=form.cleaned_data["take_back"]) if form.is_valid() else ()
    company = next((each.company for each in invited), None)
    if company is None:
        messages.error(request, _("It is not invited (any more)."))
        return
    text = _("%(company)s is not invited any more, and hears of it.") % {"company": company}
    told(request, lambda: take_back(request.user, session, company), text)


@rom_staff
def registration_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One registration: who comes, what the organiser can do now, and all that happened."""
    session = get_own_session(request.user, slug)
    rows = Registration.objects.visible_to(request.user).filter(session=session).select_related("company")
    registration = get_object_or_404(rows, pk=number)
    registration.session = session
    people = list(registration.attendees.order_by("pk"))
    moves = moves_for(registration.state, ORGANISER)
    forms = _detail_forms(registration, people, moves)
    what = next((each for each in What if each == request.POST.get("what")), None)
    if request.method == "POST" and _do(request, registration, what, forms):
        return redirect("challenges:registration_detail", slug, number)
    steps = list(registration.steps.order_by("at", "pk"))
    for step in steps:
        step.registration = registration
    context = {
        "session": session,
        "registration": registration,
        "chip": chip_of(registration),
        "people": people,
        "can_approve": What.APPROVE in moves,
        "ends": [(each, forms[each]) for each in (What.REFUSE, What.REORDER, What.CANCEL) if each in forms],
        "group": forms.get(What.CHANGE),
        "posted": what,
        "log": log_of(steps),
    }
    return render(request, "challenges/registration_detail.html", context)


def _detail_forms(registration: Registration, people: list[Any], moves: list[What]) -> dict[What, Any]:
    made: dict[What, Any] = {what: ReasonForm(what) for what in (What.REFUSE, What.CANCEL) if what in moves}
    if What.REORDER in moves:
        made[What.REORDER] = PlaceForm(What.REORDER)
        made[What.REORDER].initial["place"] = registration.order
    if What.CHANGE in moves:
        most = registration.session.most_people
        made[What.CHANGE] = PeopleForm(most, people=people, version=registration.version)
    return made


def _do(request: SignedInRequest, registration: Registration, what: What | None, forms: dict[What, Any]) -> bool:
    """Whether it is done, or said on the next page; False where the form goes back with what was typed."""
    user = request.user
    if what == What.APPROVE:
        told(request, lambda: move(user, registration, What.APPROVE, ORGANISER), str(APPROVED))
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
        What.REORDER: lambda: reorder(user, registration, data["place"], data["reason"]),
        What.CHANGE: lambda: change_group(user, registration, ORGANISER, form.people(), version=data["version"]),
    }.get(what, lambda: move(user, registration, what, ORGANISER, data["reason"]))
    if attempt(form, write) is None:
        return False
    messages.success(request, str(DONE.get(what, _("Saved who comes."))))
    return True
