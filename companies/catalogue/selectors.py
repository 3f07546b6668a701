"""Which companies have which value of a filter, for the list and for pages that count companies."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache, reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, ExpressionWrapper, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.visibility import Reader, build_shown_condition, build_trl_condition
from companies.profiles.visibility_models import ProfileGroup
from portal.core.table_version import TableVersion, read_table_version
from portal.search.filters import TRL_BANDS, Bits, FacetValues, pack_bits
from portal.technologies.trl import TRL_SHORT


class ClaimStatus(TextChoices):
    """Whether the company has claimed its profile."""

    CONFIRMED = "confirmed", _("Confirmed by the company")
    UNCONFIRMED = "unconfirmed", _("Made by staff, not confirmed")


class FreshnessStatus(TextChoices):
    """Whether somebody has confirmed the profile recently."""

    FRESH = "fresh", _("Confirmed in the last nine months")
    STALE = "stale", _("Not confirmed for nine months")


def build_claim_condition(profile: str) -> Q:
    return Q(claimed_at__isnull=profile == ClaimStatus.UNCONFIRMED)


def build_freshness_condition(freshness: str) -> Q:
    return Q(stale_since__isnull=freshness == FreshnessStatus.FRESH)


def load_company_values() -> FacetValues:
    """Return the companies with each value; they are read again only after a company has changed."""
    return read_company_values(read_table_version(CompanyRevision))


@lru_cache(maxsize=1)
def read_company_values(version: TableVersion) -> FacetValues:
    """Read all companies with two grouped queries; the caller must not change the result.

    version: that of `CompanyRevision`, whose triggers count every change that matters here, by whatever road.
    Provinces and technologies are told by their ids. "level" is the exact TRL of a company, and "maturity" those
    companies whose TRL matching counts everywhere: both are for counts only, and not for every reader.
    """
    values: dict[str, dict[Hashable, Bits]] = defaultdict(lambda: defaultdict(int))
    conditions = {
        **{("profile", each.value): build_claim_condition(each) for each in ClaimStatus},
        **{("freshness", each.value): build_freshness_condition(each) for each in FreshnessStatus},
        ("maturity", "counts everywhere"): build_trl_condition(None),
    }
    holds = {f"holds_{n}": ExpressionWrapper(each, BooleanField()) for n, each in enumerate(conditions.values())}
    columns = ("province", "kind", "state", "trl")
    rows = Company.objects.order_by().annotate(**holds).values_list(*columns, *holds).annotate(ids=ArrayAgg("pk"))
    for province, kind, state, level, *holding, ids in rows:
        found = {("province", province), ("kind", kind), ("state", state), ("level", level)}
        found |= {("trl", band) for band, (low, high) in TRL_BANDS.items() if level and low <= level <= high}
        found |= {key for key, does_hold in zip(conditions, holding, strict=True) if does_hold}
        bits = pack_bits(ids)
        for name, value in found:
            if value is not None:
                values[name][value] |= bits
    links = CompanyTechnology.objects.counting().order_by().values_list("technology_id")
    values["technology"] = {pk: pack_bits(ids) for pk, ids in links.annotate(ids=ArrayAgg("company_id"))}
    return values


def read_visible_companies(reader: Reader, version: TableVersion) -> tuple[Bits, Bits]:
    """Return the companies that the reader may see, and those of them whose maturity is shown to the reader."""
    return _read_companies_of_visitors(version) if not reader.is_authenticated else _read_visible_companies(reader)


@lru_cache(maxsize=1)
def _read_companies_of_visitors(version: TableVersion) -> tuple[Bits, Bits]:
    """Return what visitors see, which is the same for all of them until a company changes."""
    return _read_visible_companies(AnonymousUser())


def _read_visible_companies(reader: Reader) -> tuple[Bits, Bits]:
    shown = ArrayAgg("pk", filter=build_shown_condition(reader, ProfileGroup.MATURITY) or None)
    found = Company.objects.visible_to(reader).order_by().aggregate(visible=ArrayAgg("pk"), shown=shown)
    return pack_bits(found["visible"] or ()), pack_bits(found["shown"] or ())


def get_published_companies(values: FacetValues) -> Bits:
    return values["state"].get(Company.State.PUBLISHED.value, 0)


def count_published_with_technologies(values: FacetValues, technologies: Iterable[int]) -> int:
    """Return how many published companies have any of these technologies."""
    return (get_published_companies(values) & _join_values(values, "technology", technologies)).bit_count()


def count_published_at_trl(values: FacetValues, level: int, area: Iterable[int]) -> int:
    """Return how many published companies are at this TRL or above.

    It uses the levels that matching counts for the ROM of these provinces, so that the number reveals no hidden level.
    """
    counting = _join_values(values, "maturity", ["counts everywhere"]) | _join_values(values, "province", area)
    at_level = _join_values(values, "level", range(level, max(TRL_SHORT) + 1))
    return (get_published_companies(values) & at_level & counting).bit_count()


def _join_values(values: FacetValues, name: str, wanted: Iterable[Hashable]) -> Bits:
    return reduce(or_, (values[name].get(each, 0) for each in wanted), 0)
