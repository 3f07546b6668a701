"""Functions for pages of sessions."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from challenges.posting.workflow import CLOSED_STATES
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.pages import (
    build_checklist,
    build_geo_link,
    build_session_map,
    build_slot_lines,
    count_session_parts,
    get_session_registration,
    has_overlapping_spans,
    list_entry_rules,
    list_pitch_choices,
    list_preparations,
)
from challenges.sessions.part_models import Slot
from tests.factories import (
    ChallengeFactory,
    MeetingTableFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    ProvinceFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
)

MARCH = datetime(2027, 3, 1, 12, tzinfo=UTC)  # 13:00 on the Dutch clock


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def build_slot(start, end):
    """Build a slot from minutes after noon UTC."""
    return Slot(starts_at=MARCH + timedelta(minutes=start), ends_at=MARCH + timedelta(minutes=end))


def list_spans(lines):
    return [(line.number, int((line.starts_at - MARCH).total_seconds()) // 60, line.minutes) for line in lines]


def test_slot_lines_have_a_break_from_ten_minutes_on():
    slots = [build_slot(0, 20), build_slot(29, 49), build_slot(59, 79)]
    assert list_spans(build_slot_lines(slots)) == [(1, 0, 20), (2, 29, 20), (None, 49, 10), (3, 59, 20)]


def test_slot_lines_are_in_order_of_time():
    assert list_spans(build_slot_lines([build_slot(20, 40), build_slot(0, 20)])) == [(1, 0, 20), (2, 20, 20)]


@pytest.mark.parametrize(("at", "has_break"), [(time(13, 20), False), (time(13, 39), False), (time(13, 40), True)])
def test_slot_lines_leave_out_a_break_in_which_a_programme_item_starts(at, has_break):
    lines = build_slot_lines([build_slot(0, 20), build_slot(40, 60)], [ProgrammeItem(starts_at=at)])
    assert any(line.number is None for line in lines) == has_break


@pytest.mark.parametrize(
    ("spans", "overlap"), [([], False), ([(1, 3), (3, 4)], False), ([(3, 5), (1, 4)], True), ([(1, 9), (2, 3)], True)]
)
def test_has_overlapping_spans(spans, overlap):
    assert has_overlapping_spans(spans) == overlap


def test_entry_rules_name_capacity_and_dates_still_to_come():
    session = Session(
        entry="open",
        capacity=40,
        most_people=2,
        entry_opens_at=MARCH - timedelta(days=9),
        entry_closes_at=MARCH + timedelta(days=2),
        matched_first_until=MARCH + timedelta(days=1),
    )
    rules = list_entry_rules(session, MARCH)
    assert rules[:3] == [
        "Open to every company, while there are seats.",
        "There are 40 seats for companies.",
        "At most 2 people per company.",
    ]
    assert rules[3].startswith("Register until")
    assert rules[4].startswith("Until")
    assert len(rules) == 5


@pytest.mark.parametrize(
    ("entry", "first"),
    [
        ("approval", "You ask for a seat; the organiser says yes or no to each company."),
        ("invited", "Only for companies that the organiser invites."),
    ],
)
def test_entry_rules_begin_with_how_a_company_gets_a_place(entry, first):
    session = Session(entry=entry, most_people=1, entry_closes_at=MARCH - timedelta(days=1))
    rules = list_entry_rules(session, MARCH)
    assert rules[:2] == [first, "1 person per company."]
    assert rules[2].startswith("Registration closed on")


def test_session_map_marks_the_province_of_the_session():
    session = Session(province=ProvinceFactory.build(code="FL"))
    tiles = build_session_map(session)
    assert (len(tiles), [tile.code for tile in tiles if tile.is_here]) == (12, ["FL"])
    assert len({(tile.x, tile.y) for tile in tiles}) == 12
    assert build_session_map(Session()) == []


def test_geo_link_has_five_decimals():
    assert build_geo_link(Session(latitude=52.4569, longitude=5.5277)) == "geo:52.45690,5.52770"
    assert build_geo_link(Session()) == ""


@pytest.mark.django_db
class TestChecklist:
    def test_new_session_misses_everything(self):
        session = SessionFactory()
        missing = count_session_parts([session])[session.pk].missing
        assert [part.text for part in missing] == [
            "no tables yet",
            "no time slots yet",
            "no challenges yet",
            "no address yet",
        ]

    def test_pitch_without_table_and_host_is_counted(self):
        session = SessionFactory(address="Kade 1")
        PitchFactory(session=session, table=None)
        SlotFactory(session=session)
        MeetingTableFactory(session=session)
        preparation = count_session_parts([session])[session.pk]
        assert [part.text for part in preparation.missing] == [
            "1 challenge without a host",
            "1 challenge without a table",
        ]
        assert [part.count for part in preparation.parts] == [None, 1, 1, 1, 0, None]

    def test_complete_session_is_ready(self):
        session = SessionFactory(address="Kade 1", capacity=4)
        PitchFactory(session=session, host_name="Bram")
        SlotFactory(session=session)
        RegistrationFactory(session=session, seats=3)
        steps = build_checklist(session, count_session_parts([session])[session.pk], is_past=False)
        assert [(step.status, step.is_passed) for step in steps[:2]] == [("ready", True), ("3 of 4 taken", False)]
        assert not any(step.is_current for step in steps)

    def test_timetable_step_names_the_version_that_participants_see(self):
        session = SessionFactory()
        preparation = count_session_parts([session])[session.pk]
        PlanFactory(session=session, number=1, solved=True)
        assert build_checklist(session, preparation, is_past=False)[3].status == "draft"
        PlanFactory(session=session, number=2, solved=True, provisional_at=MARCH)
        assert build_checklist(session, preparation, is_past=False)[3].status == "version 2, provisional"

    def test_past_session_is_at_its_last_step(self):
        session = SessionFactory()
        steps = build_checklist(session, count_session_parts([session])[session.pk], is_past=True)
        assert [step.is_current for step in steps] == [False] * 5 + [True]

    def test_preparations_of_many_sessions_take_one_query(self, django_assert_num_queries):
        SessionFactory.create_batch(3)
        with django_assert_num_queries(1):
            assert len(list_preparations(Session.objects.all(), most=2)) == 2


@pytest.mark.django_db
class TestSessionRegistration:
    def test_organiser_sees_all_registrations(self):
        session = SessionFactory()
        shown = get_session_registration(UserFactory(rom=session.rom, rom_role="adviser"), session, MARCH)
        assert shown.organises

    def test_staff_of_another_rom_sees_nothing(self):
        assert get_session_registration(UserFactory(adviser=True), SessionFactory(), MARCH) is None

    def test_visitor_can_go_to_the_form(self):
        session = SessionFactory()
        shown = get_session_registration(AnonymousUser(), session, session.starts_at - timedelta(days=1))
        assert (shown.can_register, shown.chip, shown.closed) == (True, None, "")

    def test_visitor_reads_nothing_about_a_past_session(self):
        session = SessionFactory()
        assert get_session_registration(AnonymousUser(), session, session.ends_at) is None

    def test_member_sees_the_status_of_the_own_registration(self):
        session, member = SessionFactory(), MembershipFactory(company__claimed=True)
        RegistrationFactory(session=session, company=member.company, waiting=True)
        shown = get_session_registration(member.user, session, session.starts_at - timedelta(days=1))
        assert shown.chip.label == "On the waiting list"


@pytest.mark.django_db
def test_pitch_choices_put_challenges_of_the_own_rom_first_and_closed_ones_last():
    session, adviser = SessionFactory(), UserFactory(adviser=True)
    closed = ChallengeFactory(rom=adviser.rom, state=CLOSED_STATES[0])
    other, own = ChallengeFactory(), ChallengeFactory(rom=adviser.rom)
    choice = list_pitch_choices(session, adviser, " ", own=False, now=MARCH)
    assert ([each for each, _chip in choice.challenges], choice.number) == ([own, other, closed], 3)
    assert not choice.is_asked


@pytest.mark.django_db
def test_pitch_choices_leave_out_challenges_that_are_pitched_already():
    pitch = PitchFactory()
    choice = list_pitch_choices(pitch.session, UserFactory(admin=True), "", own=False, now=MARCH)
    assert pitch.challenge not in [each for each, _chip in choice.challenges]
