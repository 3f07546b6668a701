"""The map: where companies are, and where challenges are posted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.presenters.hidden_map import lines
from challenges.presenters.map_figures import demand, supply
from challenges.presenters.tile_map import most_first, places, tiles, unanswered
from challenges.services.hidden_demand import hidden_demand, month_began
from portal.models import Province
from portal.policy import public
from portal.vocabulary import Vocabulary


@public
def province_map(request: HttpRequest) -> HttpResponse:
    now, vocabulary, provinces = timezone.now(), Vocabulary.load(), list(Province.objects.select_related("rom"))
    asked = request.GET.get("technology", "")
    technology = vocabulary.by_slug.get(asked)
    slug = technology.slug if technology else ""
    left = supply(request.user, vocabulary, provinces, slug)
    right = demand(request.user, vocabulary, provinces, slug, now)
    found = places(provinces, left, right, request.user)
    context = {
        "technology": technology,
        "is_unknown": bool(asked) and technology is None,
        "choices": vocabulary.choices(),
        "supply": left,
        "demand": right,
        "tiles": tiles(found),
        "places": most_first(found),
        "unanswered": unanswered(found),
        "hidden": lines(hidden_demand(request.user, now), vocabulary, technology),
        "month_began": month_began(now),
    }
    return render(request, "challenges/province_map.html", context)
