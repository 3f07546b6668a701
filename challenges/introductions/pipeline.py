"""The introductions of a ROM from the first question to the result: a funnel, and a table with the days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.funnel import FunnelStage
from challenges.introductions.models import Introduction
from challenges.introductions.workflow import INTRODUCED_STATES, IntroductionAction, IntroductionState
from portal.ui.dates import to_local_day
from portal.ui.match_bar import format_per_cent

OLD_DAYS = 7
COLUMNS = INTRODUCED_STATES


@dataclass(frozen=True)
class FunnelBar:
    """A stage of the funnel; share: of all that were asked, in per cent for SVG."""

    stage: FunnelStage
    label: str
    share: str
    usual: str
    oldest: str

    @property
    def is_right(self) -> bool:
        """Beyond the line: both sides said yes."""
        return self.stage.state != IntroductionState.ASKED

    @property
    def is_first_right(self) -> bool:
        return self.stage.state == IntroductionState.INTRODUCED

    @property
    def is_late(self) -> bool:
        return (self.stage.oldest_days or 0) > OLD_DAYS and self.stage.state in {
            IntroductionState.ASKED,
            IntroductionState.INTRODUCED,
        }


@dataclass(frozen=True)
class PipelineLine:
    """A row of the table: the day on which each stage was reached, None where it was not."""

    introduction: Introduction
    days: list[tuple[str, date | None]]


def build_funnel_bars(stages: Sequence[FunnelStage]) -> list[FunnelBar]:
    whole = stages[0].reached if stages else 0
    return [
        FunnelBar(
            stage,
            str(stage.state.label),
            format_per_cent(round(1000 * stage.reached / whole)) if whole else "0%",
            _format_usual_days(stage),
            _format_oldest_days(stage),
        )
        for stage in stages
    ]


def _format_usual_days(stage: FunnelStage) -> str:
    if stage.usual_days is None:
        return ""
    number = round(stage.usual_days, 1)
    if number == 0:
        return _("usually the same day")
    text = number_format(int(number) if number == int(number) else number)
    return _("usually after 1 day") if number == 1 else _("usually after %(number)s days") % {"number": text}


def _format_oldest_days(stage: FunnelStage) -> str:
    if stage.oldest_days is None:
        return ""
    if stage.oldest_days == 0:
        return _("oldest since today")
    return ngettext("oldest %(days)d day", "oldest %(days)d days", stage.oldest_days) % {"days": stage.oldest_days}


def build_pipeline_lines(introductions: Iterable[Introduction]) -> list[PipelineLine]:
    """No query where their steps are prefetched."""
    return [PipelineLine(each, _list_stage_days(each)) for each in introductions]


def _list_stage_days(introduction: Introduction) -> list[tuple[str, date | None]]:
    reached: dict[str, date | None] = {
        step.state: step.happened_on
        for step in introduction.steps.all()
        if step.happened_on and step.what != IntroductionAction.STOP
    }
    reached[IntroductionState.INTRODUCED] = (
        to_local_day(introduction.introduced_at) if introduction.introduced_at else None
    )
    return [(str(state.label), reached.get(state)) for state in COLUMNS]
