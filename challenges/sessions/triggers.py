"""What the database itself holds of the parts of a session."""

import pgtrigger

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
