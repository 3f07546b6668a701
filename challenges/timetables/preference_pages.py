"""Whom one may want to meet at a session, each with how well the two match, why, and the choice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import BoundField

from challenges.matching.match_list import technologies_of
from challenges.matching.match_reasons import reason, reason_to_you
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import State
from challenges.timetables.preference_forms import WishesForm
from challenges.timetables.preference_models import Wish
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class Line:
    """field: the four choices. match: the total in tenths; None where none is kept. why: in one sentence."""

    field: BoundField
    title: str
    url: str
    side: str
    match: int | None
    why: str


@dataclass(frozen=True)
class Table:
    """A pitch in the list of those that somebody speaks for, and how many wishes its host said."""

    pitch: Pitch
    said: int
    musts: int


def pitches_seen(session: Session, user: User) -> QuerySet[Pitch]:
    """With what each asks for."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    found = session.pitches.filter(challenge__in=Challenge.objects.visible_to(user)).select_related(
        "challenge", "table"
    )
    return found.prefetch_related(asked).order_by("table__number", "pk")


def lines_for_company(
    registration: Registration, pitches: Sequence[Pitch], form: WishesForm, vocabulary: Vocabulary
) -> list[Line]:
    """In the order of the tables."""
    kept = Match.objects.ranked().filter(
        company=registration.company_id, challenge__in=[p.challenge_id for p in pitches]
    )
    matches = {match.challenge_id: match for match in kept}
    offered = technologies_of([registration.company_id])[registration.company_id]
    return [
        Line(
            form[f"wish_{pitch.pk}"],
            str(pitch.challenge.local("title")),
            pitch.challenge.get_absolute_url(),
            "",
            match.total if (match := matches.get(pitch.challenge_id)) else None,
            reason_to_you(match, pitch.challenge.asked, offered, vocabulary) if match else "",  # type: ignore[attr-defined]
        )
        for pitch in pitches
    ]


def lines_for_host(
    pitch: Pitch, registrations: Iterable[Registration], form: WishesForm, vocabulary: Vocabulary
) -> list[Line]:
    """The best match first, then those without one by name."""
    coming = list(registrations)
    companies = [each.company_id for each in coming]
    kept = Match.objects.ranked().filter(challenge=pitch.challenge_id, company__in=companies)
    matches = {match.company_id: match for match in kept}
    offered, asked = (
        technologies_of(companies),
        list(Requirement.objects.counting().filter(challenge=pitch.challenge_id)),
    )
    lines = [
        Line(
            form[f"wish_{each.pk}"],
            each.company.name,
            "",
            each.company.city,
            match.total if (match := matches.get(each.company_id)) else None,
            reason(match, asked, offered[each.company_id], vocabulary) if match else "",
        )
        for each in coming
    ]
    return sorted(lines, key=lambda line: (-(line.match or 0), line.title.lower()))


def tables_of(session: Session, pitches: QuerySet[Pitch]) -> list[Table]:
    """Counts what hosts said of companies that come."""
    host = Q(wishes__side=Wish.Side.HOST, wishes__registration__state=State.CONFIRMED)
    counted = pitches.filter(session=session).annotate(
        said=Count("wishes", filter=host), musts=Count("wishes", filter=host & Q(wishes__wish=Wish.Kind.MUST))
    )
    rows = counted.select_related("challenge", "table").order_by("table__number", "pk")
    return [Table(pitch, pitch.said, pitch.musts) for pitch in rows]  # type: ignore[attr-defined]


def companies_heard(session: Session) -> Mapping[str, int]:
    """How many companies come, and how many of them said something."""
    coming = session.registrations.confirmed()
    spoke = coming.filter(wishes__side=Wish.Side.COMPANY).distinct()
    return {"coming": coming.count(), "spoke": spoke.count()}
