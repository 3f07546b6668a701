"""Convert a session into arrays for the engine, checked by hand."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.programme import load_timetable_input
from tests.factories import (
    ChallengeFactory,
    MatchFactory,
    MeetingTableFactory,
    PitchFactory,
    PresenceFactory,
    RegistrationFactory,
    RoomFactory,
    SessionFactory,
    SlotFactory,
    WalkFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)


def slots_of(session, number):
    return [SlotFactory(session=session, starts_at=session.starts_at + 2 * QUARTER * n) for n in range(number)]


def test_programme_is_the_session_in_numbers(django_assert_max_num_queries):
    session = SessionFactory(least_meetings=1, most_meetings=3)
    first, second, _third = slots_of(session, 3)
    hall, attic = RoomFactory(session=session), RoomFactory(session=session)
    WalkFactory(session=session, first=hall, second=attic, minutes=4)
    one, two = (MeetingTableFactory(session=session, room=room, number=n) for n, room in ((1, attic), (2, hall)))
    late = PitchFactory(session=session, table=two, places=2, least_meetings=1, most_meetings=2)
    early = PitchFactory(session=session, table=one)
    PresenceFactory(pitch=late, starts_at=second.starts_at, ends_at=session.ends_at)
    PresenceFactory(pitch=early, starts_at=first.starts_at, ends_at=second.ends_at - timedelta(minutes=1))
    fits, says, silent = (RegistrationFactory(session=session, seats=n) for n in (1, 2, 1))
    RegistrationFactory(session=session, waiting=True)
    WishFactory(registration=RegistrationFactory(), wish="must")  # of another session
    MatchFactory(company=fits.company, challenge=early.challenge)
    MatchFactory(company=silent.company, challenge=early.challenge, failed_rule="region")
    WishFactory(registration=says, pitch=late, wish="must")
    WishFactory(registration=says, pitch=late, side="host", wish="meet")
    WishFactory(registration=silent, pitch=early, wish="must")
    WishFactory(registration=silent, pitch=early, side="host", wish="no")
    with django_assert_max_num_queries(11):
        loaded = load_timetable_input(session, floor=2, locked=[(says.pk, late.pk, second.pk), (says.pk, late.pk, 0)])
    made = loaded.programme
    assert replace(loaded.record, hashes={}).to_json() == {
        "registrations": [fits.pk, says.pk, silent.pk],
        "pitches": [early.pk, late.pk],
        "slots": [each.pk for each in loaded.slots],
        "tables": [one.pk, two.pk],
    }
    total = MatchFactory._meta.model.objects.get(company=fits.company).total
    assert made.value.tolist() == [[total, 0], [0, 500], [300, 0]]
    assert np.argwhere(made.must).tolist() == [[1, 1], [2, 0]]
    assert np.argwhere(made.never).tolist() == [[2, 0]]
    assert made.people.tolist() == [[1] * 3, [2] * 3, [1] * 3]
    assert made.places.tolist() == [[1, 0, 0], [0, 2, 2]]
    assert made.slots.tolist() == [[0, 15], [30, 45], [60, 75]]
    assert (made.room.tolist(), made.walk.tolist()) == ([1, 0], [[0, 4], [4, 0]])
    assert (made.least.tolist(), made.most.tolist()) == ([2] * 3, [3] * 3)
    assert (made.host_least.tolist(), made.host_most.tolist()) == ([0, 1], [3, 2])
    assert [tuple(each) for each in made.locked] == [(1, 1, 1)]
    assert loaded.ground_to_json(RuleGround(TimetableRule.LOCKED, (1, 1, 1))) == {
        "rule": "locked",
        "registration": says.pk,
        "pitch": late.pk,
        "slot": second.pk,
    }
    assert loaded.ground_to_json(RuleGround(TimetableRule.HOST_MOST, (1,))) == {"rule": "host_most", "pitch": late.pk}
    assert loaded.ground_to_json(RuleGround(TimetableRule.PEOPLE, (2,))) == {
        "rule": "people",
        "registration": silent.pk,
    }
    assert loaded.ground_to_json(RuleGround(TimetableRule.WALK)) == {"rule": "walk"}


def test_pitch_without_a_table_gets_a_spare_one_and_without_any_is_left_out():
    session = SessionFactory()
    slots_of(session, 1)
    first, second, spare = (MeetingTableFactory(session=session, number=n) for n in (1, 3, 2))
    pitches = [PitchFactory(session=session, table=table) for table in (first, second, None, None)]
    loaded = load_timetable_input(session)
    assert [each.pk for each in loaded.pitches] == [each.pk for each in pitches[:3]]
    assert loaded.table[pitches[2].pk] == spare
    assert loaded.is_empty


def test_company_never_meets_about_a_challenge_that_it_may_not_read():
    session = SessionFactory()
    slots_of(session, 1)
    for visibility in ("public", "vetted", "invited"):
        PitchFactory(session=session, challenge=ChallengeFactory(visibility=visibility))
    pitches = list(session.pitches.order_by("pk"))
    none, invited = RegistrationFactory(session=session), RegistrationFactory(session=session)
    pitches[2].challenge.invitations.create(company=invited.company)
    loaded = load_timetable_input(session)
    closed = {
        (loaded.registrations[i], loaded.pitches[j].challenge.visibility)
        for i, j in np.argwhere(loaded.programme.never)
    }
    assert closed == {(none, "vetted"), (none, "invited"), (invited, "vetted")}
