"""What a participant sees of the timetable: the talks of their own company, and those at the tables of their ROM.

The timetable as a participant sees it, and what they say of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_list import has_overlapping_spans
from challenges.timetables.forms import CommentForm
from challenges.timetables.models import Remark
from challenges.timetables.permissions import get_participant_plan
from challenges.timetables.services.comments import add_comment, get_comments_closed_time
from portal.accounts.models import User
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, require_sign_in


@dataclass(frozen=True)
class OwnMeeting:
    """who: the other side."""

    meeting: Meeting
    who: str

    @property
    def has_left(self) -> bool:
        """The company has no seat any more."""
        return self.meeting.registration.state != RegistrationState.CONFIRMED

    @property
    def url(self) -> str:
        """Of its brief."""
        meeting = self.meeting
        session = meeting.registration.session
        return reverse("challenges:brief_detail", args=[session.slug, meeting.registration_id, meeting.pitch_id])


@dataclass
class OwnTable:
    """A pitch of the reader's ROM; number: None where it has no table."""

    title: str
    number: int | None
    talks: list[OwnMeeting] = field(default_factory=list)


def load_own_meetings(plan: Plan, user: User, registration: Registration) -> list[OwnMeeting]:
    """In the order of the day. The title of a challenge that the reader may not see (any more) is not told."""
    rows = list(_get_visible_meetings(plan, user).filter(registration=registration).order_by("slot__starts_at", "pk"))
    of_mine = {each.pitch.challenge_id for each in rows}
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=of_mine).values_list("pk", flat=True))
    return [OwnMeeting(each, _get_challenge_title(each.pitch.challenge, seen)) for each in rows]


def _get_challenge_title(challenge: Challenge, seen: Collection[int]) -> str:
    return str(challenge.local("title")) if challenge.pk in seen else _("A challenge that is not shown any more")


def load_own_tables(plan: Plan, user: User, pitches: QuerySet[Pitch]) -> list[OwnTable]:
    """In the order of the tables, each in the order of the day."""
    mine = pitches.select_related("challenge", "table").order_by("table__number", "pk")
    found = {
        each.pk: OwnTable(str(each.challenge.local("title")), each.table.number if each.table else None)
        for each in mine
    }
    rows: Iterable[Meeting] = (
        _get_visible_meetings(plan, user).filter(pitch__in=found).order_by("slot__starts_at", "pk")
    )
    for each in rows:
        table = found[each.pitch_id]
        table.number = each.table.number
        table.talks.append(OwnMeeting(each, each.registration.company.name))
    return list(found.values())


def _get_visible_meetings(plan: Plan, user: User) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(user).filter(plan=plan)
    return rows.select_related("slot", "table", "registration__company", "registration__session", "pitch__challenge")


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
    return render(request, "challenges/plan_own.html", context)


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
