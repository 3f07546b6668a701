"""Texts about a registration, without a database."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from challenges.sessions.registrations.notifications import RegistrationNotice, describe_registration_step
from tests.factories import CompanyFactory, RegistrationFactory, RegistrationStepFactory, SessionFactory

NOON = datetime(2027, 3, 5, 11, tzinfo=UTC)  # twelve o'clock in Amsterdam


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def build_step(what, state, **fields):
    session = SessionFactory.build(title_en="Water", starts_at=NOON, ends_at=NOON)
    company = CompanyFactory.build(name="Berg", province=None)
    registration = RegistrationFactory.build(session=session, company=company, state=state, offer_lapses_at=NOON)
    return RegistrationStepFactory.build(registration=registration, what=what, state=state, **fields)


@pytest.mark.parametrize(
    ("what", "state", "fields", "sentence"),
    [
        ("register", "requested", {}, "Berg asked for a seat"),
        ("register", "waiting", {"place": 3}, "Berg registered and joined the waiting list as number 3"),
        ("approve", "confirmed", {}, "The organiser approved Berg, which got its seat"),
        ("change", "confirmed", {"seats": 1}, "Berg comes with 1 person"),
        ("change", "confirmed", {"seats": 2}, "Berg comes with 2 people"),
        ("cancel", "cancelled", {"side": "company"}, "Berg cancelled"),
        ("cancel", "cancelled", {"side": "organiser"}, "The organiser cancelled the registration of Berg"),
        ("reorder", "waiting", {"place": 2}, "The organiser gave Berg place 2 on the waiting list"),
        ("lapse", "lapsed", {}, "The offer to Berg lapsed: nobody answered in time"),
    ],
)
def test_step_is_described_with_the_name_of_the_company(what, state, fields, sentence):
    assert describe_registration_step(build_step(what, state, **fields)) == sentence


@pytest.mark.parametrize(
    ("what", "state", "title", "action"),
    [
        (
            "register",
            "requested",
            "Your registration is received",
            "The organiser says yes or no; then you hear from us.",
        ),
        ("register", "waiting", "You are number 3 on the waiting list", "As soon as it is your turn"),
        ("offer", "offered", "A seat came free for you", "before Fri 5 March, 12:00"),
        ("remind", "offered", "Your offered seat lapses soon", "before Fri 5 March, 12:00"),
        ("accept", "confirmed", "Your seat is confirmed", "Your page has the code"),
        ("refuse", "refused", "Your registration was refused", ""),
    ],
)
def test_company_reads_what_happened_and_what_it_can_do(what, state, title, action):
    notice = RegistrationNotice(build_step(what, state, place=3))
    assert notice.title == title
    assert action in notice.next
    assert bool(notice.next) == bool(action)


def test_company_reads_which_session_and_for_how_many():
    notice = RegistrationNotice(build_step("accept", "confirmed", seats=2))
    assert notice.about.startswith("“Water”, Fri 5 March, 12:00")
    assert notice.about.endswith(", Aviodrome in Lelystad.")
    assert notice.group == "For 2 people."
