"""What an admin asks of the floor on exposure."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.exposure.models import MOST_LEAST, MOST_LOST, MOST_PLACES, ExposureFloor


class ExposureFloorForm(forms.Form):
    """Points are typed as they are read; they are kept in whole tenths."""

    least = forms.IntegerField(
        label=_("Places in a quarter for every company that qualifies, at least"),
        min_value=1,
        max_value=MOST_LEAST,
        initial=1,
    )
    places = forms.IntegerField(
        label=_("Places of a list that may be given, at most"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=2,
        help_text=_("Always the last of the ten. The others stay as the points have it."),
    )
    lost = forms.DecimalField(
        label=_("Points that who comes in may have less, at most"),
        min_value=0,
        max_value=Decimal(MOST_LOST) / 10,
        decimal_places=1,
        initial=5,
        help_text=_("Less than the best of the places that may be given."),
    )

    @classmethod
    def of(cls, floor: ExposureFloor | None, data: Any = None) -> "ExposureFloorForm":
        """With what was asked before."""
        if floor is None:
            return cls(data)
        return cls(data, initial={"least": floor.least, "places": floor.places, "lost": Decimal(floor.lost) / 10})

    def asked(self) -> dict[str, int]:
        said = self.cleaned_data
        return {"least": said["least"], "places": said["places"], "lost": int(said["lost"] * 10)}


class FloorSwitchForm(forms.Form):
    """seen: which cost was on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    sure = forms.BooleanField(label=_("I have seen what it costs."))
