"""The page where staff write the questions, and what others read of them."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.responses.questions import get_or_create_questions
from tests.clients import client_of
from tests.factories import (
    AnswerFactory,
    ChallengeFactory,
    MembershipFactory,
    QuestionFactory,
    ResponseFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge() -> Challenge:
    challenge = ChallengeFactory()
    QuestionFactory(challenge=challenge, position=1, text_nl="Een?", text_en="One?")
    QuestionFactory(challenge=challenge, position=2, text_nl="Twee?", text_en="Two?")
    return challenge


@pytest.fixture
def client(challenge: Challenge) -> Client:
    return client_of(UserFactory(rom=challenge.rom, rom_role="adviser"))


def page_of(challenge: Challenge, part: str = "questions/") -> str:
    return f"/en/challenges/{challenge.slug}/{part}"


def form_of(client: Client, challenge: Challenge) -> dict[str, Any]:
    """What a browser would send of the page as it stands."""
    form = client.get(page_of(challenge)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def text(response: Any) -> str:
    return unescape(response.content.decode())


def asked(challenge: Challenge) -> list[str]:
    return list(challenge.questions.order_by("position").values_list("text_nl", flat=True))


def test_a_question_is_added_and_the_others_stay(client, challenge):
    data = form_of(client, challenge) | {"new-text_nl": "Drie?", "new-word_limit": "50"}
    response = client.post(page_of(challenge), data, follow=True)
    assert "The questions have been saved." in text(response)
    assert asked(challenge) == ["Een?", "Twee?", "Drie?"]
    third = Question.objects.get(position=3)
    assert (third.word_limit, third.is_required) == (50, True)


@pytest.mark.parametrize(
    ("button", "at", "expected"),
    [
        ("up", 1, ["Twee?", "Een!"]),
        ("down", 0, ["Twee?", "Een!"]),
        ("up", 0, ["Een!", "Twee?"]),
        ("down", 1, ["Een!", "Twee?"]),
        ("remove", 1, ["Een!"]),
        ("remove", 0, ["Twee?"]),
    ],
)
def test_each_button_saves_what_is_typed_and_does_its_thing(client, challenge, button, at, expected):
    first, second = challenge.questions.order_by("position")
    data = form_of(client, challenge) | {f"{first.pk}-text_nl": "Een!", button: [first, second][at].pk}
    assert client.post(page_of(challenge), data).status_code == 302
    assert asked(challenge) == expected


def test_a_button_pressed_twice_moves_once(client, challenge):
    data = form_of(client, challenge) | {"up": challenge.questions.get(position=2).pk}
    assert [client.post(page_of(challenge), data).status_code for _ in range(2)] == [302, 302]
    assert asked(challenge) == ["Twee?", "Een?"]


def test_an_emptied_question_is_told_and_may_be_removed(client, challenge):
    key = challenge.questions.get(position=1).pk
    data = form_of(client, challenge) | {f"{key}-text_nl": "", f"{key}-text_en": "", "new-text_nl": "Drie?"}
    response = client.post(page_of(challenge), data)
    assert response.context["form"].errors.keys() == {f"{key}-text_nl"}
    assert "Drie?" in text(response)
    assert client.post(page_of(challenge), data | {"remove": key}).status_code == 302
    assert asked(challenge) == ["Twee?", "Drie?"]


def test_an_explanation_without_a_question_is_told(client, challenge):
    data = form_of(client, challenge) | {"new-help_nl": "Uitleg"}
    assert "new-text_nl" in client.post(page_of(challenge), data).context["form"].errors


@pytest.mark.parametrize(
    ("name", "value"), [("word_limit", "0"), ("word_limit", "2001"), ("word_limit", "veel"), ("text_nl", "x" * 501)]
)
def test_a_value_out_of_bounds_is_told_and_nothing_typed_is_lost(client, challenge, name, value):
    key = challenge.questions.get(position=2).pk
    response = client.post(page_of(challenge), form_of(client, challenge) | {f"{key}-{name}": value})
    assert response.context["form"].errors.keys() == {f"{key}-{name}"}
    assert value in text(response)


@pytest.mark.parametrize(
    "data",
    [
        *({}, {"order": "\ud7ff,,new,999999999999999999999"}, {"order": "0,usual99"}),
        *({"up": "x", "down": "\x00", "remove": "9e99"}, {"seen": "x", "order": "new,new"}),
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(client, challenge, data):
    assert client.post(page_of(challenge), data).status_code == 200
    assert asked(challenge) == ["Een?", "Twee?"]


def test_who_saves_second_sees_both_and_keeps_their_text(client, challenge):
    first = challenge.questions.get(position=1).pk
    mine = form_of(client, challenge) | {f"{first}-text_nl": "Van mij?"}
    client.post(page_of(challenge), form_of(client, challenge) | {"new-text_nl": "Van hen?"})
    response = client.post(page_of(challenge), mine)
    assert "Someone else has changed the questions" in text(response)
    assert {"Van mij?", "Van hen?"} <= set(text(response).replace(">", "\n").replace("<", "\n").split("\n"))
    again = response.context["form"]
    data = {name: again[name].value() for name in again.fields if again[name].value() not in (None, False, "")}
    assert client.post(page_of(challenge), data).status_code == 302
    assert asked(challenge) == ["Van mij?", "Twee?", "Van hen?"]


def test_what_was_typed_in_a_question_that_is_gone_becomes_a_new_one(client, challenge):
    gone = challenge.questions.get(position=2).pk
    mine = form_of(client, challenge) | {f"{gone}-text_nl": "Van mij?"}
    client.post(page_of(challenge), form_of(client, challenge) | {"remove": gone})
    response = client.post(page_of(challenge), mine)
    assert "Van mij?" in text(response)
    client.post(page_of(challenge), mine | {"seen": response.context["form"]["seen"].value()})
    assert asked(challenge) == ["Een?", "Van mij?"]


def test_a_question_that_is_being_answered_is_not_removed(client, challenge):
    question = challenge.questions.get(position=1)
    AnswerFactory(response__challenge=challenge, question=question)
    response = client.post(page_of(challenge), form_of(client, challenge) | {"remove": question.pk})
    assert "You cannot remove “One?”: a company has started an answer." in text(response)
    assert asked(challenge) == ["Een?", "Twee?"]


def test_who_wrote_an_answer_before_the_question_changed_is_told_and_keeps_it(client, challenge):
    first, second = challenge.questions.order_by("position")
    member = MembershipFactory()
    response = ResponseFactory(challenge=challenge, company=member.company)
    for question in (first, second):
        AnswerFactory(response=response, question=question, text="Van ons")
    client.post(page_of(challenge), form_of(client, challenge) | {f"{first.pk}-text_nl": "Een, maar anders?"})
    page = text(client_of(member.user).get(page_of(challenge, "response/edit/")))
    assert page.count("The ROM has changed this question since you answered it.") == 1
    assert "Van ons" in page


def test_settled_questions_are_shown_and_cannot_be_typed_in(client, challenge):
    data = form_of(client, challenge) | {"new-text_nl": "Drie?"}
    SubmissionFactory(response__challenge=challenge)
    page = text(client.get(page_of(challenge)))
    assert "you can no longer change the questions" in page
    assert "One?" in page
    assert "<textarea" not in page
    assert "you can no longer change the questions" in text(client.post(page_of(challenge), data))
    assert asked(challenge) == ["Een?", "Twee?"]


def test_a_challenge_without_questions_shows_the_usual_three_and_stores_none(client):
    challenge = ChallengeFactory(rom=Challenge.objects.get().rom)
    page = text(client.get(page_of(challenge)))
    assert "Companies get these three standard questions" in page
    assert "What do you offer, and how does it solve this need?" in page
    assert not challenge.questions.exists()
    client.post(page_of(challenge), form_of(client, challenge) | {"usual1-text_nl": "Anders?"})
    assert get_or_create_questions(challenge)[0].text_nl == "Anders?"


def test_usual_questions_that_a_company_began_to_answer_meanwhile_are_changed_and_not_doubled(client):
    challenge = ChallengeFactory(rom=Challenge.objects.get().rom)
    data = form_of(client, challenge) | {"usual1-text_nl": "Anders?", "down": "usual1"}
    stored = get_or_create_questions(challenge)
    assert client.post(page_of(challenge), data).status_code == 302
    assert [each.pk for each in get_or_create_questions(challenge)] == [stored[1].pk, stored[0].pk, stored[2].pk]
    assert get_or_create_questions(challenge)[1].text_nl == "Anders?"


@pytest.mark.parametrize(("language", "shown"), [("nl", "Een?"), ("en", "One?")])
def test_preview_and_challenge_show_the_questions_in_the_readers_language(client, challenge, language, shown):
    for reader, part in ((client, "questions/preview/"), (Client(), "")):
        page = text(reader.get(page_of(challenge, part).replace("/en/", f"/{language}/")))
        assert shown in page
        assert "300 w" in page


def test_a_visitor_reads_the_questions_of_a_challenge_for_everyone(challenge):
    page = text(Client().get(page_of(challenge, "")))
    assert "One?" in page
    assert "questions/" not in page


def test_the_page_takes_the_same_queries_for_many_questions(client, challenge, django_assert_max_num_queries):
    for position in range(3, 20):
        QuestionFactory(challenge=challenge, position=position)
    with django_assert_max_num_queries(12):
        client.get(page_of(challenge))
