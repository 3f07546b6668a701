"""What a session brought: every number is the length of a list, counted over the same rows.

Organisations alone are counted, so it stays true when names of attendees are gone. An introduction's state is told
where the reader may see that introduction; that there is one follows from two answers, which organisers may read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.models import Appointment, Attendee, Challenge, Introduction, Outcome, Session
from challenges.steps import ENDED_STATES, INTRODUCED_STATES, State
from portal.face.local import local_text
from portal.models import User

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON, NOT_MET = Outcome.Kind.GOES_ON, Outcome.Kind.NOT_MET
STATES = (State.ASKED, *INTRODUCED_STATES, *ENDED_STATES)
HIDDEN = "hidden"  # of an introduction that the reader may not open


@dataclass(frozen=True)
class Line:
    """A talk. said_*: "" where nothing is. introduction: 0 where there is none; state: "hidden", or of it."""

    number: int
    challenge: int
    title: str
    company: str
    company_slug: str
    starts_at: datetime
    said_company: str
    said_host: str
    introduction: int
    state: str

    @property
    def company_says(self) -> str:
        return answer_of(self.said_company)

    @property
    def host_says(self) -> str:
        return answer_of(self.said_host)

    @property
    def state_told(self) -> str:
        return label_of(self.state) if self.state else ""

    @property
    def can_open(self) -> bool:
        return bool(self.introduction) and self.state != HIDDEN

    @property
    def both_go_on(self) -> bool:
        return self.said_company == self.said_host == GOES_ON

    @property
    def is_not_met(self) -> bool:
        """One side saying so is enough."""
        return NOT_MET in {self.said_company, self.said_host}


Chosen = Callable[[Line], bool]
LISTS: dict[str, tuple[object, Chosen]] = {
    "talks": (_("Talks in the timetable"), lambda line: True),
    "held": (pgettext_lazy("talks", "Held"), lambda line: not line.is_not_met),
    "not_met": (_("Not met"), lambda line: line.is_not_met),
    "said_company": (_("Company answered"), lambda line: bool(line.said_company)),
    "said_host": (_("Host answered"), lambda line: bool(line.said_host)),
    "both": (_("Both go on"), lambda line: line.both_go_on),
    "introduced": (_("Introductions"), lambda line: bool(line.introduction)),
}


def in_state(state: str) -> Chosen:
    return lambda line: bool(line.introduction) and line.state == state


@dataclass(frozen=True)
class Cell:
    what: str
    label: object
    number: int


@dataclass(frozen=True)
class Row:
    """Of one challenge, or of all: challenge None."""

    challenge: int | None
    title: str
    cells: list[Cell]


@dataclass(frozen=True)
class Came:
    company: str
    slug: str
    people: int


def lines_of(session: Session, user: User, now: datetime) -> list[Line]:
    """The talks that began and were not called off, in the order of the day; two queries."""
    rows = _rows(session, user, now)
    titles = {row["pitch__challenge"] for row in rows}
    known = {each.pk: each for each in Challenge.objects.filter(pk__in=titles).only("pk", "title_nl", "title_en")}
    return [_line(row, local_text(known[row["pitch__challenge"]], "title").text) for row in rows]


def _rows(session: Session, user: User, now: datetime) -> QuerySet:
    """introduction: of a pair that both go on, the newest that lives or began after the talk."""
    pair = Introduction.objects.filter(
        Q(asked_at__gte=OuterRef("starts_at")) | ~Q(state__in=ENDED_STATES),
        challenge=OuterRef("pitch__challenge"),
        company=OuterRef("registration__company"),
    ).order_by("-asked_at", "-pk")
    seen = Introduction.objects.visible_to(user).filter(pk=OuterRef("introduction"))
    found = Appointment.objects.begun(now).filter(pitch__session=session)
    found = found.annotate(
        said_company=_answer(COMPANY), said_host=_answer(HOST), introduction=Subquery(pair.values("pk")[:1])
    ).annotate(state=Subquery(seen.values("state")[:1]))
    columns = ("registration__company__name", "registration__company__slug", "pitch__challenge")
    said = ("said_company", "said_host", "introduction", "state")
    return found.order_by("starts_at", "table__number", "pk").values("pk", "starts_at", *columns, *said)


def _answer(side: str) -> Subquery:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side)
    return Subquery(said.values("kind")[:1])


def _line(row: dict, title: str) -> Line:
    said_company, said_host = row["said_company"] or "", row["said_host"] or ""
    follows = said_company == said_host == GOES_ON and row["introduction"]
    return Line(
        number=row["pk"],
        challenge=row["pitch__challenge"],
        title=title,
        company=row["registration__company__name"],
        company_slug=row["registration__company__slug"],
        starts_at=row["starts_at"],
        said_company=said_company,
        said_host=said_host,
        introduction=row["introduction"] if follows else 0,
        state=(row["state"] or HIDDEN) if follows else "",
    )


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """One per challenge by its title, and all of them last."""
    known = list(lines)
    titles = sorted({(line.title, line.challenge) for line in known})
    of_each = [_row([line for line in known if line.challenge == number], number, title) for title, number in titles]
    return [*of_each, _row(known, None, "")]


def _row(lines: list[Line], challenge: int | None, title: str) -> Row:
    return Row(
        challenge, title, [Cell(what, label, sum(map(wanted, lines))) for what, (label, wanted) in LISTS.items()]
    )


def pipeline_of(lines: Iterable[Line]) -> list[Cell]:
    """How far the introductions are now; states that none is in are left out."""
    known = list(lines)
    labels = {**{state.value: state.label for state in STATES}, HIDDEN: _("With other ROMs")}
    cells = [Cell(state, label, sum(map(in_state(state), known))) for state, label in labels.items()]
    return [cell for cell in cells if cell.number]


def came_of(session: Session) -> list[Came]:
    """The companies of which somebody came, with how many; one query."""
    rows = Attendee.objects.filter(registration__session=session, attended=True).order_by()
    rows = rows.values_list("registration__company__name", "registration__company__slug")
    counted = rows.annotate(number=Count("pk")).order_by("registration__company__name", "registration__company__slug")
    return [Came(name, slug, number) for name, slug, number in counted]


def chosen(lines: Iterable[Line], what: str, challenge: int | None) -> list[Line] | None:
    """The list behind a number; None where there is no such number."""
    states = {state.value for state in STATES} | {HIDDEN}
    wanted = LISTS[what][1] if what in LISTS else in_state(what) if what in states else None
    if wanted is None:
        return None
    return [line for line in lines if wanted(line) and challenge in {None, line.challenge}]


def label_of(what: str) -> str:
    if what in LISTS:
        return str(LISTS[what][0])
    return str(_("With other ROMs")) if what == HIDDEN else str(State(what).label)


def answer_of(kind: str) -> str:
    return str(Outcome.Kind(kind).label) if kind else ""
