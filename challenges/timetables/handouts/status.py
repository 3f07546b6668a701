"""How a timetable stands: draft, provisional or final; said on every page and every paper of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.sessions.plan_models import Plan
from portal.ui.dates import format_date_time


@dataclass(frozen=True)
class PlanStatus:
    """chip: as _state_chip.html draws it. warning: what may still change; "" of a final one."""

    chip: str
    label: str
    text: str
    warning: str


def get_plan_status(plan: Plan) -> PlanStatus:
    if plan.final_at:
        return PlanStatus("open", pgettext("timetable", "Final"), _format_plan_version(plan.number, plan.final_at), "")
    if plan.provisional_at:
        warning = _("Provisional: times, tables and talks can still change.")
        return PlanStatus(
            "soon",
            pgettext("timetable", "Provisional"),
            _format_plan_version(plan.number, plan.provisional_at),
            warning,
        )
    warning = _("Draft: for the organisers alone, and not announced to anybody.")
    return PlanStatus("draft", _("Draft"), _format_plan_version(plan.number, plan.ended_at), warning)


def _format_plan_version(number: int, at: datetime | None) -> str:
    return _("version %(number)d, %(moment)s") % {"number": number, "moment": format_date_time(at)}
