"""Fields that several forms of the supply side share."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ProseField(forms.CharField):
    """A text of several lines; counted and kept with the line ends that we use, not those that browsers send."""

    def to_python(self, value: Any) -> str:
        return cast(str, super().to_python(value)).replace("\r\n", "\n")


class KvKField(forms.CharField):
    """Eight digits; spaces and dots between them are no mistake. Empty is None, as many companies may have none."""

    default_validators = [RegexValidator(r"\A[0-9]{8}\Z", _("A KvK number has eight digits."))]

    def to_python(self, value: Any) -> Any:
        return "".join(cast(str, super().to_python(value)).replace(".", "").split()) or None


def limit_text_length(field: forms.Field, longest: int) -> None:
    """The page counts along, and a longer text is refused with its length; the browser cuts nothing."""
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-counter"] = gettext("{} of at most %(number)s characters") % {
        "number": number_format(longest, use_l10n=True, force_grouping=True)
    }
    field.validators = [each for each in field.validators if not isinstance(each, MaxLengthValidator)]
    field.validators.append(
        MaxLengthValidator(longest, _("At most %(limit_value)d characters fit; you have %(show_value)d."))
    )


def build_prose_widget(language: str, rows: int = 8) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "lang": language})
