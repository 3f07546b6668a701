"""When members are asked whether a profile is still true, and what the link in the email can do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import connection
from django.utils import timezone

from companies.profiles.freshness import ASK, REMIND, SINK
from companies.profiles.freshness_services import (
    SIGNER,
    FreshnessCounts,
    FreshnessQuestion,
    confirm_by_answer,
    confirm_profile,
    create_confirmation_token,
    mark_outdated_profiles,
    read_confirmation_token,
    run_due_freshness,
)
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from companies.tasks import look_at_ages_task
from portal.notifications.digests import send_due_digests
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox import send_due_mail
from portal.notifications.outbox_models import OutboxMail
from tests.companies.profiles.ages import NOW, TODAY, aged, confirmed, member_of_aged
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
CompanyEvent = apps.get_model("companies", "CompanyEvent")


@pytest.fixture(autouse=True)
def clock_stands():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


def keys() -> list[str]:
    return list(OutboxMail.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.parametrize(("months", "asked"), [(5, 0), (6, 1), (7, 1), (8, 1), (9, 1), (20, 1)])
def test_the_owner_is_asked_from_six_months_on_by_one_mail(months, asked):
    member_of_aged(months)
    assert run_due_freshness(NOW).asked == asked == OutboxMail.objects.count() == Notification.objects.count()


def test_one_silence_brings_three_mails_and_then_none(clock_stands):
    person = member_of_aged(6)
    day = f"{person.company.confirmed_at:%Y-%m-%d}"
    for months in range(30):
        clock_stands.move_to(confirmed(-months, TODAY))
        run_due_freshness(timezone.now())
        run_due_freshness(timezone.now())
    start = f"still-true:{person.company.pk}:{day}"
    assert keys() == [f"{start}:{age}:{person.user.pk}" for age in (ASK, REMIND, SINK)]
    assert Notification.objects.count() == 3


def test_confirmation_starts_six_new_months(clock_stands):
    person = member_of_aged(6)
    assert run_due_freshness(NOW) == FreshnessCounts(sunk=0, asked=1)
    confirm_profile(person.company)
    clock_stands.move_to(confirmed(-5, TODAY))
    assert run_due_freshness(timezone.now()).asked == 0
    clock_stands.move_to(confirmed(-6, TODAY))
    assert run_due_freshness(timezone.now()).asked == 1
    assert OutboxMail.objects.count() == 2


def test_run_due_freshness_sends_one_email_after_a_standstill():
    member_of_aged(11)
    assert run_due_freshness(NOW) == FreshnessCounts(sunk=1, asked=1)
    [row] = OutboxMail.objects.all()
    assert row.key.endswith(f":{SINK}:{row.user_id}")
    assert "verliest punten" in row.subject
    assert run_due_freshness(NOW) == FreshnessCounts(sunk=0, asked=0)


def test_the_mail_comes_at_once_whatever_was_chosen_and_never_again_in_a_digest(clock_stands):
    person = member_of_aged(6)
    NotificationPreference.objects.create(user=person.user, kind="profile", frequency="off")
    run_due_freshness(NOW)
    assert send_due_mail() == 1
    assert mail.outbox[0].to == [person.user.email]
    clock_stands.move_to(NOW + timedelta(days=14))
    assert send_due_digests() == 0


def test_owners_get_an_email_and_other_members_a_notification():
    owner = member_of_aged(6)
    at_once, weekly = (MembershipFactory(company=owner.company, role="member") for _ in range(2))
    NotificationPreference.objects.create(user=at_once.user, kind="profile", frequency="at_once")
    run_due_freshness(NOW)
    secret, plain = OutboxMail.objects.order_by("-is_secret")
    assert (secret.user, secret.is_secret, plain.user, plain.is_secret) == (owner.user, True, at_once.user, False)
    assert "/still-true/" not in plain.text
    assert set(Notification.objects.values_list("user", flat=True)) == {owner.user_id, at_once.user_id, weekly.user_id}


def test_every_member_gets_an_email_if_no_owner_can_sign_in():
    gone = member_of_aged(6, user=UserFactory(is_active=False))
    member = MembershipFactory(company=gone.company, role="member")
    run_due_freshness(NOW)
    assert [row.user for row in OutboxMail.objects.all()] == [member.user]


@pytest.mark.parametrize(
    "fields", [{"claimed": False}, {"claimed": True, "state": "draft"}, {"claimed": True, "state": "withdrawn"}]
)
def test_nobody_is_asked_about_unclaimed_and_unpublished_profiles(fields):
    MembershipFactory(company=aged(7, **fields))
    assert run_due_freshness(NOW).asked == 0
    assert keys() == []


def test_a_profile_without_people_is_looked_at_once():
    company = aged(7, claimed=True)
    assert run_due_freshness(NOW).asked == 0
    assert Company.objects.get(pk=company.pk).asked_months == ASK


def test_asking_is_no_change_of_the_profile_nor_an_event_of_its_history():
    person = member_of_aged(6)
    before = Company.objects.get(pk=person.company_id)
    events = CompanyEvent.objects.count()
    run_due_freshness(NOW)
    after = Company.objects.get(pk=person.company_id)
    assert (after.updated_at, after.revision.version) == (before.updated_at, before.revision.version)
    assert CompanyEvent.objects.count() == events


@pytest.mark.parametrize(("language", "words"), [("nl", "Klopt het profiel van"), ("en", "still correct?")])
def test_the_mail_reads_in_the_language_of_its_reader_and_its_link_too(language, words):
    person = member_of_aged(6, user=UserFactory(language=language))
    run_due_freshness(NOW)
    row = OutboxMail.objects.get()
    link = f"http://127.0.0.1:8000/{language}/still-true/{create_confirmation_token(person.company, person.user)}/"
    assert words in row.subject
    assert link in row.text
    assert f'href="{link}"' in row.html
    note = Notification.objects.get()
    assert note.url == f"/{language}/companies/{person.company.slug}/confirm/"
    assert "still-true" not in note.title + note.text + note.url


def test_link_is_deleted_after_the_email_was_sent():
    member_of_aged(6)
    run_due_freshness(NOW)
    send_due_mail()
    row = OutboxMail.objects.get()
    assert (row.text, row.html) == ("", "")
    assert "/still-true/" in mail.outbox[0].body


def test_task_marks_asks_and_refreshes_matches(monkeypatch):
    looked = []
    monkeypatch.setattr("companies.tasks.enqueue_matching", lambda: looked.append(True))
    member_of_aged(9)
    look_at_ages_task()
    look_at_ages_task()
    assert looked == [True]
    assert OutboxMail.objects.count() == 1


# --- the link ---------------------------------------------------------------------------------------------------------


def question(person: Membership) -> FreshnessQuestion | None:
    person.company.refresh_from_db()
    return read_confirmation_token(create_confirmation_token(person.company, person.user))


def test_a_link_answers_once():
    person = member_of_aged(9)
    mark_outdated_profiles(NOW)
    person.company.refresh_from_db()
    token = create_confirmation_token(person.company, person.user)
    assert confirm_by_answer(read_confirmation_token(token))
    found = read_confirmation_token(token)
    assert not found.is_open
    assert not confirm_by_answer(found)
    assert Company.objects.get(pk=person.company_id).confirmed_at == NOW


def test_a_link_ends_when_somebody_else_confirms_the_profile(clock_stands):
    person = member_of_aged(6)
    token = create_confirmation_token(person.company, person.user)
    confirm_profile(person.company)
    clock_stands.move_to(NOW + timedelta(hours=1))
    found = read_confirmation_token(token)
    assert not found.is_open
    assert not confirm_by_answer(found)
    assert Company.objects.get(pk=person.company_id).confirmed_at == NOW


def test_a_link_works_for_ninety_days(clock_stands):
    person = member_of_aged(6)
    token = create_confirmation_token(person.company, person.user)
    clock_stands.move_to(NOW + timedelta(days=90))
    assert read_confirmation_token(token).is_open
    clock_stands.move_to(NOW + timedelta(days=90, seconds=2))
    assert read_confirmation_token(token) is None


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda person: person.delete(),
        lambda person: person.user.delete(),
        lambda person: type(person.user).objects.filter(pk=person.user_id).update(is_active=False),
        lambda person: Company.objects.filter(pk=person.company_id).update(state="withdrawn"),
    ],
)
def test_a_link_is_worth_nothing_once_its_reader_has_no_say(withdraw):
    person = member_of_aged(6)
    MembershipFactory(company=person.company)  # a company keeps an owner
    token = create_confirmation_token(person.company, person.user)
    withdraw(person)
    assert read_confirmation_token(token) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1],
        lambda token: token + "x",
        lambda token: "1" + token,
        lambda token: "",
        lambda token: "a-b-c",
        lambda token: "\x00",
    ],
)
def test_a_link_that_was_changed_is_no_link(change):
    person = member_of_aged(6)
    assert read_confirmation_token(change(create_confirmation_token(person.company, person.user))) is None


def test_a_link_of_another_signer_is_no_link():
    person = member_of_aged(6)
    token = create_confirmation_token(person.company, person.user)
    other = type(SIGNER)(sep=".", salt="portal.unsubscribe").sign(token.split(".")[0])
    assert read_confirmation_token(other) is None


def test_the_history_names_the_person_whom_the_mail_went_to():
    person = member_of_aged(6)
    confirm_by_answer(question(person))
    event = CompanyEvent.objects.filter(pgh_obj=person.company_id).latest("pgh_id")
    assert event.pgh_context.metadata == {"user": person.user_id, "answered": "by mail"}


# --- at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_several_runs_at_once_ask_once():
    for _ in range(4):
        member_of_aged(6)
    ready = Barrier(3)

    def run(_number: int) -> int:
        ready.wait(10)
        try:
            return run_due_freshness(NOW).asked
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(run, range(3))) == 4
    assert OutboxMail.objects.count() == 4
