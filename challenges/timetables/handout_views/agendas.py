"""Agendas: a company's own, and for the organisers those of all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from challenges.sessions.permissions import get_confirmed_registration, get_prepared_session
from challenges.timetables.handout_views.files import build_briefs_response, build_pdf_response, get_requested_format
from challenges.timetables.handouts.loading import load_agendas, load_own_agenda
from challenges.timetables.handouts.pdf import build_agendas_document
from challenges.timetables.handouts.status import get_plan_status
from challenges.timetables.permissions import filter_visible_meetings, find_published_plan, get_company_agenda
from companies.profiles.permissions import company_member, require_own_company
from portal.core.policy import SignedInRequest, rom_staff

PAPER = "challenges/timetables/agenda.typ"


@company_member
def agenda_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of the reader's company; with ?format=pdf on paper, with briefs its talks, a page each. 404 without a seat."""
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    plan = find_published_plan(registration.session)
    context = {"session": registration.session, "company": registration.company, "is_own": True}
    if plan is None:
        return render(request, "challenges/timetables/agenda.html", context)
    if get_requested_format(request) == "briefs":
        meetings = list(filter_visible_meetings(request.user, slug).filter(registration=registration))
        return build_briefs_response(request, meetings, _("Briefs"), f"{slug}-briefs")
    agenda = load_own_agenda(plan, registration, request.user)
    if get_requested_format(request) == "pdf":
        return build_pdf_response(PAPER, build_agendas_document(plan, [agenda], _("Agenda")), f"{slug}-agenda")
    return render(
        request, "challenges/timetables/agenda.html", {**context, "stamp": get_plan_status(plan), "agenda": agenda}
    )


@rom_staff
def agenda_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of every company with a seat; with ?format=pdf all in one file, a page for each."""
    session = get_prepared_session(request.user, slug)
    plan = find_published_plan(session)
    if plan is None:
        return render(request, "challenges/timetables/agenda_list.html", {"session": session})
    coming = session.registrations.confirmed().select_related("company").order_by("company__name", "pk")
    agendas = load_agendas(plan, list(coming))
    if get_requested_format(request) == "pdf":
        return build_pdf_response(PAPER, build_agendas_document(plan, agendas, _("Agendas")), f"{slug}-agendas")
    context = {"session": session, "stamp": get_plan_status(plan), "agendas": agendas}
    return render(request, "challenges/timetables/agenda_list.html", context)


@rom_staff
def agenda_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of one company, as it reads it, for the organisers."""
    plan, registration = get_company_agenda(request.user, slug, number)
    [agenda] = load_agendas(plan, [registration])
    if get_requested_format(request) == "pdf":
        name = f"{slug}-agenda-{registration.company.slug}"
        return build_pdf_response(PAPER, build_agendas_document(plan, [agenda], _("Agenda")), name)
    context = {
        "session": plan.session,
        "company": registration.company,
        "stamp": get_plan_status(plan),
        "agenda": agenda,
    }
    return render(request, "challenges/timetables/agenda.html", context)
