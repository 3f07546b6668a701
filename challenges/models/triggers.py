"""What the database itself holds of the life of a challenge, and of who reads it."""

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


# The audiences from wide to narrow, as in Challenge.Visibility.
_ORDER = "ARRAY['public', 'registered', 'vetted', 'invited']"
_REFUSE_WIDER = """
IF array_position({order}, NEW.visibility::text) < (
    SELECT array_position({order}, visibility::text) FROM challenges_challenge WHERE id = NEW.challenge_id
) THEN
    RAISE EXCEPTION 'an annex is not read by more people than its challenge'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'annex_never_wider';
END IF;
RETURN NEW;
"""
_NARROW = """
UPDATE challenges_annex SET visibility = NEW.visibility, version = version + 1
WHERE challenge_id = NEW.id
AND array_position({order}, visibility::text) < array_position({order}, NEW.visibility::text);
RETURN NULL;
"""


def never_wider_than_its_challenge() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="never_wider",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=_REFUSE_WIDER.format(order=_ORDER),
    )


def narrows_its_annex() -> pgtrigger.Trigger:
    """A challenge that fewer people read takes its annex along, whoever changes it."""
    return pgtrigger.Trigger(
        name="narrows_its_annex",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.visibility IS DISTINCT FROM NEW.visibility"),
        func=_NARROW.format(order=_ORDER),
    )
