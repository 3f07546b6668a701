"""The meetings of a timetable by company, each with whether it is locked."""

from dataclasses import dataclass, field

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting


@dataclass
class CompanyMeetings:
    """A company with its meetings, in the order of the day."""

    registration: int
    company: str
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def locked(self) -> int:
        return sum(each.is_locked for each in self.meetings)

    @property
    def is_all(self) -> bool:
        return self.locked == len(self.meetings)


def group_plan_meetings(plan: Plan) -> list[CompanyMeetings]:
    """In the order of names; one query."""
    rows = plan.meetings.select_related("registration__company", "pitch__challenge", "slot", "table")
    found: dict[int, CompanyMeetings] = {}
    for each in rows.order_by("slot__starts_at", "pk"):
        name = each.registration.company.name
        found.setdefault(each.registration_id, CompanyMeetings(each.registration_id, name)).meetings.append(each)
    return sorted(found.values(), key=lambda group: group.company.lower())
