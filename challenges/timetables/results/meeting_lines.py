"""The talks of a session as its organisers read them: what both sides said, and the introduction that followed.

Organisations alone are told, so it stays true when names of attendees are gone. An introduction's state is told where
the reader may see that introduction; that there is one follows from two answers, which organisers may read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionState
from challenges.posting.models import Challenge
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.models import Session
from portal.accounts.models import User
from portal.core.bilingual import get_local_text

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON, NOT_MET = Outcome.Kind.GOES_ON, Outcome.Kind.NOT_MET
HIDDEN = "hidden"  # of an introduction that the reader may not open
STATES: dict[str, object] = {
    **{state.value: state.label for state in (IntroductionState.ASKED, *INTRODUCED_STATES, *ENDED_STATES)},
    HIDDEN: _("With other ROMs"),
}


@dataclass(frozen=True)
class ResultLine:
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
        return get_answer_label(self.said_company)

    @property
    def host_says(self) -> str:
        return get_answer_label(self.said_host)

    @property
    def state_told(self) -> str:
        return str(STATES[self.state]) if self.state else ""

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


def list_result_lines(session: Session, user: User, now: datetime) -> list[ResultLine]:
    """The talks that began and were not called off, in the order of the day; two queries."""
    rows = _select_result_rows(session, user, now)
    titles = {row["pitch__challenge"] for row in rows}
    known = {each.pk: each for each in Challenge.objects.filter(pk__in=titles).only("pk", "title_nl", "title_en")}
    return [_build_result_line(row, get_local_text(known[row["pitch__challenge"]], "title").text) for row in rows]


def _select_result_rows(session: Session, user: User, now: datetime) -> QuerySet:
    """introduction: of a pair that both go on, the newest that lives or began after the talk."""
    pair = Introduction.objects.filter(
        Q(asked_at__gte=OuterRef("starts_at")) | ~Q(state__in=ENDED_STATES),
        challenge=OuterRef("pitch__challenge"),
        company=OuterRef("registration__company"),
    ).order_by("-asked_at", "-pk")
    seen = Introduction.objects.visible_to(user).filter(pk=OuterRef("introduction"))
    found = Appointment.objects.begun(now).filter(pitch__session=session)
    found = found.annotate(
        said_company=_build_answer_subquery(COMPANY),
        said_host=_build_answer_subquery(HOST),
        introduction=Subquery(pair.values("pk")[:1]),
    ).annotate(state=Subquery(seen.values("state")[:1]))
    columns = ("registration__company__name", "registration__company__slug", "pitch__challenge")
    said = ("said_company", "said_host", "introduction", "state")
    return found.order_by("starts_at", "table__number", "pk").values("pk", "starts_at", *columns, *said)


def _build_answer_subquery(side: str) -> Subquery:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side)
    return Subquery(said.values("kind")[:1])


def _build_result_line(row: dict[str, Any], title: str) -> ResultLine:
    said_company, said_host = row["said_company"] or "", row["said_host"] or ""
    follows = said_company == said_host == GOES_ON and row["introduction"]
    return ResultLine(
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


def get_answer_label(kind: str) -> str:
    return str(Outcome.Kind(kind).label) if kind else ""
