"""What stands beside the list of companies."""

from django.utils.translation import gettext_lazy, ngettext

from companies.filters import CompanyFilter, Freshness, Profile, in_freshness, in_profile
from portal.facets import Counts, by_condition, counted, grouped
from portal.filters import TRL_BANDS

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
    return counted(
        filterset,
        [
            grouped("province", filterset, "province__code"),
            grouped("kind", filterset, "kind"),
            grouped("state", filterset, "state"),
            *by_condition("trl", filterset, {band: filterset.in_band(band) for band in TRL_BANDS}),
            *by_condition("freshness", filterset, {each: in_freshness(each) for each in Freshness}),
            *by_condition("profile", filterset, {profile: in_profile(profile) for profile in Profile}),
        ],
    )


def number_of_companies(number: int) -> str:
    return ngettext("%(number)d company", "%(number)d companies", number) % {"number": number}
