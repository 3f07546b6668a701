"""Store emails in the transaction that they report, and send them once that is committed.

A sender takes a row by moving its next attempt ahead and commits that before it talks to the mail server. So two
senders never take the same row, no lock is held while the server answers, and a row whose sender died comes back.
"""

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.core.queue import enqueue_mail
from portal.notifications.outbox_models import OutboxMail
from portal.notifications.rendering import render_mail

log = logging.getLogger(__name__)
HELD = timedelta(minutes=10)  # much longer than EMAIL_TIMEOUT: by then the sender is dead
LONGEST_WAIT_MINUTES = 12 * 60


def add_outbox_mail(
    key: str,
    *,
    to: str,
    language: str,
    template: str,
    context: dict[str, Any],
    **fields: Any,
) -> bool:
    """Mail `template` to somebody, once per key, after the commit; return whether the key is new.

    fields: others of OutboxMail, such as user, kind and is_secret.
    """
    rendered = render_mail(template, context, language)
    _mail, is_new = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "language": language,
            "subject": rendered.subject,
            "text": rendered.text,
            "html": rendered.html,
            **fields,
        },
    )
    if is_new:
        enqueue_mail()
    return is_new


def add_outbox_mails(mails: Sequence[OutboxMail]) -> None:
    """Add rendered emails with one query and one message to a worker; those whose key exists are left out."""
    if mails:
        OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
        enqueue_mail()


def send_due_mail() -> int:
    """Send what is due, row by row, until the mail server cannot be reached; return the number sent."""
    sent = 0
    while mail := _take_due_mail():
        try:
            _build_email_message(mail).send()
        except Exception as error:  # whatever is wrong with one mail is noted on it, and stops no other
            log.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
            _mark_mail_failed(mail, error)
            if _is_server_unreachable(error):
                break
        else:
            _mark_mail_sent(mail)
            sent += 1
    return sent


def retry_failed_mail(mails: QuerySet[OutboxMail]) -> int:
    """Give ten new attempts to those that were not sent; return their number."""
    count = mails.filter(sent_at=None, attempts__gt=0).update(attempts=0, next_try_at=timezone.now())
    if count:
        enqueue_mail()
    return count


@transaction.atomic
def _take_due_mail() -> OutboxMail | None:
    now = timezone.now()
    due = OutboxMail.objects.due(now).order_by("next_try_at", "pk")
    mail = due.select_for_update(skip_locked=True, of=("self",)).first()
    if mail:
        mail.attempts += 1
        mail.next_try_at = now + HELD
        mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def _build_email_message(mail: OutboxMail) -> EmailMultiAlternatives:
    """Build the message with the same Message-ID at each try: mail programs show one, even if two arrive."""
    site = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<{sha256(mail.key.encode()).hexdigest()[:32]}@{site}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
        **mail.headers,
    }
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _mark_mail_sent(mail: OutboxMail) -> None:
    mail.sent_at, mail.last_error = timezone.now(), ""
    if mail.is_secret:
        mail.text = mail.html = ""
    mail.save(update_fields=["sent_at", "last_error", "text", "html"])


def _mark_mail_failed(mail: OutboxMail, error: Exception) -> None:
    """Plan the next try after 1, 4, 16 ... minutes, at most half a day: ten attempts take two days."""
    minutes = min(4 ** (mail.attempts - 1), LONGEST_WAIT_MINUTES)
    mail.next_try_at = timezone.now() + timedelta(minutes=minutes)
    mail.last_error = f"{type(error).__name__}: {error}".replace("\x00", "")[:500]
    mail.save(update_fields=["next_try_at", "last_error"])


def _is_server_unreachable(error: Exception) -> bool:
    """Return whether the error is about the server, not about this email: the others wait for the next run."""
    refused = isinstance(error, smtplib.SMTPException)
    lost = isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    return isinstance(error, OSError) and (lost or not refused)
