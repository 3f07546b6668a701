"""The annex of a challenge as its ROM types it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.posting.annex_models import LONGEST_ANNEX, Annex, list_narrower_audiences
from companies.profiles.forms import ProseField, build_prose_widget, limit_text_length
from portal.core.forms import VersionedForm


class AnnexForm(VersionedForm):
    """Only audiences that are no wider than the challenge's own can be chosen."""

    text_nl = ProseField(
        label=_("Restricted annex in Dutch"),
        max_length=LONGEST_ANNEX,
        required=False,
        widget=build_prose_widget("nl", rows=10),
        help_text=_(
            "Add details for a limited group of companies, such as locations, quantities or the unit. Never "
            "include classified information."
        ),
    )
    text_en = ProseField(
        label=_("Restricted annex in English"),
        max_length=LONGEST_ANNEX,
        required=False,
        widget=build_prose_widget("en", rows=10),
        help_text=_("One of the two languages is enough."),
    )
    visibility = forms.ChoiceField(
        label=_("Who can read the restricted annex?"),
        widget=forms.RadioSelect,
        help_text=_("This group cannot be larger than the group that can read the challenge."),
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )

    def __init__(self, annex: Annex, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.annex = annex
        choices = [(each.value, each.label) for each in list_narrower_audiences(annex.challenge)]
        cast(forms.ChoiceField, self.fields["visibility"]).choices = choices
        for name in ("text_nl", "text_en"):
            limit_text_length(self.fields[name], LONGEST_ANNEX)
        kept = {name: getattr(annex, name) for name in ("text_nl", "text_en", "visibility")}
        self.initial = kept | {"seen": str(annex.version)} | self.initial
