"""Every constraint of a challenge is told in words at a field, and kept by the database all the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from challenges.posting.models import Challenge
from tests.factories import ChallengeFactory

LATE = datetime(2500, 1, 1, tzinfo=UTC)
FIRST, SECOND = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 18, tzinfo=UTC)

# By the name of the constraint: what breaks it, and the field that says so.
BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "challenge_has_a_title": ({"title_nl": "", "title_en": ""}, "title_nl"),
    "challenge_trl_min_1_to_9": ({"trl_min": 10}, "trl_min"),
    "challenge_trl_max_1_to_9": ({"trl_max": 10}, "trl_max"),
    "challenge_trl_range_in_order": ({"trl_min": 7, "trl_max": 5}, "trl_max"),
    "challenge_closes_after_opening": ({"opens_at": SECOND, "closes_at": FIRST}, "closes_at"),
    "challenge_announced_before_opening": ({"opens_at": FIRST, "pre_release_at": SECOND}, "pre_release_at"),
    "challenge_moments_that_people_mean": ({"opens_at": FIRST, "closes_at": LATE}, "closes_at"),
    "challenge_open_has_dates": ({"closes_at": None}, "closes_at"),
    "challenge_state_is_known": ({"state": "lost"}, "state"),
}


def test_every_constraint_is_tried():
    assert BROKEN.keys() == {constraint.name for constraint in Challenge._meta.constraints}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_told_at_its_field_and_refused_by_the_database(name: str):
    broken, field = BROKEN[name]
    challenge = ChallengeFactory.build(rom=None, **broken)
    with pytest.raises(ValidationError) as told:
        challenge.full_clean()
    assert field in told.value.message_dict
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        challenge.save()
