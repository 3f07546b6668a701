"""All examples in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from challenges.demo.challenges import load_challenges
from challenges.demo.companies import load_companies, propose_for_members
from challenges.demo.declarations import load_declarations
from challenges.demo.introductions import load_introductions
from challenges.demo.meeting_results import load_outcomes
from challenges.demo.people import load_decisions, load_people
from challenges.demo.registrations import load_seats
from challenges.demo.responses import load_questions, load_responses
from challenges.demo.sessions import load_sessions
from challenges.demo.workflow import load_lives
from portal.regions.models import ROM


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each were created; what stood there already does not count."""

    companies: int
    people: int
    challenges: int
    sessions: int


@transaction.atomic
def load_demo(now: datetime) -> Loaded:
    """Create the examples that are missing, with dates counted from `now`.

    What hangs on a row (its technologies, decisions, programme) comes with the row and never later, so that what a
    person removed or changed stays so. Two loads at once queue on the ROMs. Raises MissingReference before the
    reference data is there.
    """
    list(ROM.objects.select_for_update(no_key=True).order_by("pk"))
    companies = load_companies(now)
    people = load_people(now)
    propose_for_members(companies)
    load_declarations(companies, now)
    challenges = load_challenges(now)
    sessions = load_sessions(now)
    load_decisions(challenges)
    load_questions(challenges)
    load_lives(challenges, now)
    load_responses(challenges)
    load_introductions(challenges, now)
    load_seats(sessions, now)
    load_outcomes(sessions, now)
    return Loaded(len(companies), len(people), len(challenges), len(sessions))
