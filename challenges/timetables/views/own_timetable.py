"""Show participants their own meetings in the published timetable, and let companies comment on it."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_list import has_overlapping_spans
from challenges.timetables.forms import CommentForm
from challenges.timetables.handouts.meetings import find_visible_challenges, get_visible_title
from challenges.timetables.models import Remark
from challenges.timetables.permissions import get_participant_plan
from challenges.timetables.services.comments import add_comment, get_comments_closed_time
from portal.accounts.models import User
from portal.core.forms import call_or_add_errors, get_post_data
from portal.core.policy import SignedInRequest, require_sign_in


@dataclass(frozen=True)
class OwnMeeting:
    """Show a meeting to one side; who: the other side. has_left: its registration has ended. url: of its brief."""

    meeting: Meeting
    who: str
    has_left: bool
    url: str


@dataclass
class OwnTable:
    """Show the meetings of a pitch of the reader's ROM; number: None where it has no table."""

    title: str
    number: int | None
    meetings: list[OwnMeeting] = field(default_factory=list)


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
    meetings = meetings.select_related("registration__session")
    own = _list_company_meetings(meetings.filter(registration=registration), user) if registration else []
    remarks = Remark.objects.visible_to(user).filter(registration=registration).select_related("plan")
    context = {
        "session": plan.session,
        "plan": plan,
        "registration": registration,
        "meetings": own,
        "divides": has_overlapping_spans((each.meeting.slot.starts_at, each.meeting.slot.ends_at) for each in own),
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


def _list_company_meetings(meetings: QuerySet[Meeting], user: User) -> list[OwnMeeting]:
    """List the meetings of a company; the title of a challenge that the user may not see is left out."""
    rows = list(meetings)
    visible = find_visible_challenges(user, {each.pitch.challenge_id for each in rows})
    return [_build_own_meeting(each, get_visible_title(each.pitch.challenge, visible)[0]) for each in rows]


def _list_host_tables(meetings: QuerySet[Meeting], pitches: QuerySet[Pitch]) -> list[OwnTable]:
    """List the meetings of pitches by table."""
    found = {
        each.pk: OwnTable(str(each.challenge.local("title")), each.table.number if each.table else None)
        for each in pitches.select_related("challenge", "table").order_by("table__number", "pk")
    }
    for each in meetings.filter(pitch__in=found):
        table = found[each.pitch_id]
        table.number = each.table.number
        table.meetings.append(_build_own_meeting(each, each.registration.company.name))
    return list(found.values())


def _build_own_meeting(meeting: Meeting, who: str) -> OwnMeeting:
    registration = meeting.registration
    return OwnMeeting(
        meeting,
        who,
        has_left=registration.state != RegistrationState.CONFIRMED,
        url=reverse(
            "challenges:brief_detail", args=[registration.session.slug, meeting.registration_id, meeting.pitch_id]
        ),
    )
