"""The table of transitions of a registration and its guards."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from challenges.sessions.workflow import (
    CLOCK,
    COMPANY,
    ENDED_STATES,
    ORGANISER,
    REASON_LENGTH,
    REGISTRATION_WORKFLOW,
    RegistrationParty,
    list_registration_actions,
    require_not_begun,
    require_reason,
    require_standing_offer,
)
from portal.core.workflow import Attempt
from tests.factories import RegistrationFactory, SessionFactory

NOON = datetime(2027, 3, 5, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


def build_attempt(state="offered", *, now=NOON, lapses_at=NOON + HOUR, starts_at=NOON + 2 * HOUR, **fields):
    row = RegistrationFactory.build(
        session=SessionFactory.build(starts_at=starts_at), company=None, state=state, offer_lapses_at=lapses_at
    )
    return Attempt(row=row, now=now, **{"actors": {COMPANY}} | fields)


@pytest.mark.parametrize(
    ("state", "party", "actions"),
    [
        ("requested", COMPANY, ["change", "cancel"]),
        ("requested", ORGANISER, ["approve", "refuse", "change", "cancel"]),
        ("waiting", COMPANY, ["change", "cancel"]),
        ("waiting", ORGANISER, ["refuse", "change", "reorder", "cancel"]),
        ("waiting", CLOCK, ["offer"]),
        ("offered", COMPANY, ["accept", "decline", "change", "cancel"]),
        ("offered", ORGANISER, ["change", "cancel"]),
        ("offered", CLOCK, ["remind", "lapse"]),
        ("confirmed", COMPANY, ["change", "cancel"]),
        ("confirmed", ORGANISER, ["change", "cancel"]),
        ("confirmed", CLOCK, []),
    ],
)
def test_actions_of_each_party_in_each_state(state, party, actions):
    assert list_registration_actions(state, party) == actions


@pytest.mark.parametrize("party", RegistrationParty)
@pytest.mark.parametrize("state", ENDED_STATES)
def test_registration_that_ended_has_no_actions(state, party):
    assert list_registration_actions(state, party) == []


def test_session_that_has_begun_refuses_the_company():
    assert require_not_begun(build_attempt()) is None
    assert require_not_begun(build_attempt(starts_at=NOON)).code == "changed"


def test_offer_stands_until_it_expires():
    assert require_standing_offer(build_attempt()) is None
    assert require_standing_offer(build_attempt(lapses_at=NOON)).code == "changed"
    assert require_standing_offer(build_attempt(starts_at=NOON)).code == "changed"


@pytest.mark.parametrize(("reason", "is_refused"), [("", True), ("  ", True), ("Vol.", False), ("x" * 1001, True)])
def test_reason_is_required_and_limited(reason, is_refused):
    assert REASON_LENGTH == 1000
    assert (require_reason(build_attempt(reason=reason)) is not None) == is_refused


@pytest.mark.parametrize(
    ("name", "party", "state"),
    [("approve", COMPANY, "requested"), ("accept", ORGANISER, "offered"), ("lapse", COMPANY, "offered")],
)
def test_workflow_refuses_an_action_of_another_party(name, party, state):
    with pytest.raises(ValidationError, match="any more"):
        REGISTRATION_WORKFLOW.check(build_attempt(state, actors={party}, name=name))
