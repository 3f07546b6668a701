"""Writing what a challenge asks: new, changed, in another order, removed; and when not."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.responses.questions import (
    get_or_create_questions,
    get_question_fields,
    get_question_key,
    hash_questions,
    list_questions,
    save_questions,
)
from tests.factories import AnswerFactory, ChallengeFactory, QuestionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def fields(text: str, **changed: Any) -> dict[str, Any]:
    empty = {"text_en": "", "help_nl": "", "help_en": "", "word_limit": 300, "is_required": True}
    return {"text_nl": text} | empty | changed


def save(challenge: Challenge, *wanted: tuple[str, dict[str, Any]], seen: str | None = None) -> None:
    save_questions(challenge, wanted, seen=seen)


def asked(challenge: Challenge) -> list[tuple[int, str]]:
    return list(challenge.questions.order_by("position").values_list("position", "text_nl"))


def as_they_are(challenge: Challenge) -> list[tuple[str, dict[str, Any]]]:
    found = list_questions(challenge)
    return [(get_question_key(question), get_question_fields(question)) for question in found]


def refusal(challenge: Challenge, *wanted: tuple[str, dict[str, Any]], seen: str | None = None) -> str:
    with pytest.raises(ValidationError) as refused:
        save(challenge, *wanted, seen=seen)
    return str(refused.value.code)


def two_questions() -> tuple[Challenge, Question, Question]:
    challenge = ChallengeFactory()
    save(challenge, ("new", fields("Een?")), ("new", fields("Twee?")))
    return challenge, *challenge.questions.order_by("position")


def test_own_questions_take_the_place_of_the_usual_three():
    challenge, _first, _second = two_questions()
    assert asked(challenge) == [(1, "Een?"), (2, "Twee?")]


def test_who_only_looks_stores_nothing():
    challenge = ChallengeFactory()
    assert len(list_questions(challenge)) == 3
    assert not Question.objects.exists()


def test_a_usual_question_is_changed_and_the_others_stay():
    challenge = ChallengeFactory()
    first, second, third = as_they_are(challenge)
    save(challenge, first, (second[0], fields("Anders?")), third)
    assert [text for _position, text in asked(challenge)] == [first[1]["text_nl"], "Anders?", third[1]["text_nl"]]


def test_usual_questions_stored_meanwhile_are_the_same_ones():
    """A company begins to answer between the moment that staff open the form and save it."""
    challenge = ChallengeFactory()
    (key, seen_fields), *others = as_they_are(challenge)
    seen = hash_questions(list_questions(challenge))
    stored = get_or_create_questions(challenge)
    save(challenge, (key, seen_fields | {"text_nl": "Anders?"}), *others, seen=seen)
    assert [each.pk for each in challenge.questions.order_by("position")] == [each.pk for each in stored]
    assert asked(challenge)[0] == (1, "Anders?")


def test_questions_change_places():
    challenge, first, second = two_questions()
    save(challenge, (str(second.pk), fields("Twee?")), (str(first.pk), fields("Een?")))
    assert asked(challenge) == [(1, "Twee?"), (2, "Een?")]
    assert Question.objects.get(position=1) == second


def test_the_moment_of_a_change_is_that_of_its_text():
    challenge, first, second = two_questions()
    save(challenge, (str(second.pk), fields("Twee, en hoe?")), (str(first.pk), fields("Een?")))
    before = {first.pk: first.changed_at, second.pk: second.changed_at}
    assert [each.changed_at > before[each.pk] for each in challenge.questions.order_by("position")] == [True, False]


def test_a_question_that_is_not_named_is_removed():
    challenge, first, _second = two_questions()
    save(challenge, (str(first.pk), fields("Een?")))
    assert asked(challenge) == [(1, "Een?")]


def test_a_question_of_another_challenge_stays_there():
    challenge, foreign = ChallengeFactory(), QuestionFactory(text_nl="Van hen?")
    save(challenge, (str(foreign.pk), fields("Van mij?")))
    foreign.refresh_from_db()
    assert foreign.text_nl == "Van hen?"
    assert asked(challenge) == [(1, "Van mij?")]


def test_a_question_with_an_answer_is_not_removed_but_may_change():
    challenge, first, second = two_questions()
    answer = AnswerFactory(response__challenge=challenge, question=first, text="Ons antwoord")
    keep_second = (str(second.pk), fields("Twee?"))
    assert refusal(challenge, keep_second) == "answered"
    assert asked(challenge) == [(1, "Een?"), (2, "Twee?")]
    save(challenge, (str(first.pk), fields("Een, en waarom?")), keep_second)
    answer.refresh_from_db()
    assert (answer.text, answer.question.text_nl) == ("Ons antwoord", "Een, en waarom?")


def test_an_answer_that_was_emptied_holds_nothing_up():
    challenge, first, second = two_questions()
    AnswerFactory(response__challenge=challenge, question=first, text="")
    save(challenge, (str(second.pk), fields("Twee?")))
    assert asked(challenge) == [(1, "Twee?")]


def test_questions_stay_once_answers_are_sent():
    challenge, first, second = two_questions()
    SubmissionFactory(response__challenge=challenge)
    assert refusal(challenge, (str(first.pk), fields("Anders?")), (str(second.pk), fields("Twee?"))) == "settled"
    save(challenge, *as_they_are(challenge))
    assert asked(challenge) == [(1, "Een?"), (2, "Twee?")]


def test_a_response_to_another_challenge_settles_nothing():
    challenge, first, _second = two_questions()
    SubmissionFactory()
    save(challenge, (str(first.pk), fields("Anders?")))
    assert asked(challenge) == [(1, "Anders?")]


def test_who_saves_second_is_told():
    challenge, first, second = two_questions()
    seen = hash_questions(list_questions(challenge))
    theirs, mine = fields("Van hen?"), fields("Van mij?")
    save(challenge, (str(first.pk), theirs), (str(second.pk), fields("Twee?")), seen=seen)
    assert refusal(challenge, (str(first.pk), mine), (str(second.pk), fields("Twee?")), seen=seen) == "changed"
    assert asked(challenge)[0] == (1, "Van hen?")


def test_the_same_form_sent_twice_adds_one_question():
    challenge, first, second = two_questions()
    seen = hash_questions(list_questions(challenge))
    wanted = [(str(first.pk), fields("Een?")), (str(second.pk), fields("Twee?")), ("new", fields("Drie?"))]
    for _ in range(2):
        save(challenge, *wanted, seen=seen)
    assert asked(challenge) == [(1, "Een?"), (2, "Twee?"), (3, "Drie?")]


def test_too_many_questions_are_refused():
    with pytest.raises(ValidationError, match="hoogstens 20"):
        save(ChallengeFactory(), *[("new", fields(f"Vraag {number}?")) for number in range(21)])
    assert not Question.objects.exists()


def test_a_question_without_words_is_refused_and_nothing_is_saved():
    challenge, first, _second = two_questions()
    with pytest.raises(ValidationError):
        save(challenge, (str(first.pk), fields("Anders?")), ("new", fields("")))
    assert asked(challenge) == [(1, "Een?"), (2, "Twee?")]
