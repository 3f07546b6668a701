"""Forms of the parts of a profile: technologies, visibility, reference projects, the logo and calls."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.profiles.forms import ConflictingValue, ProseField, StoredRowForm, build_prose_widget, limit_text_length
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import CASE_LENGTH, FIRST_CASE_YEAR, FreshnessCall, ReferenceCase
from companies.profiles.services import format_known_statuses
from companies.profiles.visibility_models import (
    STAFF_AT_MOST,
    Audience,
    CompanyConfidential,
    CompanyContact,
    ProfileGroup,
)
from companies.profiles.visibility_services import get_company_contact, get_confidential_text, hash_visibility
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject
from portal.documents.files.kinds import RejectedFile
from portal.documents.files.logos import LARGEST_FILE, LogoPicture, rebuild_logo
from portal.technologies.evidence import KnownAs
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

YES, NO = "yes", "no"
VERDICT = {KnownAs.PROPOSED: None, KnownAs.REFUSED: NO}


class TechnologyReviewForm(VersionedForm):
    """Yes or no for each technology of the profile, and one to add; a suggestion without an answer stays a suggestion.

    links: all technologies of the company. Refused ones are not shown and can be added again, unless somebody refused
    one while this person was answering.
    """

    theirs: list[ConflictingValue] = []

    def __init__(self, links: Sequence[CompanyTechnology], vocabulary: Vocabulary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        self.links = [
            link for link in links if link.known_as != KnownAs.REFUSED or _get_verdict_field_name(link) in self.data
        ]
        self.initial["seen"] = format_known_statuses(links)
        for link in self.links:
            self.fields[_get_verdict_field_name(link)] = forms.ChoiceField(
                label=str(link.technology),
                choices=[(YES, _("Yes, this is correct")), (NO, _("No, remove it"))],
                widget=forms.RadioSelect,
                required=False,
                initial=VERDICT.get(KnownAs(link.known_as), YES),
                error_messages={"invalid_choice": _("Say yes or no.")},
            )
        self.fields["add"] = forms.ChoiceField(
            label=_("Is a technology missing?"),
            help_text=_("Choose from %(number)d technologies. Your choice counts fully.")
            % {"number": len(vocabulary.by_id)},
            choices=[("", _("Choose a technology")), *vocabulary.choices({link.technology_id for link in self.links})],
            required=False,
            error_messages={"invalid_choice": _("Choose a technology from the list.")},
        )

    @property
    def proposed(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as == KnownAs.PROPOSED]

    @property
    def settled(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, field) for link, field in self._rows() if link.known_as != KnownAs.PROPOSED]

    def _rows(self) -> list[tuple[CompanyTechnology, forms.BoundField]]:
        return [(link, self[_get_verdict_field_name(link)]) for link in self.links]

    def service_kwargs(self) -> dict[str, Any]:
        """Return the answers as the `known_as` to store, without those that did not change."""
        found: dict[Technology, str] = {}
        for link in self.links:
            answer = self.cleaned_data[_get_verdict_field_name(link)]
            if answer == NO and link.known_as != KnownAs.REFUSED:
                found[link.technology] = KnownAs.REFUSED
            elif answer == YES and link.known_as in VERDICT:
                found[link.technology] = KnownAs.CONFIRMED
        if added := self.cleaned_data["add"]:
            found[self.vocabulary.by_slug[added]] = KnownAs.STATED
        return {"verdicts": found, "seen": self._seen()}

    def _seen(self) -> dict[int, str]:
        """Return how each technology was known when the page was shown, by id; malformed pairs are left out."""
        pairs = (pair.partition(":") for pair in self.cleaned_data["seen"].split())
        return {
            int(number): how
            for number, _colon, how in pairs
            if number.isascii() and number.isdecimal() and len(number) < 19
        }

    def show_conflict(self, error: StaleObject) -> None:
        seen = self._seen()
        self.theirs = [
            ConflictingValue(str(link.technology), link.get_known_as_display(), "")
            for link in sorted(error.current, key=lambda link: str(link.technology).lower())
            if link.known_as != KnownAs.REFUSED or _get_verdict_field_name(link) in self.data
            if seen.get(link.technology_id, link.known_as) != link.known_as
        ]
        super().show_conflict(error)


def _get_verdict_field_name(link: CompanyTechnology) -> str:
    return f"verdict_{link.technology_id}"


ABOUT: dict[ProfileGroup, Any] = {
    ProfileGroup.MATURITY: _(
        "Counts only for challenges of ROMs that can see it. For other challenges it counts as not stated."
    ),
    ProfileGroup.USE: "",
    ProfileGroup.REFERENCES: "",
    ProfileGroup.TEAM: "",
    ProfileGroup.CONTACT: _("You can see who has read this, unless it is visible to everyone."),
    ProfileGroup.CONFIDENTIAL: _("You can see who has read this."),
}


class VisibilityForm(VersionedForm):
    """Who can see what: the audiences of the facts, the contact and the confidential text."""

    contact_name = forms.CharField(label=_("Name"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), required=False)
    contact_phone = CompanyContact._meta.get_field("phone").formfield(label=_("Telephone number"), required=False)
    confidential_nl = ProseField(
        label=_("Confidential text (in Dutch)"),
        max_length=CompanyConfidential._meta.get_field("text_nl").max_length,
        widget=forms.Textarea({"rows": 6, "lang": "nl"}),
        required=False,
        help_text=_(
            "For example customers or plans that a ROM should know before it introduces you. No classified information."
        ),
    )
    confidential_en = ProseField(
        label=_("Confidential text (in English)"),
        max_length=CompanyConfidential._meta.get_field("text_en").max_length,
        widget=forms.Textarea({"rows": 6, "lang": "en"}),
        required=False,
        help_text=_("One of the two languages is enough."),
    )

    PARTS = [
        (
            _("Key facts"),
            [
                f"audience_{group}"
                for group in (ProfileGroup.MATURITY, ProfileGroup.USE, ProfileGroup.REFERENCES, ProfileGroup.TEAM)
            ],
        ),
        (_("Contact"), ["contact_name", "contact_email", "contact_phone", "audience_contact"]),
        (_("Confidential text"), ["confidential_nl", "confidential_en", "audience_confidential"]),
    ]

    def __init__(self, company: Company, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company, self.confidential = company, get_confidential_text(company)
        for group in ProfileGroup:
            self.fields[f"audience_{group}"] = forms.ChoiceField(
                label=_("Who can see this?")
                if group in {ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL}
                else group.label,
                choices=STAFF_AT_MOST if group == ProfileGroup.CONFIDENTIAL else Audience.choices,
                help_text=ABOUT[group],
                error_messages={"invalid_choice": _("Choose one of the answers.")},
            )
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # or the browser would cut what is pasted, without a word
        self.initial = {**self._read_stored(), **self.initial}

    def _read_stored(self) -> dict[str, Any]:
        contact, confidential = get_company_contact(self.company), self.confidential
        return {
            "seen": hash_visibility(self.company),
            **{f"audience_{group}": self.company.audience(group).value for group in ProfileGroup},
            **{f"contact_{name}": getattr(contact, name) for name in ("name", "email", "phone")},
            **{f"confidential_{language}": getattr(confidential, f"text_{language}") for language in ("nl", "en")},
        }

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]

    def service_kwargs(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "seen": data["seen"],
            "audiences": {group: Audience(data[f"audience_{group}"]) for group in ProfileGroup},
            "contact": {name: data[f"contact_{name}"] for name in ("name", "email", "phone")},
            "confidential": {f"text_{language}": data[f"confidential_{language}"] for language in ("nl", "en")},
        }


class ReferenceProjectForm(StoredRowForm):
    """A reference project; its year is not in the future, because it was completed."""

    class Meta:
        model = ReferenceCase
        fields = ["title", "year", "customer", "for_government", "text_nl", "text_en"]
        labels = {
            "title": _("What did you do?"),
            "year": _("Year"),
            "customer": _("Customer"),
            "for_government": _("The customer was a government or defence organisation"),
            "text_nl": _("In Dutch"),
            "text_en": _("In English"),
        }
        help_texts = {
            "title": _("In one line, such as “Monitored a dike for a year”."),
            "customer": _("Only if the customer agrees to be named."),
            "text_nl": _("Describe what you delivered and the result."),
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
                _("Enter a year from %(first)d to %(last)d."), params={"first": FIRST_CASE_YEAR, "last": this_year}
            )
        return year


WHY = {
    "empty": _("This file is empty. Choose another file."),
    "large": _("This file is larger than 5 MB. Upload a smaller file."),
    "drawing": _("SVG is not supported. Upload the logo as PNG."),
    "kind": _("Upload the logo as PNG, JPEG or WebP."),
    "huge": _("This image has more than 16 million pixels. Upload a smaller image."),
    "animated": _("Upload a still image."),
    "broken": _("This image is incomplete. Save it again and upload the new file."),
}


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP, up to 5 MB. We keep only a small version."),
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


class CallForm(VersionedForm):
    """The outcome of a call about a profile; `seen` is the id of the latest call on the page."""

    outcome = forms.ChoiceField(
        label=_("What was the result?"),
        choices=FreshnessCall.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Enter the result.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only your own ROM can read this."),
    )

    def clean(self) -> dict[str, Any]:
        data = cast(dict[str, Any], super().clean())
        if data.get("outcome") == FreshnessCall.Outcome.OTHER and not data.get("note") and "note" not in self.errors:
            self.add_error("note", gettext("Enter the result."))
        return data
