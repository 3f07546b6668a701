"""The timetable as a participant sees it, and what they say of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.slot_list import has_overlapping_spans
from challenges.timetables.comment_models import Remark
from challenges.timetables.comments import add_comment, get_comments_closed_time
from challenges.timetables.forms import CommentForm
from challenges.timetables.own_timetable import load_own_meetings, load_own_tables
from challenges.timetables.permissions import get_participant_plan
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def plan_own(request: SignedInRequest, slug: str) -> HttpResponse:
    plan, registration, pitches = get_participant_plan(request.user, slug)
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"plan": plan.number})
    if (
        request.method == "POST"
        and registration
        and form.is_valid()
        and _save_own_comment(request, plan, registration, form)
    ):
        return redirect("challenges:plan_own", slug)
    talks = load_own_meetings(plan, request.user, registration) if registration else []
    context = {
        "session": plan.session,
        "plan": plan,
        "registration": registration,
        "talks": talks,
        "divides": has_overlapping_spans((each.meeting.slot.starts_at, each.meeting.slot.ends_at) for each in talks),
        "tables": load_own_tables(plan, request.user, pitches),
        "remarks": _list_own_comments(request, registration),
        "closed": get_comments_closed_time(plan, timezone.now()),
        "form": form,
    }
    return render(request, "challenges/timetables/plan_own.html", context)


def _save_own_comment(request: SignedInRequest, plan: Plan, registration: Registration, form: CommentForm) -> bool:
    """Of the version that the person had before them."""
    number, text = form.cleaned_data["plan"], form.cleaned_data["text"]
    about = plan if number in (None, plan.number) else Plan.objects.filter(session=plan.session, number=number).first()
    said = call_or_add_errors(form, lambda: add_comment(about or plan, registration, request.user, text))
    if said is None:
        form.show_plan(plan.number)
        return False
    messages.success(request, _("The organiser has your remark."))
    return True


def _list_own_comments(request: SignedInRequest, registration: Registration | None) -> list[Remark]:
    if registration is None:
        return []
    return list(
        Remark.objects.visible_to(request.user)
        .filter(registration=registration)
        .select_related("plan")
        .order_by("at", "pk")
    )
