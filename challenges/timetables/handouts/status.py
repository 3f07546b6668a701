"""How a timetable stands: draft, provisional or final; said on every page and every paper of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.sessions.plan_models import Plan
from portal.ui.dates import moment


@dataclass(frozen=True)
class Stamp:
    """chip: as _state_chip.html draws it. warning: what may still change; "" of a final one."""

    chip: str
    label: str
    text: str
    warning: str


def stamp_of(plan: Plan) -> Stamp:
    if plan.final_at:
        return Stamp("open", pgettext("timetable", "Final"), _told(plan.number, plan.final_at), "")
    if plan.provisional_at:
        warning = _("Provisional: times, tables and talks can still change.")
        return Stamp("soon", pgettext("timetable", "Provisional"), _told(plan.number, plan.provisional_at), warning)
    warning = _("Draft: for the organisers alone, and not announced to anybody.")
    return Stamp("draft", _("Draft"), _told(plan.number, plan.ended_at), warning)


def _told(number: int, at: datetime | None) -> str:
    return _("version %(number)d, %(moment)s") % {"number": number, "moment": moment(at)}
