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

from challenges.catalogue.challenge_list import annotate_requirements, build_challenge_rows
from challenges.catalogue.facets import LEGENDS, count_challenge_facets, format_challenge_count
from challenges.catalogue.filters import ChallengeFilter, ChallengeFilterOptions
from challenges.catalogue.ordering import list_orders, order_challenges
from challenges.catalogue.pages import build_status_steps, list_challenge_facts
from challenges.introductions.pages import get_introduction_link
from challenges.matching.comparison_forms import MOST_READ
from challenges.matching.match_list import (
    MatchList,
    MatchListFilter,
    build_match_rows,
    build_near_misses,
    describe_failed_rule,
    format_city_and_trl,
)
from challenges.matching.match_reasons import describe_own_reason
from challenges.matching.models import Match
from challenges.posting.criteria import count_matching_companies, group_criteria, list_criteria
from challenges.posting.models import Challenge
from challenges.posting.move_buttons import list_move_buttons
from challenges.posting.permissions import can_edit_challenge, can_see_matches, get_visible_challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.reviewers import get_review_involvement
from challenges.posting.status_chips import get_full_status_chip
from challenges.posting.workflow import ChallengeActor, ChallengeState
from challenges.responses.pages import get_response_link
from challenges.responses.questions import list_questions
from challenges.sessions.models import Session
from companies.catalogue.facet_index import KEPT
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.permissions import get_own_company
from companies.profiles.visibility import Reader, disclose_company
from portal.core.facet_index import FacetSnapshot
from portal.core.policy import allow_public
from portal.core.table_version import read_table_version
from portal.search.facets import build_facets, list_active_filters, list_filter_removals
from portal.search.pagination import build_order_links, get_chosen_order, get_counted_page
from portal.technologies.evidence import KnownAs
from portal.technologies.vocabulary import Vocabulary

MATCHES_PER_PAGE = 25
LEAD_LENGTH = 700  # characters that read well in the type of a lead


@allow_public
def challenge_list(request: HttpRequest) -> HttpResponse:
    now, company = timezone.now(), get_own_company(request.user)
    options = ChallengeFilterOptions.for_reader(request.user, now)
    filterset = ChallengeFilter(request.GET, Challenge.objects.visible_to(request.user), options)
    counts, words = count_challenge_facets(filterset), filterset.chosen.get("q", "")
    orders = list_orders(company, words)
    order = get_chosen_order(request, orders)
    challenges = annotate_requirements(order_challenges(filterset.qs, order, now, company, words)).select_related("rom")
    page = get_counted_page(challenges, request, counts)
    context = {
        "filterset": filterset,
        "facets": build_facets(filterset, counts, LEGENDS),
        "active": list_active_filters(filterset, request.GET),
        "orders": build_order_links(request, orders, order),
        "order": order,
        "page": page,
        "rows": build_challenge_rows(page.object_list, company, options.vocabulary, now),
        "company": company,
        "ways": []
        if page.paginator.count
        else list_filter_removals(filterset, request.GET, counts, format_challenge_count),
    }
    return render(request, "challenges/catalogue/challenge_list.html", context)


@allow_public
def challenge_detail(request: HttpRequest, slug: str) -> HttpResponse:
    challenge, now = get_visible_challenge(request.user, slug), timezone.now()
    is_staff, known = can_see_matches(request.user, challenge), len(Vocabulary.SOURCES)
    state = read_table_version(*Vocabulary.SOURCES, *([CompanyRevision] if is_staff else []))
    vocabulary, requirements = Vocabulary.load(state[:known]), list_counting_requirements(challenge)
    kept = KEPT.now(state[known:]) if is_staff else None
    context = build_reader_context(request.user, challenge, requirements, vocabulary, now, kept)
    if is_staff:
        context |= _build_staff_context(request, challenge, requirements, vocabulary)
    elif company := get_own_company(request.user):
        context |= _build_member_context(request.user, challenge, company, requirements, vocabulary)
        context["way_in"] = get_response_link(challenge, company, now)
        context["way_to_meet"] = get_introduction_link(request.user, challenge, company, now)
    return render(request, "challenges/catalogue/challenge_detail.html", context)


def list_counting_requirements(challenge: Challenge) -> list[Requirement]:
    return list(Requirement.objects.counting().filter(challenge=challenge))


def build_reader_context(
    reader: Reader,
    challenge: Challenge,
    requirements: list[Requirement],
    vocabulary: Vocabulary,
    now: datetime,
    kept: FacetSnapshot | None = None,
) -> dict[str, Any]:
    """What the page tells every reader, real or made up for a preview. kept: for staff, who read how many meet what."""
    sessions = Session.objects.visible_to(reader).filter(challenges=challenge).order_by("starts_at")
    lines = list_criteria(challenge, requirements, vocabulary)
    return {
        "challenge": challenge,
        "chip": get_full_status_chip(challenge, now),
        "is_open": challenge.is_open_at(now),
        "steps": build_status_steps(challenge, now),
        "is_long": len(challenge.local("teaser").text) > LEAD_LENGTH,
        "facts": list_challenge_facts(challenge, sessions, now),
        "questions": [] if kept else list_questions(challenge),
        "has_annex": getattr(challenge, "has_annex", False),
        "can_edit": can_edit_challenge(reader, challenge),
        **group_criteria(count_matching_companies(lines, kept, challenge.area) if kept else lines),
        "is_staff": kept is not None,
        "signed_in": reader.is_authenticated,
    }


def _build_staff_context(
    request: HttpRequest, challenge: Challenge, requirements: list[Requirement], vocabulary: Vocabulary
) -> dict[str, Any]:
    matches = MatchList.load(challenge, request.user)
    asked = request.GET.get("show", "")
    show = next((each for each in MatchListFilter if each == asked), MatchListFilter.ALL)
    page = Paginator(matches.shown(show), MATCHES_PER_PAGE).get_page(request.GET.get("page"))
    nearly = build_near_misses(matches.nearly, challenge, vocabulary, request.user)
    chosen = request.GET.getlist("company")[:MOST_READ]
    listed = {each.match.company.slug for each in page.object_list} | {row.match.company.slug for row in nearly}
    return {
        "chosen": chosen,
        "kept": [slug for slug in chosen if slug not in listed],
        "matches": matches,
        "is_full": len(matches.ranked) >= settings.MATCHES_PER_CHALLENGE,
        "shows": [(each, matches.count(each), each == show) for each in MatchListFilter],
        "page": page,
        "rows": build_match_rows(page.object_list, requirements, vocabulary, request.user),
        "nearly": nearly,
        "shortlisted": matches.count(MatchListFilter.SHORTLISTED),
        "undecided": matches.count(MatchListFilter.UNDECIDED),
        "proposed": sum(each.known_as == KnownAs.PROPOSED for each in requirements),
        "moves": list_move_buttons(challenge, {ChallengeActor.EDITOR}),
        "is_writer": challenge.state == ChallengeState.IN_REVIEW and get_review_involvement(challenge, request.user)[0],
    }


def _build_member_context(
    user: Reader, challenge: Challenge, company: Company, requirements: list[Requirement], vocabulary: Vocabulary
) -> dict[str, Any]:
    """The reader's own match, and nobody else's."""
    links = CompanyTechnology.objects.counting().filter(company=OuterRef("company")).order_by()
    matches = Match.objects.filter(challenge=challenge, company=company)
    match = matches.annotate(offered=ArraySubquery(links.values("technology"))).first()
    context: dict[str, Any] = {
        "company": company,
        "place": format_city_and_trl(disclose_company(company, user)),
        "match": match,
    }
    if match and match.failed_rule:
        context["rule"] = describe_failed_rule(match, challenge, company, vocabulary)
    elif match:
        context["reason"] = describe_own_reason(match, requirements, frozenset(match.offered), vocabulary)
    return context
