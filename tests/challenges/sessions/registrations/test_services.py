"""Register companies and decide on their registrations."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration, RegistrationStep
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.periodic import run_due_registrations
from challenges.sessions.registrations.services import (
    change_registration_group,
    change_registration_state,
    invite_to_session,
    move_in_waiting_list,
    register_company,
    set_session_capacity,
)
from challenges.sessions.workflow import COMPANY, ORGANISER, RegistrationAction, RegistrationState
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.sessions.registrations.conftest import group, make_case, member_of
from tests.factories import MatchFactory, MembershipFactory, PitchFactory, SessionInvitationFactory, UserFactory

pytestmark = pytest.mark.django_db


def states(session):
    return list(Registration.objects.filter(session=session).order_by("pk").values_list("state", "order"))


def refused(words):
    return pytest.raises(ValidationError, match=words)


def test_seats_go_in_the_order_of_asking_and_the_rest_waits(case):
    rows = [case.register() for _each in range(4)]
    assert states(case.session) == [("confirmed", None), ("confirmed", None), ("waiting", 1), ("waiting", 2)]
    case.by_company(rows[0], RegistrationAction.CANCEL)
    assert states(case.session)[2:] == [("offered", None), ("waiting", 1)]
    offered = Registration.objects.get(pk=rows[2].pk)
    assert offered.offer_lapses_at > timezone.now()
    case.by_company(rows[2], RegistrationAction.ACCEPT)
    assert [state for state, _order in states(case.session)] == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert list(rows[2].steps.order_by("pk").values_list("what", "side", "state")) == [
        ("register", "company", "waiting"),
        ("offer", "clock", "offered"),
        ("accept", "company", "confirmed"),
    ]


def test_registering_twice_makes_one_row_and_one_mail(case):
    who = case.company()
    first, second = case.register(who=who), case.register(who=who)
    assert first.pk == second.pk
    assert RegistrationStep.objects.count() == 1
    told = OutboxMail.objects.exclude(key__startswith="seat-")
    assert Notification.objects.count() == told.count() == 1
    case.by_company(first, RegistrationAction.CANCEL)
    case.by_company(first, RegistrationAction.CANCEL)
    assert told.count() == 2
    assert case.register(who=who).pk != first.pk


def test_nobody_jumps_over_a_bigger_group(case):
    first, second = case.register(1), case.register(1)
    big, small = case.register(2), case.register(1)
    case.by_company(first, RegistrationAction.CANCEL)
    assert states(case.session)[2:] == [("waiting", 1), ("waiting", 2)]
    assert case.register(1).state == "waiting"
    move_in_waiting_list(case.organiser, small, 1, "Kwam vorige keer voor niets.")
    assert states(case.session)[2:] == [("waiting", 1), ("offered", None), ("waiting", 2)]
    step = small.steps.get(what="reorder")
    assert (step.place, step.reason, step.by) == (1, "Kwam vorige keer voor niets.", case.organiser)
    case.by_company(second, RegistrationAction.CANCEL)
    assert states(case.session)[2][0] == "waiting"
    case.by_company(small, RegistrationAction.DECLINE)
    assert Registration.objects.get(pk=big.pk).state == "offered"


def test_matched_companies_get_a_seat_first_until_the_stated_moment():
    case = make_case(capacity=2, matched_first_until=timezone.now() + timedelta(days=3))
    pitched = PitchFactory(session=case.session).challenge

    def matched(**fields):
        who = case.company()
        MatchFactory(challenge=pitched, company=who[1], **fields)
        return case.register(who=who)

    assert case.register().order == 1
    assert matched(failed_rule="trl_floor").order == 2
    assert [matched().state, matched().state] == ["confirmed", "confirmed"]
    assert [(row.is_matched, row.order) for row in (matched(), matched())] == [(True, 1), (True, 2)]
    assert list(case.session.registrations.waiting().values_list("is_matched", flat=True)) == [True, True, False, False]
    set_session_capacity(case.organiser, case.session, 6)
    assert list(case.session.registrations.waiting().values_list("is_matched", flat=True)) == [False, False]
    run_due_registrations()
    assert case.session.registrations.waiting().count() == 2
    case.change(matched_first_until=timezone.now() - timedelta(seconds=1))
    assert run_due_registrations() == (0, 0, 2)
    assert case.session.registrations.seats_taken() == 6


def test_approval_is_asked_and_refusal_says_why():
    case = make_case(capacity=1, entry="approval")
    first, second, third = (case.register() for _each in range(3))
    assert first.state == "requested"
    assert Notification.objects.filter(user=case.organiser, kind="registrations").count() == 3
    assert not OutboxMail.objects.filter(user=case.organiser).exists()  # in the daily mail
    assert case.by_organiser(first, RegistrationAction.APPROVE).state == "confirmed"
    assert case.by_organiser(second, RegistrationAction.APPROVE).state == "waiting"
    with refused("Say why"):
        case.by_organiser(third, RegistrationAction.REFUSE)
    case.by_organiser(third, RegistrationAction.REFUSE, "Geen aanbod dat hier past.")
    mail = OutboxMail.objects.filter(user=member_of(third)).latest("pk")
    assert "Geen aanbod dat hier past." in mail.text
    assert "Geen aanbod dat hier past." in mail.html
    with refused("cannot be done any more"):
        case.by_organiser(third, RegistrationAction.APPROVE)
    with refused("Say why"):
        case.by_organiser(first, RegistrationAction.CANCEL, " ")
    case.by_organiser(first, RegistrationAction.CANCEL, "Dubbel aangemeld.")
    assert Registration.objects.get(pk=second.pk).state == "offered"


def test_registering_is_refused_with_words_outside_its_time(case):
    now, who = timezone.now(), case.company()
    for fields, words in (
        ({"entry_opens_at": now + timedelta(hours=1)}, "opens"),
        ({"entry_opens_at": now - timedelta(days=2), "entry_closes_at": now - timedelta(hours=1)}, "closed"),
        ({"entry_closes_at": None, "starts_at": now - timedelta(hours=1)}, "closed"),
        ({"state": "draft"}, "not published"),
        ({"state": "published", "starts_at": now + timedelta(days=1), "entry": "invited"}, "invites"),
    ):
        case.change(**fields)
        with refused(words):
            case.register(who=who)
    SessionInvitationFactory(session=case.session, company=who[1])
    with refused("at most 2 people"):
        case.register(3, who=who)
    with refused("at least one"):
        case.register(0, who=who)
    case.change(capacity=1)
    with refused("1 seat in all"):
        case.register(2, who=who)
    with refused("same e-mail"):
        register_company(
            who[0], case.session, who[1], [AttendeeInput("A", "a@example.org"), AttendeeInput("B", "A@example.org")]
        )
    assert case.register(who=who).state == "confirmed"
    draft = MembershipFactory(company__state="draft")
    with refused("Publish it first"):
        case.register(who=(draft.user, draft.company))


def test_group_changes_within_what_is_free(case):
    row = case.register(1)
    code = row.attendees.get().code
    with refused("Somebody else changed"):
        change_registration_group(member_of(row), row, COMPANY, group(2), version=99)
    row = change_registration_group(member_of(row), row, COMPANY, group(2), version=row.version)
    assert (row.seats, row.attendees.count()) == (2, 2)
    assert row.attendees.get(email="guest0@example.org").code == code  # whoever stays keeps the code
    waits = case.register(1)
    assert waits.state == "waiting"
    row = change_registration_group(case.organiser, row, ORGANISER, [AttendeeInput("Ander", "guest1@example.org")])
    assert list(row.attendees.values_list("name", flat=True)) == ["Ander"]
    assert Registration.objects.get(pk=waits.pk).state == "offered"
    with refused("no free seats"):
        change_registration_group(member_of(row), row, COMPANY, group(2))
    change_registration_group(member_of(row), row, COMPANY, group(1))
    steps = row.steps.count()
    change_registration_group(member_of(row), row, COMPANY, group(1), version=0)  # the same sent twice
    assert row.steps.count() == steps


def test_capacity_is_raised_for_who_waits_and_not_lowered_below_what_is_taken(case):
    rows = [case.register() for _each in range(4)]
    assert set_session_capacity(case.organiser, case.session, 3) == 1
    assert Registration.objects.get(pk=rows[2].pk).state == "offered"
    with refused("3 seats are confirmed or offered"):
        set_session_capacity(case.organiser, case.session, 2)
    assert set_session_capacity(case.organiser, case.session, None) == 1
    assert Session.objects.get().capacity is None


def test_nobody_acts_for_another(case):
    mine, other = case.register(), case.register()
    stranger, adviser = member_of(mine), UserFactory(adviser=True)
    for user in (stranger, adviser):
        for write in (
            lambda user=user: change_registration_state(user, other, RegistrationAction.CANCEL, COMPANY),
            lambda user=user: change_registration_state(user, other, RegistrationAction.CANCEL, ORGANISER, "Nee."),
            lambda user=user: change_registration_group(user, other, COMPANY, group(2)),
            lambda user=user: move_in_waiting_list(user, other, 1, "Nee."),
            lambda user=user: set_session_capacity(user, case.session, 9),
            lambda user=user: register_company(user, case.session, other.company, group(1)),
            lambda user=user: invite_to_session(user, case.session, other.company),
        ):
            with refused("act for"):
                write()
    assert not Registration.objects.visible_to(adviser).exists()
    assert list(Registration.objects.visible_to(stranger)) == [mine]
    assert Registration.objects.visible_to(case.organiser).count() == 2


def test_mail_says_what_happened_in_both_languages_and_names_nobody(case):
    for _each in range(2):
        case.register()
    user, company = case.company()
    user.language = "nl"
    user.save()
    row = case.register(1, who=(user, company))
    mail = OutboxMail.objects.filter(user=user).latest("pk")
    assert mail.subject == "Je staat op nummer 1 van de wachtlijst"
    case.by_company(Registration.objects.order_by("pk").first(), RegistrationAction.CANCEL)
    mail = OutboxMail.objects.filter(user=user).latest("pk")
    assert mail.subject == "Er kwam een plaats vrij voor jullie"
    case.by_company(row, RegistrationAction.ACCEPT)
    for text in OutboxMail.objects.values_list("text", flat=True):
        assert "Bezoeker" not in text
    assert Registration.objects.get(pk=row.pk).state == RegistrationState.CONFIRMED
