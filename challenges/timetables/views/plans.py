"""Let organisers request, watch, stop, compare, repair and publish the timetables of a session."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.plan_models import Plan
from challenges.timetables.forms import PlanComparisonForm, PlanRequestForm, PublishPlanForm
from challenges.timetables.models import Remark
from challenges.timetables.pages.changes import (
    compare_plans,
    describe_repair_proof,
    describe_session_changes,
    list_plan_conflicts,
    list_withdrawn_meetings,
)
from challenges.timetables.pages.plans import (
    build_plan_rows,
    build_publish_panel,
    describe_infeasible_plan,
    describe_minimum,
    describe_price,
    get_fewest_meetings,
    get_plan_figures,
    get_publication_chip,
    list_missed_priorities,
    mark_slots_after_break,
)
from challenges.timetables.permissions import get_made_plan, get_prepared_plan
from challenges.timetables.programme import list_locked_meetings, load_plan_input, load_plan_inputs
from challenges.timetables.services.comments import mark_comment_handled
from challenges.timetables.services.conflicts import find_plan_conflicts, list_plan_changes
from challenges.timetables.services.explanations import (
    MinimumTradeoffs,
    compute_minimum_tradeoffs,
    price_missed_meeting,
)
from challenges.timetables.services.plans import request_plan, request_plan_stop
from challenges.timetables.services.publication import (
    PublicationResult,
    publish_final_plan,
    publish_provisional_plan,
)
from portal.core.forms import call_with_messages, get_post_data, parse_row_number, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_scheduling


@rom_staff
def plan_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the timetables of a session and request a new one; ?costs shows what promised minimums cost."""
    session = get_prepared_session(request.user, slug)
    plans = list(session.plans.with_counts().select_related("made_by").order_by("-number"))
    made = [plan for plan in plans if plan.is_made]
    locks = [(plan.number, plan.locks) for plan in made if plan.locks]
    initial = {"after": plans[0].number if plans else 0, "keep": locks[0][0] if locks else None}
    form = PlanRequestForm(get_post_data(request), initial=initial, locks=locks)
    if form.is_valid():
        keep = form.cleaned_data.get("keep")
        base = session.plans.filter(number=keep).first() if keep else None
        if plan := _request_plan(request, form, session, base, Plan.Kind.SOLVE):
            return redirect("challenges:plan_detail", session.slug, plan.number)
    loaded, shown = load_plan_inputs(session, made), get_published_plan(session)
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
        "made": made,
        "with_costs": "costs" in request.GET,
        "costs": compute_minimum_tradeoffs(session) if "costs" in request.GET else MinimumTradeoffs([]),
    }
    return render(request, "challenges/timetables/plan_list.html", context)


def _request_plan(
    request: SignedInRequest, form: PlanRequestForm, session: Session, base: Plan | None, kind: Plan.Kind
) -> Plan | None:
    """Request what the form asks for; None with errors on the form."""
    requested = save_form(form, request_plan, session, request.user, based_on=base, kind=kind)
    if requested is None:
        return None
    plan, is_new = requested
    enqueue_scheduling()
    if not is_new:
        messages.info(request, _("A timetable was being made already: this is it."))
    return plan


@rom_staff
def plan_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show a timetable; `what` names the button that was pressed, and the button to stop has no name."""
    plan = get_prepared_plan(request.user, slug, number)
    form = None
    if request.method == "POST":
        handle = PLAN_ACTIONS.get(request.POST.get("what", ""), _stop_plan)
        form = handle(request, plan)
        if form is None:
            return redirect("challenges:plan_detail", slug, number)
    if plan.is_at_work and settings.PLANS_IN_A_THREAD:
        enqueue_scheduling()  # without a worker nobody else takes up a timetable that was left behind
        plan.refresh_from_db()
    session: Session = plan.session
    slots = list(session.slots.order_by("starts_at"))
    context = {
        "session": session,
        "plan": plan,
        "figures": get_plan_figures(plan),
        "slots": mark_slots_after_break(slots),
        "clash": describe_infeasible_plan(plan, slots) if plan.failure else [],
    }
    if plan.is_made:
        loaded, shown = load_plan_input(plan), get_published_plan(session)
        context |= {
            "rows": build_plan_rows(plan, slots),
            "missed": list_missed_priorities(plan, slots),
            "changed": describe_session_changes(list_plan_changes(plan, loaded)),
            "announce": build_publish_panel(plan, find_plan_conflicts(plan, loaded).number),
            "form": form,
            "show": form or PublishPlanForm(initial={"remarks_until": shown.remarks_until} if shown else None),
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
    """Return the pair in the address, as `registration-pitch`, and its cost in words; empty without a pair."""
    asked = request.GET.get("price", "")
    numbers = [parse_row_number(each) for each in asked.split("-")]
    if len(numbers) != 2 or None in numbers:
        return "", ""
    registration, pitch = (number or 0 for number in numbers)
    return asked, describe_price(price_missed_meeting(plan, registration, pitch))


def _stop_plan(request: SignedInRequest, plan: Plan) -> None:
    """Stop a timetable; say so where it is still being made, because one that had not started has ended by now."""
    is_stopped = call_with_messages(request, lambda: request_plan_stop(plan, request.user))
    if is_stopped and Plan.objects.at_work().filter(pk=plan.pk).exists():
        messages.success(request, _("It stops as soon as it can, and keeps the best so far."))


def _publish_provisional(request: SignedInRequest, plan: Plan) -> PublishPlanForm | None:
    """Publish a timetable as provisional; return the form where its deadline has to be corrected."""
    form, instead_of = PublishPlanForm(request.POST), parse_row_number(request.POST.get("instead_of"))
    if published := save_form(form, publish_provisional_plan, plan, request.user, instead_of=instead_of):
        message = _("Participants see it now, as provisional.")
        messages.success(request, message + " " + _format_notified_companies(published))
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return form if form.has_error("remarks_until") else None


def _publish_final(request: SignedInRequest, plan: Plan) -> None:
    instead_of = parse_row_number(request.POST.get("instead_of"))
    published = call_with_messages(request, lambda: publish_final_plan(plan, request.user, instead_of=instead_of))
    if isinstance(published, PublicationResult):
        messages.success(request, _("This timetable is final.") + " " + _format_notified_companies(published))


def _format_notified_companies(published: PublicationResult) -> str:
    number = published.companies
    if not number:
        return _("No company had to be told.")
    return ngettext("%(count)d company was told.", "%(count)d companies were told.", number) % {"count": number}


def _mark_comment_handled(request: SignedInRequest, plan: Plan) -> None:
    """Mark the comment as handled; do nothing for a comment that does not exist."""
    number = parse_row_number(request.POST.get("remark")) or 0
    comment = Remark.objects.filter(plan=plan, pk=number).select_related("plan__session").first()
    if comment:
        call_with_messages(
            request,
            lambda: mark_comment_handled(comment, request.user),
            _("The company reads that you have seen to it."),
        )


PLAN_ACTIONS: dict[str, Callable[[SignedInRequest, Plan], PublishPlanForm | None]] = {
    "provisional": _publish_provisional,
    "final": _publish_final,
    "seen": _mark_comment_handled,
}


@rom_staff
def plan_compare(request: SignedInRequest, slug: str) -> HttpResponse:
    """Compare two timetables, by their numbers `first` and `second` in the address."""
    session = get_prepared_session(request.user, slug)
    made = [plan for plan in session.plans.order_by("-number") if plan.is_made]
    form = PlanComparisonForm(request.GET if "first" in request.GET else None, plans=made)
    difference = None
    if form.is_bound and form.is_valid():
        difference = compare_plans(form.cleaned_data["first"], form.cleaned_data["second"])
    context = {"session": session, "form": form, "difference": difference, "made": made}
    return render(request, "challenges/timetables/plan_compare.html", context)


@rom_staff
def plan_repair(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show what in a timetable no longer holds, and request a repair."""
    plan = get_made_plan(request.user, slug, number)
    newest = plan.session.plans.order_by("-number").values_list("number", flat=True)[0]
    initial = {"after": newest, "floor": plan.floor}
    form = PlanRequestForm(get_post_data(request), initial=initial)
    form.fields["floor"].help_text = _("As it was in this version, or another number.")
    if repair := _request_plan(request, form, plan.session, plan, Plan.Kind.REPAIR):
        return redirect("challenges:plan_detail", slug, repair.number)
    conflicts = find_plan_conflicts(plan)
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "lapses": conflicts,
        "troubles": list_plan_conflicts(plan, conflicts),
        "locked": len(list_locked_meetings(plan)),
    }
    return render(request, "challenges/timetables/plan_repair.html", context)
