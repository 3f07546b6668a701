"""What the database itself holds of seats: never more than the capacity."""

import pgtrigger

from challenges.sessions.registration_workflow import SEATED_STATES

# Both refuse as constraints that are violated: they then read as such, for whoever catches them.
# The session's row is held first: of two who take the last seat the second counts what the first took.
_REFUSE_SEAT = """
SELECT capacity INTO most FROM challenges_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
SELECT coalesce(sum(seats), 0) INTO taken FROM challenges_registration
 WHERE session_id = NEW.session_id AND state IN ({seated});
IF taken > most THEN
    RAISE EXCEPTION 'the session has % seats, and % would be taken', most, taken
    USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity';
END IF;
RETURN NULL;
"""
_REFUSE_CAPACITY = """
SELECT coalesce(sum(seats), 0) INTO taken FROM challenges_registration
 WHERE session_id = NEW.id AND state IN ({seated});
IF taken > NEW.capacity THEN
    RAISE EXCEPTION '% seats are taken, which is more than %', taken, NEW.capacity
    USING ERRCODE = 'check_violation', CONSTRAINT = 'session_capacity_of_seats_taken';
END IF;
RETURN NULL;
"""
_SEATED = ", ".join(f"'{state}'" for state in sorted(SEATED_STATES))


def build_capacity_trigger() -> pgtrigger.Trigger:
    """Refuses a seat that is offered or confirmed beyond the capacity, whoever gives it."""
    return pgtrigger.Trigger(
        name="within_capacity",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "seats", "session_id"),
        condition=pgtrigger.Condition(f"NEW.state IN ({_SEATED})"),
        declare=[("most", "bigint"), ("taken", "bigint")],
        func=_REFUSE_SEAT.format(seated=_SEATED),
    )


def build_taken_places_trigger() -> pgtrigger.Trigger:
    """Of a session: its capacity does not go below the seats that are taken."""
    return pgtrigger.Trigger(
        name="capacity_of_seats_taken",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("capacity"),
        condition=pgtrigger.Condition("NEW.capacity IS NOT NULL"),
        declare=[("taken", "bigint")],
        func=_REFUSE_CAPACITY.format(seated=_SEATED),
    )
