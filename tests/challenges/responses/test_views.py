"""The pages on which a company answers a challenge, without the script that saves by itself."""

import json
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from challenges.posting.models import Challenge
from challenges.responses.drafts import hash_answer_text
from challenges.responses.models import Answer, Response, Submission
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.challenges.responses.conftest import Case, make_case
from tests.clients import client_of
from tests.factories import (
    ChallengeFactory,
    MatchFactory,
    MembershipFactory,
    ResponseFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


def address(name: str, case: Case) -> str:
    return reverse(f"challenges:{name}", args=[case.challenge.slug])


def typed(case: Case, first: str, second: str = "", *, base: int = 0, was: str = "", **more: str) -> dict[str, str]:
    one, two = (question.pk for question in case.questions)
    return {
        "key": str(uuid4()),
        f"answer_{one}": first,
        f"base_{one}": str(base),
        f"was_{one}": hash_answer_text(was),
        f"answer_{two}": second,
        f"base_{two}": "0",
        f"was_{two}": hash_answer_text(""),
        "do": "save",
        **more,
    }


def post(case: Case, data: dict[str, str], by: User | None = None) -> Any:
    return client_of(by or case.person).post(address("response_edit", case), data)


def html(response: Any) -> str:
    return unescape(response.content.decode())


def test_page_asks_the_questions_and_makes_nothing(case):
    page = client_of(case.person).get(address("response_edit", case))
    assert [row.question for row in page.context["rows"]] == case.questions
    assert "0 van 5 woorden" in " ".join(html(page).split())
    assert not Response.objects.exists()


def test_missed_must_is_told_before_one_writes(case):
    MatchFactory(challenge=case.challenge, company=case.company, failed_rule="vetted")
    page = client_of(case.person).get(address("response_edit", case))
    assert page.context["warned"].title == "Je profiel voldoet niet aan een eis van deze challenge"
    assert reverse("challenges:why_not_me", args=[case.challenge.slug]) in html(page)


def test_who_qualifies_is_warned_of_nothing_and_who_is_not_matched_is(case):
    client = client_of(case.person)
    assert "niet bij je beste matches" in client.get(address("response_edit", case)).context["warned"].title
    MatchFactory(challenge=case.challenge, company=case.company)
    assert client.get(address("response_edit", case)).context["warned"] is None


def test_draft_profile_is_warned_of_no_must(case):
    case.company.state = "draft"
    case.company.save()
    assert client_of(case.person).get(address("response_edit", case)).context["warned"] is None


def test_challenge_without_questions_asks_the_usual_ones(case):
    challenge = ChallengeFactory()
    page = client_of(case.person).get(reverse("challenges:response_edit", args=[challenge.slug]))
    assert len(page.context["rows"]) == challenge.questions.count() == 3


def test_draft_is_saved_and_stands_there_again(case):
    reply = post(case, typed(case, "een\r\ntwee drie vier vijf zes "))
    assert reply.status_code == 302
    assert case.answer().text == "een\ntwee drie vier vijf zes "
    page = client_of(case.colleague).get(reply["Location"])
    assert page.context["rows"][0].answer.value() == "een\ntwee drie vier vijf zes "
    text = " ".join(html(page).split())
    assert "6 van 5 woorden, 1 te veel" in text
    assert "Concept opgeslagen om" in text


def test_untouched_answer_is_not_saved_over_a_colleague(case):
    case.save("een")
    case.save("van de collega", base=1, by=case.colleague)
    reply = post(case, typed(case, "een", "tweede", base=1, was="een"))
    assert reply.status_code == 302
    assert (case.answer(0).text, case.answer(1).text) == ("van de collega", "tweede")


def test_untouched_answer_is_not_sent_over_a_colleague(case):
    case.save("een")
    case.save("van de collega", base=1, by=case.colleague)
    page = post(case, typed(case, "een", base=1, was="een", do="submit"))
    assert page.context["rows"][0].theirs.text == "van de collega"
    assert not Submission.objects.exists()


def test_both_versions_are_shown_and_the_next_save_is_meant(case):
    case.save("van de collega", by=case.colleague)
    page = post(case, typed(case, "van mij"))
    row = page.context["rows"][0]
    assert (row.answer.value(), row.theirs.text) == ("van mij", "van de collega")
    shown = html(page)
    assert [
        word
        for word in ("van mij", "van de collega", "Mijn versie houden", "Andere versie gebruiken")
        if word not in shown
    ] == []
    again = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    post(case, {**{name: value or "" for name, value in again.items()}, "do": "save"})
    assert case.answer().text == "van mij"


def test_theirs_is_taken_and_the_other_answers_are_saved(case):
    case.save("van de collega", by=case.colleague)
    take = str(case.questions[0].pk)
    reply = post(case, typed(case, "van mij", "tweede", do="", take=take))
    assert reply.status_code == 302
    assert (case.answer(0).text, case.answer(1).text) == ("van de collega", "tweede")


def test_submitted_leads_to_the_receipt(case):
    reply = post(case, typed(case, "een twee", do="submit"))
    assert reply["Location"] == address("response_detail", case)
    page = html(client_of(case.colleague).get(reply["Location"]))
    assert Submission.objects.get().sha256 in page
    assert "een twee" in page
    assert "Geldige inzending" in page


def test_language_of_the_sender_is_kept(case):
    with override("en"):
        url = address("response_edit", case)
    client_of(case.person).post(url, typed(case, "een", do="submit"))
    assert Submission.objects.get().language == "en"


def test_what_stands_in_the_way_is_told_with_the_count(case):
    page = post(case, typed(case, "een twee drie vier vijf zes", do="submit"))
    assert page.status_code == 200
    assert "Haal er minstens 1 weg: het maximum is 5" in html(page)
    assert case.answer().text == "een twee drie vier vijf zes"


@pytest.mark.parametrize("do", ["save", "submit"])
def test_after_the_deadline_the_text_stays_on_the_page(case, do):
    case.save("een")
    Challenge.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    page = post(case, typed(case, "een twee", base=1, was="een", do=do))
    assert page.status_code == 200
    assert "Deze challenge is gesloten op" in html(page)
    assert page.context["rows"][0].answer.value() == "een twee"
    assert 'value="submit"' not in html(page)
    assert case.answer().text == "een"


def test_deadline_of_the_past_is_not_told_as_if_to_come(case):
    case.submitted("een")
    page = address("response_detail", case).replace("/nl/", "/en/")

    def facts():
        return client_of(case.person).get(page).content.decode().partition('<dl class="facts">')[2]

    assert "<dt>Closes</dt>" in facts()
    Challenge.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    assert "<dt>Closed</dt>" in facts()
    Challenge.objects.update(state="withdrawn")
    assert "<dt>Deadline</dt>" in facts()


def test_closed_challenge_leads_to_what_counts(case):
    case.submitted("een")
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    client = client_of(case.person)
    assert client.get(address("response_edit", case))["Location"] == address("response_detail", case)
    receipt = client.get(address("response_detail", case))
    assert [item["url"] for item in receipt.context["nav_items"] if item["is_current"]] == [
        reverse("challenges:response_list")
    ]
    page = html(receipt)
    assert "De inzending hieronder telt" in page
    assert "Trek in" not in page


def test_withdrawn_challenge_still_shows_a_company_its_own_text(case):
    case.save("mijn woorden")
    Challenge.objects.update(state=Challenge.State.WITHDRAWN)
    page = client_of(case.person).get(address("response_detail", case))
    assert "mijn woorden" in html(page)
    assert "De ROM heeft deze challenge ingetrokken" in html(page)


def test_taken_back_on_the_page(case):
    case.submitted("een")
    client = client_of(case.person)
    client.get(address("response_withdraw", case))
    assert case.response.is_submitted
    assert client.post(address("response_withdraw", case))["Location"] == address("response_detail", case)
    assert case.response.state == Response.State.WITHDRAWN
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    assert "Je hebt geen geldige inzending" in html(client.get(address("response_detail", case)))


@pytest.mark.parametrize("name", ["response_edit", "response_detail", "response_withdraw", "answer_save"])
def test_another_company_and_staff_find_nothing(case, name):
    case.submitted("een")
    Challenge.objects.update(visibility=Challenge.Visibility.INVITED)
    others = [
        MembershipFactory().user,
        UserFactory(rom=case.challenge.rom, rom_role="adviser"),
        UserFactory(admin=True),
    ]
    codes = [client_of(other).get(address(name, case)).status_code for other in others]
    assert codes == [404, 403, 403]
    absent = reverse(f"challenges:{name}", args=["absent"])
    assert client_of(others[0]).get(absent).status_code == 404


def test_closed_challenge_that_was_not_answered_is_not_found(case):
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    assert client_of(case.person).get(address("response_edit", case)).status_code == 404
    assert client_of(case.person).get(address("response_detail", case)).status_code == 404


# --- what the page saves by itself ---------------------------------------------------------------------------------


def save(case: Case, text: str, *, base: int = 0, seq: int = 1, client: Client | None = None, **more: str) -> Any:
    data = {"question": case.questions[0].pk, "text": text, "base": base, "window": WINDOW, "seq": seq, **more}
    return (client or client_of(case.person)).post(address("answer_save", case), data)


WINDOW = uuid4().hex


def test_answer_is_saved_and_told(case):
    reply = save(case, "een\r\ntwee").json()
    assert (reply["version"], reply["was"]) == (1, hash_answer_text("een\ntwee"))
    assert reply["saved"].startswith("Concept opgeslagen om ")
    assert case.answer().text == "een\ntwee"


def test_conflict_is_told_with_what_stands_there(case):
    case.save("van de collega", by=case.colleague)
    told = save(case, "van mij").json()["conflict"]
    assert (told["text"], told["by"], told["version"]) == ("van de collega", "Collega", 1)
    assert case.answer().text == "van de collega"


def test_closing_is_told(case):
    case.save("een")
    Challenge.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert "is gesloten op" in save(case, "een twee", base=1).json()["closed"]


@pytest.mark.parametrize(
    "bad",
    [
        *({"question": "x"}, {"question": ""}, {"base": "-1"}, {"base": "9" * 20}),
        *({"window": "x"}, {"seq": "x"}, {"text": "a\x00b"}, {"text": "x" * 50_001}),
    ],
)
def test_bad_saving_is_refused_in_words(case, bad):
    reply = save(case, **{"text": "een", **bad})
    assert reply.status_code == 400
    assert reply.json()["error"]
    assert not Answer.objects.exists()


def test_question_of_another_challenge_takes_no_answer(case):
    other = make_case()
    reply = save(case, "een", question=str(other.questions[0].pk))
    assert reply.status_code == 400
    assert not Answer.objects.exists()


def test_logged_out_saving_leads_to_the_log_in(case):
    reply = save(case, "een", client=Client())
    assert reply.status_code == 302
    assert reverse("account_login") in reply["Location"]


def test_saving_without_a_token_is_refused(case):
    client = client_of(case.person, enforce_csrf_checks=True)
    assert save(case, "een", client=client).status_code == 403


# --- the list ------------------------------------------------------------------------------------------------------


def test_list_tells_what_stands_where(case):
    case.save("een")
    ResponseFactory(company=case.company, submitted=True)
    page = client_of(case.person).get(reverse("challenges:response_list"))
    assert [row.is_due for row in page.context["rows"]].count(True) == 1
    assert "Nog niet ingediend" in html(page)
    assert "Ingediend op" in html(page)


def test_list_costs_the_same_however_long_it_is(case, django_assert_max_num_queries):
    for _number in range(8):
        SubmissionFactory(response__company=case.company)
    client = client_of(case.person)
    with django_assert_max_num_queries(8):
        client.get(reverse("challenges:response_list"))


def test_page_to_write_on_costs_the_same_however_much_is_asked(case, django_assert_max_num_queries):
    case.save("een")
    case.save("twee", question=1, by=case.colleague)
    MatchFactory(challenge=case.challenge, company=case.company, failed_rule="must_have")
    client = client_of(case.person)
    with django_assert_max_num_queries(12):
        client.get(address("response_edit", case))


def test_receipts_cost_the_same_however_many_there_are(case, django_assert_max_num_queries):
    for number in range(4):
        case.submitted(f"een {number}", base=number)
    client = client_of(case.person)
    with django_assert_max_num_queries(12):
        page = client.get(address("response_detail", case))
    assert len(page.context["submissions"]) == 4
    assert "vervangen door een latere" in html(page)


# --- the page of the challenge -------------------------------------------------------------------------------------


def challenge_page(case: Case, user: User | None) -> str:
    return html(client_of(user).get(address("challenge_detail", case)))


def test_challenge_offers_to_answer_it(case):
    page = challenge_page(case, case.person)
    assert "Reageren op deze challenge" in page
    assert "Je kunt reageren tot" in page
    case.save("een")
    assert "Verdergaan met je reactie" in challenge_page(case, case.person)
    case.submitted("een", base=1)
    assert "Je reactie bekijken" in challenge_page(case, case.person)


def test_challenge_offers_others_nothing_to_answer(case):
    staff = UserFactory(rom=case.challenge.rom, rom_role="adviser")
    for other in (None, UserFactory(), staff):
        assert "Reageren op deze challenge" not in challenge_page(case, other)
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    assert "Reageren op deze challenge" not in challenge_page(case, case.person)


def test_snapshot_is_shown_and_not_what_was_asked_later(case):
    case.submitted("een twee")
    case.questions[0].text_nl = "Een heel andere vraag?"
    case.questions[0].save()
    page = client_of(case.person).get(address("response_detail", case))
    assert "Een heel andere vraag?" not in html(page)
    assert json.loads(Submission.objects.get().snapshot)["answers"][0]["question_nl"] in html(page)


def test_companies_keep_their_responses_when_a_person_moves(case):
    """Who joins another company acts for the one they joined first, and sees nothing of others."""
    other = MembershipFactory(user=case.person, company=Company.objects.create(slug="ander", name="Ander"))
    ResponseFactory(company=other.company, challenge=case.challenge)
    case.save("een")
    case.person.memberships.filter(company=case.company).delete()
    page = client_of(case.person).get(address("response_edit", case))
    assert page.context["rows"][0].answer.value() == ""
