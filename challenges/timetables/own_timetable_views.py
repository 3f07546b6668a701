"""The timetable as a participant sees it, and what they say of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.slot_list import are_at_once
from challenges.timetables.comment_models import Remark
from challenges.timetables.comments import closed_since, remark
from challenges.timetables.forms import RemarkForm
from challenges.timetables.own_timetable import tables_of, talks_of
from challenges.timetables.permissions import get_shown_plan
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, signed_in


@signed_in
def plan_own(request: SignedInRequest, slug: str) -> HttpResponse:
    plan, registration, pitches = get_shown_plan(request.user, slug)
    form = RemarkForm(request.POST if request.method == "POST" else None, initial={"plan": plan.number})
    if request.method == "POST" and registration and form.is_valid() and _say(request, plan, registration, form):
        return redirect("challenges:plan_own", slug)
    talks = talks_of(plan, request.user, registration) if registration else []
    context = {
        "session": plan.session,
        "plan": plan,
        "registration": registration,
        "talks": talks,
        "divides": are_at_once((each.meeting.slot.starts_at, each.meeting.slot.ends_at) for each in talks),
        "tables": tables_of(plan, request.user, pitches),
        "remarks": _remarks(request, registration),
        "closed": closed_since(plan, timezone.now()),
        "form": form,
    }
    return render(request, "challenges/plan_own.html", context)


def _say(request: SignedInRequest, plan: Plan, registration: Registration, form: RemarkForm) -> bool:
    """Of the version that the person had before them."""
    number, text = form.cleaned_data["plan"], form.cleaned_data["text"]
    about = plan if number in (None, plan.number) else Plan.objects.filter(session=plan.session, number=number).first()
    said = attempt(form, lambda: remark(about or plan, registration, request.user, text))
    if said is None:
        form.show_plan(plan.number)
        return False
    messages.success(request, _("The organiser has your remark."))
    return True


def _remarks(request: SignedInRequest, registration: Registration | None) -> list[Remark]:
    if registration is None:
        return []
    return list(
        Remark.objects.visible_to(request.user)
        .filter(registration=registration)
        .select_related("plan")
        .order_by("at", "pk")
    )
