"""Where a challenge stands: one rule for a row and for a queryset."""

from datetime import timedelta

import pytest
from django.utils import timezone

from challenges.models import Challenge
from challenges.phases import Phase, in_phase, phase_of
from tests.factories import ChallengeFactory

DAY = timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "opens", "closes", "phase"),
    [
        ("draft", -DAY, DAY, Phase.DRAFT),
        ("open", -DAY, DAY, Phase.OPEN),
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
def test_a_draft_without_dates_is_a_draft():
    challenge = ChallengeFactory(draft=True, opens_at=None, closes_at=None)
    assert phase_of(challenge, timezone.now()) == Phase.DRAFT
