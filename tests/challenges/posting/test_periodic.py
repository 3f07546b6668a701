"""What the clock moves: once each, at the moment as people in the Netherlands read it, however late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from challenges.posting.forms import ChallengeForm
from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.services import apply_due_transitions
from challenges.tasks import life_task
from tests.factories import ChallengeFactory, UserFactory
from tests.test_double_submit import at_once

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def made():
    return list(ChallengeMove.objects.order_by("id").values_list("name", "source", "target", "by_clock"))


@pytest.mark.django_db
def test_each_moment_brings_its_own_move_and_only_once():
    now = timezone.now()
    challenge = ChallengeFactory(state="scheduled", pre_release_at=now, opens_at=now + 2 * DAY, closes_at=now + 9 * DAY)
    seen = []
    for moment in (now - SECOND, now, now, now + DAY, now + 2 * DAY, now + 2 * DAY, now + 9 * DAY, now + 10 * DAY):
        moved = apply_due_transitions(moment)
        challenge.refresh_from_db()
        seen.append((moved, challenge.state))
    assert seen == [
        *((0, "scheduled"), (1, "pre_release"), (0, "pre_release"), (0, "pre_release")),
        *((1, "open"), (0, "open"), (1, "evaluating"), (0, "evaluating")),
    ]


@pytest.mark.django_db
def test_what_was_missed_while_the_clock_stood_still_is_made_up_for():
    now = timezone.now()
    ChallengeFactory(state="scheduled", opens_at=now - 9 * DAY, closes_at=now - DAY)
    assert apply_due_transitions(now) == 2
    assert made() == [("open", "scheduled", "open", True), ("close", "open", "evaluating", True)]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["scheduled", "pre_release", "open"])
def test_what_can_be_answered_waits_for_no_clock(state):
    now = timezone.now()
    for opens, closes in ((now - DAY, now + DAY), (now + DAY, now + 2 * DAY), (now - 2 * DAY, now - DAY)):
        ChallengeFactory(state=state, opens_at=opens, closes_at=closes)
    answerable = Challenge.objects.visible_to(AnonymousUser()).open_at(now)
    before = set(answerable)
    apply_due_transitions(now)
    assert len(before) == 1
    assert set(answerable) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [("2026-10-25", 8, 16), ("2027-03-28", 7, 15), ("2026-10-24", 7, 15), ("2027-03-27", 8, 16)],
)
def test_nine_to_five_is_meant_in_the_netherlands_on_the_days_the_clocks_change(day, opens, closes):
    typed = {"title_nl": "Vraag", "branch": "army", "visibility": "public"}
    form = ChallengeForm(
        typed | {"opens_at": f"{day}T09:00", "closes_at": f"{day}T17:00"}, user=UserFactory(adviser=True)
    )
    assert form.is_valid(), form.errors
    moments = [form.cleaned_data[name] for name in ("opens_at", "closes_at")]
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    assert moments == [midnight + timedelta(hours=hour) for hour in (opens, closes)]
    challenge = ChallengeFactory(state="scheduled", opens_at=moments[0], closes_at=moments[1])
    local = [datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=AMSTERDAM) for hour in ("09", "17")]
    moved = [apply_due_transitions(moment) for at in local for moment in (at - SECOND, at, at + SECOND)]
    assert moved == [0, 1, 0, 0, 1, 0]
    challenge.refresh_from_db()
    assert challenge.state == "evaluating"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["2026-10-25T02:30", "2027-03-28T02:30"])
def test_an_hour_that_comes_twice_or_never_is_asked_for_again(typed):
    form = ChallengeForm({"opens_at": typed}, user=UserFactory(adviser=True))
    assert "opens_at" in form.errors


@pytest.mark.django_db
def test_beat_and_reconciler_both_move_what_is_due():
    now = timezone.now()
    ChallengeFactory(opens_at=now - 2 * DAY, closes_at=now - DAY)
    life_task()
    assert len(made()) == 1
    ChallengeFactory(opens_at=now - 2 * DAY, closes_at=now - DAY)
    call_command("reconcile", verbosity=0)
    assert len(made()) == 2


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_move_once_and_pass_by_what_a_person_holds():
    now = timezone.now()
    ChallengeFactory(opens_at=now - 2 * DAY, closes_at=now - DAY)
    assert (
        sum(
            at_once(
                lambda: apply_due_transitions(now),
                lambda: apply_due_transitions(now),
                lambda: apply_due_transitions(now),
            )
        )
        == 1
    )
    held = ChallengeFactory(opens_at=now - 2 * DAY, closes_at=now - DAY)
    with transaction.atomic():
        Challenge.objects.lock().get(pk=held.pk)
        [moved] = at_once(lambda: apply_due_transitions(now))
    assert (moved, apply_due_transitions(now)) == (0, 1)
