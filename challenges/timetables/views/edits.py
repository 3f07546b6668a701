"""Let organisers edit a timetable by hand, and lock meetings where they are."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.forms import MeetingLocksForm, PlanEditForm
from challenges.timetables.pages.changes import describe_edit_conflict
from challenges.timetables.pages.plans import build_plan_rows, mark_slots_after_break
from challenges.timetables.permissions import get_made_plan
from challenges.timetables.services.conflicts import find_plan_conflicts
from challenges.timetables.services.edits import (
    EditConflict,
    edit_plan_meetings,
    find_manual_draft,
    save_meeting_locks,
)
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def plan_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Edit a timetable; registration, pitch and slot in the address fill in the form, `what` names the button."""
    plan = get_made_plan(request.user, slug, number)
    form = PlanEditForm(get_post_data(request), plan=plan, initial=request.GET.dict())
    if draft := _save_plan_edit(request, plan, form):
        return redirect("challenges:plan_edit", slug, draft.number)
    slots = list(plan.session.slots.order_by("starts_at"))
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "draft": find_manual_draft(plan),
        "lapsed": find_plan_conflicts(plan).number,
        "slots": mark_slots_after_break(slots),
        "rows": build_plan_rows(plan, slots),
    }
    return render(request, "challenges/timetables/plan_edit.html", context)


def _save_plan_edit(request: SignedInRequest, plan: Plan, form: PlanEditForm) -> Plan | None:
    """Save an edit and return the draft; None with conflicts on the form, which keeps what was chosen."""
    saved = save_form(form, edit_plan_meetings, plan, request.user)
    if saved is None:
        for error in form.non_field_errors().as_data():
            for line in describe_edit_conflict(plan, error.grounds) if isinstance(error, EditConflict) else ():
                form.add_error(None, line)
        return None
    draft, missed_promises = saved
    messages.success(
        request, _("Done, in version %(number)s. Participants do not see it yet.") % {"number": draft.number}
    )
    for line in describe_edit_conflict(draft, missed_promises) if missed_promises else ():
        messages.warning(request, line + " " + _("That promise is not kept now."))
    return draft


@dataclass
class CompanyMeetings:
    """List the meetings of a company, in the order of the day."""

    registration: int
    company: str
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def is_all(self) -> bool:
        """Return whether all of them are locked."""
        return all(each.is_locked for each in self.meetings)


@rom_staff
def plan_locks(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Lock meetings; the buttons `all_of` and `none_of` lock or free all meetings of a company."""
    plan = get_made_plan(request.user, slug, number)
    groups = _group_plan_meetings(plan)
    meetings = {each.pk: group.registration for group in groups for each in group.meetings}
    form = MeetingLocksForm(get_post_data(request), plan=plan, meetings=meetings)
    changed = save_form(form, save_meeting_locks, plan, request.user)
    if changed is not None:
        words = ngettext("%(count)d talk was locked or freed.", "%(count)d talks were locked or freed.", changed)
        messages.success(request, words % {"count": changed})
        return redirect("challenges:plan_locks", slug, number)
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "groups": groups,
        "chosen": form.chosen(each.pk for group in groups for each in group.meetings if each.is_locked),
    }
    return render(request, "challenges/timetables/plan_locks.html", context)


def _group_plan_meetings(plan: Plan) -> list[CompanyMeetings]:
    """Return the meetings by company, in the order of names; one query."""
    rows = plan.meetings.select_related("registration__company", "pitch__challenge", "slot", "table")
    found: dict[int, CompanyMeetings] = {}
    for each in rows.order_by("slot__starts_at", "pk"):
        name = each.registration.company.name
        found.setdefault(each.registration_id, CompanyMeetings(each.registration_id, name)).meetings.append(each)
    return sorted(found.values(), key=lambda group: group.company.lower())
