"""What the overview says of what changed since the last visit."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from challenges.dashboard.visits import APART
from challenges.matching.models import Match
from tests.factories import ChallengeFactory, MatchFactory, MembershipFactory

pytestmark = pytest.mark.django_db
OVERVIEW = "/en/overview/"


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def client(membership):
    client = Client()
    client.force_login(membership.user)
    return client


def changes_at(client, later):
    with time_machine.travel(timezone.now() + later, tick=False):
        return [(str(each.challenge), each.sentence) for each in client.get(OVERVIEW).context["changes"]]


def after_a_first_look(client):
    assert client.get(OVERVIEW).context["changes"] == []


def test_first_visit_tells_no_changes(client, membership):
    MatchFactory(company=membership.company)
    after_a_first_look(client)


def test_new_challenge_is_told_with_its_points(client, membership):
    after_a_first_look(client)
    match = MatchFactory(company=membership.company)
    assert changes_at(client, APART) == [(str(match.challenge), "New in your list, with 87 points.")]


def test_same_list_tells_nothing(client, membership):
    MatchFactory(company=membership.company)
    after_a_first_look(client)
    assert changes_at(client, APART) == []


@pytest.mark.parametrize(
    ("text", "told"), [(210, ["From 87 to 88 points."]), (191, []), (100, ["From 87 to 77 points."])]
)
def test_points_are_told_from_a_whole_one_on(client, membership, text, told):
    match = MatchFactory(company=membership.company)
    after_a_first_look(client)
    Match.objects.filter(pk=match.pk).update(text=text, total=match.total - match.text + text)
    assert [sentence for _title, sentence in changes_at(client, APART)] == told


def test_rule_that_is_met_now_is_told(client, membership):
    match = MatchFactory(company=membership.company, failed_rule="established")
    after_a_first_look(client)
    Match.objects.filter(pk=match.pk).update(failed_rule="")
    assert changes_at(client, APART) == [(str(match.challenge), "You now meet all musts: 87 points.")]


def test_rule_that_fails_now_is_named(client, membership):
    match = MatchFactory(company=membership.company)
    after_a_first_look(client)
    Match.objects.filter(pk=match.pk).update(failed_rule="vetted")
    assert changes_at(client, APART) == [
        (str(match.challenge), "No longer in your list. Your company has not been vetted yet.")
    ]


def test_moved_deadline_is_told_in_amsterdam_time(client, membership):
    match = MatchFactory(company=membership.company)
    after_a_first_look(client)
    match.challenge.closes_at = "2031-07-01T15:00:00Z"
    match.challenge.save()
    assert changes_at(client, APART) == [(str(match.challenge), "Closes on Tue 1 July 2031, 17:00 now.")]


def test_challenge_that_closed_is_told(client, membership):
    match = MatchFactory(company=membership.company)
    after_a_first_look(client)
    match.challenge.state = "evaluating"
    match.challenge.save()
    match.delete()
    assert changes_at(client, APART) == [(str(match.challenge), "Closed: it takes no answers any more.")]


def test_challenge_that_others_fit_better_is_told(client, membership):
    match = MatchFactory(company=membership.company)
    after_a_first_look(client)
    match.delete()
    assert changes_at(client, APART) == [(str(match.challenge), "No longer among your best.")]


def test_challenge_that_the_reader_may_not_see_any_more_is_not_spoken_of(client, membership):
    match = MatchFactory(company=membership.company, challenge=ChallengeFactory())
    after_a_first_look(client)
    match.challenge.state = "withdrawn"
    match.challenge.save()
    assert changes_at(client, APART) == []


def test_best_news_comes_first(client, membership):
    gone = MatchFactory(company=membership.company)
    nearly = MatchFactory(company=membership.company)
    after_a_first_look(client)
    gone.delete()
    Match.objects.filter(pk=nearly.pk).update(failed_rule="vetted")
    MatchFactory(company=membership.company)
    sentences = [sentence for _title, sentence in changes_at(client, timedelta(days=2))]
    assert [sentence.split()[0] for sentence in sentences] == ["New", "No", "No"]
    assert sentences[-1] == "No longer among your best."
