"""Permissions and visibility of sessions and registrations, as functions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from challenges.sessions.models import Session
from challenges.sessions.permissions import (
    can_prepare_session,
    can_see_own_plan,
    can_speak_for_host,
    get_attendee,
    get_confirmed_registration,
    get_prepared_pitch,
    get_prepared_session,
    get_registrable_session,
    get_represented_pitch,
    get_represented_pitches,
    get_represented_session,
)
from challenges.sessions.registration_models import Attendee, Registration
from tests.factories import (
    CompanyFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    RegistrationFactory,
    SessionCoOwnerFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pitch():
    """A pitch of one ROM at a session of another."""
    return PitchFactory()


def staff_of(rom):
    return UserFactory(rom=rom, rom_role="adviser")


def find(get, *args):
    """Return what the function returns, or None where it raises Http404."""
    try:
        return get(*args)
    except Http404:
        return None


def test_session_is_prepared_by_owners_co_owners_and_admins(pitch):
    session = pitch.session
    co_owner = staff_of(SessionCoOwnerFactory(session=session).rom)
    for user in (staff_of(session.rom), co_owner, UserFactory(admin=True)):
        assert can_prepare_session(user, session)
        assert get_prepared_session(user, session.slug) == session
        assert get_prepared_pitch(user, session.slug, pitch.pk) == pitch


def test_session_is_not_prepared_by_others(pitch):
    session = pitch.session
    for user in (staff_of(pitch.challenge.rom), UserFactory(adviser=True), MembershipFactory().user):
        assert not can_prepare_session(user, session)
        assert find(get_prepared_session, user, session.slug) is None
        assert find(get_prepared_pitch, user, session.slug, pitch.pk) is None
    assert not can_prepare_session(AnonymousUser(), session)


def test_pitch_is_not_found_at_another_session(pitch):
    other = SessionFactory(rom=pitch.session.rom)
    assert find(get_prepared_pitch, staff_of(other.rom), other.slug, pitch.pk) is None


def test_host_is_represented_by_the_rom_of_the_challenge_and_the_organisers(pitch):
    stranger = UserFactory(adviser=True)
    for user, is_allowed in (
        (staff_of(pitch.challenge.rom), True),
        (staff_of(pitch.session.rom), True),
        (UserFactory(admin=True), True),
        (stranger, False),
    ):
        assert can_speak_for_host(user, pitch) == is_allowed
        assert get_represented_pitches(user).filter(pk=pitch.pk).exists() == is_allowed
        assert (find(get_represented_pitch, user, pitch.session.slug, pitch.pk) == pitch) == is_allowed


def test_represented_session_has_only_the_pitches_of_the_own_rom(pitch):
    session = pitch.session
    other = PitchFactory(session=session)
    found, pitches = get_represented_session(staff_of(pitch.challenge.rom), session.slug)
    assert (found, list(pitches)) == (session, [pitch])
    assert set(get_represented_session(staff_of(session.rom), session.slug)[1]) == {pitch, other}
    assert find(get_represented_session, UserFactory(adviser=True), session.slug) is None


def test_represented_session_is_hidden_as_long_as_it_is_a_draft(pitch):
    Session.objects.filter(pk=pitch.session_id).update(state="draft")
    assert find(get_represented_session, staff_of(pitch.challenge.rom), pitch.session.slug) is None


@pytest.mark.parametrize(("state", "is_found"), [("confirmed", True), ("requested", False), ("cancelled", False)])
def test_confirmed_registration_is_found_by_its_company(state, is_found):
    registration = RegistrationFactory(state=state)
    user = MembershipFactory(company=registration.company).user
    found = find(get_confirmed_registration, user, registration.company, registration.session.slug)
    assert found == (registration if is_found else None)


def test_confirmed_registration_is_not_found_by_another_company():
    registration, stranger = RegistrationFactory(), MembershipFactory().user
    assert find(get_confirmed_registration, stranger, registration.company, registration.session.slug) is None


def test_registered_company_still_finds_a_session_that_became_a_draft():
    registration = RegistrationFactory(session__state="draft")
    user, other = MembershipFactory(company=registration.company).user, MembershipFactory()
    slug = registration.session.slug
    assert get_registrable_session(user, registration.company, slug) == registration.session
    assert find(get_registrable_session, other.user, other.company, slug) is None


def test_entry_code_is_read_by_company_organisers_and_the_attendee():
    registration = RegistrationFactory()
    person = registration.attendees.get()
    guest = UserFactory()
    Attendee.objects.filter(pk=person.pk).update(user=guest)
    slug, code = registration.session.slug, person.code
    colleague = MembershipFactory(company=registration.company).user
    for user in (guest, colleague, staff_of(registration.session.rom)):
        assert get_attendee(user, slug, code) == person
    for user in (UserFactory(adviser=True), MembershipFactory().user):
        assert find(get_attendee, user, slug, code) is None
    assert find(get_attendee, guest, SessionFactory().slug, code) is None


def test_own_timetable_is_for_confirmed_companies_and_hosts_once_it_is_published(pitch):
    session = pitch.session
    registration = RegistrationFactory(session=session)
    member, host = MembershipFactory(company=registration.company).user, staff_of(pitch.challenge.rom)
    plan = PlanFactory(session=session, solved=True)
    assert not can_see_own_plan(member, session)
    type(plan).objects.filter(pk=plan.pk).update(provisional_at=timezone.now())
    assert can_see_own_plan(member, session)
    assert can_see_own_plan(host, session)
    for user in (AnonymousUser(), UserFactory(adviser=True), MembershipFactory().user):
        assert not can_see_own_plan(user, session)


def test_sessions_visible_to_each_reader_include_drafts_of_the_own_rom_only():
    published, draft = SessionFactory(), SessionFactory(state="draft")
    for user, expected in (
        (AnonymousUser(), {published}),
        (UserFactory(adviser=True), {published}),
        (staff_of(draft.rom), {published, draft}),
        (UserFactory(admin=True), {published, draft}),
    ):
        assert set(Session.objects.visible_to(user)) == expected


def test_sessions_owned_by_a_user_are_those_that_the_user_can_prepare():
    sessions = [SessionFactory(), SessionFactory(state="draft")]
    users = [AnonymousUser(), UserFactory(), staff_of(sessions[1].rom), UserFactory(admin=True)]
    for user in users:
        owned = Session.objects.owned_by(user)
        assert [session in owned for session in sessions] == [can_prepare_session(user, each) for each in sessions]


def test_registrations_expired_and_open_offers_do_not_overlap():
    now = timezone.now()
    opened = RegistrationFactory(offered=True, offer_lapses_at=now + timedelta(hours=1))
    expired = RegistrationFactory(offered=True, offer_lapses_at=now)
    assert list(Registration.objects.offered(now)) == [opened]
    assert list(Registration.objects.to_lapse(now)) == [expired]


def test_registrations_are_reminded_once_and_only_while_the_offer_stands():
    now = timezone.now()
    fields = {"offered": True, "offer_lapses_at": now + timedelta(hours=1), "remind_at": now}
    due = RegistrationFactory(**fields)
    RegistrationFactory(**fields, reminded_at=now)
    RegistrationFactory(**fields | {"remind_at": now + timedelta(minutes=1)})
    RegistrationFactory(**fields | {"offer_lapses_at": now})
    assert list(Registration.objects.to_remind(now)) == [due]


def test_places_taken_count_confirmed_and_offered_groups():
    session = SessionFactory()
    RegistrationFactory(session=session, seats=2)
    RegistrationFactory(session=session, seats=3, offered=True)
    RegistrationFactory(session=session, seats=4, waiting=True)
    assert session.registrations.seats_taken() == 5
    assert Registration.objects.filter(company=CompanyFactory()).seats_taken() == 0
