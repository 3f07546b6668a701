"""Pages, services and triggers agree on every pair of states, of all rows that have a workflow."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.introductions.models import Introduction
from challenges.introductions.services import run_due_introductions, take_introduction_step
from challenges.introductions.workflow import (
    INTRODUCED_STATES,
    INTRODUCTION_WORKFLOW,
    PEOPLE,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
    list_possible_steps,
)
from challenges.posting.models import Challenge
from challenges.posting.pages import list_move_buttons
from challenges.posting.services import transition_challenge
from challenges.posting.workflow import CHALLENGE_WORKFLOW, ChallengeActor, ChallengeState
from challenges.responses.workflow import RESPONSE_WORKFLOW, ResponseState
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registrations.periodic import run_due_registrations
from challenges.sessions.registrations.services import BY_BUTTON, change_registration_state
from challenges.sessions.workflow import (
    COMPANY,
    ORGANISER,
    REGISTRATION_WORKFLOW,
    RegistrationAction,
    RegistrationState,
    list_registration_actions,
)
from tests.challenges.introductions.conftest import make_case, usual
from tests.factories import (
    ChallengeFactory,
    IntroductionFactory,
    MembershipFactory,
    RegistrationFactory,
    RequirementFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def list_logged_pairs(log: Any, do: Callable[[], object]) -> list[str]:
    """Return the targets that `do` logs, or none if it is refused; what it writes is undone."""
    with transaction.atomic():
        before = set(log.values_list("pk", flat=True))
        try:
            with transaction.atomic():
                do()
        except ValidationError:
            pass
        found = list(log.exclude(pk__in=before).order_by("pk"))
        transaction.set_rollback(True)
    return [getattr(entry, "target", None) or entry.state for entry in found]


def is_let_through(rows: Any, **fields: object) -> bool:
    """Whether the trigger lets a change of state through; no other constraint may refuse it."""
    try:
        with transaction.atomic():
            rows.update(**fields)
    except IntegrityError as error:
        if "moves_by_the_table" not in error.__cause__.diag.constraint_name:
            raise
        return False
    return True


@pytest.mark.parametrize("source", ChallengeState)
def test_challenge_pages_service_and_trigger_agree(source: ChallengeState) -> None:
    now = timezone.now()
    moments = {"pre_release_at": now - 9 * HOUR, "opens_at": now - 6 * HOUR, "closes_at": now + 9 * HOUR}
    challenge = RequirementFactory(challenge=ChallengeFactory(state=source, **moments)).challenge
    writer, reviewer = (UserFactory(rom=challenge.rom, rom_role="adviser") for _ in range(2))
    challenge.writers.create(user=writer)
    buttons = {each.target for each in list_move_buttons(challenge, set(ChallengeActor))}
    for target in ChallengeState:
        made = [
            list_logged_pairs(
                challenge.moves,
                partial(transition_challenge, challenge, target, who, reason="Daarom.", now=at),
            )[:1]
            for who in (writer, reviewer, None)
            for at in (now - 8 * HOUR, now, now + 10 * HOUR)  # announced, open, closed
        ]
        is_in_table = (source, target) in CHALLENGE_WORKFLOW.pairs
        assert ([target] in made) == is_in_table
        is_change = target == ChallengeState.IN_REVIEW and source != ChallengeState.DRAFT
        assert (target in buttons) == (is_in_table and not is_change)
        rows = Challenge.objects.filter(pk=challenge.pk)
        with transaction.atomic():
            assert is_let_through(rows, state=target) == (is_in_table or source == target)
            transaction.set_rollback(True)


@pytest.mark.parametrize("source", IntroductionState)
def test_introduction_pages_services_and_trigger_agree(source: IntroductionState) -> None:
    """Of an introduction that was asked: with one or two answers missing, and too late."""
    case, now = make_case(), timezone.now()
    rom, yes = case.neighbour.rom, {"owner_accepted_at": now, "company_rom_accepted_at": now}
    fields: dict[str, object] = {"challenge": case.challenge, "company": case.company, "company_rom": rom}
    late = {"asked_at": now - 9 * HOUR, "lapses_at": now - HOUR}
    variants = [{}, {"owner_accepted_at": now}, late] if source == IntroductionState.ASKED else [yes]
    made, shown = set(), set()
    for variant in variants:
        was_introduced = {"introduced_at": now} if source in INTRODUCED_STATES else {}
        row = IntroductionFactory(state=source, **fields | was_introduced | variant)
        steps = [
            partial(take_introduction_step, case.people[side], row, what, side, usual(what))
            for side in PEOPLE
            for what in IntroductionAction
        ]
        for do in (*steps, run_due_introductions):
            made.update(list_logged_pairs(row.steps, do))
        shown |= {
            target
            for _side, what in list_possible_steps(row.standing(now), IntroductionParty)
            for target in INTRODUCTION_WORKFLOW.get(what).targets
        }
        if variant is not variants[-1]:
            row.delete()
    expected = {to for at, to in INTRODUCTION_WORKFLOW.pairs if at == source}
    assert made == shown == expected
    rows = Introduction.objects.filter(pk=row.pk)
    for target in IntroductionState:
        is_done = target in INTRODUCED_STATES
        changes = {"introduced_at": now if is_done else None, **(yes if is_done else dict.fromkeys(yes))}
        with transaction.atomic():
            assert is_let_through(rows, state=target, **changes) == (target in expected or source == target)
            transaction.set_rollback(True)


@pytest.mark.parametrize("source", RegistrationState)
def test_registration_pages_services_and_triggers_agree(source: RegistrationState) -> None:
    """With a free place, without one, and with an offer that lapsed."""
    now = timezone.now()
    session = SessionFactory(capacity=None)
    member = MembershipFactory()
    offer = {"offer_lapses_at": now + HOUR}
    waits = {"order": 1}
    fields = {RegistrationState.WAITING: waits, RegistrationState.OFFERED: offer}.get(source, {})
    row = RegistrationFactory(session=session, company=member.company, state=source, **fields)
    organiser = UserFactory(rom=session.rom, rom_role="adviser")
    RegistrationFactory(session=session)
    made, shown = set(), set()
    for capacity in (None, 1 + (source in {RegistrationState.OFFERED, RegistrationState.CONFIRMED})):
        Session.objects.filter(pk=session.pk).update(capacity=capacity)
        for side, person in ((COMPANY, member.user), (ORGANISER, organiser)):
            for what in BY_BUTTON:
                made.update(
                    list_logged_pairs(
                        row.steps,
                        partial(change_registration_state, person, row, what, side, "Daarom."),
                    )[:1]
                )
    Session.objects.filter(pk=session.pk).update(capacity=None)
    made.update(list_logged_pairs(row.steps, run_due_registrations))
    if source == RegistrationState.OFFERED:
        Registration.objects.filter(pk=row.pk).update(offer_lapses_at=now - HOUR)
        made.update(list_logged_pairs(row.steps, run_due_registrations))
    by_clock = REGISTRATION_WORKFLOW.list_possible(source, {"clock"})
    names = {*list_registration_actions(source, COMPANY), *list_registration_actions(source, ORGANISER)}
    shown = {
        target for each in (*by_clock, *(REGISTRATION_WORKFLOW.get(what) for what in names)) for target in each.targets
    }
    expected = {to for at, to in REGISTRATION_WORKFLOW.pairs if at == source}
    assert made == shown == expected
    for target in RegistrationState:
        changes: dict[str, object] = {"order": None, "offer_lapses_at": None}
        changes |= {RegistrationState.WAITING: waits, RegistrationState.OFFERED: offer}.get(target, {})
        with transaction.atomic():
            rows = Registration.objects.filter(pk=row.pk)
            assert is_let_through(rows, state=target, **changes) == (target in expected or source == target)
            transaction.set_rollback(True)


def test_every_action_of_a_registration_is_in_the_table() -> None:
    assert {each.name for each in REGISTRATION_WORKFLOW.transitions} == set(RegistrationAction)


def test_every_step_of_an_introduction_is_in_the_table() -> None:
    assert {each.name for each in INTRODUCTION_WORKFLOW.transitions} == set(IntroductionAction)


def test_response_is_submitted_from_every_state_and_withdrawn_once_submitted() -> None:
    submitted = {(source, ResponseState.SUBMITTED) for source in ResponseState}
    assert RESPONSE_WORKFLOW.pairs == submitted | {(ResponseState.SUBMITTED, ResponseState.WITHDRAWN)}
