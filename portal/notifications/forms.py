from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.notifications.models import MailFrequency, NotificationKind

ABOUT_KINDS = {
    NotificationKind.JOINING: _("Who asks to join, who was invited, and what was decided."),
    NotificationKind.CHALLENGES: _("New challenges that fit, and deadlines that come near."),
    NotificationKind.RESPONSES: _("Receipts, questions and answers, and what became of a response."),
    NotificationKind.REVIEWS: _("What waits for your approval, and what became of what you wrote."),
    NotificationKind.INTRODUCTIONS: _("Who wants to meet you, what they said, and when an answer is due."),
    NotificationKind.SESSIONS: _("Your seats, your place on the waiting list, and offers that lapse."),
    NotificationKind.REGISTRATIONS: _("Which companies ask for a seat at a session."),
    NotificationKind.PROFILE: _("Whether it is still true, and what others changed in it."),
    NotificationKind.ACCOUNT: _("Changes of your role. Mails about signing in always come at once."),
}


FOR_STAFF = {NotificationKind.REVIEWS, NotificationKind.REGISTRATIONS}


class PreferencesForm(forms.Form):
    """Ask for each kind of message that the reader can get how soon it comes by email."""

    def __init__(self, reader: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [
            kind for kind in NotificationKind if kind not in FOR_STAFF or reader.is_rom_staff or reader.is_superuser
        ]
        for kind in self.kinds:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=MailFrequency.choices, widget=forms.RadioSelect, help_text=ABOUT_KINDS[kind]
            )

    def wanted(self) -> dict[NotificationKind, MailFrequency]:
        return {kind: MailFrequency(self.cleaned_data[kind.value]) for kind in self.kinds}
