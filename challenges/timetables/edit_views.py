"""A timetable changed by hand, and meetings locked where they are."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.plan_models import Plan
from challenges.timetables.conflict_list import clash_in_words
from challenges.timetables.conflicts import lapses_of
from challenges.timetables.edit_forms import EditForm, LocksForm
from challenges.timetables.locked_meetings import groups_of
from challenges.timetables.manual_edits import Clash, draft_of, edit, mark_of_meetings, save_locks
from challenges.timetables.pages import breaks_before, rows_of
from challenges.timetables.permissions import get_made_plan
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def plan_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """registration, pitch, slot: in the address, what the form begins with. what: the button that was pressed."""
    plan = get_made_plan(request.user, slug, number)
    data = request.POST if request.method == "POST" else None
    form = EditForm(data, plan=plan, mark=mark_of_meetings(plan), initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and (draft := _edit(request, plan, form)):
        return redirect("challenges:plan_edit", slug, draft.number)
    slots = list(plan.session.slots.order_by("starts_at"))
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "draft": draft_of(plan),
        "lapsed": lapses_of(plan).number,
        "slots": [(slot, slot.pk in breaks_before(slots)) for slot in slots],
        "rows": rows_of(plan, slots),
    }
    return render(request, "challenges/plan_edit.html", context)


def _edit(request: SignedInRequest, plan: Plan, form: EditForm) -> Plan | None:
    """What clashes is said on the form, and everything chosen stays."""
    add, remove = form.wanted()
    clashes: list[Clash] = []

    def write() -> tuple[Plan, list[dict[str, Any]]]:
        try:
            return edit(plan, request.user, add=add, remove=remove, seen=form.cleaned_data["seen"])
        except Clash as clash:
            clashes.append(clash)
            raise

    written = attempt(form, write)
    for line in clash_in_words(plan, clashes[0].grounds) if clashes else ():
        form.add_error(None, line)
    if written is None:
        form.show_mark()
        return None
    draft, short = written
    messages.success(
        request, _("Done, in version %(number)s. Participants do not see it yet.") % {"number": draft.number}
    )
    for line in clash_in_words(draft, short) if short else ():
        messages.warning(request, line + " " + _("That promise is not kept now."))
    return draft


@rom_staff
def plan_locks(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """all_of, none_of: the button of a company, which locks or frees all its talks."""
    plan = get_made_plan(request.user, slug, number)
    groups = groups_of(plan)
    meetings = {each.pk: group.registration for group in groups for each in group.meetings}
    mark = mark_of_meetings(plan)
    form = LocksForm(request.POST if request.method == "POST" else None, meetings=meetings, mark=mark)
    if request.method == "POST" and form.is_valid() and _lock(request, plan, form, mark):
        return redirect("challenges:plan_locks", slug, number)
    context = {
        "session": plan.session,
        "plan": plan,
        "form": form,
        "groups": groups,
        "chosen": form.chosen(each.pk for group in groups for each in group.meetings if each.is_locked),
    }
    return render(request, "challenges/plan_locks.html", context)


def _lock(request: SignedInRequest, plan: Plan, form: LocksForm, mark: str) -> bool:
    seen = form.cleaned_data["seen"]
    changed = attempt(form, lambda: save_locks(plan, request.user, form.wanted(), seen=seen))
    if changed is None:
        form.show_mark(mark)
        return False
    words = ngettext("%(count)d talk was locked or freed.", "%(count)d talks were locked or freed.", changed)
    messages.success(request, words % {"count": changed})
    return True
