"""The timetables of a session, for its organisers: asked for, watched, stopped and read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.forms_plans import PlanForm
from challenges.models import Plan, Session
from challenges.permissions import get_plan, get_prepared_session
from challenges.presenters.sessions.plans import breaks_before, clash_of, figures_of, missed_of, rows_of
from challenges.presenters.sessions.promises import fewest_of, floor_of, price_in_words
from challenges.presenters.sessions.since import changes_in_words, left_of
from challenges.services.sessions.planning import ask_for_plan, ask_to_stop
from challenges.services.sessions.pricing import Floors, floors_of, price_of
from challenges.services.sessions.programme import load
from challenges.services.sessions.since import changes_since
from portal.forms import attempt, row_number, told
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
    loaded = load(session) if any(plan.is_made for plan in plans) else None
    context = {
        "session": session,
        "form": form,
        "plans": [(plan, changes_in_words(changes_since(plan, loaded)) if loaded else []) for plan in plans],
        "with_costs": "costs" in request.GET,
        "costs": floors_of(session) if "costs" in request.GET else Floors([]),
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
        if told(request, lambda: ask_to_stop(plan, request.user)) and is_being_made(plan):
            messages.success(request, _("It stops as soon as it can, and keeps the best so far."))
        return redirect("challenges:plan_detail", slug, number)
    session: Session = plan.session
    slots = list(session.slots.order_by("starts_at"))
    context = {
        "session": session,
        "plan": plan,
        "figures": figures_of(plan),
        "slots": [(slot, slot.pk in breaks_before(slots)) for slot in slots],
        "clash": clash_of(plan, slots) if plan.failure else [],
    }
    if plan.is_made:
        context |= {
            "rows": rows_of(plan, slots),
            "missed": missed_of(plan, slots),
            "changed": changes_in_words(changes_since(plan, load(session))),
            "left": left_of(plan),
            "floor": floor_of(plan, session.least_meetings),
            "fewest": fewest_of(plan),
            "priced": _priced(request, plan),
        }
    return render(request, "challenges/plan_detail.html", context)


def is_being_made(plan: Plan) -> bool:
    """Also after it was asked to stop; one that nobody had begun has ended by then."""
    return Plan.objects.at_work().filter(pk=plan.pk).exists()


def _priced(request: SignedInRequest, plan: Plan) -> tuple[str, str]:
    """What the address asks the price of, as `registration-pitch`, and the answer; empty where it asks nothing."""
    asked = request.GET.get("price", "")
    numbers = [row_number(each) for each in asked.split("-")]
    if len(numbers) != 2 or None in numbers:
        return "", ""
    registration, pitch = (number or 0 for number in numbers)
    return asked, price_in_words(price_of(plan, registration, pitch))
