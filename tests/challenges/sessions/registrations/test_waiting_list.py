"""The waiting list: positions, who is next, and offers."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from challenges.sessions.models import Session
from challenges.sessions.registrations.lock import lock_registrations
from challenges.sessions.registrations.waiting_list import (
    can_confirm_now,
    get_next_waiting,
    get_waiting_position,
    insert_in_waiting_list,
    list_waiting_registrations,
    offer_free_places,
)
from tests.factories import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
SOON = timedelta(days=2)


@pytest.fixture
def session():
    return SessionFactory(capacity=3)


def wait(session, order, **fields):
    return RegistrationFactory(session=session, state="waiting", order=order, **fields)


def lock(session, **fields):
    Session.objects.filter(pk=session.pk).update(**fields or {"capacity": session.capacity})
    with transaction.atomic():
        return lock_registrations(session)


def list_orders(session):
    return list(session.registrations.waiting().values_list("pk", "order"))


def test_next_waiting_is_the_first_on_the_list(session):
    wait(session, 2)
    first = wait(session, 1)
    assert get_next_waiting(lock(session)) == first


def test_next_waiting_is_a_matched_company_while_those_come_first(session):
    wait(session, 1)
    matched = wait(session, 2, is_matched=True)
    assert get_next_waiting(lock(session, matched_first_until=timezone.now() + SOON)) == matched


def test_nobody_is_next_while_only_others_wait_for_matched_companies(session):
    wait(session, 1)
    assert get_next_waiting(lock(session, matched_first_until=timezone.now() + SOON)) is None


@pytest.mark.parametrize(("seats", "confirmed"), [(3, True), (4, False)])
def test_new_registration_is_confirmed_when_its_group_fits(session, seats, confirmed):
    assert can_confirm_now(lock(session), seats, is_matched=False) == confirmed


def test_new_registration_waits_behind_a_group_that_does_not_fit(session):
    wait(session, 1, seats=3)
    assert not can_confirm_now(lock(session), 1, is_matched=False)


def test_new_registration_without_a_match_waits_while_matched_companies_come_first(session):
    locked = lock(session, matched_first_until=timezone.now() + SOON)
    assert not can_confirm_now(locked, 1, is_matched=False)
    assert can_confirm_now(locked, 1, is_matched=True)


def test_session_without_a_capacity_has_room_for_everybody(session):
    locked = lock(session, capacity=None)
    assert (locked.free_places, locked.has_room(10_000)) == (None, True)


def test_waiting_position_is_behind_the_last_matched_company(session):
    wait(session, 1, is_matched=True)
    wait(session, 2)
    locked = lock(session, matched_first_until=timezone.now() + SOON)
    assert get_waiting_position(locked, is_matched=True) == 2
    assert get_waiting_position(locked, is_matched=False) == 3


def test_waiting_position_is_the_end_once_matched_companies_no_longer_come_first(session):
    wait(session, 1)
    assert get_waiting_position(lock(session), is_matched=True) == 2


@pytest.mark.parametrize(("place", "expected"), [(1, [3, 1, 2]), (2, [1, 3, 2]), (0, [3, 1, 2]), (99, [1, 2, 3])])
def test_insert_in_waiting_list_moves_a_registration_and_renumbers_the_others(session, place, expected):
    rows = [wait(session, order) for order in (1, 2, 3)]
    moved = rows[2]
    insert_in_waiting_list(lock(session), moved, place)
    moved.save()
    assert list_orders(session) == [(rows[number - 1].pk, order) for order, number in enumerate(expected, start=1)]


def test_offer_free_places_stops_at_the_first_group_that_does_not_fit(session):
    rows = [wait(session, 1, seats=2), wait(session, 2, seats=2), wait(session, 3, seats=1)]
    assert offer_free_places(lock(session)) == 1
    assert list(session.registrations.order_by("pk").values_list("state", flat=True)) == [
        "offered",
        "waiting",
        "waiting",
    ]
    assert list_orders(session) == [(rows[1].pk, 1), (rows[2].pk, 2)]


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"starts_at": timezone.now() - SOON}])
def test_offer_free_places_offers_nothing_for_a_draft_or_a_session_that_has_begun(session, fields):
    wait(session, 4)
    locked = lock(session, **fields)
    assert offer_free_places(locked) == 0
    assert [row.order for row in list_waiting_registrations(locked)] == [1]


def test_offer_ends_before_the_session_begins(session):
    row = wait(session, 1)
    starts_at = timezone.now() + timedelta(minutes=5)
    offer_free_places(lock(session, starts_at=starts_at))
    row.refresh_from_db()
    assert (row.state, row.order, row.offer_lapses_at, row.remind_at) == ("offered", None, starts_at, None)


def test_offer_has_a_reminder_when_it_lasts_long_enough(session):
    row = wait(session, 1)
    offer_free_places(lock(session, offer_hours=8))
    row.refresh_from_db()
    assert timezone.now() < row.remind_at < row.offer_lapses_at < session.starts_at
