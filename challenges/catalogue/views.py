"""Challenges as everyone entitled reads them: the list, the page of one, and that page as its audiences get it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.catalogue.filters import (
    LEGENDS,
    ChallengeFilter,
    ChallengeFilterOptions,
    count_challenge_facets,
    format_challenge_count,
    list_orders,
    order_challenges,
)
from challenges.catalogue.pages import (
    PreviewAudience,
    annotate_requirements,
    build_challenge_rows,
    build_preview_links,
    build_status_steps,
    list_challenge_facts,
)
from challenges.introductions.pages import get_introduction_link
from challenges.matching.forms import MOST_READ
from challenges.matching.match_list import (
    MatchList,
    MatchListFilter,
    build_match_rows,
    build_near_misses,
    describe_failed_rule,
    format_city_and_trl,
)
from challenges.matching.match_texts import describe_own_reason
from challenges.matching.models import Match
from challenges.posting.annex_models import Annex
from challenges.posting.criteria import count_matching_companies, group_criteria, list_criteria
from challenges.posting.display_status import PUBLISHED, get_phase
from challenges.posting.models import Challenge
from challenges.posting.pages import list_move_buttons
from challenges.posting.permissions import (
    can_edit_challenge,
    can_see_matches,
    get_editable_challenge,
    get_visible_challenge,
)
from challenges.posting.requirement_models import Requirement
from challenges.posting.reviewers import get_review_involvement
from challenges.posting.status_chips import get_full_status_chip
from challenges.posting.workflow import ChallengeActor, ChallengeState
from challenges.responses.pages import get_response_link
from challenges.responses.questions import list_questions
from challenges.sessions.models import Session
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import get_own_company
from companies.profiles.visibility import Reader, disclose_company
from portal.core.policy import SignedInRequest, allow_public, rom_staff
from portal.search.filters import (
    build_facets,
    build_order_links,
    get_chosen_order,
    get_counted_page,
    list_active_filters,
    list_filter_removals,
)
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
    is_staff, vocabulary = can_see_matches(request.user, challenge), Vocabulary.load()
    requirements = list_counting_requirements(challenge)
    context = build_reader_context(request.user, challenge, requirements, vocabulary, now, is_staff=is_staff)
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
    *,
    is_staff: bool = False,
) -> dict[str, Any]:
    """What the page tells every reader, real or made up for a preview. Staff read how many companies meet what."""
    sessions = Session.objects.visible_to(reader).filter(challenges=challenge).order_by("starts_at")
    lines = list_criteria(challenge, requirements, vocabulary)
    return {
        "challenge": challenge,
        "chip": get_full_status_chip(challenge, now),
        "is_open": challenge.is_open_at(now),
        "steps": build_status_steps(challenge, now),
        "is_long": len(challenge.local("teaser").text) > LEAD_LENGTH,
        "facts": list_challenge_facts(challenge, sessions, now),
        "questions": [] if is_staff else list_questions(challenge),
        "has_annex": getattr(challenge, "has_annex", False),
        "can_edit": can_edit_challenge(reader, challenge),
        **group_criteria(count_matching_companies(lines, challenge.area) if is_staff else lines),
        "is_staff": is_staff,
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


@rom_staff
def challenge_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Without what each company reads of its own match: that is another text for each."""
    challenge, now = get_editable_challenge(request.user, slug), timezone.now()
    eyes = next((each for each in PreviewAudience if each == request.GET.get("as", PreviewAudience.VISITOR)), None)
    if eyes is None:
        raise Http404
    context: dict[str, Any] = {
        "challenge": challenge,
        "eyes": eyes,
        "previews": build_preview_links(challenge, eyes),
        "is_published": get_phase(challenge, now) in PUBLISHED,
    }
    if not eyes.sees(challenge):
        return render(request, "challenges/catalogue/challenge_preview.html", context)
    context |= build_reader_context(
        AnonymousUser(), challenge, list_counting_requirements(challenge), Vocabulary.load(), now
    )
    context |= {"signed_in": eyes.is_signed_in, "has_annex": _can_see_annex(eyes, challenge)}
    return render(request, "challenges/catalogue/challenge_detail.html", context)


def _can_see_annex(eyes: PreviewAudience, challenge: Challenge) -> bool:
    annex = Annex.objects.written().filter(challenge=challenge).first()
    return annex is not None and eyes.is_signed_in and eyes.sees(annex)
