"""Tell people what happened: on the site always, by email as soon as they want it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.models import User
from portal.core.bilingual import localise_path
from portal.notifications.models import MailFrequency, Notification, NotificationKind
from portal.notifications.outbox import add_outbox_mails
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.preferences import build_mail_footer, build_unsubscribe_headers, get_mail_choices
from portal.notifications.rendering import render_mail, render_notification


@dataclass(frozen=True)
class Notice:
    """What one person is told of one event; `notify` explains the fields."""

    user: User
    kind: NotificationKind
    template: str
    key: str
    context: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    on_site_only: bool = False
    is_receipt: bool = False
    is_secret: bool = False

    def build_context(self) -> dict[str, Any]:
        path = localise_path(self.url, self.user.language)
        return {**self.context, "user": self.user, "url": settings.SITE_URL + path if path else ""}

    def build_notification(self, chosen: MailFrequency) -> Notification:
        frequency = MailFrequency.OFF if self.on_site_only else chosen
        frequency = MailFrequency.AT_ONCE if self.is_receipt else frequency
        title, text = render_notification(self.template, self.build_context(), self.user.language)
        return Notification(
            user=self.user,
            key=self.key,
            kind=self.kind,
            language=self.user.language,
            title=title,
            text=text,
            url=localise_path(self.url, self.user.language),
            frequency=frequency,
            mailed_at=timezone.now() if frequency == MailFrequency.AT_ONCE else None,
        )

    def build_mail(self, revoked: int) -> OutboxMail:
        footer = {} if self.is_receipt else build_mail_footer(self.user, self.kind, revoked)
        rendered = render_mail(self.template, self.build_context() | footer, self.user.language)
        return OutboxMail(
            key=f"notification:{self.user.pk}:{self.key}",
            to=self.user.email,
            user=self.user,
            language=self.user.language,
            kind=self.kind,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            headers=build_unsubscribe_headers(footer) if footer else {},
            is_secret=self.is_secret,
        )


def notify(users: Iterable[User], kind: NotificationKind, template: str, *, key: str, **fields: Any) -> int:
    """Tell people of one event, each once per key; return how many had not been told yet.

    Call it in the transaction of the event. The number of queries does not depend on the number of people.

    template: one in a folder `mail`, see templates/portal/notifications/mail/base.html. It reads `context`, `user`
    and `url`.
    context: what the template needs to say what happened.
    url: where to look, a path on this site in any language; the email shows it as a button.
    on_site_only: never by email, whatever the person chose; the caller sends an email of its own.
    is_receipt: by email at once, whatever the person chose, without a way to switch it off, because it is their proof.
    is_secret: the email holds what only its reader may read. Its text is removed once it has been sent. What the site
    shows (the text with `bare` set) must not hold it.
    """
    return notify_each(Notice(user, kind, template, key, **fields) for user in users)


@transaction.atomic(savepoint=False)
def notify_each(notices: Iterable[Notice]) -> int:
    """Do what `notify` does for notices that differ per person."""
    wanted = {(notice.user.pk, notice.key): notice for notice in notices if notice.user.is_active}
    untold = _exclude_told(wanted)
    if not untold:
        return 0
    choices = get_mail_choices({each.user for each in untold.values()}, {each.kind for each in untold.values()})
    rows = {
        name: notice.build_notification(choices[notice.user.pk, notice.kind].frequency)
        for name, notice in untold.items()
    }
    try:
        with transaction.atomic():
            Notification.objects.bulk_create(rows.values())
    except IntegrityError:  # another process told one of them of the same event at the same time
        rows = _exclude_told(rows)
        Notification.objects.bulk_create(rows.values(), ignore_conflicts=True)
    mailed = [untold[name] for name, row in rows.items() if row.frequency == MailFrequency.AT_ONCE]
    add_outbox_mails([notice.build_mail(choices[notice.user.pk, notice.kind].revoked) for notice in mailed])
    return len(rows)


def _exclude_told(by_name: dict[tuple[int, str], Any]) -> dict[tuple[int, str], Any]:
    """Leave out those who have been told; the names are (user id, key)."""
    users, keys = {user for user, _key in by_name}, {key for _user, key in by_name}
    told = set(Notification.objects.filter(user__in=users, key__in=keys).values_list("user", "key"))
    return {name: each for name, each in by_name.items() if name not in told}


def mark_notifications_read(notifications: QuerySet[Notification]) -> int:
    """Mark those that have not been read; return their number."""
    return notifications.filter(read_at=None).update(read_at=timezone.now())
