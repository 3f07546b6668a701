"""The list of challenges: its filters, how many each value would leave, and its orders."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.posting.display_status import PUBLISHED, ChallengePhase, build_phase_condition
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.search import SEARCH
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.regions.models import ROM, Province
from portal.search.filters import (
    TRL_BANDS,
    Bits,
    Choices,
    Counts,
    SearchFilter,
    add_broader_technologies,
    build_any_condition,
    build_checkbox_filter,
    count_facet_values,
    list_technology_choices,
    list_trl_bands,
)
from portal.technologies.vocabulary import Vocabulary

CLOSES_WITHIN = {"2-weeks": timedelta(days=14), "2-months": timedelta(days=61)}
CLOSES_LABELS = {"2-weeks": _("Within 2 weeks"), "2-months": _("Within 2 months")}
LEGENDS = {
    "technology": _("Technology"),
    "branch": _("Asked by"),
    "rom": _("ROM"),
    "trl": _("Maturity"),
    "closes": _("Closes"),
    "state": _("State"),
    "session": _("Session"),
    "province": _("Province of the ROM"),
}


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
        return cls(Vocabulary.load(), *read_regions(), list(sessions), phases, now)


def read_regions() -> tuple[list[ROM], list[Province]]:
    """Return every ROM, and every province with its ROM, with what a choice needs of them, to read only. One query."""
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


def count_challenge_facets(filterset: ChallengeFilter) -> Counts:
    """Read every challenge that the reader may see once, with all its values at this moment; one query."""
    options = filterset.options
    conditions = {
        **{("trl", band): build_trl_band_condition(band) for band in TRL_BANDS},
        **{("state", phase.value): build_phase_condition(phase, options.now) for phase in ChallengePhase},
        **{("closes", within): build_closing_condition(within, options.now) for within in CLOSES_WITHIN},
    }
    holds = {f"holds_{n}": ExpressionWrapper(each, BooleanField()) for n, each in enumerate(conditions.values())}
    pitched = ArraySubquery(Pitch.objects.filter(challenge=OuterRef("pk")).order_by().values("session__slug"))
    asked = ArraySubquery(
        Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by().values("technology")
    )
    rows = filterset.queryset.order_by().annotate(pitched=pitched, asked=asked, **holds)
    visible: Bits = 0
    values: dict[str, dict[Hashable, Bits]] = {name: defaultdict(int) for name in LEGENDS}
    for pk, branch, rom, sessions, technologies, *holding in rows.values_list(
        "pk", "branch", "rom__slug", "pitched", "asked", *holds
    ):
        found = {("branch", branch), ("rom", rom)}
        found |= {("session", session) for session in sessions}
        found |= {("technology", technology) for technology in technologies}
        found |= {key for key, does_hold in zip(conditions, holding, strict=True) if does_hold}
        visible |= 1 << pk
        for name, value in found:
            values[name][value] |= 1 << pk
    values["province"] = {each.code: values["rom"].get(each.rom.slug, 0) for each in options.provinces}
    values["technology"] = add_broader_technologies(values["technology"], options.vocabulary)
    return count_facet_values(filterset, visible, values)


def format_challenge_count(number: int) -> str:
    return ngettext("%(number)d challenge", "%(number)d challenges", number) % {"number": number}


class ChallengeOrder(TextChoices):
    BEST = "best", _("best match")
    CLOSEST = "closest", _("closest to the words")
    CLOSING = "closing", _("closes first")
    NEWEST = "newest", _("newest")


def list_orders(company: Company | None, words: str) -> list[ChallengeOrder]:
    """Those that mean something to this reader; the first one holds unless another is asked for."""
    orders = [ChallengeOrder.CLOSEST] if words else []
    orders += [ChallengeOrder.BEST] if company else []
    return [*orders, ChallengeOrder.CLOSING, ChallengeOrder.NEWEST]


def order_challenges(
    queryset: QuerySet[Challenge], order: ChallengeOrder, now: datetime, company: Company | None, words: str
) -> QuerySet[Challenge]:
    if order == ChallengeOrder.CLOSEST:
        return SEARCH.closest_first(queryset, words)
    if order == ChallengeOrder.BEST and company:
        return order_best_first(queryset, company, now)
    if order == ChallengeOrder.NEWEST:
        return queryset.order_by(F("opens_at").desc(nulls_first=True), "-id")
    return order_by_closing(queryset, now)


def order_best_first(queryset: QuerySet[Challenge], company: Company, now: datetime) -> QuerySet[Challenge]:
    """By the company's own score; where it misses one rule after those that fit, and last what it has no score for."""
    own = FilteredRelation("matches", condition=Q(matches__company=company))
    fits = Case(When(own__failed_rule="", then=0), When(own__isnull=False, then=1), default=2)
    return queryset.alias(own=own).order_by(
        fits,
        F("own__total").desc(nulls_last=True),
        F("own__similarity").desc(nulls_last=True),
        *_build_deadline_order(now),
    )


def order_by_closing(queryset: QuerySet[Challenge], now: datetime) -> QuerySet[Challenge]:
    return queryset.order_by(*_build_deadline_order(now))


def _build_deadline_order(now: datetime) -> list:
    """Open ones by their deadline, then those that open later, then the rest, most recently closed first."""
    places = [
        When(build_phase_condition(phase, now), then=Value(place))
        for place, phase in enumerate((ChallengePhase.OPEN, ChallengePhase.UPCOMING))
    ]
    place = Case(*places, default=Value(2), output_field=IntegerField())
    ahead = Case(When(closes_at__gt=now, then=F("closes_at")))
    return [place, ahead.asc(nulls_last=True), F("closes_at").desc(nulls_last=True), "id"]
