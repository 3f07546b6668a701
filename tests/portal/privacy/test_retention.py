"""Retention: what is old enough goes, what is not stays, and a dry run removes nothing."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from challenges.introductions.models import IntroductionStep
from challenges.responses.reading_models import Reading as ResponseReading
from companies.members.models import Claim, Invitation, JoinRequest
from companies.profiles.models import Company
from companies.profiles.visibility_models import Reading
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.privacy import retention
from portal.privacy.models import Erasure, RetentionRun
from portal.privacy.retention import RetentionRule, preview_retention, run_retention
from portal.tasks import retention_task
from tests.factories import (
    ClaimFactory,
    CompanyFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    NotificationFactory,
    OutboxMailFactory,
    ReadingFactory,
    ResponseReadingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def ago(days: int):
    return timezone.now() - timedelta(days=days)


def left(model) -> set[int]:
    return set(model.objects.values_list("pk", flat=True))


def test_text_of_old_mail_goes_and_the_log_of_it_stays():
    old = OutboxMailFactory(created_at=ago(31), sent_at=ago(31), attempts=1, html="<p>Words</p>")
    given_up = OutboxMailFactory(created_at=ago(31), attempts=10)
    tried = OutboxMailFactory(created_at=ago(31))
    young = OutboxMailFactory(created_at=ago(29), sent_at=ago(29), attempts=1)
    run_retention()
    texts = dict(OutboxMail.objects.values_list("pk", "text"))
    assert (texts[old.pk], texts[given_up.pk]) == ("", "")
    assert all((texts[tried.pk], texts[young.pk]))


def test_ended_introduction_keeps_its_steps_without_who_took_them_and_what_they_noted():
    steps = {
        name: IntroductionStepFactory(introduction=IntroductionFactory(state=state, state_since=ago(days)))
        for name, state, days in (("old", "lapsed", 731), ("young", "lapsed", 729), ("asked", "asked", 731))
    }
    assert preview_retention()["step_of_an_ended_introduction"].count == 1
    assert run_retention().counts["step_of_an_ended_introduction"] == 1
    kept = {name: IntroductionStep.objects.get(pk=step.pk) for name, step in steps.items()}
    assert (kept["old"].by, kept["old"].note, kept["old"].what) == (None, "", "ask")
    assert all(kept[name].by and kept[name].note for name in ("young", "asked"))


def test_mail_goes_after_a_year_and_the_last_one_once_sent():
    OutboxMailFactory(created_at=ago(366), sent_at=ago(366), attempts=1)
    OutboxMailFactory(kind="erased", user=None, to="x@example.org", sent_at=ago(0), attempts=1)
    waiting = OutboxMailFactory(kind="erased", user=None, to="x@example.org")
    young = OutboxMailFactory(created_at=ago(364), sent_at=ago(364), attempts=1)
    run_retention()
    assert left(OutboxMail) == {waiting.pk, young.pk}


def test_read_messages_go_sooner_than_unread_ones():
    NotificationFactory(created_at=ago(366))
    NotificationFactory(created_at=ago(200), read_at=ago(181))
    kept = {
        NotificationFactory(created_at=ago(364)).pk,
        NotificationFactory(created_at=ago(200), read_at=ago(179)).pk,
    }
    run_retention()
    assert left(Notification) == kept


def test_accounts_that_nobody_confirmed_go():
    UserFactory(date_joined=ago(31))
    verified = UserFactory(date_joined=ago(31))
    EmailAddress.objects.create(user=verified, email=verified.email, verified=True, primary=True)
    kept = {
        verified.pk,
        UserFactory(date_joined=ago(29)).pk,
        UserFactory(date_joined=ago(31), last_login=ago(1)).pk,
        UserFactory(date_joined=ago(31), adviser=True).pk,
        UserFactory(date_joined=ago(31), admin=True).pk,
    }
    run_retention()
    assert left(User) == kept
    assert Erasure.objects.get().why == "unverified"


def test_account_that_nobody_uses_is_told_and_then_erased_and_its_company_withdrawn():
    membership = MembershipFactory(user__last_login=ago(731), user__language="en")
    for _time in range(2):
        run_retention()
    mail = OutboxMail.objects.get()
    assert (mail.subject, mail.to) == ("Do you still want your account?", membership.user.email)
    run_retention()
    assert User.objects.exists(), "the mail did not leave yet"
    OutboxMail.objects.update(sent_at=ago(31), attempts=1)
    run_retention()
    assert not User.objects.exists()
    assert Company.objects.get().state == "withdrawn"
    assert Erasure.objects.get().why == "inactive"


def test_who_signs_in_after_the_mail_stays():
    user = UserFactory(last_login=ago(731))
    run_retention()
    OutboxMail.objects.update(sent_at=ago(31), attempts=1)
    User.objects.update(last_login=ago(1))
    run_retention()
    assert left(User) == {user.pk}


def test_staff_and_admins_are_not_erased_for_being_away():
    UserFactory(last_login=ago(2000), adviser=True)
    UserFactory(last_login=ago(2000), admin=True)
    run_retention()
    assert not OutboxMail.objects.exists()


def test_old_history_goes_and_who_acted_with_it(settings):
    company = CompanyFactory()
    run_retention()
    assert Company.pgh_event_model.objects.count() == 1
    settings.KEEP_DAYS = {**settings.KEEP_DAYS, "history": 0}
    run_retention()
    assert Company.pgh_event_model.objects.count() == 0
    assert Company.objects.filter(pk=company.pk).exists()


def test_ended_sessions_go():
    Client().force_login(UserFactory())
    from django.contrib.sessions.models import Session

    Session.objects.update(expire_date=ago(1))
    run_retention()
    assert not Session.objects.exists()


def test_dry_run_removes_nothing_and_names_examples(capsys):
    old = NotificationFactory(created_at=ago(366))
    call_command("retention", dry_run=True)
    assert f"message: 1 (such as {old.pk})" in capsys.readouterr().out
    assert left(Notification) == {old.pk}
    assert not RetentionRun.objects.exists()


def test_run_is_recorded_with_its_counts():
    NotificationFactory(created_at=ago(366))
    retention_task()
    run = RetentionRun.objects.get()
    assert (run.counts["message"], run.failed) == (1, {})
    assert run.finished_at


def test_a_rule_that_fails_stops_no_other_and_is_told(monkeypatch):
    def fail(now, most):
        raise ValueError

    NotificationFactory(created_at=ago(366))
    working = [RetentionRule("broken", fail, len), *retention.list_retention_rules()]
    monkeypatch.setattr(retention, "list_retention_rules", lambda: working)
    with pytest.raises(CommandError, match="broken"):
        call_command("retention")
    run = RetentionRun.objects.get()
    assert (run.failed, run.counts["message"]) == ({"broken": "ValueError"}, 1)


def test_more_than_one_step_is_done_in_steps(monkeypatch):
    monkeypatch.setattr(retention, "STEP", 2)
    NotificationFactory.create_batch(5, created_at=ago(366))
    assert run_retention().counts["message"] == 5


def test_what_was_asked_goes_once_it_was_answered_long_ago_and_what_waits_stays():
    JoinRequestFactory(state="declined", decided_at=ago(91))
    ClaimFactory(state="accepted", decided_at=ago(91))
    InvitationFactory(state="accepted", link=None, decided_at=ago(91))
    requests = {JoinRequestFactory(state="declined", decided_at=ago(89)).pk, JoinRequestFactory().pk}
    claims = {ClaimFactory(state="accepted", decided_at=ago(89)).pk, ClaimFactory().pk}
    invitations = {InvitationFactory(state="revoked", link=None, decided_at=ago(89)).pk, InvitationFactory().pk}
    for model in (JoinRequest, Claim):
        model.objects.update(created_at=ago(400))
    run_retention()
    assert (left(JoinRequest), left(Claim), left(Invitation)) == (requests, claims, invitations)


def test_link_that_nobody_used_goes_long_after_it_ran_out():
    InvitationFactory(mailed_at=ago(105), expires_at=ago(91))
    ClaimFactory(way="mail", address="info@example.org", reason="", expires_at=ago(91))
    invitation = InvitationFactory(mailed_at=ago(103), expires_at=ago(89))
    claim = ClaimFactory(way="mail", address="info@example.org", reason="", expires_at=ago(89))
    run_retention()
    assert (left(Invitation), left(Claim)) == ({invitation.pk}, {claim.pk})


def test_log_of_readings_goes_after_a_year():
    ReadingFactory()
    Reading.objects.update(read_at=ago(366))
    young = ReadingFactory()
    Reading.objects.filter(pk=young.pk).update(read_at=ago(364))
    run_retention()
    assert left(Reading) == {young.pk}


def test_who_read_a_response_is_forgotten_after_a_year_and_that_it_was_read_stays():
    old, young = ResponseReadingFactory(read_at=ago(366)), ResponseReadingFactory(read_at=ago(364))
    run_retention()
    readers = dict(ResponseReading.objects.values_list("pk", "user"))
    assert readers == {old.pk: None, young.pk: young.user_id}


def test_dry_run_names_what_companies_would_clear_away(capsys):
    old = JoinRequestFactory(state="declined", decided_at=ago(91))
    call_command("retention", dry_run=True)
    told = capsys.readouterr().out
    assert f"request_to_join: 1 (such as {old.pk})" in told
    assert left(JoinRequest) == {old.pk}
