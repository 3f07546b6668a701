"""The questions of a challenge, as its ROM types them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.posting.question_models import MOST_WORDS, Question
from challenges.responses.questions import FIELDS, MOST_QUESTIONS, get_question_fields, get_question_key, hash_questions
from companies.profiles.forms import ProseField
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject

TEXTS = FIELDS[:4]
LABELS: dict[str, tuple[Promise, Promise]] = {
    "text_nl": (_("New question in Dutch"), _("Question %(number)d in Dutch")),
    "text_en": (_("New question in English"), _("Question %(number)d in English")),
    "help_nl": (_("Explanation in Dutch"), _("Explanation of question %(number)d in Dutch")),
    "help_en": (_("Explanation in English"), _("Explanation of question %(number)d in English")),
    "word_limit": (_("Maximum number of words"), _("Maximum number of words for question %(number)d")),
    "is_required": (_("Answer required"), _("Answer to question %(number)d required")),
}
KEY = re.compile(r"(usual)?[0-9]{1,18}\Z")


@dataclass(frozen=True)
class QuestionBlock:
    """What the form shows of one question. number: None for the one that may be added."""

    key: str
    number: int | None
    is_last: bool
    fields: dict[str, forms.BoundField]


class QuestionsForm(VersionedForm):
    """All questions of a challenge, in order, and an empty one to add. Each button saves all of them.

    Three of the buttons also do something with one question: `up`, `down` and `remove`, with its key for a value.
    """

    NEW = "new"
    order = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, questions: Sequence[Question], data: QueryDict | None = None) -> None:
        super().__init__(None if data is None else rename_stored_keys(questions, data))
        self.questions = {get_question_key(question): question for question in questions}
        typed = self.data.get("order", "").split(",")[: 2 * MOST_QUESTIONS]
        self.keys = self._keys_of([key for key in typed if KEY.match(key)])
        self.removed = self.data.get("remove", "")
        self.initial |= {"seen": hash_questions(questions), "order": ",".join(self.keys)}
        for number, key in enumerate(self.keys, 1):
            self._add_fields(key, number)

    def _keys_of(self, typed: list[str]) -> list[str]:
        """Those that were typed in, also of a question that somebody removed meanwhile; then those that came since."""
        came = [key for key in self.questions if key not in typed]
        if self.is_bound and typed:
            self.data |= {f"{key}-{name}": value for key in came for name, value in self._stored(key).items()}
        return [*dict.fromkeys([*typed, *came]), self.NEW]

    def _stored(self, key: str) -> dict[str, Any]:
        return get_question_fields(self.questions[key])

    def _add_fields(self, key: str, number: int) -> None:
        made = forms.fields_for_model(
            Question,
            FIELDS,
            field_classes=dict.fromkeys(TEXTS, ProseField),
            widgets={name: forms.Textarea({"rows": 2, "lang": name[-2:]}) for name in TEXTS},
        )
        made["word_limit"] = forms.IntegerField(min_value=1, max_value=MOST_WORDS)
        question = self.questions.get(key) or Question()
        for name, field in made.items():
            field.initial = getattr(question, name)
            field.label = LABELS[name][0] if key == self.NEW else LABELS[name][1] % {"number": number}
            field.help_text = ""
            field.widget.attrs.pop("maxlength", None)  # or the browser would cut what is pasted, without a word
            field.required = field.required and key != self.removed
            self.fields[f"{key}-{name}"] = field

    @property
    def blocks(self) -> list[QuestionBlock]:
        last = len(self.keys) - 1  # behind it stands the one to add
        return [
            QuestionBlock(
                *(key, None if key == self.NEW else number, number == last),
                fields={name: self[f"{key}-{name}"] for name in FIELDS},
            )
            for number, key in enumerate(self.keys, 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for key in self.keys:
            fields = self._written(key)
            is_told = fields["text_nl"] or fields["text_en"] or f"{key}-text_nl" in self.errors
            may_be_empty = key == self.removed or (key == self.NEW and not (fields["help_nl"] or fields["help_en"]))
            if not (is_told or f"{key}-text_en" in self.errors or may_be_empty):
                self.add_error(f"{key}-text_nl", _("Ask the question in Dutch or in English."))
        return data

    def _written(self, key: str) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"{key}-{name}") for name in FIELDS}

    def service_kwargs(self) -> dict[str, Any]:
        """Return what is to be asked after the button that was pressed: by key, in order."""
        kept = [key for key in self.keys if key not in {self.removed, self.NEW}]
        for name, step in (("up", -1), ("down", 1)):
            key = self.data.get(name)
            if key in kept:
                place = kept.index(key)
                kept.insert(max(0, place + step), kept.pop(place))
        found = [(key, self._written(key)) for key in kept]
        added = self._written(self.NEW)
        wanted = [*found, (self.NEW, added)] if added["text_nl"] or added["text_en"] else found
        return {"wanted": wanted, "seen": self.cleaned_data["seen"]}

    def show_conflict(self, error: StaleObject) -> None:
        super().show_conflict(error)
        self.data |= {"order": ",".join(self.keys)}


def rename_stored_keys(questions: Sequence[Question], data: QueryDict) -> dict[str, str]:
    """What was typed in the usual questions, under the keys that they have had since somebody stored them."""
    keys = {f"usual{question.position}": get_question_key(question) for question in questions}
    names = {f"{old}-{name}": f"{new}-{name}" for old, new in keys.items() for name in FIELDS}
    typed = {names.get(name, name): value for name, value in data.dict().items()}
    order = ",".join(keys.get(key, key) for key in typed.get("order", "").split(","))
    buttons = {name: keys.get(typed[name], typed[name]) for name in ("up", "down", "remove") if name in typed}
    return {**typed, **buttons, "order": order}
