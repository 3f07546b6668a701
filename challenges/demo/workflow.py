"""How the example challenges came where they are: by the same moves as everything else."""

from datetime import datetime

from challenges.demo.files import Table, read_workflow_histories
from challenges.posting.models import Challenge
from challenges.posting.owners import share_challenge
from challenges.posting.services import record_writer, transition_challenge
from challenges.posting.workflow import ChallengeState
from portal.accounts.models import User
from portal.regions.models import ROM


def load_demo_workflows(challenges: list[Challenge], now: datetime) -> None:
    """Of the challenges that were created just now, by people who are still there."""
    by_slug = {challenge.slug: challenge for challenge in challenges}
    people = {user.email: user for user in User.objects.all()}
    for table in read_workflow_histories():
        named = {table[name] for name in ("writer", "refused_by", "approved_by") if name in table}
        if table["challenge"] in by_slug and named <= people.keys():
            _replay_workflow(by_slug[table["challenge"]], table, people, now)


def _replay_workflow(challenge: Challenge, table: Table, people: dict[str, User], now: datetime) -> None:
    writer = people[table["writer"]]
    record_writer(challenge, writer)
    if rom := ROM.objects.filter(slug=table.get("shared_with")).first():
        share_challenge(challenge, rom, writer)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer, now=now)
    if "refused_by" in table:
        transition_challenge(
            challenge, ChallengeState.DRAFT, people[table["refused_by"]], reason=table["reason"], now=now
        )
    if "approved_by" in table:
        transition_challenge(challenge, ChallengeState.SCHEDULED, people[table["approved_by"]], now=now)
