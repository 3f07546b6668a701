"""The floor on exposure: its life, what it is worked out of, and what it does to lists."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from challenges.exposure.engine.fairness import MissReason
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.exposure.quarters import Quarter
from challenges.exposure.services import (
    activate_exposure_floor,
    deactivate_exposure_floor,
    discard_floor_trial,
    hash_floor_cost,
    recompute_exposure_floors,
    start_floor_trial,
)
from challenges.exposure.top_tens import (
    filter_closed_lists,
    filter_top_ten,
    get_list_moves,
    load_shown_moves,
    load_shown_tens,
)
from challenges.matching.model_versions import Fit
from challenges.matching.models import Batch
from challenges.posting.models import Challenge
from tests.challenges.exposure.conftest import listed, twelve
from tests.factories import (
    DecisionFactory,
    ExposureFloorFactory,
    ExposureMissFactory,
    ExposureMoveFactory,
    LonglistFactory,
    LonglistRowFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
State = ExposureFloor.State


def asked(**changes) -> ExposureFloor:
    """On trial, and worked out."""
    floor = start_floor_trial(UserFactory(admin=True), **{"least": 1, "places": 2, "lost": 50} | changes)
    recompute_exposure_floors()
    floor.refresh_from_db()
    return floor


def moves(floor: ExposureFloor) -> list[tuple[int, int, int]]:
    return list(floor.moves.order_by("company").values_list("company", "instead_of", "lost"))


def test_trial_is_worked_out_and_changes_no_list():
    companies = twelve()
    challenge = listed(companies)
    floor = asked()
    by_number = [company.pk for company in companies]
    assert moves(floor) == []
    assert [(miss.company_id, miss.reason) for miss in floor.misses.all()] == [
        (by_number[10], "no_place"),
        (by_number[11], "no_place"),
    ]
    assert floor.figures["companies"] == 12
    assert get_list_moves(challenge) == {}


def test_floor_brings_in_who_is_seen_nowhere_where_others_are_seen_elsewhere():
    companies = twelve()
    challenge, _other = listed(companies), listed(companies[:10])
    floor = asked()
    numbers = [company.pk for company in companies]
    assert moves(floor) == [(numbers[10], numbers[8], 20), (numbers[11], numbers[9], 20)]
    told = floor.figures
    assert (told["lost"], told["most_lost"], told["changed"], told["came"]) == (40, 40, 1, 2)
    assert (told["unseen_before"], told["unseen"], told["reached"]) == (2, 0, 12)
    assert get_list_moves(challenge) == {}
    activate_exposure_floor(UserFactory(admin=True), hash_floor_cost(floor))
    assert get_list_moves(challenge) == {numbers[10]: numbers[8], numbers[11]: numbers[9]}
    running = Challenge.objects.open_at(timezone.now())
    assert load_shown_tens(running, load_shown_moves(running))[challenge.pk] == [*numbers[:8], *numbers[10:]]


def test_floor_keeps_to_its_points():
    companies = twelve()
    listed(companies)
    listed(companies[:10])
    assert moves(asked(lost=19)) == []
    floor = asked(lost=20)
    assert moves(floor) == [(companies[10].pk, companies[9].pk, 10)]
    assert [(miss.company, miss.reason) for miss in floor.misses.all()] == [(companies[11], "too_far")]


def test_dismissed_company_does_not_come_in():
    companies = twelve()
    challenge = listed(companies)
    listed(companies[:10])
    DecisionFactory(challenge=challenge, company=companies[10], kind="dismissed", reason="other")
    floor = asked()
    assert [company for company, *_ in moves(floor)] == [companies[11].pk]


def test_place_in_a_list_that_closed_this_quarter_counts():
    companies = twelve()
    listed(companies)
    listed(companies[:10])
    closed = LonglistFactory(challenge=listed([], state="evaluating"))
    LonglistRowFactory(longlist=closed, company=companies[10], rank=10)
    LonglistRowFactory(longlist=closed, company=companies[11], rank=11)
    assert [company for company, *_ in moves(asked())] == [companies[11].pk]


def test_place_by_the_floor_in_a_list_that_closed_counts_and_one_given_away_does_not():
    companies = twelve()
    closed = LonglistFactory(challenge=listed([], state="evaluating"))
    LonglistRowFactory(longlist=closed, company=companies[0], rank=10, by_floor="out")
    LonglistRowFactory(longlist=closed, company=companies[1], rank=15, by_floor="in")
    rows = filter_top_ten(filter_closed_lists(Challenge.objects.all(), Quarter.of(timezone.now())))
    assert list(rows.values_list("company", flat=True)) == [companies[1].pk]


def test_challenge_that_is_not_open_yet_gives_no_places():
    companies = twelve()
    now = timezone.now()
    listed(companies, state="pre_release", pre_release_at=now - timedelta(days=2), opens_at=now + timedelta(days=1))
    assert asked().figures["lists"] == 0


def test_follow_works_out_again_only_what_changed():
    companies = twelve()
    challenge = listed(companies)
    asked()
    assert recompute_exposure_floors() == 0
    DecisionFactory(challenge=challenge, company=companies[0])
    assert recompute_exposure_floors() == 1
    assert recompute_exposure_floors() == 0


def test_follow_leaves_what_was_worked_out_just_now_for_the_next_time():
    challenge = listed(twelve())
    floor, pause = asked(), timedelta(seconds=50)
    DecisionFactory(challenge=challenge, company=challenge.matches.first().company)
    assert recompute_exposure_floors(pause=pause) == 0
    assert recompute_exposure_floors(floor.worked_out_at + timedelta(seconds=51), pause=pause) == 1
    start_floor_trial(floor.asked_by, least=2, places=2, lost=50)
    assert recompute_exposure_floors(pause=pause) == 1


def test_follow_waits_while_all_is_matched_anew():
    floor = start_floor_trial(UserFactory(admin=True), least=1, places=2, lost=50)
    batch = Batch.objects.create(fit=Fit.objects.create(data=b""), kind=Batch.Kind.CHALLENGES, ids=[1])
    assert recompute_exposure_floors() == 0
    batch.delete()
    assert recompute_exposure_floors() == 1
    floor.refresh_from_db()
    assert floor.is_worked_out


def test_follow_logs_a_failure_and_leaves_the_floor_as_it_was(monkeypatch, caplog):
    def fail(floor, now):
        raise ArithmeticError

    monkeypatch.setattr("challenges.exposure.services.compute_floor_cost", fail)
    assert not asked().is_worked_out
    assert "could not be worked out" in caplog.text


def test_follow_asks_little_where_there_is_no_floor():
    with CaptureQueriesContext(connection) as queries:
        assert recompute_exposure_floors() == 0
    assert len(queries) == 1


def test_follow_keeps_the_floor_that_is_on_true_to_the_lists():
    companies = twelve()
    challenge, other = listed(companies), listed(companies[:10])
    activate_exposure_floor(UserFactory(admin=True), hash_floor_cost(asked()))
    assert len(get_list_moves(challenge)) == 2
    other.matches.all().delete()
    LonglistFactory()
    recompute_exposure_floors()
    assert get_list_moves(challenge) == {}


def test_switch_on_refuses_a_cost_that_was_not_shown():
    admin, companies = UserFactory(admin=True), twelve()
    with pytest.raises(ValidationError):
        activate_exposure_floor(admin, "")
    floor = start_floor_trial(admin, least=1, places=2, lost=50)
    with pytest.raises(ValidationError):
        activate_exposure_floor(admin, hash_floor_cost(floor))  # not worked out
    seen = hash_floor_cost(floor)
    listed(companies)
    recompute_exposure_floors()
    with pytest.raises(ValidationError):
        activate_exposure_floor(admin, seen)
    assert not ExposureFloor.objects.on().exists()


def test_switch_on_takes_the_place_of_the_one_before_and_off_ends_it():
    admin = UserFactory(admin=True)
    companies = twelve()
    challenge, _other = listed(companies), listed(companies[:10])
    first = activate_exposure_floor(admin, hash_floor_cost(asked()))
    second = activate_exposure_floor(admin, hash_floor_cost(asked(least=2)))
    first.refresh_from_db()
    assert (first.state, first.ended_by, second.state, second.on_by) == (State.ENDED, admin, State.ON, admin)
    assert not first.moves.exists()
    assert deactivate_exposure_floor(admin)
    assert not deactivate_exposure_floor(admin)
    assert get_list_moves(challenge) == {}
    assert not ExposureMove.objects.exists()


def test_ask_again_gives_way_and_the_same_stays_as_it_is():
    floor = asked()
    assert start_floor_trial(floor.asked_by, least=1, places=2, lost=50).is_worked_out
    again = start_floor_trial(floor.asked_by, least=2, places=2, lost=50)
    assert (again.pk, again.is_worked_out, again.figures) == (floor.pk, False, {})
    assert discard_floor_trial(floor.asked_by)
    assert not discard_floor_trial(floor.asked_by)


@pytest.mark.parametrize("wrong", [{"least": 0}, {"least": 6}, {"places": 0}, {"places": 6}, {"lost": 201}])
def test_ask_refuses_what_is_out_of_bounds(wrong):
    with pytest.raises(ValidationError):
        start_floor_trial(UserFactory(admin=True), **{"least": 1, "places": 2, "lost": 50} | wrong)


def test_floors_are_for_admins_alone():
    adviser = UserFactory(adviser=True)
    with pytest.raises(PermissionDenied):
        start_floor_trial(adviser, least=1, places=2, lost=50)
    for write in (deactivate_exposure_floor, discard_floor_trial, lambda user: activate_exposure_floor(user, "")):
        with pytest.raises(PermissionDenied):
            write(adviser)


def test_switching_is_in_the_trail():
    floor = activate_exposure_floor(UserFactory(admin=True), hash_floor_cost(asked()))
    deactivate_exposure_floor(floor.on_by)
    events = apps.get_model("challenges", "ExposureFloorEvent").objects.filter(pgh_obj=floor, pgh_label="update")
    assert list(events.order_by("pgh_id").values_list("state", flat=True)) == ["on", "ended"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"least": 0},
        {"places": 6},
        {"lost": 201},
        {"state": "on", "on_at": None, "made_of": "x"},
        {"state": "on", "on_at": timezone.now(), "made_of": ""},
        {"state": "ended"},
        {"ended_at": timezone.now()},
    ],
)
def test_database_refuses_a_floor_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExposureFloorFactory(**wrong)


def test_database_keeps_one_on_and_one_on_trial():
    for state in ({"on": True}, {}):
        ExposureFloorFactory(**state)
        with pytest.raises(IntegrityError), transaction.atomic():
            ExposureFloorFactory(**state)


def test_database_refuses_moves_that_cannot_be():
    move = ExposureMoveFactory()
    same = {"floor": move.floor, "challenge": move.challenge}
    for wrong in ({"company": move.company}, {"instead_of": move.instead_of}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExposureMoveFactory(**same, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExposureMoveFactory(**same, company=move.company, instead_of=move.company)
    miss = ExposureMissFactory(floor=move.floor)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExposureMissFactory(floor=miss.floor, company=miss.company)


def test_reasons_are_those_of_the_engine():
    assert {each.value for each in MissReason} == set(ExposureMiss.Reason.values)
