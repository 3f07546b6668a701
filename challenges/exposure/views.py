"""How companies are seen: the spread of places and introductions, the companies behind each number, and the floor."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.exposure.cost import cost_lines
from challenges.exposure.curve import SIZE, curve, even_line, least_labels
from challenges.exposure.distribution import seen_elsewhere, spread
from challenges.exposure.forms import ExposureFloorForm, SwitchForm
from challenges.exposure.groups import AGE, REGION, groups, members, tables
from challenges.exposure.groups import SIZE as TEAM_SIZE
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.exposure.scope import Scope
from challenges.exposure.services import ask, drop, stamp_of, switch_off, switch_on
from companies.profiles.models import Company
from portal.core.forms import attempt, told
from portal.core.policy import SignedInRequest, admin_only, rom_staff
from portal.core.queue import look_again
from portal.regions.models import Province

PER_PAGE = 25
State = ExposureFloor.State


@rom_staff
def exposure(request: SignedInRequest) -> HttpResponse:
    """Of the lists that the reader may open; of those of others what may be told."""
    scope = Scope.of(request.user, request.GET, timezone.now())
    provinces = list(Province.objects.all())
    found = spread(request.user, scope.challenges, scope.quarter, scope.now)
    seen = found.by_company.values()
    places, introductions = curve([each.places for each in seen]), curve([each.introductions for each in seen])
    last = scope.quarters[1]
    elsewhere = {} if request.user.is_superuser else seen_elsewhere(request.user, last)
    context = {
        "scope": scope,
        "lists": found.lists,
        "companies": len(found.by_company),
        "unseen": sum(not each.places for each in seen),
        "places": places,
        "introductions": introductions,
        "even_line": even_line(places.total, len(found.by_company)),
        "size": SIZE,
        "shares": list(zip(least_labels(), places.shares, introductions.shares, strict=True)),
        "tables": tables(found, provinces, scope.year),
        "elsewhere": [(province, elsewhere[province.code]) for province in provinces if province.code in elsewhere],
        "last": last,
        "floor": ExposureFloor.objects.on().first(),
    }
    return render(request, "challenges/exposure.html", context)


@rom_staff
def exposure_companies(request: SignedInRequest) -> HttpResponse:
    """The companies that a number counts: ?by= and ?group= say of which group, ?seen=no those without a place."""
    scope = Scope.of(request.user, request.GET, timezone.now())
    by = next((each for each in (REGION, AGE, TEAM_SIZE) if each == request.GET.get("by")), REGION)
    known = groups(by, Province.objects.all())
    group = next((each for each in known if each.code == request.GET.get("group")), None)
    found = spread(request.user, scope.challenges, scope.quarter, scope.now)
    listed = members(found, by, group.code, scope.year) if group else list(found.by_company)
    only_unseen = request.GET.get("seen") == "no"
    if only_unseen:
        listed = [company for company in listed if not found.by_company[company].places]
    listed.sort(key=lambda company: (-found.by_company[company].places, company))
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    rows = Company.objects.visible_to(request.user).select_related("province").defer(*Company.LONG_FIELDS)
    companies = rows.in_bulk(page.object_list)
    context = {
        "scope": scope,
        "group": group,
        "only_unseen": only_unseen,
        "page": page,
        "rows": [(companies[each], found.by_company[each]) for each in page.object_list if each in companies],
    }
    return render(request, "challenges/exposure_companies.html", context)


@admin_only
def exposure_floor(request: SignedInRequest) -> HttpResponse:
    """The floor on trial with what it costs, and the one that is on."""
    current = {floor.state: floor for floor in ExposureFloor.objects.current().select_related("asked_by", "on_by")}
    trial, on = current.get(State.TRIAL), current.get(State.ON)
    form, switch = ExposureFloorForm.of(trial or on), SwitchForm(initial={"seen": stamp_of(trial)} if trial else None)
    if request.method == "POST":
        what = request.POST.get("what")
        if what == "on":
            switch = SwitchForm(request.POST)
            if switch.is_valid() and attempt(switch, lambda: _switched_on(request, switch)):
                return redirect("challenges:exposure_floor")
        elif what in {"off", "drop"}:
            _ended(request, what)
            return redirect("challenges:exposure_floor")
        else:
            form = ExposureFloorForm(request.POST)
            if form.is_valid() and attempt(form, lambda: ask(request.user, **form.asked())):
                look_again()
                return redirect("challenges:exposure_floor")
    shown = trial or on
    moves = ExposureMove.objects.filter(floor=shown).select_related("challenge", "company", "instead_of")
    moves = moves.defer(*_heavy("company"), *_heavy("instead_of"))
    context = {
        "form": form,
        "switch": switch,
        "trial": trial,
        "on": on,
        "floor": shown,
        "cost": cost_lines(shown) if shown else [],
        "misses": ExposureMiss.objects.filter(floor=shown).count(),
        "page": Paginator(moves.order_by("-lost", "pk"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "challenges/exposure_floor.html", context)


@admin_only
def exposure_misses(request: SignedInRequest) -> HttpResponse:
    """Who stays below the floor, and why: of the one on trial, else of the one that is on."""
    floor = ExposureFloor.objects.current().order_by("-state").first()
    rows = ExposureMiss.objects.filter(floor=floor).select_related("company").defer(*_heavy("company"))
    page = Paginator(rows.order_by("seen", "reason", "company__name", "pk"), PER_PAGE)
    context = {"floor": floor, "page": page.get_page(request.GET.get("page"))}
    return render(request, "challenges/exposure_misses.html", context)


def _switched_on(request: SignedInRequest, form: SwitchForm) -> ExposureFloor:
    floor = switch_on(request.user, form.cleaned_data["seen"])
    messages.success(request, _("The floor is on. Lists show who is there by it."))
    return floor


def _ended(request: SignedInRequest, what: str) -> None:
    if what == "off":
        told(request, lambda: switch_off(request.user), _("The floor is off. Lists stand by points alone."))
    else:
        told(request, lambda: drop(request.user), _("The trial is forgotten."))


def _heavy(name: str) -> list[str]:
    return [f"{name}__{field}" for field in Company.LONG_FIELDS]
