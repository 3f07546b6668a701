"""What the database itself holds of seats: the table of moves, and never more seats than the capacity."""

import pgtrigger

from challenges.sessions.registration_workflow import PAIRS, SEATED_STATES

# As constraints that are violated: they then read as such, for whoever catches them.
_REFUSE_MOVE = """
IF (OLD.state, NEW.state) NOT IN ({pairs}) THEN
    RAISE EXCEPTION 'a registration does not go from % to %', OLD.state, NEW.state
    USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_moves_by_the_table';
END IF;
RETURN NEW;
"""
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


def build_registration_trigger() -> pgtrigger.Trigger:
    """Refuses a change of state that the table of moves does not have, whoever makes it."""
    pairs = ", ".join(f"('{source}', '{target}')" for source, target in sorted(PAIRS))
    return pgtrigger.Trigger(
        name="moves_by_the_table",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=_REFUSE_MOVE.format(pairs=pairs),
    )


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
