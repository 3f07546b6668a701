"""Sessions as everyone reads them: what comes, what was, and which challenges are pitched."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.posting.status_chips import get_status_chip
from challenges.sessions.checklist import build_checklist, count_session_parts
from challenges.sessions.entry_rules import list_entry_rules
from challenges.sessions.location import build_geo_link, build_session_map
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_prepare_session, can_see_own_plan
from challenges.sessions.session_registration import get_session_registration
from challenges.sessions.slot_list import build_slot_lines
from portal.core.policy import allow_public


@allow_public
def session_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    seen = Q(pitches__challenge__in=Challenge.objects.visible_to(request.user))
    sessions = Session.objects.visible_to(request.user).select_related("rom")
    sessions = sessions.annotate(pitched=Count("pitches", filter=seen))
    context = {"to_come": sessions.to_come(now), "past": sessions.past(now)}
    return render(request, "challenges/sessions/session_list.html", context)


@allow_public
def session_detail(request: HttpRequest, slug: str) -> HttpResponse:
    known = Session.objects.visible_to(request.user).select_related("rom", "province")
    session = get_object_or_404(known, slug=slug)
    now = timezone.now()
    is_past = session.ends_at < now
    visible = Challenge.objects.visible_to(request.user)
    pitches = (
        session.pitches.filter(challenge__in=visible)
        .select_related("challenge", "table")
        .order_by("table__number", "pk")
    )
    programme = list(session.programme.all())
    context = {
        "session": session,
        "is_past": is_past,
        "rules": [] if is_past else list_entry_rules(session, now),
        "map": build_session_map(session),
        "geo": build_geo_link(session),
        "lines": build_slot_lines(session.slots.all(), programme),
        "seats": get_session_registration(request.user, session, now),
        "has_own_plan": can_see_own_plan(request.user, session),
        "programme": programme,
        "timed": any(item.starts_at for item in programme),
        "pitches": [(pitch, get_status_chip(pitch.challenge, now)) for pitch in pitches],
    }
    if can_prepare_session(request.user, session):
        preparation = count_session_parts([session])[session.pk]
        steps = build_checklist(session, preparation, is_past=is_past)
        context |= {"preparation": preparation, "steps": steps}
    return render(request, "challenges/sessions/session_detail.html", context)
