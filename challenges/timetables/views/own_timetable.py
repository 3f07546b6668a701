"""Show participants their own meetings in the published timetable, and let companies comment on it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.pages import has_overlapping_spans
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.forms import CommentForm
from challenges.timetables.handouts.meetings import find_visible_challenges, get_visible_title
from challenges.timetables.models import Remark
from challenges.timetables.permissions import get_participant_plan
from challenges.timetables.services.comments import add_comment, get_comments_closed_time
from portal.accounts.models import User
from portal.core.forms import call_or_add_errors, get_post_data
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def plan_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the published timetable to a participant, and add a comment of their company."""
    user = request.user
    plan, registration, pitches = get_participant_plan(user, slug)
    form = CommentForm(get_post_data(request), initial={"plan": plan.number})
    if registration and form.is_valid() and _save_comment(request, plan, registration, form):
        return redirect("challenges:plan_own", slug)
    meetings = Meeting.objects.visible_to(user).filter(plan=plan).order_by("slot__starts_at", "pk")
    meetings = meetings.select_related("slot", "table", "registration__company", "pitch__challenge")
    own = _list_company_meetings(meetings.filter(registration=registration), user) if registration else []
    remarks = Remark.objects.visible_to(user).filter(registration=registration).select_related("plan")
    context = {
        "session": plan.session,
        "plan": plan,
        "registration": registration,
        "meetings": own,
        "divides": has_overlapping_spans((each.slot.starts_at, each.slot.ends_at) for each, _who in own),
        "tables": _list_host_tables(meetings, pitches),
        "remarks": list(remarks.order_by("at", "pk")) if registration else [],
        "closed": get_comments_closed_time(plan, timezone.now()),
        "form": form,
    }
    return render(request, "challenges/timetables/plan_own.html", context)


def _save_comment(request: SignedInRequest, plan: Plan, registration: Registration, form: CommentForm) -> bool:
    """Save a comment on the version that the person saw."""
    number, text = form.cleaned_data["plan"], form.cleaned_data["text"]
    about = plan if number in (None, plan.number) else Plan.objects.filter(session=plan.session, number=number).first()
    if call_or_add_errors(form, lambda: add_comment(about or plan, registration, request.user, text)) is None:
        return False
    messages.success(request, _("The organiser has your remark."))
    return True


def _list_company_meetings(meetings: QuerySet[Meeting], user: User) -> list[tuple[Meeting, str]]:
    """List the meetings of a company with the challenge, without titles of challenges that the user may not see."""
    rows = list(meetings)
    visible = find_visible_challenges(user, {each.pitch.challenge_id for each in rows})
    return [(each, get_visible_title(each.pitch.challenge, visible)[0]) for each in rows]


def _list_host_tables(meetings: QuerySet[Meeting], pitches: QuerySet[Pitch]) -> list[dict[str, Any]]:
    """List pitches by table: `title`, `number` or None without a table, and `meetings`, each with the company."""
    found: dict[int, dict[str, Any]] = {
        each.pk: {
            "title": str(each.challenge.local("title")),
            "number": each.table.number if each.table else None,
            "meetings": [],
        }
        for each in pitches.select_related("challenge", "table").order_by("table__number", "pk")
    }
    for each in meetings.filter(pitch__in=found):
        table = found[each.pitch_id]
        table["number"] = each.table.number
        table["meetings"].append((each, each.registration.company.name))
    return list(found.values())
