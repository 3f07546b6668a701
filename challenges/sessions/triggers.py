"""Database triggers on the parts and places of a session."""

import pgtrigger

from challenges.sessions.workflow import SEATED_STATES

# Both triggers raise an error of a check constraint, so that code which catches IntegrityError handles them too.
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
    """Refuse a row that joins parts of two sessions.

    parents: the foreign keys of the row, each with the table that it refers to; these tables have a `session_id`. Empty
    keys are ignored. has_own: the row has a session itself, which has to be the same. Together with
    `stays_in_its_session` on the parents the rule always holds.
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
    """Refuse to move a row to another session, because rows that refer to it would stay behind."""
    return pgtrigger.Trigger(
        name=STAYS,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.session_id IS DISTINCT FROM NEW.session_id"),
        func="RAISE EXCEPTION '% stays in its session', TG_TABLE_NAME"
        " USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_in_its_session';",
    )


# The session is locked first: of two transactions that take the last place, the second counts the place of the first.
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
    """Refuse to offer or confirm places beyond the capacity of the session."""
    return pgtrigger.Trigger(
        name="within_capacity",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "seats", "session_id"),
        condition=pgtrigger.Condition(f"NEW.state IN ({_SEATED})"),
        declare=[("most", "bigint"), ("taken", "bigint")],
        func=_REFUSE_SEAT.format(seated=_SEATED),
    )


def build_taken_places_trigger() -> pgtrigger.Trigger:
    """Refuse a capacity of a session below the number of places taken."""
    return pgtrigger.Trigger(
        name="capacity_of_seats_taken",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("capacity"),
        condition=pgtrigger.Condition("NEW.capacity IS NOT NULL"),
        declare=[("taken", "bigint")],
        func=_REFUSE_CAPACITY.format(seated=_SEATED),
    )
