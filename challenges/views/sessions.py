"""Sessions as everyone reads them: what comes, what was, and which challenges are pitched."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from challenges.models import Challenge, Session
from challenges.presenters.challenge_list import chip
from portal.policy import public


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
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("rom"), slug=slug)
    now = timezone.now()
    visible = Challenge.objects.visible_to(request.user)
    pitches = (
        session.pitches.filter(challenge__in=visible)
        .select_related("challenge", "table")
        .order_by("table__number", "pk")
    )
    programme = list(session.programme.all())
    context = {
        "session": session,
        "is_past": session.ends_at < now,
        "programme": programme,
        "timed": any(item.starts_at for item in programme),
        "pitches": [(pitch, chip(pitch.challenge, now)) for pitch in pitches],
    }
    return render(request, "challenges/session_detail.html", context)
