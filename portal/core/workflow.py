"""Change the states of rows by tables of transitions.

A subject lists its transitions once, in a table in its own `workflow.py`. Its pages ask the table which buttons to
show, its services and its admin change states through `apply_transition`, and a trigger made from the same table
refuses every other change. Nothing else may set a state.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A request for a transition, as the guards see it. Subjects add what else their guards look at.

    row: whatever has the state, usually the locked row itself.
    actors: the roles in which the person, or the clock, asks for it.
    name, target: which transition is asked for; the subject gives one of the two.
    """

    row: Any
    actors: Collection[str]
    name: str = ""
    target: str = ""
    now: datetime | None = None
    reason: str = ""


Guard = Callable[[Any], ValidationError | None]  # takes the attempt; returns what is against it


@dataclass(frozen=True)
class Transition:
    """A row of the table: from where to where, who may, and what must be true besides.

    name: the table may have several rows of one name, which differ in their actors or targets.
    sources: empty if the transition creates the row.
    targets: empty if the state stays as it is; of several the service chooses one.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    actors: frozenset[str]
    guards: tuple[Guard, ...] = ()

    def find_problems(self, attempt: Attempt) -> list[ValidationError]:
        """Return what the guards have against the attempt; empty if nothing."""
        return [problem for guard in self.guards if (problem := guard(attempt))]


Row = TypeVar("Row", bound=Transition)


@dataclass(frozen=True)
class Workflow(Generic[Row]):
    """A table of transitions. refuse: builds the error for an attempt that the table does not have."""

    transitions: tuple[Row, ...]
    refuse: Callable[[Any], ValidationError]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of source and target, which the trigger lets through."""
        return frozenset((source, to) for each in self.transitions for source in each.sources for to in each.targets)

    def list_possible(self, state: str, actors: Collection[str]) -> list[Row]:
        """Return what these actors have in this state, in the order of the table, whatever the guards say."""
        return [each for each in self.transitions if state in each.sources and not each.actors.isdisjoint(actors)]

    def get(self, name: str) -> Row:
        """Return the first row of this name. Raises KeyError if there is none."""
        try:
            return next(each for each in self.transitions if each.name == name)
        except StopIteration:
            raise KeyError(name) from None

    def find(self, attempt: Attempt) -> Row | None:
        """Return the first row of the table that the attempt fits, whatever the guards say."""
        for each in self.list_possible(attempt.row.state, attempt.actors):
            if attempt.name == each.name or attempt.target in each.targets:
                return each
        return None

    def allows(self, attempt: Attempt) -> bool:
        found = self.find(attempt)
        return found is not None and not found.find_problems(attempt)

    def check(self, attempt: Attempt) -> Row:
        """Return the transition that is asked for. Raises ValidationError if the table or a guard refuses it."""
        found = self.find(attempt)
        if found is None:
            raise self.refuse(attempt)
        if problems := found.find_problems(attempt):
            raise problems[0] if len(problems) == 1 else ValidationError(problems)
        return found

    def build_trigger(self, error: str, constraint: str) -> pgtrigger.Trigger:
        """Build the trigger that refuses a change of `state` which the table does not have, whoever makes it.

        error: what the database says; it has a % for the old state and one for the new.
        constraint: the name under which the refusal reads as a violated check constraint, for whoever catches it.
        """
        pairs = ", ".join(f"('{source}', '{target}')" for source, target in sorted(self.pairs))
        return pgtrigger.Trigger(
            name="moves_by_the_table",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
            func=_REFUSE.format(pairs=pairs, error=error, constraint=constraint),
        )


_REFUSE = """
IF (OLD.state, NEW.state) NOT IN ({pairs}) THEN
    RAISE EXCEPTION '{error}', OLD.state, NEW.state
    USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}';
END IF;
RETURN NEW;
"""


class StaleState(RuntimeError):
    """The state is not the one that was checked: the caller checked without a lock, and somebody else was quicker."""


def build_log_triggers(person: str, *, stays: str, forgotten: str) -> list[pgtrigger.Trigger]:
    """Build the triggers that keep rows of a log as they are; only the name of the person goes with the account.

    stays, forgotten: the names of the triggers in the database.
    """
    old, new = f"old__{person}", f"new__{person}"
    return [
        pgtrigger.ReadOnly(name=stays, exclude=[person]),
        pgtrigger.Protect(
            name=forgotten,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(**{f"{old}__df": pgtrigger.F(new)}) & pgtrigger.Q(**{f"{new}__isnull": False}),
        ),
        pgtrigger.Protect(name="is_never_removed", operation=pgtrigger.Delete),
    ]


class TransitionLog(models.Model):
    """An entry of a log of transitions. Nobody changes or removes it; `by` is None for the clock."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    class Meta:
        abstract = True
        triggers = build_log_triggers("by", stays="stays_as_it_was", forgotten="actor_is_only_forgotten")


Entry = TypeVar("Entry", bound=models.Model | None)


def apply_transition(
    row: Any,
    transition: Transition,
    entry: Entry,
    *,
    target: str = "",
    update_fields: Collection[str] | None = None,
) -> Entry:
    """Bring a row into the state where a checked transition leads, save it, and store the entry of its log.

    The caller holds the lock under which it checked the attempt, and may have changed other fields of the row, which
    are saved along. The row is locked here too, so that a caller who forgot to lock is refused and overwrites nothing.

    entry: the unsaved entry; None where the subject keeps no log of this.
    target: one of the targets of the transition; by default the first.
    Raises StaleState if the row is no longer in the state that was checked, and ValueError if the table does not have
    this transition. Either is a mistake of the caller; what people may read comes from `Workflow.check`.
    """
    target = target or (transition.targets[0] if transition.targets else row.state)
    if target not in (transition.targets or (row.state,)) or (row.pk and row.state not in transition.sources):
        raise ValueError(f"{transition.name} does not lead from {row.state} to {target}")
    if row.pk:
        # Without an order: the order of some models joins other tables, whose rows would be locked too.
        stored = type(row)._base_manager.select_for_update(no_key=True).filter(pk=row.pk).order_by()
        if list(stored.values_list("state", flat=True)) != [row.state]:
            raise StaleState(f"{row!r} is not {row.state} any more")
    row.state = target
    row.save(update_fields=update_fields)
    if entry is not None:
        entry.save()
    return entry
