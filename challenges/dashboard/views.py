"""Where each reader starts: the home page, the dashboard of a company and of a ROM, and the map."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.dashboard import home_page
from challenges.dashboard.changes import list_match_changes
from challenges.dashboard.company_page import (
    build_near_miss_rows,
    build_own_match_rows,
    list_own_matches,
    list_unlisted_challenges,
    suggest_next_steps,
)
from challenges.dashboard.hidden_demand import build_hidden_lines, count_hidden_demand, get_month_start
from challenges.dashboard.home_page import find_example_match
from challenges.dashboard.province_map import (
    arrange_tiles,
    build_map_table,
    build_province_tiles,
    count_demand,
    count_supply,
    sort_most_first,
)
from challenges.dashboard.staff.items import ItemKind
from challenges.dashboard.staff.pages import count_items_by_kind, list_dashboard_items
from challenges.dashboard.todo import list_todo_items
from challenges.dashboard.visits import record_dashboard_visit
from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.pages import SessionPreparation, list_preparations
from challenges.sessions.registration_pages import annotate_ownership, describe_occupancy
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from companies.profiles.visibility import disclose_company
from companies.profiles.wizard import list_steps_for_matching
from portal.accounts.models import User
from portal.core.policy import SignedInRequest, allow_public, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.regions.models import Province
from portal.technologies.vocabulary import Vocabulary

LISTED = 4
SESSIONS_LISTED = 3
SESSIONS_READ = 12
OWN_PER_PAGE = 10
ITEMS_AT_FIRST = 10


@allow_public
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    visible = Challenge.objects.visible_to(request.user).open_at(now)
    context = {
        "company_count": Company.objects.visible_to(request.user).count(),
        "challenge_count": visible.count(),
        "pairs": home_page.list_home_pairs(now),
        "example": find_example_match(),
        "closing_first": visible.order_by("closes_at", "id")[:LISTED],
        "sessions": Session.objects.visible_to(request.user).to_come(now)[:SESSIONS_LISTED],
    }
    return render(request, "challenges/dashboard/home.html", context)


@company_member
def company_home(request: SignedInRequest) -> HttpResponse:
    company, now = require_own_company(request.user), timezone.now()
    vocabulary = Vocabulary.load()
    links = list(company.technology_links.counting())
    matches = list_own_matches(company, request.user)
    earlier = record_dashboard_visit(request.user, company, matches, now)
    ranked = list(enumerate((match for match in matches if not match.failed_rule), 1))
    page = Paginator(ranked, OWN_PER_PAGE).get_page(request.GET.get("page"))
    offered = [link.technology_id for link in links]
    waits, coming = list_todo_items(request.user, company, links, matches, now)
    nearly = build_near_miss_rows(matches, company, vocabulary, now)
    context = {
        "company": company,
        "shown": disclose_company(company, request.user),
        "waits": waits,
        "coming": coming,
        "waiting": len(waits),
        "waiting_url": "#waiting",
        "earlier": earlier,
        "changes": list_match_changes(earlier, matches, company, request.user, vocabulary, now),
        "page": page,
        "rows": build_own_match_rows(page.object_list, offered, vocabulary, now),
        "nearly": nearly,
        "is_settling": any(match.is_settling for match in matches),
        "ways": suggest_next_steps(company, nearly),
        "not_listed": list_unlisted_challenges(request.user, (match for _rank, match in ranked), now),
        "pages": list_steps_for_matching(company, links),
        "named": len(links),
        "proven": sum(bool(link.phrase) for link in links),
    }
    return render(request, "challenges/dashboard/company_home.html", context)


@rom_staff
def staff_dashboard(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    items = list_dashboard_items(request.user, now)
    asked = request.GET.get("kind", "")
    kind = next((each for each in ItemKind if each == asked), None)
    listed = [item for item in items if kind in {None, item.kind}]
    page = Paginator(listed, ITEMS_AT_FIRST).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom,
        "now": now,
        "late": [item for item in items if item.is_late(now)],
        "counters": count_items_by_kind(items, now),
        "kind": kind,
        "page": page,
        "rows": [(item, item.is_late(now)) for item in page],
        "waiting": len(items),
        "waiting_url": "#waiting",
        **build_coming_sessions(request.user, now),
    }
    return render(request, "challenges/dashboard/staff_dashboard.html", context)


def build_coming_sessions(user: User, now: datetime) -> dict[str, Any]:
    """The next ones; and of those that this person organises, what is still missing. One query; what lies beyond
    SESSIONS_READ is prepared from its own page."""
    found = annotate_ownership(Session.objects.visible_to(user).to_come(now), user)
    coming: list[tuple[Any, SessionPreparation]] = list(list_preparations(found, SESSIONS_READ))
    return {
        "sessions": [describe_occupancy(session) for session, _preparation in coming[:SESSIONS_LISTED]],
        "prepared": [each for each in coming if each[0].is_own][:SESSIONS_LISTED],
    }


@allow_public
def province_map(request: HttpRequest) -> HttpResponse:
    """Show the map, or with ?format=xlsx or csv its table as a file."""
    now, vocabulary, provinces = timezone.now(), Vocabulary.load(), list(Province.objects.select_related("rom"))
    asked = request.GET.get("technology", "")
    technology = vocabulary.by_slug.get(asked)
    slug = technology.slug if technology else ""
    supply = count_supply(request.user, vocabulary, provinces, slug)
    demand = count_demand(request.user, vocabulary, provinces, slug, now)
    tiles = build_province_tiles(provinces, supply, demand, request.user)
    places = sort_most_first(tiles)
    hidden = build_hidden_lines(count_hidden_demand(request.user, now), vocabulary, technology)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        table = build_map_table(technology, places, supply, demand, hidden)
        response = HttpResponse(build_table_file(table, kind), content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{_("map")}{f"-{slug}" if slug else ""}.{kind}"'
        return response
    context = {
        "technology": technology,
        "is_unknown": bool(asked) and technology is None,
        "choices": vocabulary.choices(),
        "supply": supply,
        "demand": demand,
        "tiles": arrange_tiles(tiles),
        "places": places,
        "unanswered": [str(tile.province) for tile in tiles if tile.demand.number and not tile.supply.number],
        "hidden": hidden,
        "month_began": get_month_start(now),
    }
    return render(request, "challenges/dashboard/province_map.html", context)
