"""The pages of messages, and the mails themselves, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, BrowserContext, Page

from portal.notifications.digests import send_due_digests
from portal.notifications.models import MailFrequency, Notification, NotificationKind
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import create_unsubscribe_token, get_mail_frequencies
from portal.notifications.services import notify
from tests.browser import problems, seen, sign_in
from tests.factories import NotificationFactory, OutboxMailFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["notification_list", "notification_preferences", "mail_log"]


@pytest.fixture
def user(context, live_server):
    user = UserFactory(name="Noor")
    sign_in(context, live_server, user)
    return user


def address(name: str, language: str, *args: str) -> str:
    with translation.override(language):
        return reverse(name, args=args)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_clean_when_empty_and_when_full(page: Page, user, name: str) -> None:
    assert problems(page, address(name, "nl"), 1280) == []
    NotificationFactory.create_batch(21, user=user, text="Lange woorden: " + "haventerreinbeveiliging" * 6)
    NotificationFactory(user=user, language="en", read_at=timezone.now(), url="")
    OutboxMailFactory.create_batch(21, user=user)
    OutboxMailFactory(user=user, is_secret=True, subject="Wachtwoord")
    assert problems(page, address(name, "nl"), 320) + problems(page, address(name, "en"), 1280) == []


def test_the_way_out_is_clean_and_works_by_keyboard(page: Page) -> None:
    user = UserFactory()
    link = address("unsubscribe", "en", create_unsubscribe_token(user, "joining"))
    assert problems(page, link, 320) == []
    page.get_by_role("button", name="Stop these mails").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=No more mail about")
    assert get_mail_frequencies(user)[NotificationKind.JOINING] == MailFrequency.OFF


def test_a_message_is_opened_and_counted_off(page: Page, user) -> None:
    NotificationFactory.create_batch(2, user=user, url="/nl/agreements/")
    page.goto(address("notification_list", "nl"))
    counted = page.locator(".waiting-both .waiting", has_text="Berichten").locator("b")
    assert counted.inner_text().startswith("2")
    page.get_by_role("button", name="Open").first.click()
    page.wait_for_url("**/nl/agreements/")
    assert counted.inner_text().startswith("1")


def test_a_choice_is_made_by_keyboard_and_kept(page: Page, user) -> None:
    page.goto(address("notification_preferences", "nl"))
    page.locator("input[name=joining]:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messages")
    assert get_mail_frequencies(user)[NotificationKind.JOINING] == MailFrequency.DAILY


def test_mails_read_well_at_every_width(browser: Browser, user, tmp_path) -> None:
    NotificationFactory(user=user, created_at=timezone.now() - timezone.timedelta(days=8), title="Lange " * 20)
    notify(
        [user], NotificationKind.JOINING, "example/hello.html", key="x", context={"name": "Noor"}, url="/nl/challenges/"
    )
    send_due_digests()
    context: BrowserContext = browser.new_context()
    page = context.new_page()
    for mail in OutboxMail.objects.all():
        (tmp_path / "mail.html").write_text(mail.html)
        page.goto(f"file://{tmp_path}/mail.html")
        assert seen(page, 320, 700) == []
    assert OutboxMail.objects.count() == 2
    assert not Notification.objects.filter(mailed_at=None).exists()
    context.close()
