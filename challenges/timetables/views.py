"""The timetables of a session, for its organisers: asked for, watched, stopped, read, and shown to participants."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.sessions.dependents import shown_of
from challenges.sessions.models import Session
from challenges.sessions.permissions import get_prepared_session
from challenges.sessions.plan_models import Plan
from challenges.timetables.action_views import press
from challenges.timetables.change_texts import changes_in_words, left_of
from challenges.timetables.conflicts import lapses_of, loaded_for, loaded_for_each
from challenges.timetables.forms import PlanForm, ShowForm
from challenges.timetables.pages import breaks_before, clash_of, figures_of, missed_of, rows_of
from challenges.timetables.permissions import get_plan
from challenges.timetables.plan_comparison import difference_of, proof_of
from challenges.timetables.plan_diff import changes_since
from challenges.timetables.publish_panel import announce_of, chip_of
from challenges.timetables.services import ask_for_plan
from challenges.timetables.tradeoff_texts import fewest_of, floor_of, price_in_words
from challenges.timetables.tradeoffs import Floors, floors_of, price_of
from portal.core.forms import attempt, row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import make_plans


@rom_staff
def plan_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """costs: in the address, to see what each promise would cost."""
    session = get_prepared_session(request.user, slug)
    plans = list(session.plans.with_counts().select_related("made_by").order_by("-number"))
    newest = plans[0].number if plans else 0
    locks = [(plan.number, plan.locks) for plan in plans if plan.is_made and plan.locks]
    initial = {"after": newest, "keep": locks[0][0] if locks else None}
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial, locks=locks)
    asked = _ask(request, session, form) if request.method == "POST" and form.is_valid() else None
    if asked:
        return redirect("challenges:plan_detail", session.slug, asked.number)
    loaded = loaded_for_each(session, [plan for plan in plans if plan.is_made])
    shown = shown_of(session)
    context = {
        "session": session,
        "form": form,
        "plans": [
            (
                plan,
                changes_in_words(changes_since(plan, loaded[plan.number])) if plan.is_made else [],
                chip_of(plan, shown),
            )
            for plan in plans
        ],
        "made": [plan for plan in plans if plan.is_made],
        "with_costs": "costs" in request.GET,
        "costs": floors_of(session) if "costs" in request.GET else Floors([]),
    }
    return render(request, "challenges/plan_list.html", context)


def _ask(request: SignedInRequest, session: Session, form: PlanForm) -> Plan | None:
    wanted = form.cleaned_data
    base = session.plans.filter(number=wanted["keep"]).first() if wanted.get("keep") else None
    floor, after = wanted["floor"], wanted.get("after")
    asked = attempt(form, lambda: ask_for_plan(session, request.user, floor=floor, after=after, based_on=base))
    if asked is None:
        return None
    plan, is_new = asked
    make_plans()
    if not is_new:
        messages.info(request, _("A timetable was being made already: this is it."))
    return plan


@rom_staff
def plan_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """what: the button that was pressed; without one it is to stop."""
    plan = get_plan(request.user, slug, number)
    show = press(request, plan, request.POST.get("what", "")) if request.method == "POST" else None
    if request.method == "POST" and show is None:
        return redirect("challenges:plan_detail", slug, number)
    if plan.is_at_work and settings.PLANS_IN_A_THREAD:
        make_plans()  # where nobody is at it any more; no worker looks by itself
        plan.refresh_from_db()
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
        loaded, shown = loaded_for(plan), shown_of(session)
        context |= {
            "rows": rows_of(plan, slots),
            "missed": missed_of(plan, slots),
            "changed": changes_in_words(changes_since(plan, loaded)),
            "announce": announce_of(plan, lapses_of(plan, loaded).number),
            "form": show,
            "show": show or ShowForm(initial={"remarks_until": shown.remarks_until} if shown else None),
            "difference": difference_of(plan.based_on, plan) if plan.based_on else None,
            "proof": proof_of(plan),
            "remarks": list(plan.remarks.select_related("registration__company", "handled_by")),
            "left": left_of(plan),
            "floor": floor_of(plan, session.least_meetings),
            "fewest": fewest_of(plan),
            "priced": _priced(request, plan),
        }
    return render(request, "challenges/plan_detail.html", context)


def _priced(request: SignedInRequest, plan: Plan) -> tuple[str, str]:
    """What the address asks the price of, as `registration-pitch`, and the answer; empty where it asks nothing."""
    asked = request.GET.get("price", "")
    numbers = [row_number(each) for each in asked.split("-")]
    if len(numbers) != 2 or None in numbers:
        return "", ""
    registration, pitch = (number or 0 for number in numbers)
    return asked, price_in_words(price_of(plan, registration, pitch))
