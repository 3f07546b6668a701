"""Whom one may want to meet at a session, each with how well the two match, why, and the choice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import BoundField

from challenges.matching.match_list import load_company_technologies
from challenges.matching.match_texts import describe_match_reason, describe_own_reason
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.preference_models import Wish
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary

if TYPE_CHECKING:
    from challenges.timetables.preference_forms import MeetingPreferencesForm


@dataclass(frozen=True)
class PreferenceLine:
    """field: the four choices. match: the total in tenths; None where none is kept. why: in one sentence."""

    field: BoundField
    title: str
    url: str
    side: str
    match: int | None
    why: str


@dataclass(frozen=True)
class PreferenceTable:
    """A pitch in the list of those that somebody speaks for, and how many wishes its host said."""

    pitch: Pitch
    said: int
    musts: int


def get_visible_pitches(session: Session, user: User) -> QuerySet[Pitch]:
    """With what each asks for."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    found = session.pitches.filter(challenge__in=Challenge.objects.visible_to(user)).select_related(
        "challenge", "table"
    )
    return found.prefetch_related(asked).order_by("table__number", "pk")


def build_company_lines(
    registration: Registration, pitches: Sequence[Pitch], form: "MeetingPreferencesForm", vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """In the order of the tables."""
    kept = Match.objects.ranked().filter(
        company=registration.company_id, challenge__in=[p.challenge_id for p in pitches]
    )
    matches = {match.challenge_id: match for match in kept}
    offered = load_company_technologies([registration.company_id])[registration.company_id]
    return [
        PreferenceLine(
            form[f"wish_{pitch.pk}"],
            str(pitch.challenge.local("title")),
            pitch.challenge.get_absolute_url(),
            "",
            match.total if (match := matches.get(pitch.challenge_id)) else None,
            describe_own_reason(match, pitch.challenge.asked, offered, vocabulary) if match else "",  # type: ignore[attr-defined]
        )
        for pitch in pitches
    ]


def build_host_lines(
    pitch: Pitch, registrations: Iterable[Registration], form: "MeetingPreferencesForm", vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """The best match first, then those without one by name."""
    coming = list(registrations)
    companies = [each.company_id for each in coming]
    kept = Match.objects.ranked().filter(challenge=pitch.challenge_id, company__in=companies)
    matches = {match.company_id: match for match in kept}
    offered, asked = (
        load_company_technologies(companies),
        list(Requirement.objects.counting().filter(challenge=pitch.challenge_id)),
    )
    lines = [
        PreferenceLine(
            form[f"wish_{each.pk}"],
            each.company.name,
            "",
            each.company.city,
            match.total if (match := matches.get(each.company_id)) else None,
            describe_match_reason(match, asked, offered[each.company_id], vocabulary) if match else "",
        )
        for each in coming
    ]
    return sorted(lines, key=lambda line: (-(line.match or 0), line.title.lower()))


def list_preference_tables(session: Session, pitches: QuerySet[Pitch]) -> list[PreferenceTable]:
    """Counts what hosts said of companies that come."""
    host = Q(wishes__side=Wish.Side.HOST, wishes__registration__state=RegistrationState.CONFIRMED)
    counted = pitches.filter(session=session).annotate(
        said=Count("wishes", filter=host), musts=Count("wishes", filter=host & Q(wishes__wish=Wish.Kind.MUST))
    )
    rows = counted.select_related("challenge", "table").order_by("table__number", "pk")
    return [PreferenceTable(pitch, pitch.said, pitch.musts) for pitch in rows]  # type: ignore[attr-defined]


def count_companies_heard(session: Session) -> Mapping[str, int]:
    """How many companies come, and how many of them said something."""
    coming = session.registrations.confirmed()
    spoke = coming.filter(wishes__side=Wish.Side.COMPANY).distinct()
    return {"coming": coming.count(), "spoke": spoke.count()}
