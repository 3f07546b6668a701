"""One reference case."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.profiles.form_fields import ProseField, build_prose_widget, limit_text_length
from companies.profiles.forms import StoredRowForm
from companies.profiles.reference_models import CASE_LENGTH, FIRST_CASE_YEAR, ReferenceCase


class ReferenceProjectForm(StoredRowForm):
    """A year until this one: a case is what was done."""

    class Meta:
        model = ReferenceCase
        fields = ["title", "year", "customer", "for_government", "text_nl", "text_en"]
        labels = {
            "title": _("What did you do?"),
            "year": _("Year"),
            "customer": _("For whom?"),
            "for_government": _("It was for a government or defence organisation"),
            "text_nl": _("In Dutch"),
            "text_en": _("In English"),
        }
        help_texts = {
            "title": _("In one line, such as “Measured a dike for a year”."),
            "customer": _("Only if the customer agrees to be named."),
            "text_nl": _("What you delivered, and what came of it."),
        }
        field_classes = {"text_nl": ProseField, "text_en": ProseField}
        widgets = {"text_nl": build_prose_widget("nl", 4), "text_en": build_prose_widget("en", 4)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_nl", "text_en"):
            limit_text_length(self.fields[name], CASE_LENGTH)

    def clean_year(self) -> int:
        year, this_year = int(self.cleaned_data["year"]), timezone.localdate().year
        if not FIRST_CASE_YEAR <= year <= this_year:
            raise forms.ValidationError(
                _("Give a year from %(first)d to %(last)d."), params={"first": FIRST_CASE_YEAR, "last": this_year}
            )
        return year
