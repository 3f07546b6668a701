"""The timetables of a session, for its organisers: asked for, watched, stopped, read, and shown to participants.

The buttons on the page of a timetable: stop, show, make final, and a remark that was seen to.

Two versions of a timetable beside each other.

Something changed since a timetable was made: what does not hold any more, and a repair asked for.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.dependents import get_published_plan
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.plan_models import Plan
from challenges.timetables.forms import PlanComparisonForm, PlanRequestForm, PublishPlanForm
from challenges.timetables.models import Remark
from challenges.timetables.pages.changes import describe_session_changes, list_plan_conflicts, list_withdrawn_meetings
from challenges.timetables.pages.comparison import compare_plans, describe_repair_proof
from challenges.timetables.pages.plans import (
    build_plan_rows,
    build_publish_panel,
    describe_infeasible_plan,
    describe_minimum,
    describe_price,
    find_slots_after_break,
    get_fewest_meetings,
    get_plan_figures,
    get_publication_chip,
    list_missed_priorities,
)
from challenges.timetables.permissions import get_made_plan, get_prepared_plan
from challenges.timetables.services.comments import mark_comment_handled
from challenges.timetables.services.conflicts import (
    find_plan_conflicts,
    list_locked_meetings,
    list_plan_changes,
    load_plan_input,
    load_plan_inputs,
)
from challenges.timetables.services.plans import request_plan, request_plan_stop
from challenges.timetables.services.publication import PublicationResult, publish_final_plan, publish_provisional_plan
from challenges.timetables.services.tradeoffs import MinimumTradeoffs, compute_minimum_tradeoffs, price_missed_meeting
from portal.core.forms import call_or_add_errors, call_with_messages, parse_row_number
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
    return render(request, "challenges/plan_list.html", context)


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
    return render(request, "challenges/plan_detail.html", context)


def _price_requested_meeting(request: SignedInRequest, plan: Plan) -> tuple[str, str]:
    """What the address asks the price of, as `registration-pitch`, and the answer; empty where it asks nothing."""
    asked = request.GET.get("price", "")
    numbers = [parse_row_number(each) for each in asked.split("-")]
    if len(numbers) != 2 or None in numbers:
        return "", ""
    registration, pitch = (number or 0 for number in numbers)
    return asked, describe_price(price_missed_meeting(plan, registration, pitch))


def handle_plan_action(request: SignedInRequest, plan: Plan, what: str) -> PublishPlanForm | None:
    """Without a name it is the button to stop. A form that comes back holds what is to be mended."""
    return (
        _publish_provisional(request, plan)
        if what == "provisional"
        else _PRESSED.get(what, _stop_planning)(request, plan)
    )


def _stop_planning(request: SignedInRequest, plan: Plan) -> None:
    """Said of one that is still being made; one that nobody had begun has ended by then."""
    if (
        call_with_messages(request, lambda: request_plan_stop(plan, request.user))
        and Plan.objects.at_work().filter(pk=plan.pk).exists()
    ):
        messages.success(request, _("It stops as soon as it can, and keeps the best so far."))


def _publish_provisional(request: SignedInRequest, plan: Plan) -> PublishPlanForm | None:
    form, instead_of = PublishPlanForm(request.POST), parse_row_number(request.POST.get("instead_of"))
    if form.is_valid():
        until = form.cleaned_data["remarks_until"]
        announced = call_or_add_errors(
            form, lambda: publish_provisional_plan(plan, request.user, instead_of=instead_of, remarks_until=until)
        )
        if announced:
            messages.success(
                request, _("Participants see it now, as provisional.") + " " + format_notified_companies(announced)
            )
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return form if form.has_error("remarks_until") else None


def _publish_final(request: SignedInRequest, plan: Plan) -> None:
    instead_of = parse_row_number(request.POST.get("instead_of"))
    announced = call_with_messages(request, lambda: publish_final_plan(plan, request.user, instead_of=instead_of))
    if isinstance(announced, PublicationResult):
        messages.success(request, _("This timetable is final.") + " " + format_notified_companies(announced))


def format_notified_companies(announced: PublicationResult) -> str:
    """How many were told."""
    number = announced.told.companies
    if not number:
        return _("No company had to be told.")
    return ngettext("%(count)d company was told.", "%(count)d companies were told.", number) % {"count": number}


def _mark_comment_seen(request: SignedInRequest, plan: Plan) -> None:
    """A remark that is not there (any more) is seen to by nobody."""
    found = Remark.objects.filter(plan=plan, pk=parse_row_number(request.POST.get("remark")) or 0)
    made = found.select_related("plan__session").first()
    if made:
        call_with_messages(
            request, lambda: mark_comment_handled(made, request.user), _("The company reads that you have seen to it.")
        )


_PRESSED: dict[str, Callable[[SignedInRequest, Plan], None]] = {"final": _publish_final, "seen": _mark_comment_seen}


@rom_staff
def plan_compare(request: SignedInRequest, slug: str) -> HttpResponse:
    """first, second: numbers of versions, in the address."""
    session = get_prepared_session(request.user, slug)
    made = [plan for plan in Plan.objects.filter(session=session).order_by("-number") if plan.is_made]
    form = PlanComparisonForm(request.GET if "first" in request.GET else None, plans=made)
    difference = None
    if form.is_bound and form.is_valid():
        first, second = form.cleaned_data["first"], form.cleaned_data["second"]
        for plan in (first, second):
            plan.session = session
        difference = compare_plans(first, second)
    context = {"session": session, "form": form, "difference": difference, "made": made}
    return render(request, "challenges/plan_compare.html", context)


@rom_staff
def plan_repair(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    plan = get_made_plan(request.user, slug, number)
    newest = plan.session.plans.order_by("-number").values_list("number", flat=True)[0]
    initial = {"after": newest, "floor": plan.floor}
    form = PlanRequestForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["floor"].help_text = _("As it was in this version, or another number.")
    if request.method == "POST" and form.is_valid() and (asked := _request_repair(request, plan, form)):
        return redirect("challenges:plan_detail", slug, asked.number)
    lapses = find_plan_conflicts(plan)
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "lapses": lapses,
        "troubles": list_plan_conflicts(plan, lapses),
        "locked": len(list_locked_meetings(plan)),
    }
    return render(request, "challenges/plan_repair.html", context)


def _request_repair(request: SignedInRequest, plan: Plan, form: PlanRequestForm) -> Plan | None:
    floor, after = form.cleaned_data["floor"], form.cleaned_data.get("after")
    asked = call_or_add_errors(
        form,
        lambda: request_plan(
            plan.session, request.user, floor=floor, after=after, based_on=plan, kind=Plan.Kind.REPAIR
        ),
    )
    if asked is None:
        return None
    made, is_new = asked
    enqueue_scheduling()
    if not is_new:
        messages.info(request, _("A timetable was being made already: this is it."))
    return made
