"""The filters of the list of challenges."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.posting.display_status import PUBLISHED, ChallengePhase, build_phase_condition
from challenges.posting.models import Challenge
from challenges.posting.search import SEARCH
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from portal.accounts.models import User
from portal.core.table_version import State, read_table_version
from portal.regions.models import ROM, Province
from portal.search.filters import (
    TRL_BANDS,
    Choices,
    SearchFilter,
    build_any_condition,
    build_checkbox_filter,
    list_technology_choices,
    list_trl_bands,
)
from portal.technologies.vocabulary import Vocabulary

CLOSES_WITHIN = {"2-weeks": timedelta(days=14), "2-months": timedelta(days=61)}
CLOSES_LABELS = {"2-weeks": _("Within 2 weeks"), "2-months": _("Within 2 months")}


@dataclass(frozen=True)
class ChallengeFilterOptions:
    """What can be chosen, as value and label; read once per request."""

    vocabulary: Vocabulary
    roms: list[ROM]
    provinces: list[Province]
    sessions: list[Session]
    phases: Iterable[ChallengePhase]
    now: datetime
    facets: dict[str, Choices] = field(init=False)

    def __post_init__(self) -> None:
        facets = {
            "technology": list_technology_choices(self.vocabulary),
            "branch": list(Challenge.Branch.choices),
            "rom": [(rom.slug, rom.name) for rom in self.roms],
            "trl": list_trl_bands(),
            "state": [(phase.value, phase.label) for phase in self.phases],
            "province": [(each.code, str(each)) for each in sorted(self.provinces, key=str)],
            "session": [(session.slug, str(session)) for session in self.sessions],
            "closes": list(CLOSES_LABELS.items()),
        }
        object.__setattr__(self, "facets", facets)

    @classmethod
    def for_reader(cls, user: User, now: datetime) -> "ChallengeFilterOptions":
        sees_drafts = user.is_authenticated and (user.is_rom_staff or user.is_superuser)
        sessions = Session.objects.visible_to(user).only("slug", "title_nl", "title_en").order_by("-starts_at")
        phases = tuple(ChallengePhase) if sees_drafts else PUBLISHED
        state = read_table_version(*Vocabulary.SOURCES, ROM, Province)
        known = len(Vocabulary.SOURCES)
        return cls(Vocabulary.load(state[:known]), *load_regions(state[known:]), list(sessions), phases, now)


@lru_cache(maxsize=1)
def load_regions(state: State) -> tuple[list[ROM], list[Province]]:
    """Every ROM and every province with its ROM, with what a choice needs of them: to read only.

    Read again when the fingerprint of both has changed.
    """
    fields = ("slug", "name", "provinces__code", "provinces__name_nl", "provinces__name_en")
    rows = list(ROM.objects.values_list(*fields))
    roms = {slug: ROM(slug=slug, name=name) for slug, name, *_province in rows}
    provinces = [
        Province(code=code, name_nl=dutch, name_en=english, rom=roms[slug])
        for slug, _name, code, dutch, english in rows
        if code
    ]
    return list(roms.values()), provinces


class ChallengeFilter(SearchFilter):
    options: ChallengeFilterOptions
    search = SEARCH

    technology = build_checkbox_filter("with_technology")
    branch = build_checkbox_filter("of_branch")
    rom = build_checkbox_filter("of_rom")
    trl = build_checkbox_filter("at_level")
    state = build_checkbox_filter("in_phases")
    province = build_checkbox_filter("in_province")
    session = build_checkbox_filter("pitched_at")
    closes = build_checkbox_filter("closing_within")

    class Meta:
        model = Challenge
        fields: list[str] = []

    def of_branch(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(branch__in=values)

    def of_rom(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(rom__slug__in=values)

    def in_province(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A challenge is of every province of the ROM that posted it."""
        return queryset.filter(rom__in=Province.objects.filter(code__in=values).values("rom"))

    def at_level(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(build_trl_band_condition, values))

    def in_phases(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(
            build_any_condition(lambda phase: build_phase_condition(phase, self.options.now), values)
        )

    def pitched_at(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(pk__in=Pitch.objects.filter(session__slug__in=values).values("challenge"))

    def closing_within(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(
            build_any_condition(lambda value: build_closing_condition(value, self.options.now), values)
        )


def build_trl_band_condition(band: str) -> Q:
    """The range asked for touches the band; an open end reaches to the end of the scale."""
    low, high = TRL_BANDS[band]
    starts_below = Q(trl_min__lte=high) | Q(trl_min=None, trl_max__isnull=False)
    ends_above = Q(trl_max__gte=low) | Q(trl_max=None, trl_min__isnull=False)
    return starts_below & ends_above


def build_closing_condition(value: str, now: datetime) -> Q:
    return build_phase_condition(ChallengePhase.OPEN, now) & Q(closes_at__lte=now + CLOSES_WITHIN[value])
