"""Agendas: a company's own, and for the organisers those of all."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from challenges.sessions.permissions import get_coming, get_prepared_session
from challenges.timetables.handout_views.files import briefs_on_paper, paper, wanted
from challenges.timetables.handouts.loading import agendas_of, own_agenda
from challenges.timetables.handouts.pdf import agendas_paper
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.permissions import get_agenda, meetings_shown_to, shown_plan
from companies.profiles.permissions import company_member, company_of_member
from portal.core.policy import SignedInRequest, rom_staff

PAPER = "papers/agenda.typ"


@company_member
def agenda_own(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of the reader's company; with ?format=pdf on paper, with briefs its talks, a page each. 404 without a seat."""
    registration = get_coming(request.user, company_of_member(request.user), slug)
    plan = shown_plan(registration.session)
    context = {"session": registration.session, "company": registration.company, "is_own": True}
    if plan is None:
        return render(request, "challenges/agenda.html", context)
    if wanted(request) == "briefs":
        meetings = list(meetings_shown_to(request.user, slug).filter(registration=registration))
        return briefs_on_paper(request, meetings, _("Briefs"), f"{slug}-briefs")
    agenda = own_agenda(plan, registration, request.user)
    if wanted(request) == "pdf":
        return paper(PAPER, agendas_paper(plan, [agenda], _("Agenda")), f"{slug}-agenda")
    return render(request, "challenges/agenda.html", {**context, "stamp": stamp_of(plan), "agenda": agenda})


@rom_staff
def agenda_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """Of every company with a seat; with ?format=pdf all in one file, a page for each."""
    session = get_prepared_session(request.user, slug)
    plan = shown_plan(session)
    if plan is None:
        return render(request, "challenges/agenda_list.html", {"session": session})
    coming = session.registrations.confirmed().select_related("company").order_by("company__name", "pk")
    agendas = agendas_of(plan, list(coming))
    if wanted(request) == "pdf":
        return paper(PAPER, agendas_paper(plan, agendas, _("Agendas")), f"{slug}-agendas")
    context = {"session": session, "stamp": stamp_of(plan), "agendas": agendas}
    return render(request, "challenges/agenda_list.html", context)


@rom_staff
def agenda_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Of one company, as it reads it, for the organisers."""
    plan, registration = get_agenda(request.user, slug, number)
    [agenda] = agendas_of(plan, [registration])
    if wanted(request) == "pdf":
        name = f"{slug}-agenda-{registration.company.slug}"
        return paper(PAPER, agendas_paper(plan, [agenda], _("Agenda")), name)
    context = {"session": plan.session, "company": registration.company, "stamp": stamp_of(plan), "agenda": agenda}
    return render(request, "challenges/agenda.html", context)
