"""The address at which a calendar reads appointments: made, made anew, revoked."""

from django import forms
from django.utils.translation import gettext_lazy as _

MAKE, REVOKE = "make", "revoke"


class FeedForm(forms.Form):
    """seen: the feed that was there when the page was made, so that a form sent twice makes one address."""

    what = forms.ChoiceField(choices=[(MAKE, MAKE), (REVOKE, REVOKE)], widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)
    language = forms.ChoiceField(
        label=_("Language of the calendar"), choices=[("nl", "Nederlands"), ("en", "English")], required=False
    )
