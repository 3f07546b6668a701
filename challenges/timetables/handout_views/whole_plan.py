"""The whole plan, for the organisers: a grid and the same talks as a list; on a page, on paper, for spreadsheets."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from challenges.timetables.handout_views.files import named, paper, wanted
from challenges.timetables.handouts.meetings import talks_of
from challenges.timetables.handouts.pdf import plan_paper
from challenges.timetables.handouts.spreadsheets import book_of, list_table
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.pages import breaks_before, rows_of
from challenges.timetables.permissions import get_plan
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, written_book, written_table
from portal.ui.language import reader


@rom_staff
def plan_whole(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of any version that is made, drafts too; with ?format=pdf, xlsx or csv as a file."""
    plan = get_plan(request.user, slug, number)
    if not plan.is_made:
        raise Http404
    slots = list(plan.session.slots.order_by("starts_at"))
    rows, talks = rows_of(plan, slots), talks_of(plan.meetings.all(), reader())
    name, kind = f"{slug}-timetable-{number}", wanted(request)
    if kind == "pdf":
        return paper("papers/plan.typ", plan_paper(plan, rows, talks), name)
    if kind == "xlsx":
        return named(written_book(book_of(plan, rows, talks)), CONTENT_TYPES[kind], f"{name}.xlsx")
    if kind == "csv":
        return named(written_table(list_table(plan, talks), kind), CONTENT_TYPES[kind], f"{name}.csv")
    context = {
        "session": plan.session,
        "plan": plan,
        "stamp": stamp_of(plan),
        "slots": [(slot, slot.pk in breaks_before(slots)) for slot in slots],
        "rows": rows,
        "talks": talks,
    }
    return render(request, "challenges/plan_whole.html", context)
