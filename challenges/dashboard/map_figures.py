"""The numbers of the map, each counted by the very filters of the list that it leads to."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from challenges.catalogue import filters as of_challenges
from challenges.posting.display_status import PUBLISHED, Phase
from challenges.posting.models import Challenge
from companies.catalogue import filters as of_companies
from companies.profiles.models import Company
from companies.profiles.permissions import makes_profiles_for_others
from companies.profiles.visibility import Reader
from portal.regions.models import Province
from portal.search.filters import ListFilter
from portal.technologies.vocabulary import Vocabulary

State = Company.State


@dataclass(frozen=True)
class Side:
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


def supply(reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str) -> Side:
    """Companies by province. Who sees drafts in the list gets the published ones alone."""
    sees_drafts = makes_profiles_for_others(reader)
    options = of_companies.Options(reader, vocabulary, provinces, sees_drafts=sees_drafts)
    query = asked(technology=technology, state=State.PUBLISHED if sees_drafts else "")
    filterset = of_companies.CompanyFilter(query, Company.objects.visible_to(reader), options)
    found = counted(filterset, "province__code")
    by_province = {province.code: found[province.code] for province in provinces}
    return Side(reverse("companies:company_list"), query, by_province, found.total())


def demand(reader: Reader, vocabulary: Vocabulary, provinces: list[Province], technology: str, now: datetime) -> Side:
    """Challenges that are open, in each province of the ROM that posted them."""
    options = of_challenges.Options(vocabulary, [], provinces, [], PUBLISHED, now)
    query = asked(technology=technology, state=Phase.OPEN)
    filterset = of_challenges.ChallengeFilter(query, Challenge.objects.visible_to(reader), options)
    found = counted(filterset, "rom")
    by_province = {province.code: found[province.rom_id] for province in provinces}
    return Side(reverse("challenges:challenge_list"), query, by_province, found.total())


def asked(**values: str) -> QueryDict:
    """The filters that are set, as the address of a list says them."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in values.items() if value})
    return query


def counted(filterset: ListFilter, path: str) -> Counter[object]:
    """How many things per value at `path`; those without one under None. One query."""
    return Counter(dict(filterset.qs.order_by().values_list(path).annotate(number=Count("pk"))))
