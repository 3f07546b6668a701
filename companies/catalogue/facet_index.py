"""Which companies have which value, kept in each process: for lists, and for pages that tell how many have what."""

from collections.abc import Collection, Hashable, Iterable
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q

from companies.catalogue.filters import ClaimStatus, FreshnessStatus, build_claim_condition, build_freshness_condition
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.visibility import build_trl_condition
from portal.core.bitset import Bits
from portal.core.facet_index import FacetIndex, FacetSnapshot, Found
from portal.search.filters import TRL_BANDS
from portal.technologies.trl import TRL_SHORT

COLUMNS = {"province": "province_id", "kind": "kind", "state": "state", "level": "trl"}
CONDITIONS = {
    **{("trl", band): Q(trl__range=levels) for band, levels in TRL_BANDS.items()},
    **{("freshness", each.value): build_freshness_condition(each) for each in FreshnessStatus},
    **{("profile", each.value): build_claim_condition(each) for each in ClaimStatus},
    ("maturity", "counts everywhere"): build_trl_condition(None),
}


def _read_company_values(ids: Collection[int] | None) -> Found:
    chosen = Q() if ids is None else Q(pk__in=ids)
    holds = {f"holds_{n}": ExpressionWrapper(each, BooleanField()) for n, each in enumerate(CONDITIONS.values())}
    rows = Company.objects.filter(chosen).order_by().annotate(**holds)
    for pk, *columns in rows.values_list("pk", *COLUMNS.values(), *holds):
        yield from ((name, value, pk) for name, value in zip(COLUMNS, columns, strict=False) if value is not None)
        holding = zip(CONDITIONS, columns[len(COLUMNS) :], strict=True)
        yield from ((name, value, pk) for (name, value), does_hold in holding if does_hold)
    links = CompanyTechnology.objects.counting().order_by()
    of_these = links if ids is None else links.filter(company__in=ids)
    yield from (("technology", *link) for link in of_these.values_list("technology_id", "company_id"))


KEPT = FacetIndex(CompanyRevision, _read_company_values)


def count_published_with_technologies(kept: FacetSnapshot, technologies: Iterable[int]) -> int:
    """How many published companies have any of these."""
    return (get_published_bits(kept) & _union_bits(kept, "technology", technologies)).bit_count()


def count_published_at_trl(kept: FacetSnapshot, level: int, area: Iterable[int]) -> int:
    """How many published companies are at this TRL or above, by the levels that matching counts for the ROM of these
    provinces: a number must not tell those that the asker may not see."""
    counting = _union_bits(kept, "maturity", ["counts everywhere"]) | _union_bits(kept, "province", area)
    return (
        get_published_bits(kept) & _union_bits(kept, "level", range(level, max(TRL_SHORT) + 1)) & counting
    ).bit_count()


def _union_bits(kept: FacetSnapshot, name: str, values: Iterable[Hashable]) -> Bits:
    by_value = kept.values.get(name, {})
    return reduce(or_, (by_value.get(each, 0) for each in values), 0)


def get_published_bits(kept: FacetSnapshot) -> Bits:
    return kept.values.get("state", {}).get(Company.State.PUBLISHED.value, 0)
