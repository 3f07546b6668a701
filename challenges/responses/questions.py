"""What a challenge asks. One without questions of its own asks three that fit every challenge."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.responses.models import Answer, Submission
from portal.core.versions import StaleObject, hash_version

MOST_QUESTIONS = 20
FIELDS = ("text_nl", "text_en", "help_nl", "help_en", "word_limit", "is_required")

# For who asks nothing special: (Dutch, English), and the help below it.
USUAL = [
    (
        ("Wat bied je aan, en hoe lost het deze vraag op?", "What do you offer, and how does it solve this need?"),
        (
            "Noem je product, wat het doet en waarom het hier past.",
            "Name your product, what it does, and why it fits here.",
        ),
    ),
    (
        ("Hoe ver is het, en waaruit blijkt dat?", "How far is it, and what shows that?"),
        (
            "Bijvoorbeeld een proef, een prototype of een klant die het gebruikt.",
            "For example a trial, a prototype or a customer who uses it.",
        ),
    ),
    (
        ("Wat heb je nodig voor de volgende stap?", "What do you need for the next step?"),
        (
            "Denk aan tijd, geld, gegevens, een testplek of een partner.",
            "Think of time, money, data, a place to test or a partner.",
        ),
    ),
]


def get_or_create_questions(challenge: Challenge) -> list[Question]:
    """In order. A challenge that has none yet gets the usual three now, once: two who ask at the same time queue."""
    return list(challenge.questions.order_by("position")) or _create_usual_questions(challenge)


def list_questions(challenge: Challenge) -> list[Question]:
    """The same for who only looks: the usual three are made, and not stored."""
    return list(challenge.questions.order_by("position")) or build_usual_questions(challenge)


def build_usual_questions(challenge: Challenge | None) -> list[Question]:
    return [
        Question(
            challenge=challenge,
            position=position,
            text_nl=text[0],
            text_en=text[1],
            help_nl=hint[0],
            help_en=hint[1],
        )
        for position, (text, hint) in enumerate(USUAL, 1)
    ]


def has_submitted_answers(challenge: Challenge) -> bool:
    """Once a company has sent its answers, the questions stay as they were when it did."""
    return Submission.objects.filter(response__challenge=challenge).exists()


def hash_questions(questions: Iterable[Question]) -> str:
    """Return the version of a set: by what is asked, so that the usual three are one version, stored or not."""
    return hash_version(get_question_fields(question) for question in questions)


def get_question_key(question: Question) -> str:
    """Names a question in a form; one of the usual three by its position, as long as it is not stored."""
    return str(question.pk) if question.pk else f"usual{question.position}"


@transaction.atomic
def save_questions(
    challenge: Challenge, wanted: Iterable[tuple[str, Mapping[str, Any]]], *, seen: str | None = ""
) -> Challenge:
    """Make these the questions, in this order: each with its key, and what is to stand in it.

    A key that no question has any more makes a new one; a question that is not named is removed, unless somebody has
    written an answer. seen: the version that the person had before them, None for who need not look.

    StaleObject where somebody else changed the questions since; ValidationError where a company has sent its answers
    already, or there are too many. The same form sent twice is none of these.
    """
    challenge, wanted = Challenge.objects.lock().get(pk=challenge.pk), list(wanted)
    stored = _create_usual_questions(challenge)
    if [dict(fields) for _key, fields in wanted] == [get_question_fields(question) for question in stored]:
        return challenge
    if has_submitted_answers(challenge):
        raise ValidationError(
            _("A company has already submitted a response, so you can no longer change the questions."), code="settled"
        )
    if seen is not None and seen != hash_questions(stored):
        message = _("Someone else has changed the questions. Your text is still here: check it and save again.")
        raise StaleObject(message, hash_questions(stored))
    if len(wanted) > MOST_QUESTIONS:
        raise ValidationError(_("You can ask up to %(number)d questions.") % {"number": MOST_QUESTIONS})
    have = {str(question.pk): question for question in stored}
    have |= {f"usual{question.position}": question for question in stored}
    kept = [
        _store_question(have.get(key) or Question(challenge=challenge), place, fields)
        for place, (key, fields) in enumerate(wanted, 1)
    ]
    _delete_questions([question for question in stored if question not in kept])
    return challenge


def get_question_fields(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in FIELDS}


def _store_question(question: Question, position: int, fields: Mapping[str, Any]) -> Question:
    if question.pk and get_question_fields(question) != fields:
        question.changed_at = timezone.now()
    for name, value in fields.items():
        setattr(question, name, value)
    question.position = position
    question.clean_fields()
    question.clean()
    question.save()
    return question


def _delete_questions(questions: list[Question]) -> None:
    """Those that nobody has written an answer to; what an emptied answer leaves goes along."""
    answers = Answer.objects.filter(question__in=questions)
    if written := answers.exclude(text="").select_related("question").first():
        message = _(
            "You cannot remove “%(question)s”: a company has started an answer. Change the question or make it "
            "optional."
        )
        raise ValidationError(message % {"question": written.question}, code="answered")
    answers.delete()
    for question in questions:
        question.delete()


@transaction.atomic
def _create_usual_questions(challenge: Challenge) -> list[Question]:
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    if not challenge.questions.exists():
        Question.objects.bulk_create(build_usual_questions(challenge))
    return list(challenge.questions.order_by("position"))
