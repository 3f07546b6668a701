"""How companies are seen: the spread of places and introductions, the companies behind each number, and the floor."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.exposure.cost import build_cost_lines
from challenges.exposure.curve import SIZE, build_even_line, build_exposure_curve, list_share_labels
from challenges.exposure.distribution import compute_distribution, count_exposure_elsewhere
from challenges.exposure.forms import ExposureFloorForm, FloorSwitchForm
from challenges.exposure.groups import AGE, REGION, build_group_tables, list_group_companies, list_groups
from challenges.exposure.groups import SIZE as TEAM_SIZE
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.exposure.scope import ExposureScope
from challenges.exposure.services import (
    activate_exposure_floor,
    deactivate_exposure_floor,
    discard_floor_trial,
    hash_floor_cost,
    start_floor_trial,
)
from companies.profiles.models import Company
from portal.core.forms import call_or_add_errors, call_with_messages
from portal.core.policy import SignedInRequest, admin_only, rom_staff
from portal.core.queue import enqueue_matching
from portal.regions.models import Province

PER_PAGE = 25
State = ExposureFloor.State


@rom_staff
def exposure(request: SignedInRequest) -> HttpResponse:
    """Of the lists that the reader may open; of those of others what may be told."""
    scope = ExposureScope.of(request.user, request.GET, timezone.now())
    provinces = list(Province.objects.all())
    found = compute_distribution(request.user, scope.challenges, scope.quarter, scope.now)
    seen = found.by_company.values()
    places, introductions = (
        build_exposure_curve([each.places for each in seen]),
        build_exposure_curve([each.introductions for each in seen]),
    )
    last = scope.quarters[1]
    elsewhere = {} if request.user.is_superuser else count_exposure_elsewhere(request.user, last)
    context = {
        "scope": scope,
        "lists": found.lists,
        "companies": len(found.by_company),
        "unseen": sum(not each.places for each in seen),
        "places": places,
        "introductions": introductions,
        "even_line": build_even_line(places.total, len(found.by_company)),
        "size": SIZE,
        "shares": list(zip(list_share_labels(), places.shares, introductions.shares, strict=True)),
        "tables": build_group_tables(found, provinces, scope.year),
        "elsewhere": [(province, elsewhere[province.code]) for province in provinces if province.code in elsewhere],
        "last": last,
        "floor": ExposureFloor.objects.on().first(),
    }
    return render(request, "challenges/exposure/exposure.html", context)


@rom_staff
def exposure_companies(request: SignedInRequest) -> HttpResponse:
    """The companies that a number counts: ?by= and ?group= say of which group, ?seen=no those without a place."""
    scope = ExposureScope.of(request.user, request.GET, timezone.now())
    by = next((each for each in (REGION, AGE, TEAM_SIZE) if each == request.GET.get("by")), REGION)
    known = list_groups(by, Province.objects.all())
    group = next((each for each in known if each.code == request.GET.get("group")), None)
    found = compute_distribution(request.user, scope.challenges, scope.quarter, scope.now)
    listed = list_group_companies(found, by, group.code, scope.year) if group else list(found.by_company)
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
    return render(request, "challenges/exposure/exposure_companies.html", context)


@admin_only
def exposure_floor(request: SignedInRequest) -> HttpResponse:
    """The floor on trial with what it costs, and the one that is on."""
    current = {floor.state: floor for floor in ExposureFloor.objects.current().select_related("asked_by", "on_by")}
    trial, on = current.get(State.TRIAL), current.get(State.ON)
    form, switch = (
        ExposureFloorForm.of(trial or on),
        FloorSwitchForm(initial={"seen": hash_floor_cost(trial)} if trial else None),
    )
    if request.method == "POST":
        what = request.POST.get("what")
        if what == "on":
            switch = FloorSwitchForm(request.POST)
            if switch.is_valid() and call_or_add_errors(switch, lambda: _activate_floor(request, switch)):
                return redirect("challenges:exposure_floor")
        elif what in {"off", "drop"}:
            _end_floor_or_trial(request, what)
            return redirect("challenges:exposure_floor")
        else:
            form = ExposureFloorForm(request.POST)
            if form.is_valid() and call_or_add_errors(form, lambda: start_floor_trial(request.user, **form.asked())):
                enqueue_matching()
                return redirect("challenges:exposure_floor")
    shown = trial or on
    moves = ExposureMove.objects.filter(floor=shown).select_related("challenge", "company", "instead_of")
    moves = moves.defer(*_list_long_fields("company"), *_list_long_fields("instead_of"))
    context = {
        "form": form,
        "switch": switch,
        "trial": trial,
        "on": on,
        "floor": shown,
        "cost": build_cost_lines(shown) if shown else [],
        "misses": ExposureMiss.objects.filter(floor=shown).count(),
        "page": Paginator(moves.order_by("-lost", "pk"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "challenges/exposure/exposure_floor.html", context)


@admin_only
def exposure_misses(request: SignedInRequest) -> HttpResponse:
    """Who stays below the floor, and why: of the one on trial, else of the one that is on."""
    floor = ExposureFloor.objects.current().order_by("-state").first()
    rows = ExposureMiss.objects.filter(floor=floor).select_related("company").defer(*_list_long_fields("company"))
    page = Paginator(rows.order_by("seen", "reason", "company__name", "pk"), PER_PAGE)
    context = {"floor": floor, "page": page.get_page(request.GET.get("page"))}
    return render(request, "challenges/exposure/exposure_misses.html", context)


def _activate_floor(request: SignedInRequest, form: FloorSwitchForm) -> ExposureFloor:
    floor = activate_exposure_floor(request.user, form.cleaned_data["seen"])
    messages.success(request, _("The floor is on. Lists show who is there by it."))
    return floor


def _end_floor_or_trial(request: SignedInRequest, what: str) -> None:
    if what == "off":
        call_with_messages(
            request,
            lambda: deactivate_exposure_floor(request.user),
            _("The floor is off. Lists stand by points alone."),
        )
    else:
        call_with_messages(request, lambda: discard_floor_trial(request.user), _("The trial is forgotten."))


def _list_long_fields(name: str) -> list[str]:
    return [f"{name}__{field}" for field in Company.LONG_FIELDS]
