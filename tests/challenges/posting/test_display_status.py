"""Where a challenge stands: one rule for a row and for a queryset."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from challenges.posting.display_status import ChallengePhase, build_phase_condition, get_phase
from challenges.posting.models import Challenge
from tests.factories import ChallengeFactory

DAY = timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "opens", "closes", "phase"),
    [
        ("draft", -DAY, DAY, ChallengePhase.DRAFT),
        ("open", -DAY, DAY, ChallengePhase.OPEN),
        ("in_review", -DAY, DAY, ChallengePhase.IN_REVIEW),
        ("scheduled", DAY, 2 * DAY, ChallengePhase.SCHEDULED),
        ("scheduled", -DAY, DAY, ChallengePhase.OPEN),
        ("pre_release", DAY, 2 * DAY, ChallengePhase.UPCOMING),
        ("pre_release", -DAY, DAY, ChallengePhase.OPEN),
        ("pre_release", -2 * DAY, -DAY, ChallengePhase.CLOSED),
        ("open", DAY, 2 * DAY, ChallengePhase.UPCOMING),
        ("open", -2 * DAY, -DAY, ChallengePhase.CLOSED),
        ("evaluating", -2 * DAY, DAY, ChallengePhase.CLOSED),
        ("decided", -2 * DAY, -DAY, ChallengePhase.DECIDED),
        ("archived", -2 * DAY, -DAY, ChallengePhase.DECIDED),
        ("withdrawn", -DAY, DAY, ChallengePhase.WITHDRAWN),
    ],
)
def test_row_and_queryset_agree_on_the_phase(state: str, opens: timedelta, closes: timedelta, phase: ChallengePhase):
    now = timezone.now()
    challenge = ChallengeFactory(state=state, opens_at=now + opens, closes_at=now + closes)
    assert get_phase(challenge, now) == phase
    assert [each for each in ChallengePhase if Challenge.objects.filter(build_phase_condition(each, now)).exists()] == [
        phase
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("announced", "phase"), [(-DAY, ChallengePhase.UPCOMING), (DAY, ChallengePhase.SCHEDULED)])
def test_a_scheduled_challenge_is_announced_by_the_clock_alone(announced: timedelta, phase: ChallengePhase):
    now = timezone.now()
    challenge = ChallengeFactory(
        state="scheduled", pre_release_at=now + announced, opens_at=now + 2 * DAY, closes_at=now + 3 * DAY
    )
    assert get_phase(challenge, now) == phase
    assert [each for each in ChallengePhase if Challenge.objects.filter(build_phase_condition(each, now)).exists()] == [
        phase
    ]
    is_shown = Challenge.objects.visible_to(AnonymousUser()).exists()
    assert (is_shown, Challenge.objects.open_at(now).exists()) == (phase == ChallengePhase.UPCOMING, False)


@pytest.mark.django_db
def test_a_draft_without_dates_is_a_draft():
    challenge = ChallengeFactory(draft=True, opens_at=None, closes_at=None)
    assert get_phase(challenge, timezone.now()) == ChallengePhase.DRAFT
