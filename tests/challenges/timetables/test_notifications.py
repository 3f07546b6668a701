"""Texts about a timetable, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from challenges.timetables.notifications import ResultRequestNotice, TimetableNotice, format_time_and_table
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace
from tests.factories import ChallengeFactory, SessionFactory

NOON = datetime(2027, 3, 5, 11, tzinfo=UTC)  # twelve o'clock in Amsterdam
FIRST = MeetingPlace(NOON, NOON + timedelta(minutes=20), 1, 4)
LATER = MeetingPlace(NOON + timedelta(hours=1), NOON + timedelta(minutes=80), None)
MOVED = MeetingChange((1, 1), FIRST, LATER)
NEW = MeetingChange((1, 2), None, FIRST)
GONE = MeetingChange((2, 3), FIRST, None)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def notice():
    session = SessionFactory.build(title_en="Water", starts_at=NOON, ends_at=NOON + timedelta(hours=3))
    challenges = {1: ChallengeFactory.build(title_en="Radar"), 2: ChallengeFactory.build(title_en="Sonar")}
    names = {1: "Berg", 2: "Dal"}
    return TimetableNotice(session, False, True, [NEW], names, challenges)


def test_place_is_a_time_and_a_table_if_there_is_one():
    assert format_time_and_table(FIRST) == "12:00, table 4"
    assert format_time_and_table(LATER) == "13:00"
    assert format_time_and_table(None) == ""


@pytest.mark.parametrize(
    ("change", "is_first", "line"),
    [
        (NEW, True, "“Sonar”: 12:00, table 4"),
        (NEW, False, "“Sonar”: new, 12:00, table 4"),
        (MOVED, False, "“Radar”: now 13:00 (was at 12:00, table 4)"),
        (GONE, False, "a challenge that is not there any more: called off (was at 12:00, table 4)"),
    ],
)
def test_company_reads_what_changed_of_its_meetings(notice, change, is_first, line):
    assert replace(notice, changes=[change], is_first=is_first).lines == [line]


def test_rom_reads_how_many_meetings_there_are_and_later_which_changed(notice):
    notice = replace(notice, of_host=True, changes=[MOVED, NEW, MeetingChange((2, 1), None, LATER)])
    assert notice.lines == ["“Radar”: 2 talks", "“Sonar”: 1 talk"]
    assert replace(notice, is_first=False).lines == [
        "Berg about “Radar”: now 13:00 (was at 12:00, table 4)",
        "Berg about “Sonar”: new, 12:00, table 4",
        "Dal about “Radar”: new, 13:00",
    ]


@pytest.mark.parametrize(
    ("fields", "title", "intro"),
    [
        ({}, "Your timetable, for your remarks", "You have 1 talk:"),
        ({"is_final": True, "changes": []}, "Your timetable is final", "There is no talk for you in it."),
        (
            {"is_first": False},
            "Your talks have changed",
            "Only these talks are different; all others stay as they were.",
        ),
        ({"of_host": True}, "The timetable is final", "Talks about the challenges of your ROM:"),
    ],
)
def test_title_and_intro_follow_the_kind_of_news(notice, fields, title, intro):
    notice = replace(notice, **fields)
    assert (notice.title, notice.intro) == (title, intro)


def test_reader_can_remark_until_the_last_time_and_not_once_it_is_final(notice):
    until = replace(notice, remarks_until=NOON)
    assert until.next == "Can you not come at one of these times? Say so on your page before Fri 5 March, 12:00."
    assert "as long as the timetable is not final" in notice.next
    assert replace(until, is_final=True).next == "Your page shows them in the order of the day."


def test_result_request_says_how_many_meetings_and_whose(notice):
    once = ResultRequestNotice(notice.session, 1)
    assert once.title == "What came of your talks?"
    assert once.about == "At “Water” there was 1 talk of which you have said nothing yet."
    again = ResultRequestNotice(notice.session, 2, is_again=True, of_host=True)
    assert again.title == "Say what came of your talks"
    assert again.about == "At “Water” there were 2 talks of which you have said nothing yet."
    assert (once.whose, again.whose) == ("", "You answer for the hosts of your ROM's challenges.")
