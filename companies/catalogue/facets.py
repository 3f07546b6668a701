"""What stands beside the list of companies."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext_lazy, ngettext

from companies.catalogue.facet_index import KEPT
from companies.catalogue.filters import CompanyFilter
from companies.profiles.visibility import build_shown_condition
from companies.profiles.visibility_models import ProfileGroup
from portal.core.bitset import Bits, pack_bits
from portal.core.facet_index import FacetSnapshot
from portal.search.facets import Counts, add_broader_technologies, count_facet_values

LEGENDS = {
    "technology": gettext_lazy("Technology"),
    "province": gettext_lazy("Province"),
    "kind": gettext_lazy("Kind"),
    "trl": gettext_lazy("Maturity"),
    "profile": gettext_lazy("Profile"),
    "freshness": gettext_lazy("Freshness"),
    "state": gettext_lazy("State"),
}


def count_company_facets(filterset: CompanyFilter) -> Counts:
    kept = KEPT.now()
    visible, shown = _read_visible_bits(filterset, kept)
    values = {name: dict(kept.values.get(name, {})) for name in LEGENDS}
    codes = {province.pk: province.code for province in filterset.options.provinces}
    values["province"] = {codes[pk]: bits for pk, bits in values["province"].items() if pk in codes}
    values["trl"] = {band: bits & shown for band, bits in values["trl"].items()}
    values["technology"] = add_broader_technologies(values["technology"], filterset.options.vocabulary)
    return count_facet_values(filterset, visible, values)


def _read_visible_bits(filterset: CompanyFilter, kept: FacetSnapshot) -> tuple[Bits, Bits]:
    """The companies that the reader may see, and those of them whose maturity is shown to the reader."""

    def ask() -> tuple[Bits, Bits]:
        shown = ArrayAgg("pk", filter=build_shown_condition(reader, ProfileGroup.MATURITY) or None)
        found = filterset.queryset.order_by().aggregate(visible=ArrayAgg("pk"), shown=shown)
        return pack_bits(found["visible"] or ()), pack_bits(found["shown"] or ())

    reader = filterset.options.reader
    return ask() if reader.is_authenticated else kept.remember("visitor", ask)


def format_company_count(number: int) -> str:
    return ngettext("%(number)d company", "%(number)d companies", number) % {"number": number}
