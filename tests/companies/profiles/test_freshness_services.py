"""Confirm profiles, and mark those that nobody confirmed."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from companies.profiles.freshness_services import confirm_profile, mark_outdated_profiles
from companies.profiles.models import Company
from companies.profiles.services import review_technology, update_company
from tests.companies.profiles.ages import NOW, aged
from tests.factories import CompanyFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def stale(**fields) -> Company:
    company = aged(10, asked_months=9, **fields)
    mark_outdated_profiles(NOW)
    company.refresh_from_db()
    assert company.is_stale
    return company


def is_fresh(company: Company) -> bool:
    company.refresh_from_db()
    just_now = timezone.now() - company.confirmed_at < timedelta(minutes=1)
    return just_now and company.stale_since is None and company.asked_months == 0


def test_a_new_profile_is_fresh():
    assert is_fresh(CompanyFactory())


def test_mark_outdated_profiles_marks_each_once_after_nine_months():
    old, young = aged(9), aged(8)
    assert [mark_outdated_profiles(NOW), mark_outdated_profiles(NOW + timedelta(hours=1))] == [1, 0]
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.stale_since, young.stale_since) == (NOW, None)


def test_a_run_that_comes_weeks_late_sinks_all_that_came_of_age():
    for months in (9, 10, 20):
        aged(months)
    assert mark_outdated_profiles(NOW) == 3


def test_saving_the_profile_makes_it_fresh():
    company = stale()
    update_company(company, name=company.name)
    assert is_fresh(company)


def test_a_save_that_is_refused_confirms_nothing():
    company = stale()
    with pytest.raises(Exception, match="zojuist|tussen"):
        update_company(company, seen="another version", name="x")
    assert not is_fresh(company)


def test_judging_a_technology_makes_the_profile_fresh():
    company = stale()
    review_technology(company, TechnologyFactory(), "stated")
    assert is_fresh(company)


def test_saying_that_it_is_still_true_makes_it_fresh_and_changes_nothing_else():
    company = stale()
    before = {**vars(company)}
    assert confirm_profile(company)
    assert is_fresh(company)
    changed = {name for name, value in vars(company).items() if before[name] != value}
    assert changed - {"_state"} == {"confirmed_at", "stale_since", "asked_months"}


def test_an_answer_to_an_older_question_changes_nothing():
    company = stale()
    assert confirm_profile(company, seen=company.confirmed_at)
    again = Company.objects.get(pk=company.pk).confirmed_at
    assert not confirm_profile(company, seen=company.confirmed_at)
    assert Company.objects.get(pk=company.pk).confirmed_at == again


def test_sinking_and_rising_count_as_changes_for_matching():
    company = aged(9)
    versions = [company.revision.version]
    for act in (
        lambda: mark_outdated_profiles(NOW),
        lambda: confirm_profile(company),
        lambda: confirm_profile(company),
    ):
        act()
        company.revision.refresh_from_db()
        versions.append(company.revision.version)
    assert versions == [1, 2, 3, 3]


def test_the_database_refuses_a_stale_profile_that_was_confirmed_since():
    company = stale()
    with pytest.raises(IntegrityError, match="company_stale_after_confirmed"), transaction.atomic():
        Company.objects.filter(pk=company.pk).update(confirmed_at=NOW + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_mark_outdated_profiles_spares_a_profile_confirmed_at_the_same_time():
    """The clock's statement waits for the row, and looks at it again."""
    company, held, done = aged(9), threading.Event(), threading.Event()
    counted = []

    def mark() -> None:
        held.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'")
        done.set()
        counted.append(mark_outdated_profiles(NOW))
        connection.close()

    thread = threading.Thread(target=mark)
    thread.start()
    with transaction.atomic():
        confirm_profile(company)
        held.set()
        done.wait(10)
        wait_until_someone_waits()
    thread.join(20)
    assert counted == [0]
    assert is_fresh(company)


def wait_until_someone_waits() -> None:
    """Until another session stands at a lock: no sleep of a guessed length."""
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("nobody waited")
