"""What a person saw of their company's list is kept for the next visit."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from challenges.dashboard.models import Visit
from challenges.dashboard.visits import APART, SeenMatch, record_dashboard_visit
from challenges.matching.models import Match
from tests.factories import MatchFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return MembershipFactory()


def seen_by(membership, at):
    return record_dashboard_visit(
        membership.user, membership.company, list(Match.objects.of_company(membership.company)), at
    )


def test_first_look_has_nothing_to_compare_with(membership):
    earlier = seen_by(membership, timezone.now())
    assert (earlier.at, earlier.standings) == (None, {})


def test_second_visit_is_compared_with_the_end_of_the_first(membership):
    match, first = MatchFactory(company=membership.company), timezone.now()
    seen_by(membership, first)
    earlier = seen_by(membership, first + APART)
    closes_at = match.challenge.closes_at.isoformat()
    assert (earlier.at, earlier.standings) == (first, {match.challenge_id: SeenMatch(match.total, "", closes_at)})


def test_looks_of_one_visit_keep_their_comparison(membership):
    first = timezone.now()
    seen_by(membership, first)
    second = first + timedelta(days=3)
    seen_by(membership, second)
    assert seen_by(membership, second + timedelta(hours=3)).at == first


def test_long_visit_ends_at_its_last_look(membership):
    first = timezone.now()
    for hours in (0, 3, 6):
        seen_by(membership, first + timedelta(hours=hours))
    assert seen_by(membership, first + timedelta(hours=10)).at == first + timedelta(hours=6)


def test_two_people_of_a_company_have_visits_of_their_own(membership):
    colleague = MembershipFactory(company=membership.company)
    seen_by(membership, timezone.now())
    assert seen_by(colleague, timezone.now() + APART).at is None


def test_look_takes_two_statements(membership, django_assert_num_queries):
    matches = [MatchFactory(company=membership.company) for _ in range(3)]
    with django_assert_num_queries(2):
        record_dashboard_visit(membership.user, membership.company, matches, timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_tabs_of_a_new_visitor_make_one_visit(membership):
    barrier = Barrier(4)

    def open_tab():
        barrier.wait()
        seen_by(membership, timezone.now())
        connection.close()

    tabs = [Thread(target=open_tab) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert Visit.objects.count() == 1
