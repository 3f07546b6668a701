"""Adapt allauth: its emails go through the outbox, and a form sent twice makes one account."""

from typing import Any, cast
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.sites.shortcuts import get_current_site
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation

from portal.accounts.models import User
from portal.notifications.outbox import add_outbox_mails
from portal.notifications.outbox_models import OutboxMail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Save the account; of a form that was sent twice at once, the second gets the page that the first gets."""
        try:
            with transaction.atomic():
                return cast(User, super().save_user(request, user, form, commit))
        except IntegrityError as error:
            raise ImmediateHttpResponse(redirect("account_email_verification_sent")) from error

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send through the outbox, in the reader's language; its links sign in, so the text is kept secret."""
        user = context.get("user")
        owner = user if user and user.pk else None
        language = owner.language if owner else (translation.get_language() or "nl")[:2]
        site = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        with translation.override(language):
            message = self.render_mail(template_prefix, email, site | context)
        mail = OutboxMail(
            key=f"account:{uuid4()}",
            to=email,
            user=owner,
            language=language,
            kind="account",
            subject=message.subject[:200],
            text=message.body,
            is_secret=True,
        )
        add_outbox_mails([mail])
