"""Saving: nothing that anybody wrote is overwritten unseen, and nothing is saved twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.responses.drafts import AnswerChange, SaveVerdict, classify_answer_change, save_answers
from challenges.responses.models import Answer, Response
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = uuid4(), uuid4()


def standing(text: str, version: int, window=None, seq: int = 0) -> Answer:
    return Answer(text=text, version=version, saved_from=window, saved_seq=seq)


@pytest.mark.parametrize(
    ("answer", "change", "verdict"),
    [
        (None, AnswerChange(1, "een", 0), SaveVerdict.WRITE),
        (None, AnswerChange(1, "", 0), SaveVerdict.SAME),
        (None, AnswerChange(1, "een", 3), SaveVerdict.CONFLICT),
        (standing("een", 2), AnswerChange(1, "twee", 2), SaveVerdict.WRITE),
        (standing("een", 2), AnswerChange(1, "twee", 1), SaveVerdict.CONFLICT),
        (standing("een", 2), AnswerChange(1, "twee", 3), SaveVerdict.CONFLICT),
        (standing("een", 2), AnswerChange(1, "een", 1), SaveVerdict.SAME),
        (standing("een", 2), AnswerChange(1, "een", 0), SaveVerdict.SAME),
        (standing("een", 2, HERE, 4), AnswerChange(1, "twee", 1, HERE, 5), SaveVerdict.WRITE),
        (standing("een", 2, HERE, 4), AnswerChange(1, "twee", 1, HERE, 4), SaveVerdict.LATE),
        (standing("een", 2, HERE, 4), AnswerChange(1, "twee", 2, HERE, 3), SaveVerdict.LATE),
        (standing("een", 2, ELSEWHERE, 4), AnswerChange(1, "twee", 1, HERE, 5), SaveVerdict.CONFLICT),
        (standing("een", 2, ELSEWHERE, 9), AnswerChange(1, "twee", 2, HERE, 1), SaveVerdict.WRITE),
        (standing("een", 2, None, 0), AnswerChange(1, "twee", 1, None, 0), SaveVerdict.CONFLICT),
    ],
)
def test_saving_means(answer, change, verdict):
    assert classify_answer_change(answer, change) == verdict


def test_first_saving_makes_the_draft_and_the_next_goes_on_with_it(case):
    saved = case.save("een")
    assert (saved.response.state, saved.response.created_by) == (Response.State.DRAFT, case.person)
    case.save("een twee", base=1, by=case.colleague)
    assert (case.answer().text, case.answer().version, case.answer().changed_by) == ("een twee", 2, case.colleague)
    assert (Response.objects.count(), Answer.objects.count(), case.response.version) == (1, 1, 2)


def test_same_saving_twice_is_one_version(case):
    case.save("een")
    saved = case.save("een")
    assert (saved.conflicts, case.answer().version, case.response.version) == ({}, 1, 1)


def test_second_of_two_is_shown_what_the_first_wrote_and_overwrites_nothing(case):
    case.save("een")
    case.save("van de collega", base=1, by=case.colleague)
    saved = case.save("van mij", base=1)
    theirs = saved.conflicts[case.questions[0].pk]
    assert (theirs.text, theirs.changed_by, theirs.version) == ("van de collega", case.colleague, 2)
    assert case.answer().text == "van de collega"


def test_a_conflict_at_one_question_keeps_no_other_back(case):
    case.save("een")
    changes = [case.change("anders", base=0), case.change("tweede", question=1)]
    saved = save_answers(case.person, case.challenge, case.company, changes)
    assert list(saved.conflicts) == [case.questions[0].pk]
    assert (case.answer(0).text, case.answer(1).text) == ("een", "tweede")


def test_emptied_answer_of_another_is_a_conflict_too(case):
    case.save("een")
    case.save("", base=1, by=case.colleague)
    assert case.save("een twee", base=1).conflicts
    assert case.answer().text == ""


def test_window_whose_saving_was_kept_and_never_told_goes_on(case):
    case.save("een", window=HERE, seq=1)
    assert not case.save("een twee", base=0, window=HERE, seq=2).conflicts
    assert case.answer().text == "een twee"


def test_a_saving_that_comes_late_changes_nothing(case):
    case.save("een twee", window=HERE, seq=2)
    saved = case.save("een", base=0, window=HERE, seq=1)
    assert (saved.conflicts, case.answer().text) == ({}, "een twee")


def test_a_text_beyond_its_limit_is_kept(case):
    case.save("een twee drie vier vijf zes zeven")
    assert case.answer().text.endswith("zeven")


CLOSINGS = {
    "deadline": ({"closes_at": timezone.now() - timedelta(seconds=1)}, "is gesloten op"),
    "evaluating": ({"state": Challenge.State.EVALUATING}, "heeft deze challenge gesloten"),
    "withdrawn": ({"state": Challenge.State.WITHDRAWN}, "ingetrokken"),
    "review again": ({"state": Challenge.State.IN_REVIEW}, "past deze challenge aan"),
    "opens later": ({"opens_at": timezone.now() + timedelta(days=1)}, "opent op"),
    "invited alone": ({"visibility": Challenge.Visibility.INVITED}, "geen toegang meer"),
}


@pytest.mark.parametrize("closing", CLOSINGS)
def test_what_closed_meanwhile_is_told_and_takes_nothing(case, closing):
    fields, said = CLOSINGS[closing]
    case.save("een")
    Challenge.objects.filter(pk=case.challenge.pk).update(**fields)
    with pytest.raises(ValidationError, match=said) as refusal:
        case.save("een twee", base=1)
    assert refusal.value.code == "closed"
    assert case.answer().text == "een"


def test_refused_first_saving_leaves_no_draft(case):
    Challenge.objects.update(state=Challenge.State.EVALUATING)
    with pytest.raises(ValidationError):
        case.save("een")
    assert not Response.objects.exists()


def test_who_left_the_company_saves_no_more(case):
    case.person.memberships.all().delete()
    MembershipFactory(user=case.person)
    with pytest.raises(ValidationError):
        case.save("een")
