"""The map: where companies are, and where challenges are posted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.dashboard.hidden_demand import hidden_demand, month_began
from challenges.dashboard.hidden_map import lines
from challenges.dashboard.map_figures import demand, supply
from challenges.dashboard.map_table import map_table
from challenges.dashboard.tile_map import most_first, places, tiles, unanswered
from portal.core.policy import public
from portal.documents.spreadsheet import CONTENT_TYPES, written_table
from portal.regions.models import Province
from portal.technologies.vocabulary import Vocabulary


@public
def province_map(request: HttpRequest) -> HttpResponse:
    """On the page, or with ?format=xlsx or csv its table as a file."""
    now, vocabulary, provinces = timezone.now(), Vocabulary.load(), list(Province.objects.select_related("rom"))
    asked = request.GET.get("technology", "")
    technology = vocabulary.by_slug.get(asked)
    slug = technology.slug if technology else ""
    left = supply(request.user, vocabulary, provinces, slug)
    right = demand(request.user, vocabulary, provinces, slug, now)
    found = places(provinces, left, right, request.user)
    hidden = lines(hidden_demand(request.user, now), vocabulary, technology)
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        table = map_table(technology, most_first(found), left, right, hidden)
        response = HttpResponse(written_table(table, kind), content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{_("map")}{f"-{slug}" if slug else ""}.{kind}"'
        return response
    context = {
        "technology": technology,
        "is_unknown": bool(asked) and technology is None,
        "choices": vocabulary.choices(),
        "supply": left,
        "demand": right,
        "tiles": tiles(found),
        "places": most_first(found),
        "unanswered": unanswered(found),
        "hidden": hidden,
        "month_began": month_began(now),
    }
    return render(request, "challenges/province_map.html", context)
