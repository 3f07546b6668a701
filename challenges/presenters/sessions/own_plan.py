"""What a participant sees of the timetable: the talks of their own company, and those at the tables of their ROM."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from challenges.models import Meeting, Pitch, Plan, Registration
from portal.models import User


@dataclass(frozen=True)
class Talk:
    """who, url: the other side, and its page."""

    meeting: Meeting
    who: str
    url: str


@dataclass
class Table:
    """A pitch of the reader's ROM; number: None where it has no table."""

    title: str
    number: int | None
    talks: list[Talk] = field(default_factory=list)


def talks_of(plan: Plan, user: User, registration: Registration) -> list[Talk]:
    """In the order of the day."""
    rows = _meetings(plan, user).filter(registration=registration).order_by("slot__starts_at", "pk")
    return [
        Talk(each, str(each.pitch.challenge.local("title")), each.pitch.challenge.get_absolute_url()) for each in rows
    ]


def tables_of(plan: Plan, user: User, pitches: QuerySet[Pitch]) -> list[Table]:
    """In the order of the tables, each in the order of the day."""
    mine = pitches.select_related("challenge", "table").defer("challenge__search").order_by("table__number", "pk")
    found = {
        each.pk: Table(str(each.challenge.local("title")), each.table.number if each.table else None) for each in mine
    }
    rows: Iterable[Meeting] = _meetings(plan, user).filter(pitch__in=found).order_by("slot__starts_at", "pk")
    for each in rows:
        company = each.registration.company
        table = found[each.pitch_id]
        table.number = each.table.number
        table.talks.append(Talk(each, company.name, reverse("companies:company_detail", args=[company.slug])))
    return list(found.values())


def _meetings(plan: Plan, user: User) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(user).filter(plan=plan)
    return rows.select_related("slot", "table", "registration__company", "pitch__challenge").defer(
        "pitch__challenge__search"
    )
