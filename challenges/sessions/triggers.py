"""What the database itself holds of the parts of a session, and of its seats: never more than the capacity."""

import pgtrigger

from challenges.sessions.registration_workflow import SEATED_STATES

# As a constraint that is violated: it then reads as one, for whoever catches it.
SAME_SESSION, STAYS = "same_session", "stays_in_its_session"
_REFUSE = """
IF (SELECT count(DISTINCT session_id) FROM ({parts}) AS parts) > 1 THEN
    RAISE EXCEPTION '% joins parts of two sessions', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'same_session';
END IF;
RETURN NEW;
"""
_SESSION_OF = "SELECT session_id FROM {table} WHERE id = NEW.{name}_id"


def build_same_session_trigger(*, has_own: bool = True, **parents: str) -> pgtrigger.Trigger:
    """Whatever a row points to is of one session, and of its own where it has a session itself (`has_own`).

    parents: foreign keys, each with the table it leads to; that table has a session of its own. A key that is empty
    is of no session. Together with `stays_in_its_session` on the parents it holds for good.
    """
    parts = [_SESSION_OF.format(table=table, name=name) for name, table in sorted(parents.items())]
    own = ["SELECT NEW.session_id AS session_id"] if has_own else []
    return pgtrigger.Trigger(
        name=SAME_SESSION,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_REFUSE.format(parts=" UNION ALL ".join([*own, *parts])),
    )


def build_fixed_session_trigger() -> pgtrigger.Trigger:
    """Nothing moves to another session, nor to another row that is of one: what points to it would stay behind."""
    return pgtrigger.Trigger(
        name=STAYS,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.session_id IS DISTINCT FROM NEW.session_id"),
        func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME"
        " USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
    )


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
