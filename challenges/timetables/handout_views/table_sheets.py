"""Table sheets: which company comes when, for the hosts; by their ROM, and by the organisers for all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from challenges.sessions.permissions import can_prepare, get_spoken_session
from challenges.timetables.handout_views.files import briefs_on_paper, paper, wanted
from challenges.timetables.handouts.loading import sheets_of
from challenges.timetables.handouts.pdf import sheets_paper
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.permissions import get_sheet, meetings_shown_to, shown_plan
from portal.core.policy import SignedInRequest, rom_staff

PAPER = "papers/sheet.typ"


@rom_staff
def sheet_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Those of the pitches that the reader speaks for; with ?format=pdf all in one file, a page for each."""
    session, pitches = get_spoken_session(request.user, slug)
    plan = shown_plan(session)
    context = {"session": session, "organises": can_prepare(request.user, session)}
    if plan is None:
        return render(request, "challenges/sheet_list.html", context)
    sheets = sheets_of(plan, pitches.select_related("challenge", "table__room"))
    if wanted(request) == "pdf":
        return paper(PAPER, sheets_paper(plan, sheets, _("Table sheets")), f"{slug}-tables")
    return render(request, "challenges/sheet_list.html", {**context, "stamp": stamp_of(plan), "sheets": sheets})


@rom_staff
def sheet_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """With ?format=pdf on paper, with briefs the talks at this table, a page each."""
    plan, pitch = get_sheet(request.user, slug, number)
    if wanted(request) == "briefs":
        meetings = list(meetings_shown_to(request.user, slug).filter(pitch=pitch))
        return briefs_on_paper(request, meetings, _("Briefs"), f"{slug}-briefs-{number}")
    sheets = sheets_of(plan, [pitch])
    if wanted(request) == "pdf" and sheets:
        return paper(PAPER, sheets_paper(plan, sheets, _("Table sheet")), f"{slug}-table-{sheets[0].tables[0]}")
    context = {
        "session": plan.session,
        "pitch": pitch,
        "stamp": stamp_of(plan),
        "sheet": sheets[0] if sheets else None,
        "organises": can_prepare(request.user, plan.session),
    }
    return render(request, "challenges/sheet_detail.html", context)
