"""What a company sees and does of its own seats, and the page of one person with the code at the door."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.sessions.models import Session
from challenges.sessions.own_registration import Own, latest
from challenges.sessions.permissions import get_attendee, get_session_to_register_for
from challenges.sessions.qr_code import qr
from challenges.sessions.registration_forms import PeopleForm
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import COMPANY, State, What
from challenges.sessions.registrations import services as registrations_services
from challenges.sessions.registrations.groups import change_group
from challenges.sessions.registrations.people import Person
from challenges.sessions.registrations.services import register
from challenges.sessions.registrations.transitions import move
from challenges.timetables.permissions import has_own_plan
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, company_of_member
from portal.core.forms import attempt, told
from portal.core.policy import SignedInRequest, signed_in

DONE = {
    What.ACCEPT: gettext_lazy("The seats are yours."),
    What.DECLINE: gettext_lazy("You gave the seats back. They go to the next."),
    What.CANCEL: gettext_lazy("You cancelled. Your seats go to who waits."),
}
REGISTERED = {
    State.REQUESTED: gettext_lazy("Your registration is received. The organiser says yes or no."),
    State.WAITING: gettext_lazy("You are on the waiting list."),
    State.CONFIRMED: gettext_lazy("You have your seats."),
}


@company_member
def registration_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """The company's registration for a session, or the form to register."""
    company = company_of_member(request.user)
    session = get_session_to_register_for(request.user, company, slug)
    found, now = latest(session, company.pk), timezone.now()
    living = found if found and found.is_living else None
    what = request.POST.get("what", "")
    people = list(living.attendees.order_by("pk")) if living else []
    posted = request.POST if request.method == "POST" and what not in DONE else None
    proposed = people if living else [Person(request.user.name, request.user.email)]
    form = PeopleForm(session.most_people, posted, people=proposed, version=living.version if living else 0)
    if request.method == "POST" and what in DONE:
        _press(request, living, What(what))
        return redirect("challenges:registration_own", slug)
    if request.method == "POST" and form.is_valid() and _save(request, session, company, living, form):
        return redirect("challenges:registration_own", slug)
    until = session.matched_first_until
    why_not = "" if living else registrations_services.why_not(session, company, now)
    steps = list(found.steps.order_by("at", "pk")) if found else []
    for step in steps:
        step.registration = found
    context = {
        "session": session,
        "company": company,
        "own": Own(found, people, steps, now) if found else None,
        "is_living": living is not None,
        "form": form,
        "why_not": why_not,
        "has_own_plan": has_own_plan(request.user, session),
        "matched_until": until if until and now < until else None,
    }
    return render(request, "challenges/registration_own.html", context)


def _press(request: SignedInRequest, living: Registration | None, what: What) -> None:
    if living is None:
        messages.error(request, _("There is no registration (any more) to change."))
        return
    told(request, lambda: move(request.user, living, what, COMPANY), str(DONE[what]))


def _save(
    request: SignedInRequest, session: Session, company: Company, living: Registration | None, form: PeopleForm
) -> bool:
    """Register, or change who comes; the reason why not stands on the form."""
    if living and request.POST.get("what") == "change":
        version = form.cleaned_data["version"]
        saved = attempt(form, lambda: change_group(request.user, living, COMPANY, form.people(), version=version))
        if saved:
            messages.success(request, _("Saved who comes."))
        return saved is not None
    made = attempt(form, lambda: register(request.user, session, company, form.people()))
    if made:
        messages.success(request, str(REGISTERED.get(State(made.state), "")) or _("You are registered."))
    return made is not None


@signed_in
def registration_code(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """One person's page for the day: the code, in letters and for a phone."""
    attendee = get_attendee(request.user, slug, code)
    door = settings.SITE_URL + reverse("challenges:check_in", args=[slug]) + f"?code={attendee.code}"
    context = {
        "attendee": attendee,
        "session": attendee.registration.session,
        "is_confirmed": attendee.registration.state == State.CONFIRMED,
        "qr": qr(door),
    }
    return render(request, "challenges/registration_code.html", context)
