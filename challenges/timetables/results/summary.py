"""What a session brought: every number is the length of a list, counted over the same rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee
from challenges.timetables.results.meeting_lines import STATES, ResultLine

Chosen = Callable[[ResultLine], bool]
LISTS: dict[str, tuple[object, Chosen]] = {
    "talks": (_("Talks in the timetable"), lambda line: True),
    "held": (pgettext_lazy("talks", "Held"), lambda line: not line.is_not_met),
    "not_met": (_("Not met"), lambda line: line.is_not_met),
    "said_company": (_("Company answered"), lambda line: bool(line.said_company)),
    "said_host": (_("Host answered"), lambda line: bool(line.said_host)),
    "both": (_("Both go on"), lambda line: line.both_go_on),
    "introduced": (_("Introductions"), lambda line: bool(line.introduction)),
}


def build_state_filter(state: str) -> Chosen:
    return lambda line: bool(line.introduction) and line.state == state


@dataclass(frozen=True)
class ResultCell:
    what: str
    label: object
    number: int


@dataclass(frozen=True)
class ResultRow:
    """Of one challenge, or of all: challenge None."""

    challenge: int | None
    title: str
    cells: list[ResultCell]


@dataclass(frozen=True)
class PresentCompany:
    company: str
    slug: str
    people: int


def build_result_rows(lines: Iterable[ResultLine]) -> list[ResultRow]:
    """One per challenge by its title, and all of them last."""
    known = list(lines)
    titles = sorted({(line.title, line.challenge) for line in known})
    of_each = [
        _build_result_row([line for line in known if line.challenge == number], number, title)
        for title, number in titles
    ]
    return [*of_each, _build_result_row(known, None, "")]


def _build_result_row(lines: list[ResultLine], challenge: int | None, title: str) -> ResultRow:
    return ResultRow(
        challenge, title, [ResultCell(what, label, sum(map(wanted, lines))) for what, (label, wanted) in LISTS.items()]
    )


def build_result_pipeline(lines: Iterable[ResultLine]) -> list[ResultCell]:
    """How far the introductions are now; states that none is in are left out."""
    known = list(lines)
    cells = [ResultCell(state, label, sum(map(build_state_filter(state), known))) for state, label in STATES.items()]
    return [cell for cell in cells if cell.number]


def list_present_companies(session: Session) -> list[PresentCompany]:
    """The companies of which somebody came, with how many; one query."""
    rows = Attendee.objects.filter(registration__session=session, attended=True).order_by()
    rows = rows.values_list("registration__company__name", "registration__company__slug")
    counted = rows.annotate(number=Count("pk")).order_by("registration__company__name", "registration__company__slug")
    return [PresentCompany(name, slug, number) for name, slug, number in counted]


def select_result_lines(lines: Iterable[ResultLine], what: str, challenge: int | None) -> list[ResultLine] | None:
    """The list behind a number; None where there is no such number."""
    wanted = LISTS[what][1] if what in LISTS else build_state_filter(what) if what in STATES else None
    if wanted is None:
        return None
    return [line for line in lines if wanted(line) and challenge in {None, line.challenge}]


def get_list_label(what: str) -> str:
    return str(LISTS[what][0] if what in LISTS else STATES[what])
