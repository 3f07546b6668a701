"""Pages that show how often companies are seen, the companies behind each number, and the floor on exposure."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.exposure.distribution import compute_distribution, count_exposure_elsewhere
from challenges.exposure.forms import ExposureFloorForm, FloorSwitchForm
from challenges.exposure.groups import AGE, REGION, SIZE, build_group_tables, list_group_companies, list_groups
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.exposure.pages import (
    CURVE_SIZE,
    ExposureScope,
    build_cost_lines,
    build_even_line,
    build_exposure_curve,
    list_share_labels,
)
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
    """Show the figures of the lists that the reader may open, and rounded counts of the lists of others."""
    scope = ExposureScope.from_query(request.user, request.GET, timezone.now())
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
        "size": CURVE_SIZE,
        "shares": list(zip(list_share_labels(), places.shares, introductions.shares, strict=True)),
        "tables": build_group_tables(found, provinces, scope.quarter.year),
        "elsewhere": [(province, elsewhere[province.code]) for province in provinces if province.code in elsewhere],
        "last": last,
        "floor": ExposureFloor.objects.on().first(),
    }
    return render(request, "challenges/exposure/exposure.html", context)


@rom_staff
def exposure_companies(request: SignedInRequest) -> HttpResponse:
    """List the companies behind a number: those of the group in ?by= and ?group=; with ?seen=no those without one."""
    scope = ExposureScope.from_query(request.user, request.GET, timezone.now())
    by = next((each for each in (REGION, AGE, SIZE) if each == request.GET.get("by")), REGION)
    known = list_groups(by, Province.objects.all())
    group = next((each for each in known if each.code == request.GET.get("group")), None)
    found = compute_distribution(request.user, scope.challenges, scope.quarter, scope.now)
    listed = list_group_companies(found, by, group.code, scope.quarter.year) if group else list(found.by_company)
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
    """Show the floor on trial with its cost and the one that is on; start, switch on, switch off or discard one."""
    current = {floor.state: floor for floor in ExposureFloor.objects.current().select_related("asked_by", "on_by")}
    trial, on = current.get(State.TRIAL), current.get(State.ON)
    form, switch = (
        ExposureFloorForm.from_floor(trial or on),
        FloorSwitchForm(initial={"seen": hash_floor_cost(trial)} if trial else None),
    )
    if request.method == "POST":
        action = request.POST.get("what")
        if action == "on":
            switch = FloorSwitchForm(request.POST)
            if switch.is_valid() and call_or_add_errors(switch, lambda: _activate_floor(request, switch)) is not None:
                return redirect("challenges:exposure_floor")
        elif action in {"off", "drop"}:
            _end_floor_or_trial(request, action)
            return redirect("challenges:exposure_floor")
        else:
            form = ExposureFloorForm(request.POST)
            if form.is_valid() and call_or_add_errors(form, lambda: _start_trial(request, form)) is not None:
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
    """List who stays below the floor on trial, or else below the one that is on, with the reason."""
    floor = ExposureFloor.objects.current().order_by("-state").first()
    rows = ExposureMiss.objects.filter(floor=floor).select_related("company").defer(*_list_long_fields("company"))
    page = Paginator(rows.order_by("seen", "reason", "company__name", "pk"), PER_PAGE)
    context = {"floor": floor, "page": page.get_page(request.GET.get("page"))}
    return render(request, "challenges/exposure/exposure_misses.html", context)


def _start_trial(request: SignedInRequest, form: ExposureFloorForm) -> ExposureFloor:
    floor = start_floor_trial(request.user, **form.get_rules())
    enqueue_matching()
    return floor


def _activate_floor(request: SignedInRequest, form: FloorSwitchForm) -> ExposureFloor:
    floor = activate_exposure_floor(request.user, form.cleaned_data["seen"])
    messages.success(request, _("Minimum visibility is on. Lists mark the companies that appear because of it."))
    return floor


def _end_floor_or_trial(request: SignedInRequest, action: str) -> None:
    if action == "off":
        end, done = deactivate_exposure_floor, _("Minimum visibility is off. Lists are ordered by score only.")
    else:
        end, done = discard_floor_trial, _("The trial is forgotten.")
    call_with_messages(request, lambda: end(request.user), done)


def _list_long_fields(name: str) -> list[str]:
    return [f"{name}__{field}" for field in Company.LONG_FIELDS]
