"""The address at which a calendar reads appointments."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarFeedForm(forms.Form):
    """seen: the feed that was there when the page was made, so that a form sent twice makes one address."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)
    language = forms.ChoiceField(label=_("Language of the calendar"), choices=[("nl", "Nederlands"), ("en", "English")])
