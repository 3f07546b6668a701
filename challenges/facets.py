"""What stands beside the list of challenges."""

from django.utils.translation import gettext_lazy, ngettext

from challenges.filters import CLOSES_WITHIN, ChallengeFilter, closing, in_band
from challenges.phases import in_phase
from portal.facets import Counts, by_condition, counted, grouped
from portal.filters import TRL_BANDS

LEGENDS = {
    "technology": gettext_lazy("Technology"),
    "branch": gettext_lazy("Asked by"),
    "rom": gettext_lazy("ROM"),
    "trl": gettext_lazy("Maturity"),
    "closes": gettext_lazy("Closes"),
    "state": gettext_lazy("State"),
    "session": gettext_lazy("Session"),
    "province": gettext_lazy("Province of the ROM"),
}


def count(filterset: ChallengeFilter) -> Counts:
    now = filterset.options.now
    phases = {phase: in_phase(phase, now) for phase in filterset.options.phases}
    return counted(
        filterset,
        [
            grouped("branch", filterset, "branch"),
            grouped("rom", filterset, "rom__slug"),
            grouped("province", filterset, "rom__provinces__code"),
            grouped("session", filterset, "sessions__slug"),
            *by_condition("trl", filterset, {band: in_band(band) for band in TRL_BANDS}),
            *by_condition("state", filterset, phases),
            *by_condition("closes", filterset, {within: closing(within, now) for within in CLOSES_WITHIN}),
        ],
    )


def number_of_challenges(number: int) -> str:
    return ngettext("%(number)d challenge", "%(number)d challenges", number) % {"number": number}
