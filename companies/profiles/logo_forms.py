"""The form that takes a logo. Use it with `enctype="multipart/form-data"`; its picture is for set_logo."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.documents.files.kinds import RejectedFile
from portal.documents.files.logos import LARGEST_FILE, LogoPicture, rebuild_logo

WHY = {
    "empty": _("This file is empty."),
    "large": _("This file is larger than 5 MB. Save the logo smaller."),
    "drawing": _("This is a drawing in SVG. Save it as PNG, and send that."),
    "kind": _("This is no PNG, JPEG or WebP. Save the logo as one of these."),
    "huge": _("This picture has more than 16 million pixels. Save the logo smaller."),
    "animated": _("This picture moves. Send one that stands still."),
    "broken": _("This picture cannot be read to its end. Save it again, and send that."),
}


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_(
            "PNG, JPEG or WebP, at most 5 MB. A small picture is made of it; nothing else of the file is kept."
        ),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    picture: LogoPicture

    def clean_logo(self) -> Any:
        file = self.cleaned_data["logo"]
        try:
            if file.size > LARGEST_FILE:
                raise RejectedFile("large")
            self.picture = rebuild_logo(file.read())
        except RejectedFile as refused:
            raise ValidationError(WHY[refused.code], code=refused.code) from None
        return file

    def service_kwargs(self) -> dict[str, LogoPicture]:
        return {"picture": self.picture}
