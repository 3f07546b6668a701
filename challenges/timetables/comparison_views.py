"""Two versions of a timetable beside each other."""

from django.http import HttpResponse
from django.shortcuts import render

from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.plan_models import Plan
from challenges.timetables.forms import PlanComparisonForm
from challenges.timetables.plan_comparison import compare_plans
from portal.core.policy import SignedInRequest, rom_staff


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
    return render(request, "challenges/timetables/plan_compare.html", context)
