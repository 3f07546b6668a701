"""Telling people: on the site always, by mail as soon as they want it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.models import MailFrequency, Notification, NotificationKind
from portal.notifications.outbox import add_rendered_mail
from portal.notifications.preferences import build_mail_footer, build_unsubscribe_headers, get_mail_frequencies
from portal.notifications.rendering import render_mail, render_notification
from portal.ui.language import localise_path


@transaction.atomic(savepoint=False)
def notify_user(
    user: User,
    kind: NotificationKind | str,
    *,
    key: str,
    template: str,
    context: dict[str, Any],
    url: str = "",
    on_site_only: bool = False,
    is_receipt: bool = False,
    is_secret: bool = False,
) -> bool:
    """Tell one person of one event, once per key; False when the person knew. Call it in the event's transaction.

    template: "companies/mail/join_request", for `.subject.txt` (the title), `.txt` and `.html` (see
    templates/portal/notifications/mail/base.*); it reads what is in `context`, `user` and `url`.
    url: where to look, a path on this site in any language; the mail shows it as a button.
    on_site_only: never by mail, whatever the person chose: the caller mails it.
    is_receipt: mailed at once, whatever the person chose, and without a way to switch it off: it is their proof.
    is_secret: the mail holds what its reader alone may read. It is removed once sent; what the site shows (the text
    with `bare` set) must not hold it.
    """
    if not user.is_active:
        return False
    kind, path = NotificationKind(kind), localise_path(url, user.language)
    frequency = MailFrequency.OFF if on_site_only else get_mail_frequencies(user)[kind]
    frequency = MailFrequency.AT_ONCE if is_receipt else frequency
    at_once = frequency == MailFrequency.AT_ONCE
    shown = {**context, "user": user, "url": settings.SITE_URL + path if path else ""}
    title, text = render_notification(template, shown, user.language)
    notification, is_new = Notification.objects.get_or_create(
        user=user,
        key=key,
        defaults={
            "kind": kind,
            "language": user.language,
            "title": title,
            "text": text,
            "url": path,
            "frequency": frequency,
            "mailed_at": timezone.now() if at_once else None,
        },
    )
    if is_new and at_once:
        _add_notification_mail(notification, template, shown, is_receipt, is_secret)
    return is_new


def mark_notifications_read(notifications: QuerySet[Notification]) -> int:
    """Those that were not read yet; the number of them."""
    return notifications.filter(read_at=None).update(read_at=timezone.now())


def _add_notification_mail(
    notification: Notification, template: str, shown: dict[str, Any], is_receipt: bool, is_secret: bool
) -> None:
    user = notification.user
    foot = {} if is_receipt else build_mail_footer(user, notification.kind)
    add_rendered_mail(
        f"notification:{user.pk}:{notification.key}",
        render_mail(template, shown | foot, user.language),
        to=user.email,
        language=user.language,
        user=user,
        kind=notification.kind,
        headers=build_unsubscribe_headers(foot) if foot else {},
        is_secret=is_secret,
    )
