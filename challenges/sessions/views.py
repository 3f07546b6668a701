"""Sessions as everyone reads them: what comes, what was, and which challenges are pitched."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.posting.status_chips import chip
from challenges.sessions.checklist import steps_of, with_parts_counted
from challenges.sessions.entry_rules import rules_of
from challenges.sessions.location import geo_link, map_of
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_prepare
from challenges.sessions.session_registration import seats_for
from challenges.sessions.slot_list import lines_of
from challenges.timetables.permissions import has_own_plan
from portal.core.policy import public


@public
def session_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    seen = Q(pitches__challenge__in=Challenge.objects.visible_to(request.user))
    sessions = Session.objects.visible_to(request.user).select_related("rom")
    sessions = sessions.annotate(pitched=Count("pitches", filter=seen))
    context = {"to_come": sessions.to_come(now), "past": sessions.past(now)}
    return render(request, "challenges/session_list.html", context)


@public
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
        "rules": [] if is_past else rules_of(session, now),
        "map": map_of(session),
        "geo": geo_link(session),
        "lines": lines_of(session.slots.all(), programme),
        "seats": seats_for(request.user, session, now),
        "has_own_plan": has_own_plan(request.user, session),
        "programme": programme,
        "timed": any(item.starts_at for item in programme),
        "pitches": [(pitch, chip(pitch.challenge, now)) for pitch in pitches],
    }
    if can_prepare(request.user, session):
        preparation = with_parts_counted([session])[session.pk]
        steps = steps_of(session, preparation, is_past=is_past)
        context |= {"preparation": preparation, "steps": steps}
    return render(request, "challenges/session_detail.html", context)
