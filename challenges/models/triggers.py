"""What the database itself holds of the life of a challenge."""

import pgtrigger

from challenges.states import PAIRS

# As a constraint that is violated: it then reads as one, for whoever catches it.
_REFUSE = """
IF (OLD.state, NEW.state) NOT IN ({pairs}) THEN
    RAISE EXCEPTION 'a challenge does not move from % to %', OLD.state, NEW.state
    USING ERRCODE = 'check_violation', CONSTRAINT = 'challenge_moves_by_the_table';
END IF;
RETURN NEW;
"""


def moves_by_the_table() -> pgtrigger.Trigger:
    """Refuses a change of state that the table of moves does not have, whoever makes it."""
    pairs = ", ".join(f"('{source}', '{target}')" for source, target in sorted(PAIRS))
    return pgtrigger.Trigger(
        name="moves_by_the_table",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=_REFUSE.format(pairs=pairs),
    )
