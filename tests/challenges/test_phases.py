"""Where a challenge stands: one rule for a row and for a queryset."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from challenges.posting.display_status import Phase, in_phase, phase_of
from challenges.posting.models import Challenge
from tests.factories import ChallengeFactory

DAY = timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "opens", "closes", "phase"),
    [
        ("draft", -DAY, DAY, Phase.DRAFT),
        ("open", -DAY, DAY, Phase.OPEN),
        ("in_review", -DAY, DAY, Phase.IN_REVIEW),
        ("scheduled", DAY, 2 * DAY, Phase.SCHEDULED),
        ("scheduled", -DAY, DAY, Phase.OPEN),
        ("pre_release", DAY, 2 * DAY, Phase.UPCOMING),
        ("pre_release", -DAY, DAY, Phase.OPEN),
        ("pre_release", -2 * DAY, -DAY, Phase.CLOSED),
        ("open", DAY, 2 * DAY, Phase.UPCOMING),
        ("open", -2 * DAY, -DAY, Phase.CLOSED),
        ("evaluating", -2 * DAY, DAY, Phase.CLOSED),
        ("decided", -2 * DAY, -DAY, Phase.DECIDED),
        ("archived", -2 * DAY, -DAY, Phase.DECIDED),
        ("withdrawn", -DAY, DAY, Phase.WITHDRAWN),
    ],
)
def test_row_and_queryset_agree_on_the_phase(state: str, opens: timedelta, closes: timedelta, phase: Phase):
    now = timezone.now()
    challenge = ChallengeFactory(state=state, opens_at=now + opens, closes_at=now + closes)
    assert phase_of(challenge, now) == phase
    assert [each for each in Phase if Challenge.objects.filter(in_phase(each, now)).exists()] == [phase]


@pytest.mark.django_db
@pytest.mark.parametrize(("announced", "phase"), [(-DAY, Phase.UPCOMING), (DAY, Phase.SCHEDULED)])
def test_a_scheduled_challenge_is_announced_by_the_clock_alone(announced: timedelta, phase: Phase):
    now = timezone.now()
    challenge = ChallengeFactory(
        state="scheduled", pre_release_at=now + announced, opens_at=now + 2 * DAY, closes_at=now + 3 * DAY
    )
    assert phase_of(challenge, now) == phase
    assert [each for each in Phase if Challenge.objects.filter(in_phase(each, now)).exists()] == [phase]
    is_shown = Challenge.objects.visible_to(AnonymousUser()).exists()
    assert (is_shown, Challenge.objects.open_at(now).exists()) == (phase == Phase.UPCOMING, False)


@pytest.mark.django_db
def test_a_draft_without_dates_is_a_draft():
    challenge = ChallengeFactory(draft=True, opens_at=None, closes_at=None)
    assert phase_of(challenge, timezone.now()) == Phase.DRAFT
