"""Where each reader starts: the home page, how the score works, a company's own start, and the ROM's desk."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.calibration.engine.learning import LEAST, STEP
from challenges.calibration.pages import FEWEST
from challenges.dashboard import company_page, home_page
from challenges.dashboard.changes import changes
from challenges.dashboard.staff import pages
from challenges.dashboard.staff.items import Kind
from challenges.dashboard.staff.pages import counters
from challenges.dashboard.todo import waiting
from challenges.dashboard.visits import look
from challenges.matching.model_services import points_in_force
from challenges.posting.models import Challenge
from challenges.sessions import occupancy
from challenges.sessions.checklist import Preparation, preparations
from challenges.sessions.models import Session
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, company_of_member
from companies.profiles.visibility import disclosed
from companies.profiles.wizard import open_for_matching
from portal.accounts.models import User
from portal.core.policy import SignedInRequest, public, rom_staff
from portal.technologies.vocabulary import Vocabulary

LISTED = 4
SESSIONS_LISTED = 3
SESSIONS_READ = 12
OWN_PER_PAGE = 10
ITEMS_AT_FIRST = 10


@public
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    visible = Challenge.objects.visible_to(request.user).open_at(now)
    context = {
        "company_count": Company.objects.visible_to(request.user).count(),
        "challenge_count": visible.count(),
        "pairs": home_page.pairs(now),
        "example": home_page.example(),
        "closing_first": visible.order_by("closes_at", "id")[:LISTED],
        "sessions": Session.objects.visible_to(request.user).to_come(now)[:SESSIONS_LISTED],
    }
    return render(request, "challenges/home.html", context)


@public
def score(request: HttpRequest) -> HttpResponse:
    bounds = {"step": STEP, "least": LEAST, **FEWEST}
    return render(request, "challenges/score.html", {"most": points_in_force(), "bounds": bounds})


@company_member
def company_home(request: SignedInRequest) -> HttpResponse:
    company, now = company_of_member(request.user), timezone.now()
    vocabulary = Vocabulary.load()
    links = list(company.technology_links.counting())
    matches = company_page.own_matches(company, request.user)
    earlier = look(request.user, company, matches, now)
    ranked = list(enumerate((match for match in matches if not match.failed_rule), 1))
    page = Paginator(ranked, OWN_PER_PAGE).get_page(request.GET.get("page"))
    offered = [link.technology_id for link in links]
    waits, coming = waiting(request.user, company, links, matches, now)
    nearly = company_page.nearly(matches, company, vocabulary, now)
    context = {
        "company": company,
        "shown": disclosed(company, request.user),
        "waits": waits,
        "coming": coming,
        "waiting": len(waits),
        "waiting_url": "#waiting",
        "earlier": earlier,
        "changes": changes(earlier, matches, company, request.user, vocabulary, now),
        "page": page,
        "rows": company_page.rows(page.object_list, offered, vocabulary, now),
        "nearly": nearly,
        "is_settling": any(match.is_settling for match in matches),
        "ways": company_page.ways_on(company, nearly),
        "not_listed": company_page.not_listed(request.user, (match for _rank, match in ranked), now),
        "pages": open_for_matching(company, links),
        "named": len(links),
        "proven": sum(bool(link.phrase) for link in links),
    }
    return render(request, "challenges/company_home.html", context)


@rom_staff
def desk(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    items = pages.items(request.user, now)
    asked = request.GET.get("kind", "")
    kind = next((each for each in Kind if each == asked), None)
    listed = [item for item in items if kind in {None, item.kind}]
    page = Paginator(listed, ITEMS_AT_FIRST).get_page(request.GET.get("page"))
    context = {
        "rom": request.user.rom,
        "now": now,
        "late": [item for item in items if item.is_late(now)],
        "counters": counters(items, now),
        "kind": kind,
        "page": page,
        "rows": [(item, item.is_late(now)) for item in page],
        "waiting": len(items),
        "waiting_url": "#waiting",
        **sessions_to_come(request.user, now),
    }
    return render(request, "challenges/desk.html", context)


def sessions_to_come(user: User, now: datetime) -> dict[str, Any]:
    """The next ones; and of those that this person organises, what is still missing. One query; what lies beyond
    SESSIONS_READ is prepared from its own page."""
    found = occupancy.with_owners(Session.objects.visible_to(user).to_come(now), user)
    coming: list[tuple[Any, Preparation]] = list(preparations(found, SESSIONS_READ))
    return {
        "sessions": [occupancy.full(session) for session, _preparation in coming[:SESSIONS_LISTED]],
        "prepared": [each for each in coming if each[0].is_own][:SESSIONS_LISTED],
    }
