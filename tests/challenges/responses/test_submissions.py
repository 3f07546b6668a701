"""Sending in, replacing and taking back."""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.responses.models import Response, Submission
from challenges.responses.submissions import submit_response, withdraw_response
from companies.profiles.services import erase_profile
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail

pytestmark = pytest.mark.django_db


def close(case) -> None:
    Challenge.objects.update(closes_at=timezone.now() - timedelta(seconds=1))


def test_submission_holds_what_was_asked_and_written(case):
    sent = case.submitted("een twee", "Ja: “é”\nen €")
    content = json.loads(sent.snapshot)
    assert [each["text"] for each in content["answers"]] == ["een twee", "Ja: “é”\nen €"]
    assert [each["words"] for each in content["answers"]] == [2, 3]
    assert [each["question_nl"] for each in content["answers"]] == [each.text_nl for each in case.questions]
    assert content["company"]["name"] == case.company.name
    assert (sent.number, sent.submitted_by, sent.language) == (1, case.person, "nl")
    assert case.response.state == Response.State.SUBMITTED
    assert case.response.submitted_at == sent.submitted_at
    assert not case.response.has_changes


def test_submission_names_no_person(case):
    case.person.name = "Vreemde Naam"
    case.person.save()
    sent = case.submitted("een")
    assert not any(word in sent.snapshot for word in (case.person.name, case.person.email))


def test_hash_is_made_anew_from_the_text(case):
    sent = Submission.objects.get(pk=case.submitted("een ë", "twee").pk)
    assert sent.sha256 == hashlib.sha256(sent.snapshot.encode()).hexdigest()
    again = json.dumps(json.loads(sent.snapshot), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again == sent.snapshot


def test_too_long_is_saved_and_not_sent(case):
    sent = case.send("een twee drie vier vijf zes")
    assert sent.submission is None
    assert sent.refused.message_dict == {
        f"answer_{case.questions[0].pk}": [
            "Je antwoord telt 6 woorden. Haal er minstens 1 weg: het maximum is 5.",
        ]
    }
    assert case.answer().text == "een twee drie vier vijf zes"
    assert case.response.state == Response.State.DRAFT


@pytest.mark.parametrize("text", ["", "  \n ", "- ..."])
def test_what_must_be_answered_is_asked_for(case, text):
    sent = case.send(text, "twee")
    assert list(sent.refused.message_dict) == [f"answer_{case.questions[0].pk}"]
    assert case.answer(1).text == "twee"


def test_at_the_limit_it_is_sent(case):
    assert case.submitted("een twee drie vier vijf")


def test_same_form_twice_is_one_submission_and_one_mail_each(case):
    key = uuid4()
    first, second = case.submitted("een", key=key), case.submitted("een", key=key)
    assert first == second
    assert (Submission.objects.count(), OutboxMail.objects.count(), Notification.objects.count()) == (1, 2, 2)


def test_same_form_after_the_deadline_gets_its_receipt(case):
    key = uuid4()
    first = case.submitted("een", key=key)
    close(case)
    assert case.submitted("een", key=key) == first


def test_old_form_with_another_text_is_another_submission(case):
    """Somebody goes back in the browser, types on and submits."""
    key = uuid4()
    case.submitted("een", key=key)
    second = case.submitted("een twee", base=1, key=key)
    assert second.number == 2
    assert json.loads(second.snapshot)["answers"][0]["text"] == "een twee"


def test_nothing_new_is_no_new_submission(case):
    first = case.submitted("een")
    assert case.submitted("een", base=1) == first


def test_replaced_one_stays_in_the_history(case):
    first = case.submitted("een")
    case.save("twee", base=1)
    assert case.response.has_changes
    second = case.submitted("twee", base=2)
    assert [each.number for each in case.response.submissions.all()] == [2, 1]
    assert json.loads(Submission.objects.get(pk=first.pk).snapshot)["answers"][0]["text"] == "een"
    assert case.response.submitted_at == second.submitted_at


def test_conflict_is_not_sent_over(case):
    case.save("van de collega", by=case.colleague)
    sent = case.send("van mij")
    assert sent.submission is None
    assert sent.saved.conflicts[case.questions[0].pk].text == "van de collega"
    assert not Submission.objects.exists()


def test_what_a_colleague_changed_in_between_is_not_sent_unseen(case):
    version = case.save("een").response.version
    case.save("een twee", base=1, by=case.colleague)
    with pytest.raises(ValidationError) as refusal:
        submit_response(case.person, case.challenge, case.company, key=uuid4(), language="nl", version=version)
    assert refusal.value.code == "changed"
    assert not Submission.objects.exists()


def test_after_the_deadline_nothing_comes_in(case):
    case.save("een")
    close(case)
    with pytest.raises(ValidationError, match="is gesloten op"):
        case.send("een", base=1)
    with pytest.raises(ValidationError, match="is gesloten op"):
        submit_response(case.person, case.challenge, case.company, key=uuid4(), language="nl", version=1)
    assert case.response.state == Response.State.DRAFT


def test_taken_back_and_sent_in_again(case):
    case.submitted("een")
    response = withdraw_response(case.person, case.challenge, case.company)
    assert (response.state, response.submitted_at is None) == (Response.State.WITHDRAWN, False)
    assert case.answer().text == "een"
    again = case.submitted("een", base=1)
    assert again.number == 2
    assert (case.response.state, case.response.withdrawn_at) == (Response.State.SUBMITTED, None)


def test_draft_is_not_taken_back(case):
    case.save("een")
    assert withdraw_response(case.person, case.challenge, case.company).state == Response.State.DRAFT


def test_after_the_deadline_nothing_is_taken_back(case):
    case.submitted("een")
    close(case)
    with pytest.raises(ValidationError, match="is gesloten op"):
        withdraw_response(case.person, case.challenge, case.company)
    assert case.response.state == Response.State.SUBMITTED


def test_challenge_for_others_now_lets_the_company_take_back_what_it_sent(case):
    case.submitted("een")
    Challenge.objects.update(visibility=Challenge.Visibility.INVITED)
    assert withdraw_response(case.person, case.challenge, case.company).state == Response.State.WITHDRAWN


def test_erasure_removes_what_nothing_else_can(case):
    case.submitted("een")
    erase_profile(case.company)
    assert not Response.objects.exists()
    assert not Submission.objects.exists()
