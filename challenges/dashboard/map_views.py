"""The map: where companies are, and where challenges are posted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.dashboard.hidden_demand import count_hidden_demand, get_month_start
from challenges.dashboard.hidden_map import build_hidden_lines
from challenges.dashboard.map_figures import count_demand, count_supply
from challenges.dashboard.map_table import build_map_table
from challenges.dashboard.tile_map import (
    arrange_tiles,
    build_province_tiles,
    list_unanswered_provinces,
    sort_most_first,
)
from portal.core.policy import allow_public
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file
from portal.regions.models import Province
from portal.technologies.vocabulary import Vocabulary


@allow_public
def province_map(request: HttpRequest) -> HttpResponse:
    """On the page, or with ?format=xlsx or csv its table as a file."""
    now, vocabulary, provinces = timezone.now(), Vocabulary.load(), list(Province.objects.select_related("rom"))
    asked = request.GET.get("technology", "")
    technology = vocabulary.by_slug.get(asked)
    slug = technology.slug if technology else ""
    left = count_supply(request.user, vocabulary, provinces, slug)
    right = count_demand(request.user, vocabulary, provinces, slug, now)
    found = build_province_tiles(provinces, left, right, request.user)
    hidden = build_hidden_lines(count_hidden_demand(request.user, now), vocabulary, technology)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        table = build_map_table(technology, sort_most_first(found), left, right, hidden)
        response = HttpResponse(build_table_file(table, kind), content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{_("map")}{f"-{slug}" if slug else ""}.{kind}"'
        return response
    context = {
        "technology": technology,
        "is_unknown": bool(asked) and technology is None,
        "choices": vocabulary.choices(),
        "supply": left,
        "demand": right,
        "tiles": arrange_tiles(found),
        "places": sort_most_first(found),
        "unanswered": list_unanswered_provinces(found),
        "hidden": hidden,
        "month_began": get_month_start(now),
    }
    return render(request, "challenges/dashboard/province_map.html", context)
