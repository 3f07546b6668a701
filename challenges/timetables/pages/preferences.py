"""Show with whom a company or host may want to meet, how well they match and why, and the preference so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import BaseForm, BoundField

from challenges.matching.match_list import load_company_technologies
from challenges.matching.match_reasons import describe_match_reason, describe_own_reason
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.models import Wish
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class PreferenceLine:
    """Show one choice; side: a detail beside the title. match: the score in tenths, None without a stored match."""

    field: BoundField
    title: str
    url: str
    side: str
    match: int | None
    why: str


def select_visible_pitches(session: Session, user: User) -> QuerySet[Pitch]:
    """Return the pitches whose challenge a user may see, in the order of the tables, with their requirements."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    found = session.pitches.filter(challenge__in=Challenge.objects.visible_to(user)).select_related(
        "challenge", "table"
    )
    return found.prefetch_related(asked).order_by("table__number", "pk")


def build_company_lines(
    registration: Registration, pitches: Sequence[Pitch], form: BaseForm, vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """Return the choices of a company, in the order of the tables."""
    rows = Match.objects.ranked().filter(
        company=registration.company_id, challenge__in=[pitch.challenge_id for pitch in pitches]
    )
    matches = {match.challenge_id: match for match in rows}
    offered = load_company_technologies([registration.company_id])[registration.company_id]
    lines = []
    for pitch in pitches:
        challenge, match = pitch.challenge, matches.get(pitch.challenge_id)
        why = describe_own_reason(match, challenge.asked, offered, vocabulary) if match else ""  # type: ignore[attr-defined]
        title, total = str(challenge.local("title")), match.total if match else None
        lines.append(PreferenceLine(form[f"wish_{pitch.pk}"], title, challenge.get_absolute_url(), "", total, why))
    return lines


def build_host_lines(
    pitch: Pitch, registrations: Sequence[Registration], form: BaseForm, vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """Return the choices of a host, the best match first, then companies without a match by name."""
    companies = [each.company_id for each in registrations]
    rows = Match.objects.ranked().filter(challenge=pitch.challenge_id, company__in=companies)
    matches = {match.company_id: match for match in rows}
    offered = load_company_technologies(companies)
    asked = list(Requirement.objects.counting().filter(challenge=pitch.challenge_id))
    lines = []
    for each in registrations:
        company, match = each.company, matches.get(each.company_id)
        why = describe_match_reason(match, asked, offered[company.pk], vocabulary) if match else ""
        lines.append(
            PreferenceLine(form[f"wish_{each.pk}"], company.name, "", company.city, match.total if match else None, why)
        )
    return sorted(lines, key=lambda line: (-(line.match or 0), line.title.lower()))


def count_host_preferences(session: Session, pitches: QuerySet[Pitch]) -> QuerySet[Pitch]:
    """Return pitches of a session with `said` and `musts`: preferences of the host for companies that come."""
    host = Q(wishes__side=Wish.Side.HOST, wishes__registration__state=RegistrationState.CONFIRMED)
    counted = pitches.filter(session=session).annotate(
        said=Count("wishes", filter=host), musts=Count("wishes", filter=host & Q(wishes__wish=Wish.Kind.MUST))
    )
    return counted.select_related("challenge", "table").order_by("table__number", "pk")


def count_companies_heard(session: Session) -> Mapping[str, int]:
    """Count the companies that come, and those with a preference."""
    coming = session.registrations.confirmed()
    spoke = coming.filter(wishes__side=Wish.Side.COMPANY).distinct()
    return {"coming": coming.count(), "spoke": spoke.count()}
