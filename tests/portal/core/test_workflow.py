"""The mechanism by itself, with a toy table: a door that people open, lock with a key, and paint."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps
from django.utils import timezone

from portal.core.querysets import LockableQuerySet
from portal.core.workflow import Attempt, StaleState, Transition, Workflow, apply_transition

pytestmark = pytest.mark.django_db
VISITOR, KEEPER = "visitor", "keeper"
ANYBODY, ONLY_KEEPER = frozenset({VISITOR, KEEPER}), frozenset({KEEPER})


def require_reason(attempt: Attempt) -> ValidationError | None:
    return None if attempt.reason else ValidationError("say why", code="missing")


def require_daylight(attempt: Attempt) -> ValidationError | None:
    return None if attempt.now and attempt.now.hour < 20 else ValidationError("it is dark", code="missing")


def refuse(attempt: Attempt) -> ValidationError:
    return ValidationError(f"a door that is {attempt.row.state}", code="changed")


DOOR = Workflow(
    (
        Transition("build", (), ("closed",), ONLY_KEEPER),
        Transition("push", ("closed",), ("open", "closed"), ANYBODY),
        Transition("shut", ("open",), ("closed",), ANYBODY),
        Transition("lock", ("closed",), ("locked",), ONLY_KEEPER, (require_reason, require_daylight)),
        Transition("kick", ("locked",), ("open",), frozenset({VISITOR}), (require_reason,)),
        Transition("open", ("locked",), ("open",), ONLY_KEEPER),
        Transition("paint", ("open", "closed"), (), ONLY_KEEPER),
    ),
    refuse,
)
STATES = ("closed", "open", "locked", "gone")
NOON = datetime(2026, 6, 1, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def door_class() -> Iterator[Any]:
    """Tables that go with the transaction of the test. The order joins another table, as that of many models does."""
    with isolate_apps("portal"):

        class House(models.Model):
            name = models.CharField(max_length=10)

            class Meta:
                app_label = "portal"

        class Door(models.Model):
            house = models.ForeignKey(House, models.CASCADE)
            state = models.CharField(max_length=10)
            colour = models.CharField(max_length=10, default="grey")
            objects = LockableQuerySet.as_manager()

            class Meta:
                app_label = "portal"
                ordering = ["house__name"]

        class Log(models.Model):
            door = models.ForeignKey(Door, models.CASCADE, related_name="log")
            name = models.CharField(max_length=10)

            class Meta:
                app_label = "portal"

        with connection.schema_editor() as editor:
            for model in (House, Door, Log):
                editor.create_model(model)
        DOOR.build_trigger("a door does not go from % to %", "door_moves_by_the_table").install(Door)
        Door.log_class, Door.house_class = Log, House
        yield Door


@pytest.fixture
def build(door_class):
    house = door_class.house_class.objects.create(name="mill")
    return lambda state="closed": door_class.objects.create(house=house, state=state)


def attempt(door: Any, name: str, actor: str = KEEPER, **more: Any) -> Attempt:
    return Attempt(row=door, actors={actor}, name=name, **more)


def apply(door: Any, name: str, **more: Any) -> Any:
    return apply_transition(door, DOOR.get(name), type(door).log_class(door=door, name=name), **more)


def test_transition_changes_the_state_and_is_logged(build):
    door = build()
    DOOR.check(attempt(door, "push", VISITOR))
    apply(door, "push")
    door.refresh_from_db()
    assert (door.state, [entry.name for entry in door.log.all()]) == ("open", ["push"])


def test_service_chooses_among_several_targets(build):
    door = build()
    apply(door, "push", target="closed")
    assert (door.state, door.log.count()) == ("closed", 1)


def test_transition_without_targets_keeps_the_state_and_saves_the_rest(build):
    door = build("open")
    door.colour = "blue"
    apply(door, "paint")
    door.refresh_from_db()
    assert (door.state, door.colour, door.log.count()) == ("open", "blue", 1)


def test_new_row_is_stored_with_its_entry(build, door_class):
    door = door_class(house=door_class.house_class.objects.create(name="barn"), state="closed")
    apply(door, "build")
    assert door_class.objects.get(pk=door.pk).log.get().name == "build"


def test_entry_may_be_left_out(build):
    door = build()
    assert apply_transition(door, DOOR.get("push"), None) is None
    assert door.state == "open"


def test_wrong_state_is_refused_in_words_of_the_subject(build):
    with pytest.raises(ValidationError, match="a door that is locked") as caught:
        DOOR.check(attempt(build("locked"), "push"))
    assert caught.value.code == "changed"


def test_wrong_actor_is_refused(build):
    with pytest.raises(ValidationError, match="a door that is closed"):
        DOOR.check(attempt(build(), "lock", VISITOR, reason="draught", now=NOON))
    assert DOOR.allows(attempt(build(), "lock", KEEPER, reason="draught", now=NOON))


def test_every_guard_says_what_is_missing(build):
    door = build()
    with pytest.raises(ValidationError) as both:
        DOOR.check(attempt(door, "lock", now=NOON.replace(hour=22)))
    with pytest.raises(ValidationError) as one:
        DOOR.check(attempt(door, "lock", now=NOON))
    assert (both.value.messages, one.value.messages) == (["say why", "it is dark"], ["say why"])
    assert not DOOR.allows(attempt(door, "lock", now=NOON))


def test_row_of_the_table_is_found_by_target_and_actor(build):
    door = build("locked")
    for actor, name in ((VISITOR, "kick"), (KEEPER, "open")):
        assert DOOR.find(Attempt(row=door, actors={actor}, target="open")).name == name
    assert DOOR.find(Attempt(row=door, actors=set(), target="open")) is None


def test_unknown_name_is_no_transition():
    with pytest.raises(KeyError, match="burn"):
        DOOR.get("burn")


def test_stale_state_is_refused_and_nothing_is_written(build, door_class):
    door = build()
    stale = door_class.objects.get(pk=door.pk)
    apply(door, "push")
    stale.colour = "red"
    with pytest.raises(StaleState):
        apply(stale, "paint")
    door.refresh_from_db()
    assert (door.state, door.colour, door.log.count()) == ("open", "grey", 1)


def test_stale_page_is_refused_by_the_state_that_is_read_under_the_lock(build, door_class):
    door = build()
    apply(door, "push")
    locked = door_class.objects.lock().get(pk=door.pk)
    with pytest.raises(ValidationError, match="a door that is open"):
        DOOR.check(attempt(locked, "lock", reason="draught", now=NOON))


def test_row_is_locked_without_its_key_and_without_other_tables(build):
    door = build()
    with CaptureQueriesContext(connection) as queries:
        apply(door, "push")
    locks = [each["sql"] for each in queries if "FOR NO KEY UPDATE" in each["sql"]]
    assert len(locks) == 1
    assert "JOIN" not in locks[0]


def test_lock_skips_what_is_held(build, door_class):
    door = build()
    with CaptureQueriesContext(connection) as queries:
        assert door_class.objects.lock(skip_locked=True).get(pk=door.pk) == door
    assert "FOR NO KEY UPDATE OF" in queries[0]["sql"]
    assert "SKIP LOCKED" in queries[0]["sql"]


@pytest.mark.parametrize("source", STATES)
@pytest.mark.parametrize("target", STATES)
def test_page_service_and_trigger_agree(build, door_class, source, target):
    """A transition is listed, `apply_transition` makes it and the trigger lets it through; or none of the three."""
    is_listed = any(target in each.targets for each in DOOR.list_possible(source, ANYBODY))
    door, was_applied = build(source), False
    for each in DOOR.transitions:
        try:
            with transaction.atomic():
                apply_transition(door_class.objects.get(pk=door.pk), each, None, target=target)
                transaction.set_rollback(True)
            was_applied |= bool(each.targets)
        except ValueError:
            continue
    try:
        with transaction.atomic():
            door_class.objects.filter(pk=door.pk).update(state=target)
        was_let_through = True
    except IntegrityError:
        was_let_through = False
    assert is_listed == was_applied == ((source, target) in DOOR.pairs)
    assert was_let_through == (is_listed or source == target)


def test_trigger_reads_as_a_violated_constraint(build, door_class):
    build()
    with pytest.raises(IntegrityError, match="a door does not go from closed to gone") as caught, transaction.atomic():
        door_class.objects.update(state="gone")
    assert caught.value.__cause__.diag.constraint_name == "door_moves_by_the_table"
