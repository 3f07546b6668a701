"""Who hears what of a review, and when those who could approve it are asked again."""

from datetime import datetime, timedelta

import pgtrigger
import pytest
from django.utils import timezone

from challenges.posting.models import ChallengeMove
from challenges.posting.review_reminders import send_review_reminders
from challenges.posting.services import transition_challenge
from challenges.posting.workflow import ChallengeState
from portal.core.workdays import add_working_days
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.factories import ChallengeCoOwnerFactory, ChallengeWriterFactory, RequirementFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def writer():
    return UserFactory(adviser=True, language="en")


@pytest.fixture
def challenge(writer):
    found = RequirementFactory(
        challenge__draft=True, challenge__rom=writer.rom, challenge__opens_at=timezone.now() + DAY
    ).challenge
    ChallengeWriterFactory(challenge=found, user=writer)
    return found


def told():
    """Whom, of what, by the template's part of the key."""
    return sorted(Notification.objects.values_list("user__email", "key"), key=lambda row: row[1])


def kinds_of(user):
    return [key.split(":")[-1] for key in Notification.objects.filter(user=user).values_list("key", flat=True)]


def test_submitting_asks_those_who_did_not_write_in_every_owning_rom(challenge, writer):
    colleague, stranger = UserFactory(adviser=True, rom=writer.rom), UserFactory(adviser=True)
    partner = UserFactory(adviser=True, rom=ChallengeCoOwnerFactory(challenge=challenge).rom)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert [kinds_of(each) for each in (writer, colleague, partner, stranger)] == [[], ["asked"], ["asked"], []]
    assert OutboxMail.objects.filter(user=colleague).count() == 1


def test_where_nobody_else_works_an_admin_is_asked(challenge, writer):
    admin = UserFactory(admin=True)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert kinds_of(admin) == ["asked"]


def test_the_writer_reads_why_on_the_site_and_by_mail(challenge, writer):
    colleague = UserFactory(adviser=True, rom=writer.rom)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    transition_challenge(challenge, ChallengeState.DRAFT, colleague, reason="Say <where> it is shown.")
    mail = OutboxMail.objects.get(user=writer)
    assert "Say <where> it is shown." in mail.text
    assert "Say &lt;where&gt; it is shown." in mail.html
    assert Notification.objects.get(user=writer).title == f"Changes requested: “{challenge.title_en}”"


def test_the_writer_hears_of_the_approval(challenge, writer):
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    transition_challenge(challenge, ChallengeState.SCHEDULED, UserFactory(adviser=True, rom=writer.rom))
    assert kinds_of(writer) == ["approved"]


@pytest.mark.parametrize(("opens", "told"), [(DAY, "It opens "), (-DAY, "it is open from now on")])
def test_the_writer_of_what_opened_by_the_approval_reads_that(challenge, writer, opens, told):
    challenge.opens_at = timezone.now() + opens
    challenge.save()
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    transition_challenge(challenge, ChallengeState.SCHEDULED, UserFactory(adviser=True, rom=writer.rom))
    mail = OutboxMail.objects.get(user=writer)
    assert told in mail.text
    assert told in mail.html


def submitted_days_ago(challenge, writer, days):
    """Working days ago, on a Tuesday at noon: on a day off nobody is reminded."""
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    Notification.objects.all().delete()
    now = datetime(2026, 12, 1, 12, tzinfo=timezone.get_current_timezone())
    with pgtrigger.ignore("challenges.ChallengeMove:stays_as_it_was"):
        day = add_working_days(now.date(), -days)
        ChallengeMove.objects.update(at=now.replace(year=day.year, month=day.month, day=day.day))
    return now


@pytest.mark.parametrize(
    ("days", "adviser", "manager"),
    [(1, [], []), (2, ["due"], ["due"]), (4, ["due"], ["due"]), (5, ["due"], ["due", "late"])],
)
def test_reviewers_are_reminded_after_two_working_days_and_the_manager_after_five(
    challenge, writer, days, adviser, manager
):
    colleague = UserFactory(adviser=True, rom=writer.rom)
    chief = UserFactory(rom=writer.rom, rom_role="manager")
    now = submitted_days_ago(challenge, writer, days)
    number = send_review_reminders(now)
    assert (kinds_of(colleague), sorted(kinds_of(chief))) == (adviser, manager)
    assert (number, send_review_reminders(now)) == (len(adviser + manager), 0)


def test_without_a_manager_the_admins_hear_of_what_nobody_approves(challenge, writer):
    admin = UserFactory(admin=True)
    UserFactory(adviser=True, rom=writer.rom)
    send_review_reminders(submitted_days_ago(challenge, writer, 5))
    assert kinds_of(admin) == ["late"]


def test_what_was_decided_reminds_nobody(challenge, writer):
    colleague = UserFactory(adviser=True, rom=writer.rom)
    now = submitted_days_ago(challenge, writer, 9)
    transition_challenge(challenge, ChallengeState.DRAFT, colleague, reason="Nee.")
    assert send_review_reminders(now) == 0


def test_reminding_costs_the_same_queries_when_all_were_told(challenge, writer, django_assert_max_num_queries):
    UserFactory(adviser=True, rom=writer.rom)
    now = submitted_days_ago(challenge, writer, 5)
    send_review_reminders(now)
    with django_assert_max_num_queries(8):
        send_review_reminders(now)
