"""What we want differently from allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person it goes to."""
        user = context.get("user")
        with translation.override(user.language if user and user.pk else translation.get_language()):
            super().send_mail(template_prefix, email, context)
