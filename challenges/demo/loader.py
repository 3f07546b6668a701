"""All examples in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from challenges.demo.challenges import load_demo_challenges
from challenges.demo.companies import load_demo_companies, propose_member_technologies
from challenges.demo.declarations import load_demo_declarations
from challenges.demo.introductions import load_demo_introductions
from challenges.demo.meeting_results import load_demo_results
from challenges.demo.people import load_demo_decisions, load_demo_people
from challenges.demo.registrations import load_demo_registrations
from challenges.demo.responses import load_demo_questions, load_demo_responses
from challenges.demo.sessions import load_demo_sessions
from challenges.demo.workflow import load_demo_workflows
from portal.regions.models import ROM


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """How many of each were created; what stood there already does not count."""

    companies: int
    people: int
    challenges: int
    sessions: int


@transaction.atomic
def load_demo(now: datetime) -> DemoCounts:
    """Create the examples that are missing, with dates counted from `now`.

    What hangs on a row (its technologies, decisions, programme) comes with the row and never later, so that what a
    person removed or changed stays so. Two loads at once queue on the ROMs. Raises MissingReference before the
    reference data is there.
    """
    list(ROM.objects.lock().order_by("pk"))
    companies = load_demo_companies(now)
    people = load_demo_people(now)
    propose_member_technologies(companies)
    load_demo_declarations(companies, now)
    challenges = load_demo_challenges(now)
    sessions = load_demo_sessions(now)
    load_demo_decisions(challenges)
    load_demo_questions(challenges)
    load_demo_workflows(challenges, now)
    load_demo_responses(challenges)
    load_demo_introductions(challenges, now)
    load_demo_registrations(sessions, now)
    load_demo_results(sessions, now)
    return DemoCounts(len(companies), len(people), len(challenges), len(sessions))
