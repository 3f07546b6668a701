"""What stands beside the list of challenges."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import compress
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy, ngettext

from challenges.catalogue.filters import CLOSES_WITHIN, ChallengeFilter, closing, in_band
from challenges.posting.display_status import Phase, in_phase
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.pitch_models import Pitch
from portal.core.bitset import Bits, bits_by, bits_by_each, bits_of
from portal.core.compiled_query import Query, Written, written
from portal.search.facets import Counts, counted, with_broader
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


def count(filterset: ChallengeFilter) -> Counts:
    """Two queries: what the reader may see, and every challenge once, with all its values at this moment."""
    options, visible = filterset.options, bits_of(filterset.queryset.order_by().values_list("pk", flat=True))
    values = _read(options.now)
    of_rom = {province.code: values["rom"].get(province.rom.slug, 0) for province in options.provinces}
    values["province"] = {code: bits for code, bits in of_rom.items() if bits}
    values["technology"] = with_broader(values["technology"], options.vocabulary)
    return counted(filterset, visible, values)


def _read(now: datetime) -> dict[str, dict[Any, Bits]]:
    """The challenges with each value; technologies by their ids."""
    conditions = list(_conditions(now))
    columns = list(zip(*_facts().rows({"now": now}), strict=True))
    ids, branches, roms, pitched, technologies, *holding = columns or [()] * (5 + len(conditions))
    values: dict[str, dict[Any, Bits]] = {
        "branch": bits_by(branches, ids),
        "rom": bits_by(roms, ids),
        "session": bits_by_each(pitched, ids),
        "technology": bits_by_each(technologies, ids),
    }
    for (name, value), does_hold in zip(conditions, holding, strict=True):
        values.setdefault(name, {})[value] = bits_of(compress(ids, does_hold))
    return values


@cache
def _facts() -> Written:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return written(lambda values: _query(values["now"]), {"now": now}, {"now": now + timedelta(seconds=1)})


def _query(now: datetime) -> Query:
    conditions = enumerate(_conditions(now).values())
    holds = {f"holds_{n}": ExpressionWrapper(each, BooleanField()) for n, each in conditions}
    sessions = Pitch.objects.filter(challenge=OuterRef("pk")).order_by().values("session__slug")
    asked = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by().values("technology")
    lists = {"pitched": ArraySubquery(sessions), "asked": ArraySubquery(asked)}
    rows = Challenge.objects.order_by().annotate(**lists, **holds)
    return rows.values_list("pk", "branch", "rom__slug", *lists, *holds).query.sql_with_params()


def _conditions(now: datetime) -> dict[tuple[str, str], Q]:
    return {
        **{("trl", band): in_band(band) for band in TRL_BANDS},
        **{("state", phase.value): in_phase(phase, now) for phase in Phase},
        **{("closes", within): closing(within, now) for within in CLOSES_WITHIN},
    }


def number_of_challenges(number: int) -> str:
    return ngettext("%(number)d challenge", "%(number)d challenges", number) % {"number": number}
