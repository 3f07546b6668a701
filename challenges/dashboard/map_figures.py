"""The numbers of the map, each counted by the very filters of the list that it leads to."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from challenges.catalogue.filters import ChallengeFilter, ChallengeFilterOptions
from challenges.posting.display_status import PUBLISHED, ChallengePhase
from challenges.posting.models import Challenge
from companies.catalogue.filters import CompanyFilter, CompanyFilterOptions
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles
from companies.profiles.visibility import Reader
from portal.regions.models import Province
from portal.search.filters import ListFilter
from portal.technologies.vocabulary import Vocabulary

State = Company.State


@dataclass(frozen=True)
class MapSide:
    """Supply or demand. by_province: by code; total: each thing once, also those of no province."""

    list_url: str
    query: QueryDict
    by_province: dict[str, int]
    total: int

    def url(self, *codes: str) -> str:
        """The list that a number counts; without a code that of the total."""
        query = self.query.copy()
        query.setlist("province", list(codes))
        return f"{self.list_url}?{query.urlencode()}" if query else self.list_url

    @property
    def most(self) -> int:
        return max(self.by_province.values(), default=0)


def count_supply(reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str) -> MapSide:
    """Companies by province. Who sees drafts in the list gets the published ones alone."""
    sees_drafts = can_create_staff_profiles(reader)
    options = CompanyFilterOptions(reader, vocabulary, provinces, sees_drafts=sees_drafts)
    query = build_filter_query(technology=technology, state=State.PUBLISHED if sees_drafts else "")
    filterset = CompanyFilter(query, Company.objects.visible_to(reader), options)
    found = count_per_value(filterset, "province__code")
    by_province = {province.code: found[province.code] for province in provinces}
    return MapSide(reverse("companies:company_list"), query, by_province, found.total())


def count_demand(
    reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str, now: datetime
) -> MapSide:
    """Challenges that are open, in each province of the ROM that posted them."""
    options = ChallengeFilterOptions(vocabulary, [], provinces, [], PUBLISHED, now)
    query = build_filter_query(technology=technology, state=ChallengePhase.OPEN)
    filterset = ChallengeFilter(query, Challenge.objects.visible_to(reader), options)
    found = count_per_value(filterset, "rom")
    by_province = {province.code: found[province.rom_id] for province in provinces}
    return MapSide(reverse("challenges:challenge_list"), query, by_province, found.total())


def build_filter_query(**values: str) -> QueryDict:
    """The filters that are set, as the address of a list says them."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items() if value})
    return query


def count_per_value(filterset: ListFilter, path: str) -> Counter[object]:
    """How many things per value at `path`; those without one under None. One query."""
    return Counter(dict(filterset.qs.order_by().values_list(path).annotate(number=Count("pk"))))
