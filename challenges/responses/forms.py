"""What people type when they answer a challenge: all questions in one form, or one of them saved by the page itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from challenges.posting.question_models import Question
from challenges.responses.drafts import AnswerChange, SavedAnswers, hash_answer_text
from challenges.responses.models import ANSWER_LENGTH, Answer
from portal.technologies.tagger.word_count import count_words

LARGEST = 2_147_483_647  # of a number that PostgreSQL keeps as an integer


def normalise_line_ends(text: str) -> str:
    """Lines end as on the page, whatever the browser sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def build_hidden_number_field(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput, **options)


class AnswerTextField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=False, max_length=ANSWER_LENGTH, **options)

    def clean(self, value: Any) -> str:
        return str(super().clean(normalise_line_ends(value) if value else ""))


class SingleAnswerForm(forms.Form):
    """One text, as the page saves it by itself."""

    question = build_hidden_number_field()
    text = AnswerTextField()
    base = build_hidden_number_field()
    window = forms.UUIDField()
    seq = build_hidden_number_field()

    def change(self) -> AnswerChange:
        return AnswerChange(**self.cleaned_data)


@dataclass(frozen=True)
class QuestionRow:
    """A question with its fields; `theirs` is what another saved meanwhile.

    is_changed: whether its ROM changed the question since the answer that stands there was written.
    """

    number: int
    question: Question
    answer: BoundField
    base: BoundField
    was: BoundField
    theirs: Answer | None
    is_changed: bool

    @property
    def words(self) -> int:
        return count_words(str(self.answer.value() or ""))

    @property
    def over(self) -> int:
        return max(0, self.words - self.question.word_limit)


class ResponseForm(forms.Form):
    """Per question its text (`answer_…`), the version it follows on (`base_…`), and what was shown first (`was_…`)."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    window = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seq = build_hidden_number_field(required=False)

    def __init__(self, *args: Any, questions: Iterable[Question], answers: Mapping[int, Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.conflicts: Mapping[int, Answer] = {}
        self.changed_since = {
            question.pk
            for question in self.questions
            if (answer := answers.get(question.pk)) and answer.text and question.changed_at > answer.changed_at
        }
        for question in self.questions:
            self._add(question, answers.get(question.pk))

    def _add(self, question: Question, answer: Answer | None) -> None:
        pk, text = question.pk, answer.text if answer else ""
        box = forms.Textarea({"rows": 8, "autocomplete": "off"})
        label, help_text = str(question.local("text")), str(question.local("help"))
        self.fields[f"answer_{pk}"] = AnswerTextField(label=label, help_text=help_text, widget=box, initial=text)
        self.fields[f"base_{pk}"] = build_hidden_number_field(initial=answer.version if answer else 0, required=False)
        self.fields[f"was_{pk}"] = forms.CharField(
            widget=forms.HiddenInput, max_length=16, required=False, initial=hash_answer_text(text)
        )

    @property
    def rows(self) -> list[QuestionRow]:
        return [
            QuestionRow(
                place,
                question,
                *(self[f"{name}_{question.pk}"] for name in ("answer", "base", "was")),
                theirs=self.conflicts.get(question.pk),
                is_changed=question.pk in self.changed_since,
            )
            for place, question in enumerate(self.questions, 1)
        ]

    def changes(self, *, all_of_them: bool) -> list[AnswerChange]:
        """What was typed. A text that nobody touched is left out, unless all must be as they are shown."""
        data = self.cleaned_data
        return [
            AnswerChange(pk, data[f"answer_{pk}"], data[f"base_{pk}"] or 0, data["window"], data["seq"] or 0)
            for pk in (question.pk for question in self.questions)
            if all_of_them
            or (f"answer_{pk}" in self.data and hash_answer_text(data[f"answer_{pk}"]) != data[f"was_{pk}"])
        ]

    def clean(self) -> dict[str, Any]:
        """What was typed at a question that is gone meanwhile is shown once more."""
        gone = [name for name in self.data if name.startswith("answer_") and name not in self.fields]
        for text in filter(str.strip, (str(self.data[name]) for name in gone)):
            message = _("The ROM has removed a question. Copy your answer if you want to keep it: “%(text)s”")
            self.add_error(None, message % {"text": text[:ANSWER_LENGTH]})
        return self.cleaned_data

    def follow(self, saved: SavedAnswers) -> None:
        """Show the page again with what was typed: the next saving follows on what stands there now, knowingly."""
        self.conflicts = saved.conflicts
        self.data = self.data.copy()
        for pk, answer in saved.answers.items():
            self.data[f"base_{pk}"] = str(answer.version)
            self.data[f"was_{pk}"] = hash_answer_text(answer.text)


def apply_other_answer(data: Any, question: str, answers: Mapping[int, Answer]) -> Any:
    """The posted data with the text that stands at one question in place of what was typed there."""
    chosen = next((answer for pk, answer in answers.items() if str(pk) == question), None)
    if chosen is None:
        return data
    data = data.copy()
    data[f"answer_{question}"], data[f"base_{question}"] = chosen.text, str(chosen.version)
    return data


NOTHING_SENT = _("This question is no longer part of the challenge. Copy your text and reload the page.")
