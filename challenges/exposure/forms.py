"""Forms to start a trial of a floor on exposure, and to switch it on."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.exposure.models import MOST_LEAST, MOST_LOST, MOST_PLACES, ExposureFloor


class ExposureFloorForm(forms.Form):
    """Ask for the rules of a floor. Points are entered as the page shows them, and stored in whole tenths."""

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
    def from_floor(cls, floor: ExposureFloor | None) -> "ExposureFloorForm":
        """Return a form that starts with the rules of this floor."""
        if floor is None:
            return cls()
        return cls(initial={"least": floor.least, "places": floor.places, "lost": Decimal(floor.lost) / 10})

    def get_rules(self) -> dict[str, int]:
        """Return the arguments of `start_floor_trial`."""
        data = self.cleaned_data
        return {"least": data["least"], "places": data["places"], "lost": int(data["lost"] * 10)}


class FloorSwitchForm(forms.Form):
    """Confirm that a floor goes on. `seen`: the `hash_floor_cost` of the cost that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    sure = forms.BooleanField(label=_("I have seen what it costs."))
