"""Saving costs few round trips to the database."""

import pytest

from tests.measure.counters import count_round_trips
from tests.measure.saves import saves


@pytest.mark.django_db
def test_saving_takes_few_round_trips():
    counted = {name: (count_round_trips(save), most) for name, save, most in saves()}
    assert {name: count for name, (count, most) in counted.items() if most and count > most} == {}
