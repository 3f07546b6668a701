"""What stands beside the list of challenges."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import compress
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy, ngettext

from challenges.catalogue.filters import (
    CLOSES_WITHIN,
    ChallengeFilter,
    build_closing_condition,
    build_trl_band_condition,
)
from challenges.posting.display_status import ChallengePhase, build_phase_condition
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.pitch_models import Pitch
from portal.core.bitset import Bits, group_bits_by_value, group_bits_by_values, pack_bits
from portal.core.compiled_query import CompiledQuery, Query, compile_query
from portal.search.facets import Counts, add_broader_technologies, count_facet_values
from portal.search.filters import TRL_BANDS

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


def count_challenge_facets(filterset: ChallengeFilter) -> Counts:
    """Two queries: what the reader may see, and every challenge once, with all its values at this moment."""
    options, visible = filterset.options, pack_bits(filterset.queryset.order_by().values_list("pk", flat=True))
    values = _read_facet_values(options.now)
    of_rom = {province.code: values["rom"].get(province.rom.slug, 0) for province in options.provinces}
    values["province"] = {code: bits for code, bits in of_rom.items() if bits}
    values["technology"] = add_broader_technologies(values["technology"], options.vocabulary)
    return count_facet_values(filterset, visible, values)


def _read_facet_values(now: datetime) -> dict[str, dict[Any, Bits]]:
    """The challenges with each value; technologies by their ids."""
    conditions = list(_build_facet_conditions(now))
    columns = list(zip(*_compile_facet_query().rows({"now": now}), strict=True))
    ids, branches, roms, pitched, technologies, *holding = columns or [()] * (5 + len(conditions))
    values: dict[str, dict[Any, Bits]] = {
        "branch": group_bits_by_value(branches, ids),
        "rom": group_bits_by_value(roms, ids),
        "session": group_bits_by_values(pitched, ids),
        "technology": group_bits_by_values(technologies, ids),
    }
    for (name, value), does_hold in zip(conditions, holding, strict=True):
        values.setdefault(name, {})[value] = pack_bits(compress(ids, does_hold))
    return values


@cache
def _compile_facet_query() -> CompiledQuery:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return compile_query(
        lambda values: _build_facet_query(values["now"]), {"now": now}, {"now": now + timedelta(seconds=1)}
    )


def _build_facet_query(now: datetime) -> Query:
    conditions = enumerate(_build_facet_conditions(now).values())
    holds = {f"holds_{n}": ExpressionWrapper(each, BooleanField()) for n, each in conditions}
    sessions = Pitch.objects.filter(challenge=OuterRef("pk")).order_by().values("session__slug")
    asked = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by().values("technology")
    lists = {"pitched": ArraySubquery(sessions), "asked": ArraySubquery(asked)}
    rows = Challenge.objects.order_by().annotate(**lists, **holds)
    return rows.values_list("pk", "branch", "rom__slug", *lists, *holds).query.sql_with_params()


def _build_facet_conditions(now: datetime) -> dict[tuple[str, str], Q]:
    return {
        **{("trl", band): build_trl_band_condition(band) for band in TRL_BANDS},
        **{("state", phase.value): build_phase_condition(phase, now) for phase in ChallengePhase},
        **{("closes", within): build_closing_condition(within, now) for within in CLOSES_WITHIN},
    }


def format_challenge_count(number: int) -> str:
    return ngettext("%(number)d challenge", "%(number)d challenges", number) % {"number": number}
