"""The timetables of a session, for its organisers: asked for, watched, stopped, read, and shown to participants."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.sessions.dependents import get_published_plan
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.plan_models import Plan
from challenges.timetables.action_views import handle_plan_action
from challenges.timetables.change_texts import describe_session_changes, list_withdrawn_meetings
from challenges.timetables.conflicts import find_plan_conflicts, load_plan_input, load_plan_inputs
from challenges.timetables.forms import PlanRequestForm, PublishPlanForm
from challenges.timetables.pages import (
    build_plan_rows,
    describe_infeasible_plan,
    find_slots_after_break,
    get_plan_figures,
    list_missed_priorities,
)
from challenges.timetables.permissions import get_prepared_plan
from challenges.timetables.plan_comparison import compare_plans, describe_repair_proof
from challenges.timetables.plan_diff import list_plan_changes
from challenges.timetables.publish_panel import build_publish_panel, get_publication_chip
from challenges.timetables.services import request_plan
from challenges.timetables.tradeoff_texts import describe_minimum, describe_price, get_fewest_meetings
from challenges.timetables.tradeoffs import MinimumTradeoffs, compute_minimum_tradeoffs, price_missed_meeting
from portal.core.forms import call_or_add_errors, parse_row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_scheduling


@rom_staff
def plan_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """costs: in the address, to see what each promise would cost."""
    session = get_prepared_session(request.user, slug)
    plans = list(session.plans.with_counts().select_related("made_by").order_by("-number"))
    newest = plans[0].number if plans else 0
    locks = [(plan.number, plan.locks) for plan in plans if plan.is_made and plan.locks]
    initial = {"after": newest, "keep": locks[0][0] if locks else None}
    form = PlanRequestForm(request.POST if request.method == "POST" else None, initial=initial, locks=locks)
    asked = _request_posted_plan(request, session, form) if request.method == "POST" and form.is_valid() else None
    if asked:
        return redirect("challenges:plan_detail", session.slug, asked.number)
    loaded = load_plan_inputs(session, [plan for plan in plans if plan.is_made])
    shown = get_published_plan(session)
    context = {
        "session": session,
        "form": form,
        "plans": [
            (
                plan,
                describe_session_changes(list_plan_changes(plan, loaded[plan.number])) if plan.is_made else [],
                get_publication_chip(plan, shown),
            )
            for plan in plans
        ],
        "made": [plan for plan in plans if plan.is_made],
        "with_costs": "costs" in request.GET,
        "costs": compute_minimum_tradeoffs(session) if "costs" in request.GET else MinimumTradeoffs([]),
    }
    return render(request, "challenges/timetables/plan_list.html", context)


def _request_posted_plan(request: SignedInRequest, session: Session, form: PlanRequestForm) -> Plan | None:
    wanted = form.cleaned_data
    base = session.plans.filter(number=wanted["keep"]).first() if wanted.get("keep") else None
    floor, after = wanted["floor"], wanted.get("after")
    asked = call_or_add_errors(
        form, lambda: request_plan(session, request.user, floor=floor, after=after, based_on=base)
    )
    if asked is None:
        return None
    plan, is_new = asked
    enqueue_scheduling()
    if not is_new:
        messages.info(request, _("A timetable was being made already: this is it."))
    return plan


@rom_staff
def plan_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """what: the button that was pressed; without one it is to stop."""
    plan = get_prepared_plan(request.user, slug, number)
    show = handle_plan_action(request, plan, request.POST.get("what", "")) if request.method == "POST" else None
    if request.method == "POST" and show is None:
        return redirect("challenges:plan_detail", slug, number)
    if plan.is_at_work and settings.PLANS_IN_A_THREAD:
        enqueue_scheduling()  # where nobody is at it any more; no worker looks by itself
        plan.refresh_from_db()
    session: Session = plan.session
    slots = list(session.slots.order_by("starts_at"))
    context = {
        "session": session,
        "plan": plan,
        "figures": get_plan_figures(plan),
        "slots": [(slot, slot.pk in find_slots_after_break(slots)) for slot in slots],
        "clash": describe_infeasible_plan(plan, slots) if plan.failure else [],
    }
    if plan.is_made:
        loaded, shown = load_plan_input(plan), get_published_plan(session)
        context |= {
            "rows": build_plan_rows(plan, slots),
            "missed": list_missed_priorities(plan, slots),
            "changed": describe_session_changes(list_plan_changes(plan, loaded)),
            "announce": build_publish_panel(plan, find_plan_conflicts(plan, loaded).number),
            "form": show,
            "show": show or PublishPlanForm(initial={"remarks_until": shown.remarks_until} if shown else None),
            "difference": compare_plans(plan.based_on, plan) if plan.based_on else None,
            "proof": describe_repair_proof(plan),
            "remarks": list(plan.remarks.select_related("registration__company", "handled_by")),
            "left": list_withdrawn_meetings(plan),
            "floor": describe_minimum(plan, session.least_meetings),
            "fewest": get_fewest_meetings(plan),
            "priced": _price_requested_meeting(request, plan),
        }
    return render(request, "challenges/timetables/plan_detail.html", context)


def _price_requested_meeting(request: SignedInRequest, plan: Plan) -> tuple[str, str]:
    """What the address asks the price of, as `registration-pitch`, and the answer; empty where it asks nothing."""
    asked = request.GET.get("price", "")
    numbers = [parse_row_number(each) for each in asked.split("-")]
    if len(numbers) != 2 or None in numbers:
        return "", ""
    registration, pitch = (number or 0 for number in numbers)
    return asked, describe_price(price_missed_meeting(plan, registration, pitch))
