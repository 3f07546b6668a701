"""What is asked of a timetable."""

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.services.sessions.planning import MOST_FLOOR


class PlanForm(forms.Form):
    """after: the number of the newest timetable on the page, so that a form sent twice asks once."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    floor = forms.IntegerField(
        label=_("Meetings for every company, at least"),
        min_value=0,
        max_value=MOST_FLOOR,
        initial=0,
        help_text=_("A promise to everybody costs value and must-meets. Ask above to see how much."),
    )
