"""The timetables of a session, for its organisers: asked for, watched, stopped and read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.forms_plans import PlanForm
from challenges.models import Plan, Session
from challenges.permissions import get_plan, get_prepared_session
from challenges.presenters.sessions.plans import breaks_before, clash_of, figures_of, missed_of, rows_of
from challenges.services.sessions.planning import ask_for_plan, ask_to_stop, floors_of
from portal.forms import attempt, told
from portal.policy import SignedInRequest, rom_staff
from portal.queue import make_plans


@rom_staff
def plan_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """costs: in the address, to see what each promise would cost."""
    session = get_prepared_session(request.user, slug)
    plans = list(session.plans.select_related("made_by"))
    newest = plans[0].number if plans else 0
    form = PlanForm(request.POST if request.method == "POST" else None, initial={"after": newest})
    asked = _ask(request, session, form) if request.method == "POST" and form.is_valid() else None
    if asked:
        return redirect("challenges:plan_detail", session.slug, asked.number)
    context = {
        "session": session,
        "form": form,
        "plans": plans,
        "with_costs": "costs" in request.GET,
        "floors": floors_of(session) if "costs" in request.GET else [],
    }
    return render(request, "challenges/plan_list.html", context)


def _ask(request: SignedInRequest, session: Session, form: PlanForm) -> Plan | None:
    wanted = form.cleaned_data
    asked = attempt(form, lambda: ask_for_plan(session, request.user, floor=wanted["floor"], after=wanted.get("after")))
    if asked is None:
        return None
    plan, is_new = asked
    make_plans()
    if not is_new:
        messages.info(request, _("A timetable was being made already: this is it."))
    return plan


@rom_staff
def plan_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    plan = get_plan(request.user, slug, number)
    if request.method == "POST":
        told(
            request,
            lambda: ask_to_stop(plan, request.user),
            _("It stops as soon as it can, and keeps the best so far."),
        )
        return redirect("challenges:plan_detail", slug, number)
    session: Session = plan.session
    slots = list(session.slots.order_by("starts_at"))
    context = {
        "session": session,
        "plan": plan,
        "figures": figures_of(plan),
        "slots": [(slot, slot.pk in breaks_before(slots)) for slot in slots],
        "rows": rows_of(plan, slots) if plan.is_made else [],
        "missed": missed_of(plan, slots) if plan.is_made else [],
        "clash": clash_of(plan, slots) if plan.failure else [],
    }
    return render(request, "challenges/plan_detail.html", context)
