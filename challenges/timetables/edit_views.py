"""A timetable changed by hand, and meetings locked where they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.conflict_list import describe_edit_conflict
from challenges.timetables.conflicts import find_plan_conflicts
from challenges.timetables.edit_forms import MeetingLocksForm, PlanEditForm
from challenges.timetables.locked_meetings import group_plan_meetings
from challenges.timetables.manual_edits import (
    EditConflict,
    edit_plan_meetings,
    find_manual_draft,
    hash_plan_meetings,
    save_meeting_locks,
)
from challenges.timetables.pages import build_plan_rows, find_slots_after_break
from challenges.timetables.permissions import get_made_plan
from portal.core.forms import call_or_add_errors
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def plan_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """registration, pitch, slot: in the address, what the form begins with. what: the button that was pressed."""
    plan = get_made_plan(request.user, slug, number)
    data = request.POST if request.method == "POST" else None
    form = PlanEditForm(data, plan=plan, mark=hash_plan_meetings(plan), initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and (draft := _save_plan_edit(request, plan, form)):
        return redirect("challenges:plan_edit", slug, draft.number)
    slots = list(plan.session.slots.order_by("starts_at"))
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "draft": find_manual_draft(plan),
        "lapsed": find_plan_conflicts(plan).number,
        "slots": [(slot, slot.pk in find_slots_after_break(slots)) for slot in slots],
        "rows": build_plan_rows(plan, slots),
    }
    return render(request, "challenges/timetables/plan_edit.html", context)


def _save_plan_edit(request: SignedInRequest, plan: Plan, form: PlanEditForm) -> Plan | None:
    """What clashes is said on the form, and everything chosen stays."""
    add, remove = form.wanted()
    clashes: list[EditConflict] = []

    def write() -> tuple[Plan, list[dict[str, Any]]]:
        try:
            return edit_plan_meetings(plan, request.user, add=add, remove=remove, seen=form.cleaned_data["seen"])
        except EditConflict as clash:
            clashes.append(clash)
            raise

    written = call_or_add_errors(form, write)
    for line in describe_edit_conflict(plan, clashes[0].grounds) if clashes else ():
        form.add_error(None, line)
    if written is None:
        form.show_mark()
        return None
    draft, short = written
    messages.success(
        request, _("Done, in version %(number)s. Participants do not see it yet.") % {"number": draft.number}
    )
    for line in describe_edit_conflict(draft, short) if short else ():
        messages.warning(request, line + " " + _("That promise is not kept now."))
    return draft


@rom_staff
def plan_locks(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """all_of, none_of: the button of a company, which locks or frees all its talks."""
    plan = get_made_plan(request.user, slug, number)
    groups = group_plan_meetings(plan)
    meetings = {each.pk: group.registration for group in groups for each in group.meetings}
    mark = hash_plan_meetings(plan)
    form = MeetingLocksForm(request.POST if request.method == "POST" else None, meetings=meetings, mark=mark)
    if request.method == "POST" and form.is_valid() and _save_plan_locks(request, plan, form, mark):
        return redirect("challenges:plan_locks", slug, number)
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "groups": groups,
        "chosen": form.chosen(each.pk for group in groups for each in group.meetings if each.is_locked),
    }
    return render(request, "challenges/timetables/plan_locks.html", context)


def _save_plan_locks(request: SignedInRequest, plan: Plan, form: MeetingLocksForm, mark: str) -> bool:
    seen = form.cleaned_data["seen"]
    changed = call_or_add_errors(form, lambda: save_meeting_locks(plan, request.user, form.wanted(), seen=seen))
    if changed is None:
        form.show_mark(mark)
        return False
    words = ngettext("%(count)d talk was locked or freed.", "%(count)d talks were locked or freed.", changed)
    messages.success(request, words % {"count": changed})
    return True
