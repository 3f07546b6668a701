"""Challenges as everyone entitled reads them: the list and the page of one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.catalogue.challenge_list import rows_of, with_technologies
from challenges.catalogue.facets import LEGENDS, count, number_of_challenges
from challenges.catalogue.filters import ChallengeFilter, Options
from challenges.catalogue.ordering import ordered, orders_for
from challenges.catalogue.pages import facts, steps
from challenges.introductions.pages import way_to_meet
from challenges.matching.comparison_forms import MOST_READ
from challenges.matching.match_list import MatchList, Show, failed_rule, match_rows, nearly_rows, place
from challenges.matching.match_reasons import reason_to_you
from challenges.matching.models import Match
from challenges.posting.criteria import asked_lines, counted, sorted_out
from challenges.posting.models import Challenge
from challenges.posting.move_buttons import moves_of
from challenges.posting.permissions import can_edit_challenge, can_see_matches, get_visible_challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.reviewers import hands_on
from challenges.posting.status_chips import state_chip
from challenges.posting.workflow import State, Who
from challenges.responses.pages import way_in
from challenges.responses.questions import asked_by
from challenges.sessions.models import Session
from companies.catalogue.facet_index import KEPT
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.permissions import own_company
from companies.profiles.visibility import Reader, disclosed
from portal.core.facet_index import Snapshot
from portal.core.policy import public
from portal.core.table_version import fingerprint
from portal.search.facets import active_filters, facets_of, ways_out
from portal.search.pagination import chosen_order, order_links, page_of
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary

MATCHES_PER_PAGE = 25
LEAD_LENGTH = 700  # characters that read well in the type of a lead


@public
def challenge_list(request: HttpRequest) -> HttpResponse:
    now, company = timezone.now(), own_company(request.user)
    options = Options.for_reader(request.user, now)
    filterset = ChallengeFilter(request.GET, Challenge.objects.visible_to(request.user), options)
    counts, words = count(filterset), filterset.chosen.get("q", "")
    orders = orders_for(company, words)
    order = chosen_order(request, orders)
    challenges = with_technologies(ordered(filterset.qs, order, now, company, words)).select_related("rom")
    page = page_of(challenges, request, counts)
    context = {
        "filterset": filterset,
        "facets": facets_of(filterset, counts, LEGENDS),
        "active": active_filters(filterset, request.GET),
        "orders": order_links(request, orders, order),
        "order": order,
        "page": page,
        "rows": rows_of(page.object_list, company, options.vocabulary, now),
        "company": company,
        "ways": [] if page.paginator.count else ways_out(filterset, request.GET, counts, number_of_challenges),
    }
    return render(request, "challenges/challenge_list.html", context)


@public
def challenge_detail(request: HttpRequest, slug: str) -> HttpResponse:
    challenge, now = get_visible_challenge(request.user, slug), timezone.now()
    is_staff, known = can_see_matches(request.user, challenge), len(Vocabulary.SOURCES)
    state = fingerprint(*Vocabulary.SOURCES, *([CompanyRevision] if is_staff else []))
    vocabulary, requirements = Vocabulary.load(state[:known]), requirements_of(challenge)
    kept = KEPT.now(state[known:]) if is_staff else None
    context = parts_for_reader(request.user, challenge, requirements, vocabulary, now, kept)
    if is_staff:
        context |= _for_staff(request, challenge, requirements, vocabulary)
    elif company := own_company(request.user):
        context |= _for_member(request.user, challenge, company, requirements, vocabulary)
        context["way_in"] = way_in(challenge, company, now)
        context["way_to_meet"] = way_to_meet(request.user, challenge, company, now)
    return render(request, "challenges/challenge_detail.html", context)


def requirements_of(challenge: Challenge) -> list[Requirement]:
    return list(Requirement.objects.counting().filter(challenge=challenge))


def parts_for_reader(
    reader: Reader,
    challenge: Challenge,
    requirements: list[Requirement],
    vocabulary: Vocabulary,
    now: datetime,
    kept: Snapshot | None = None,
) -> dict[str, Any]:
    """What the page tells every reader, real or made up for a preview. kept: for staff, who read how many meet what."""
    sessions = Session.objects.visible_to(reader).filter(challenges=challenge).order_by("starts_at")
    lines = asked_lines(challenge, requirements, vocabulary)
    return {
        "challenge": challenge,
        "chip": state_chip(challenge, now),
        "is_open": challenge.is_open_at(now),
        "steps": steps(challenge, now),
        "is_long": len(challenge.local("teaser").text) > LEAD_LENGTH,
        "facts": facts(challenge, sessions, now),
        "questions": [] if kept else asked_by(challenge),
        "has_annex": getattr(challenge, "has_annex", False),
        "can_edit": can_edit_challenge(reader, challenge),
        **sorted_out(counted(lines, kept, challenge.area) if kept else lines),
        "is_staff": kept is not None,
        "signed_in": reader.is_authenticated,
    }


def _for_staff(
    request: HttpRequest, challenge: Challenge, requirements: list[Requirement], vocabulary: Vocabulary
) -> dict[str, Any]:
    matches = MatchList.load(challenge, request.user)
    asked = request.GET.get("show", "")
    show = next((each for each in Show if each == asked), Show.ALL)
    page = Paginator(matches.shown(show), MATCHES_PER_PAGE).get_page(request.GET.get("page"))
    nearly = nearly_rows(matches.nearly, challenge, vocabulary, request.user)
    chosen = request.GET.getlist("company")[:MOST_READ]
    listed = {each.match.company.slug for each in page.object_list} | {row.match.company.slug for row in nearly}
    return {
        "chosen": chosen,
        "kept": [slug for slug in chosen if slug not in listed],
        "matches": matches,
        "is_full": len(matches.ranked) >= settings.MATCHES_PER_CHALLENGE,
        "shows": [(each, matches.count(each), each == show) for each in Show],
        "page": page,
        "rows": match_rows(page.object_list, requirements, vocabulary, request.user),
        "nearly": nearly,
        "shortlisted": matches.count(Show.SHORTLISTED),
        "undecided": matches.count(Show.UNDECIDED),
        "proposed": sum(each.known_as == KnownAs.PROPOSED for each in requirements),
        "moves": moves_of(challenge, {Who.EDITOR}),
        "is_writer": challenge.state == State.IN_REVIEW and hands_on(challenge, request.user)[0],
    }


def _for_member(
    user: Reader, challenge: Challenge, company: Company, requirements: list[Requirement], vocabulary: Vocabulary
) -> dict[str, Any]:
    """The reader's own match, and nobody else's."""
    links = CompanyTechnology.objects.counting().filter(company=OuterRef("company")).order_by()
    matches = Match.objects.filter(challenge=challenge, company=company)
    match = matches.annotate(offered=ArraySubquery(links.values("technology"))).first()
    context: dict[str, Any] = {"company": company, "place": place(disclosed(company, user)), "match": match}
    if match and match.failed_rule:
        context["rule"] = failed_rule(match, challenge, company, vocabulary)
    elif match:
        context["reason"] = reason_to_you(match, requirements, frozenset(match.offered), vocabulary)
    return context
