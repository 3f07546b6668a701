"""What stands beside the list of companies."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.translation import gettext_lazy, ngettext

from companies.catalogue.facet_index import KEPT
from companies.catalogue.filters import CompanyFilter
from companies.profiles.visibility import shown_to
from companies.profiles.visibility_models import Group
from portal.core.bitset import Bits, bits_of
from portal.core.facet_index import Snapshot
from portal.search.facets import Counts, counted, with_broader

LEGENDS = {
    "technology": gettext_lazy("Technology"),
    "province": gettext_lazy("Province"),
    "kind": gettext_lazy("Kind"),
    "trl": gettext_lazy("Maturity"),
    "profile": gettext_lazy("Profile"),
    "freshness": gettext_lazy("Freshness"),
    "state": gettext_lazy("State"),
}


def count(filterset: CompanyFilter) -> Counts:
    kept = KEPT.now()
    visible, shown = _seen(filterset, kept)
    values = {name: dict(kept.values.get(name, {})) for name in LEGENDS}
    codes = {province.pk: province.code for province in filterset.options.provinces}
    values["province"] = {codes[pk]: bits for pk, bits in values["province"].items() if pk in codes}
    values["trl"] = {band: bits & shown for band, bits in values["trl"].items()}
    values["technology"] = with_broader(values["technology"], filterset.options.vocabulary)
    return counted(filterset, visible, values)


def _seen(filterset: CompanyFilter, kept: Snapshot) -> tuple[Bits, Bits]:
    """The companies that the reader may see, and those of them whose maturity is shown to the reader."""

    def ask() -> tuple[Bits, Bits]:
        shown = ArrayAgg("pk", filter=shown_to(reader, Group.MATURITY) or None)
        found = filterset.queryset.order_by().aggregate(visible=ArrayAgg("pk"), shown=shown)
        return bits_of(found["visible"] or ()), bits_of(found["shown"] or ())

    reader = filterset.options.reader
    return ask() if reader.is_authenticated else kept.remember("visitor", ask)


def number_of_companies(number: int) -> str:
    return ngettext("%(number)d company", "%(number)d companies", number) % {"number": number}
