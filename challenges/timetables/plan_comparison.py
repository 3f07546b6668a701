"""Two timetables of a session beside each other: who moves, who meets no more, who meets as well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.notifications import format_time_and_table
from challenges.timetables.plan_snapshot import (
    MeetingChange,
    diff_meeting_places,
    get_recorded_places,
    map_pitch_challenges,
)


@dataclass(frozen=True)
class PlanDifferenceRow:
    company: str
    challenge: str
    of: str
    to: str


@dataclass(frozen=True)
class PlanFigure:
    """of, to: of the first and of the second version."""

    name: str
    of: object
    to: object
    is_points: bool = False

    @property
    def differs(self) -> bool:
        return self.of != self.to


@dataclass(frozen=True)
class PlanDifference:
    kept: int
    moved: list[PlanDifferenceRow]
    tables: list[PlanDifferenceRow]
    dropped: list[PlanDifferenceRow]
    added: list[PlanDifferenceRow]
    figures: list[PlanFigure]
    companies: int

    @property
    def is_none(self) -> bool:
        return not (self.moved or self.tables or self.dropped or self.added)


def compare_plans(first: Plan, second: Plan) -> PlanDifference:
    """From the first to the second; by what each said as it was made."""
    before, after = get_recorded_places(first), get_recorded_places(second)
    found = diff_meeting_places(before, after)
    names = load_pair_names(second, first)
    moved = [each for each in found if each.of and each.to]
    return PlanDifference(
        kept=len(before.keys() & after.keys()) - len(moved),
        moved=names.rows(each for each in moved if not each.is_of_table_only),
        tables=names.rows(each for each in moved if each.is_of_table_only),
        dropped=names.rows(each for each in found if each.to is None),
        added=names.rows(each for each in found if each.of is None),
        figures=_list_plan_figures(first, second),
        companies=len({each.pair[0] for each in found}),
    )


def describe_repair_proof(plan: Plan) -> str:
    """Whether a repair moves as few as can be; empty for what is no repair."""
    told = plan.programme.get("repair")
    if not told:
        return ""
    if told["kept"] >= told["most_kept"]:
        return _("Proved: no timetable that keeps as many must-meets leaves more talks at their time.")
    words = _("It is not proved that this moves fewest: %(kept)s talks stay, and perhaps %(most)s could.")
    return words % {"kept": told["kept"], "most": told["most_kept"]}


@dataclass(frozen=True)
class PairNames:
    """By id of registration and pitch; who is gone has none."""

    companies: Mapping[int, str]
    challenges: Mapping[int, str]

    def company(self, registration: int) -> str:
        return self.companies.get(registration) or _("a company that is not there any more")

    def challenge(self, pitch: int) -> str:
        return self.challenges.get(pitch) or _("a challenge that is not there any more")

    def rows(self, found: Iterable[MeetingChange]) -> list[PlanDifferenceRow]:
        return [
            PlanDifferenceRow(
                self.company(each.pair[0]),
                self.challenge(each.pair[1]),
                format_time_and_table(each.of),
                format_time_and_table(each.to),
            )
            for each in found
        ]


def load_pair_names(*plans: Plan) -> PairNames:
    of_pitch: dict[int, int] = {}
    for plan in plans:
        of_pitch |= map_pitch_challenges(plan)
    companies = Registration.objects.filter(session=plans[0].session_id).values_list("pk", "company__name")
    rows = Challenge.objects.filter(pk__in=of_pitch.values()).only("title_nl", "title_en")
    titles = {row.pk: str(row.local("title")) for row in rows}
    return PairNames(dict(companies), {pitch: titles.get(challenge, "") for pitch, challenge in of_pitch.items()})


def _list_plan_figures(first: Plan, second: Plan) -> list[PlanFigure]:
    return [
        PlanFigure(_("Value"), first.value, second.value, is_points=True),
        PlanFigure(_("Must-meets kept"), first.musts_kept, second.musts_kept),
        PlanFigure(_("Fewest talks of a company"), first.fewest, second.fewest),
        PlanFigure(_("Tables left idle"), first.idle_tables, second.idle_tables),
    ]
