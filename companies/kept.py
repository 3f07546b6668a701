"""Which companies have which value, kept in each process: for lists, and for pages that tell how many have what."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db.models import BooleanField, ExpressionWrapper, Q

from companies.filters import Freshness, Profile, in_freshness, in_profile
from companies.models import Company, CompanyRevision, CompanyTechnology
from portal.bits import Bits
from portal.filters import TRL_BANDS
from portal.kept import Found, Kept, Snapshot

COLUMNS = {"province": "province_id", "kind": "kind", "state": "state"}
CONDITIONS = {
    **{("trl", band): Q(trl__range=levels) for band, levels in TRL_BANDS.items()},
    **{("freshness", each.value): in_freshness(each) for each in Freshness},
    **{("profile", each.value): in_profile(each) for each in Profile},
}


def _read(ids: Collection[int] | None) -> Found:
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


KEPT = Kept(CompanyRevision, _read)


def published_having(kept: Snapshot, technologies: Iterable[int]) -> int:
    """How many published companies have any of these."""
    by_technology = kept.values.get("technology", {})
    having = reduce(or_, (by_technology.get(each, 0) for each in technologies), 0)
    return (published(kept) & having).bit_count()


def published(kept: Snapshot) -> Bits:
    return kept.values.get("state", {}).get(Company.State.PUBLISHED.value, 0)
