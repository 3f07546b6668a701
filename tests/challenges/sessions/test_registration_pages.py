"""Functions for pages about registrations."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_pages import (
    OwnRegistration,
    annotate_ownership,
    build_qr_code,
    build_registrations_table,
    count_check_ins,
    count_registrations,
    describe_occupancy,
    get_latest_registration,
    get_registration_chip,
    get_session_invitations,
    order_registrations,
)
from challenges.sessions.workflow import RegistrationState
from tests.factories import (
    CompanyFactory,
    RegistrationFactory,
    RegistrationStepFactory,
    SessionFactory,
    SessionInvitationFactory,
    UserFactory,
)

NOON = datetime(2027, 3, 5, 11, tzinfo=UTC)  # 12:00 in Amsterdam
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def build_own(state, *, steps=(), now=NOON, **fields):
    session = SessionFactory.build(starts_at=NOON + 24 * HOUR)
    registration = RegistrationFactory.build(
        session=session, company=CompanyFactory.build(province=None), state=state, **fields
    )
    return OwnRegistration(registration, [], list(steps), now)


@pytest.mark.parametrize(
    ("state", "shape"), [("requested", "soon"), ("waiting", "draft"), ("confirmed", "open"), ("cancelled", "closed")]
)
def test_registration_chip_has_a_shape_for_each_state(state, shape):
    assert get_registration_chip(state).state == shape


@pytest.mark.parametrize("state", RegistrationState)
def test_own_registration_has_a_sentence_for_each_state(state):
    assert build_own(state, order=2, offer_lapses_at=NOON + HOUR).lead.endswith(".")


def test_own_registration_names_the_place_on_the_waiting_list():
    assert "number 3 on the waiting list" in build_own("waiting", order=3).lead


def test_own_registration_counts_the_places_offered():
    assert "2 seats are free for you" in build_own("offered", seats=2, offer_lapses_at=NOON + HOUR).lead


def test_own_registration_cannot_accept_an_expired_offer():
    own = build_own("offered", offer_lapses_at=NOON)
    assert own.is_late
    assert own.lead == "The time to take the offered seats is over."
    assert own.moves == ["change", "cancel"]
    assert build_own("offered", offer_lapses_at=NOON + HOUR).moves == ["accept", "decline", "change", "cancel"]


def test_own_registration_has_no_actions_once_the_session_has_begun():
    assert build_own("confirmed", now=NOON + 24 * HOUR).moves == []


@pytest.mark.parametrize(("state", "reason"), [("refused", "Vol."), ("confirmed", "")])
def test_own_registration_gives_the_reason_only_when_it_ended(state, reason):
    step = RegistrationStepFactory.build(registration=None, what="refuse", state=state, reason="Vol.")
    assert build_own(state, steps=[step]).reason == reason


def test_qr_code_has_a_white_border_of_four_modules():
    code = build_qr_code("https://example.org/")
    runs = [part.split("h")[0].split() for part in code.path.split("M")[1:]]
    columns, rows = {int(x) for x, _y in runs}, {int(y) for _x, y in runs}
    assert (min(columns), min(rows), max(rows)) == (4, 4, code.size - 5)
    assert code.path.startswith("M4 4h7v1h-7z")  # the upper edge of the first finder pattern is seven modules wide


@pytest.mark.django_db
class TestFigures:
    def test_count_registrations_adds_places_and_companies(self, django_assert_num_queries):
        session = SessionFactory(capacity=10)
        RegistrationFactory(session=session, seats=3)
        RegistrationFactory(session=session, seats=2, offered=True)
        RegistrationFactory(session=session, waiting=True)
        RegistrationFactory(session=session, requested=True)
        with django_assert_num_queries(1):
            figures = count_registrations(session)
        assert (figures.taken, figures.left) == (5, 5)
        assert (figures.confirmed, figures.offered, figures.waiting, figures.requested) == (1, 1, 1, 1)

    def test_count_registrations_of_an_empty_session_without_a_capacity(self):
        figures = count_registrations(SessionFactory(capacity=None))
        assert (figures.taken, figures.left) == (0, None)

    def test_count_check_ins_leaves_out_registrations_without_places(self):
        registration = RegistrationFactory(seats=3)
        RegistrationFactory(session=registration.session, waiting=True)
        came, absent, _unknown = registration.attendees.all()
        registration.attendees.filter(pk=came.pk).update(attended=True, checked_in_at=timezone.now())
        registration.attendees.filter(pk=absent.pk).update(attended=False)
        figures = count_check_ins(registration.session)
        assert (figures.expected, figures.came, figures.absent, figures.open) == (3, 1, 1, 1)

    def test_session_invitations_say_which_companies_registered(self):
        session = SessionFactory()
        RegistrationFactory(session=session, company__name="Berg")
        SessionInvitationFactory(session=session, company__name="Zee")
        SessionInvitationFactory(session=session, company=Registration.objects.get().company)
        invitations = get_session_invitations(session)
        assert [(each.company.name, each.is_registered) for each in invitations] == [("Berg", True), ("Zee", False)]


@pytest.mark.django_db
class TestLatestRegistration:
    def test_living_registration_comes_before_a_later_one_that_ended(self):
        living = RegistrationFactory(asked_at=timezone.now() - HOUR)
        RegistrationFactory(session=living.session, company=living.company, state="cancelled")
        assert get_latest_registration(living.session, living.company_id) == living

    def test_last_of_the_ended_registrations_is_shown(self):
        first = RegistrationFactory(state="cancelled", asked_at=timezone.now() - HOUR)
        last = RegistrationFactory(session=first.session, company=first.company, state="lapsed")
        assert get_latest_registration(first.session, first.company_id) == last

    def test_company_without_a_registration_has_none(self):
        assert get_latest_registration(SessionFactory(), CompanyFactory().pk) is None


@pytest.mark.django_db
def test_registrations_to_decide_on_come_first_and_the_waiting_list_in_its_order():
    session = SessionFactory()
    ended = RegistrationFactory(session=session, state="cancelled")
    second = RegistrationFactory(session=session, state="waiting", order=2)
    first = RegistrationFactory(session=session, state="waiting", order=1)
    confirmed = RegistrationFactory(session=session)
    requested = RegistrationFactory(session=session, requested=True)
    assert list(order_registrations(session.registrations.all())) == [requested, first, second, confirmed, ended]


@pytest.mark.django_db
def test_registrations_table_has_a_row_for_each_attendee():
    registration = RegistrationFactory(seats=2, company__name="Berg")
    person = registration.attendees.first()
    registration.attendees.filter(pk=person.pk).update(attended=True, checked_in_at=timezone.now())
    head, *rows = build_registrations_table([registration])
    assert (head[0], head[-1], len(rows)) == ("Company", "Came", 2)
    assert {len(row) for row in rows} == {len(head)}
    assert sorted(row[-1] for row in rows) == ["", "yes"]
    assert all(row[0] == "Berg" for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("capacity", "text"), [(5, "2 seats left, 1 open offer"), (None, "3 seats taken, 1 open offer")]
)
def test_occupancy_counts_places_and_offers_for_organisers(capacity, text):
    session = SessionFactory(capacity=capacity)
    RegistrationFactory(session=session, seats=2)
    RegistrationFactory(session=session, offered=True)
    organiser = UserFactory(rom=session.rom, rom_role="adviser")
    assert describe_occupancy(annotate_ownership(Session.objects.all(), organiser).get()).text == text


@pytest.mark.django_db
def test_occupancy_is_hidden_from_staff_of_another_rom():
    RegistrationFactory()
    shown = describe_occupancy(annotate_ownership(Session.objects.all(), UserFactory(adviser=True)).get())
    assert (shown.text, shown.url) == ("", "")
