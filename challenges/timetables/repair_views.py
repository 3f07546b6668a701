"""Something changed since a timetable was made: what does not hold any more, and a repair asked for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.timetables.conflict_list import list_plan_conflicts
from challenges.timetables.conflicts import find_plan_conflicts, list_locked_meetings
from challenges.timetables.forms import PlanRequestForm
from challenges.timetables.permissions import get_made_plan
from challenges.timetables.services import request_plan
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_scheduling


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
    return render(request, "challenges/timetables/plan_repair.html", context)


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
