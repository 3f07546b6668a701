"""A refresh in pieces, on real PostgreSQL: the same lists as one ranking of everybody, whoever did which piece."""

import random
import threading

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from challenges.matching.inputs import Stock
from challenges.matching.model_services import get_active_model
from challenges.matching.model_versions import Fit
from challenges.matching.models import Batch, Match, MatchedCompany
from challenges.matching.refresh import runner, storage
from challenges.matching.refresh.runner import (
    count_waiting_batches,
    is_batch_kind_done,
    is_matching_due,
    process_next_batch,
    refresh_all_matches,
    run_due_matching,
    start_due_matching,
)
from challenges.posting.models import Challenge
from challenges.tasks import match_batch_task, match_due_task, reconcile_task
from companies.profiles.models import Company
from tests.challenges.matching.expected_lists import assert_ends_hold, kept_lists, ranked_at_once
from tests.challenges.matching.test_refresh import change_something, stock

pytestmark = pytest.mark.django_db
REAL = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_pieces(settings, monkeypatch):
    """Lists that overflow, and pieces of a stock that would be matched at once."""
    settings.MATCHES_PER_CHALLENGE, settings.MATCHES_PER_COMPANY = 3, 2
    monkeypatch.setattr(storage, "NEARLY", 2)
    settings.MATCH_AT_ONCE = 4
    monkeypatch.setattr(runner, "CHALLENGES_PER_BATCH", 2)
    monkeypatch.setattr(runner, "is_version_outdated", lambda version, companies: False)


def assert_exact():
    """The lists, no row beside them, nothing under way, and the ends that are remembered."""
    assert kept_lists() == ranked_at_once(Stock.now(), get_active_model()[1])
    assert not Match.objects.filter(in_challenge_top=False, in_company_top=False).exists()
    assert not Batch.objects.exists()
    assert_ends_hold()


def everything_due():
    """As after another fit was activated."""
    fit = Fit.objects.get(is_active=True)
    Fit.objects.update(is_active=False)
    Fit.objects.create(data=fit.data, format=fit.format, is_active=True, activated_at=timezone.now())


@pytest.mark.parametrize("seed", range(5))
def test_refresh_in_pieces_equals_one_ranking_of_everybody(seed):
    stock(random.Random(seed), companies=11, challenges=5)
    refresh_all_matches()
    assert_exact()


@pytest.mark.parametrize("seed", range(5))
def test_changes_between_the_pieces_of_a_refresh_are_matched_in_the_end(seed, monkeypatch):
    """Without another refresh, which would hide what this one missed."""
    rng = random.Random(seed)
    technologies = stock(rng, companies=11, challenges=5)
    run_due_matching()
    everything_due()
    start_due_matching()
    monkeypatch.setattr(runner, "MANY", 9)
    while count_waiting_batches():
        change_something(rng, technologies)
        process_next_batch()
    run_due_matching()
    assert_exact()


def test_a_refresh_leaves_its_pieces_to_whoever_takes_them():
    stock(random.Random(1), companies=11, challenges=5)
    start_due_matching()
    assert [process_next_batch() for _ in range(7)] == ["companies"] * 3 + ["challenges"] * 3 + [""]
    assert start_due_matching() == 0
    assert_exact()


def test_lists_of_challenges_stand_as_they_stood_until_their_own_turn():
    stock(random.Random(1), companies=11, challenges=5)
    refresh_all_matches()
    before = pairs()
    company = Company.objects.order_by("pk").first()
    Company.objects.filter(pk=company.pk).update(trl=1, text_nl="")
    everything_due()
    start_due_matching()
    while count_waiting_batches() and not is_batch_kind_done("companies"):
        process_next_batch()
    assert pairs() == before


def pairs():
    return [row[:2] for row in kept_lists()["challenge"]]


def test_another_fit_in_the_middle_of_a_refresh_begins_another_one():
    stock(random.Random(1), companies=11, challenges=5)
    start_due_matching()
    process_next_batch()
    everything_due()
    assert count_waiting_batches() == 0
    run_due_matching()
    assert_exact()
    assert set(MatchedCompany.objects.values_list("fit__is_active", flat=True)) == {True}


def test_a_challenge_that_left_in_an_abandoned_refresh_leaves_nothing_behind():
    stock(random.Random(1), companies=11, challenges=5)
    start_due_matching()
    process_next_batch()
    Challenge.objects.filter(pk=Match.objects.first().challenge_id).update(state="withdrawn")
    everything_due()
    run_due_matching()
    assert_exact()


def test_a_stock_of_one_piece_is_matched_at_once(settings):
    settings.MATCH_AT_ONCE = 11
    stock(random.Random(1), companies=11, challenges=5)
    start_due_matching()
    assert_exact()


def test_tasks_do_all_pieces_where_there_is_no_redis():
    stock(random.Random(1), companies=11, challenges=5)
    match_due_task()
    assert_exact()
    assert not is_matching_due()


def test_a_refresh_whose_messages_are_lost_is_taken_up_by_the_clock():
    stock(random.Random(1), companies=11, challenges=5)
    start_due_matching()
    process_next_batch()
    match_due_task()
    assert count_waiting_batches()
    reconcile_task()
    assert_exact()


def test_a_message_that_comes_twice_does_nothing():
    stock(random.Random(1), companies=11, challenges=5)
    refresh_all_matches()
    match_batch_task()
    assert_exact()


def in_threads(number, do):
    """The same in several threads at once, each with a connection of its own; what they raised."""
    raised = []

    def run():
        try:
            do()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@REAL
@pytest.mark.parametrize("seed", range(3))
def test_several_at_once_do_each_piece_once_and_miss_none(seed):
    stock(random.Random(seed), companies=20, challenges=6)
    done = []
    start_due_matching()
    assert in_threads(3, lambda: done.extend(iter(process_next_batch, ""))) == []
    run_due_matching()
    assert_exact()
    assert sorted(done) == ["challenges"] * done.count("challenges") + ["companies"] * 5


@REAL
@pytest.mark.parametrize("seed", range(3))
def test_runs_at_once_while_people_change_things_end_in_exact_lists(seed):
    rng = random.Random(seed)
    technologies = stock(rng, companies=20, challenges=6)
    run_due_matching()
    everything_due()

    def change():
        for _ in range(6):
            change_something(rng, technologies)

    threads = threading.Thread(target=lambda: (change(), connections.close_all()))
    threads.start()
    assert in_threads(2, run_due_matching) == []
    threads.join()
    run_due_matching()
    assert_exact()


@REAL
def test_what_a_piece_has_seen_is_no_floor_where_it_was_not_stored():
    """The piece is done, but its transaction is lost: done again by another, who may have seen nothing of it."""
    stock(random.Random(1), companies=20, challenges=6)
    start_due_matching()
    with transaction.atomic():
        process_next_batch()
        transaction.set_rollback(True)
    run_due_matching()
    assert_exact()


def test_a_refresh_that_changes_nothing_writes_no_match_anew():
    stock(random.Random(1), companies=11, challenges=5)
    refresh_all_matches()
    before = sorted(written())
    everything_due()
    run_due_matching()
    assert sorted(written()) == before


def written():
    """Each match with the transaction that wrote it, and its place in the file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text, ctid::text FROM challenges_match")
        return cursor.fetchall()
