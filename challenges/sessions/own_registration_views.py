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
from challenges.sessions.own_registration import OwnRegistration, get_latest_registration
from challenges.sessions.permissions import can_see_own_plan, get_attendee, get_registrable_session
from challenges.sessions.qr_code import build_qr_code
from challenges.sessions.registration_forms import AttendeesForm
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import COMPANY, RegistrationAction, RegistrationState
from challenges.sessions.registrations.groups import change_registration_group
from challenges.sessions.registrations.people import AttendeeInput
from challenges.sessions.registrations.services import (
    change_registration_state,
    explain_registration_refusal,
    register_company,
)
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from portal.core.forms import call_or_add_errors, call_with_messages, get_post_data
from portal.core.policy import SignedInRequest, require_sign_in

DONE = {
    RegistrationAction.ACCEPT: gettext_lazy("The seats are yours."),
    RegistrationAction.DECLINE: gettext_lazy("You gave the seats back. They go to the next."),
    RegistrationAction.CANCEL: gettext_lazy("You cancelled. Your seats go to who waits."),
}
REGISTERED = {
    RegistrationState.REQUESTED: gettext_lazy("Your registration is received. The organiser says yes or no."),
    RegistrationState.WAITING: gettext_lazy("You are on the waiting list."),
    RegistrationState.CONFIRMED: gettext_lazy("You have your seats."),
}


@company_member
def registration_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """The company's registration for a session, or the form to register."""
    company = require_own_company(request.user)
    session = get_registrable_session(request.user, company, slug)
    found, now = get_latest_registration(session, company.pk), timezone.now()
    living = found if found and found.is_living else None
    what = request.POST.get("what", "")
    people = list(living.attendees.order_by("pk")) if living else []
    posted = None if what in DONE else get_post_data(request)
    proposed = people if living else [AttendeeInput(request.user.name, request.user.email)]
    form = AttendeesForm(session.most_people, posted, people=proposed, version=living.version if living else 0)
    if request.method == "POST" and what in DONE:
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
    call_with_messages(request, lambda: change_registration_state(request.user, living, what, COMPANY), str(DONE[what]))


def _save_own_registration(
    request: SignedInRequest, session: Session, company: Company, living: Registration | None, form: AttendeesForm
) -> bool:
    """Register, or change who comes; the reason why not stands on the form."""
    if living and request.POST.get("what") == "change":
        version = form.cleaned_data["version"]
        saved = call_or_add_errors(
            form, lambda: change_registration_group(request.user, living, COMPANY, form.people(), version=version)
        )
        if saved:
            messages.success(request, _("Saved who comes."))
        return saved is not None
    made = call_or_add_errors(form, lambda: register_company(request.user, session, company, form.people()))
    if made:
        messages.success(request, str(REGISTERED.get(RegistrationState(made.state), "")) or _("You are registered."))
    return made is not None


@require_sign_in
def registration_code(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """One person's page for the day: the code, in letters and for a phone."""
    attendee = get_attendee(request.user, slug, code)
    door = settings.SITE_URL + reverse("challenges:check_in", args=[slug]) + f"?code={attendee.code}"
    context = {
        "attendee": attendee,
        "session": attendee.registration.session,
        "is_confirmed": attendee.registration.state == RegistrationState.CONFIRMED,
        "qr": build_qr_code(door),
    }
    return render(request, "challenges/sessions/registration_code.html", context)
