"""Asking another company to join in, and its people who read along and decide."""

from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from challenges.responses.models import Response
from challenges.responses.partner_models import CoApplicant
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.responses.conftest import Case, make_case
from tests.challenges.responses.test_views import typed
from tests.clients import client_of
from tests.factories import MembershipFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def partner() -> Membership:
    return MembershipFactory(company__name="Torenvalk Sensing", company__kvk_number="01234567")


def address(case: Case, name: str) -> str:
    of_company = [case.company.slug] if name == "coapplication" else []
    return reverse(f"challenges:{name}", args=[case.challenge.slug, *of_company])


def page(response: Any) -> str:
    return unescape(response.content.decode())


def ask(case: Case, partner: Membership) -> Any:
    data = {"company": partner.company.slug}
    return client_of(case.person).post(address(case, "coapplicant_add"), data, follow=True)


def say(case: Case, partner: Membership, what: str) -> Any:
    data = {"do": what, "version": "1"}
    return client_of(partner.user).post(address(case, "coapplication"), data, follow=True)


def state() -> str:
    return CoApplicant.objects.get().state


@pytest.mark.parametrize("words", ["torenvalk", "0123.45.67"])
def test_a_company_is_found_and_asked(case, partner, words):
    found = client_of(case.person).get(address(case, "coapplicant_add"), {"q": words})
    assert "Torenvalk Sensing" in page(found)
    assert "Torenvalk Sensing is uitgenodigd als partner." in page(ask(case, partner))
    assert state() == "asked"


@pytest.mark.parametrize("words", ["torenvalk", "01234567"])
def test_an_unpublished_company_is_never_shown_nor_asked(case, partner, words):
    Company.objects.filter(pk=partner.company.pk).update(state="draft")
    absent = client_of(case.person).get(address(case, "coapplicant_add"), {"q": "bestaat niet"})
    hidden = client_of(case.person).get(address(case, "coapplicant_add"), {"q": words})
    assert "Torenvalk" not in page(hidden)
    assert page(hidden).replace(words, "").count("<li") == page(absent).replace("bestaat niet", "").count("<li")
    assert "Kies een ander bedrijf" in page(ask(case, partner))
    assert not CoApplicant.objects.exists()


@pytest.mark.parametrize("words", ["", "x", "\u202e%_'\"", "x" * 5000, "'; --"])
def test_any_words_are_searched(case, words):
    assert client_of(case.person).get(address(case, "coapplicant_add"), {"q": words}).status_code == 200


def test_who_was_asked_reads_the_answers_as_they_stand(case, partner):
    case.save("Onze geheime vinding")
    ask(case, partner)
    shown = page(client_of(partner.user).get(address(case, "coapplication")))
    assert "Onze geheime vinding" in shown
    assert "<textarea" not in shown
    assert address(case, "coapplication") in page(client_of(partner.user).get(reverse("challenges:response_list")))


@pytest.mark.parametrize(
    ("what", "expected"), [("agree", "agreed"), ("decline", "declined"), ("x", "asked"), ("leave", "withdrawn")]
)
def test_who_was_asked_decides(case, partner, what, expected):
    ask(case, partner)
    say(case, partner, what)
    assert state() == expected


@pytest.mark.parametrize("what", ["decline", "leave"])
def test_who_is_in_no_more_reads_no_more(case, partner, what):
    ask(case, partner)
    say(case, partner, what)
    assert client_of(partner.user).get(address(case, "coapplication")).status_code == 404


def test_the_lead_takes_the_asking_back(case, partner):
    ask(case, partner)
    client_of(case.colleague).post(address(case, "coapplicant_end"), {"company": partner.company.slug})
    assert state() == "withdrawn"


def test_another_company_takes_nothing_back(case, partner):
    ask(case, partner)
    client_of(MembershipFactory().user).post(address(case, "coapplicant_end"), {"company": partner.company.slug})
    assert state() == "asked"


def test_submitting_waits_for_the_answer_and_says_for_whose(case, partner):
    ask(case, partner)
    response = client_of(case.person).post(address(case, "response_edit"), typed(case, "Antwoord", do="submit"))
    assert "Nog geen antwoord van Torenvalk Sensing" in page(response)
    assert "Antwoord" in page(response)
    assert not Response.objects.get().submissions.exists()
    assert case.answer().text == "Antwoord"


def test_a_submission_names_who_joins_in_and_its_people_get_the_receipt(case, partner):
    ask(case, partner)
    say(case, partner, "agree")
    client_of(case.person).post(address(case, "response_edit"), typed(case, "Ons antwoord", do="submit"))
    assert '"co_applicants":[{"agreed_at":"' in Response.objects.get().submissions.get().snapshot
    assert "Torenvalk Sensing" in Response.objects.get().submissions.get().snapshot
    receipt = OutboxMail.objects.filter(user=partner.user).latest("pk")
    assert "gezamenlijke reactie" in receipt.subject
    assert "Ons antwoord" in receipt.text


def test_who_left_is_in_no_next_submission(case, partner):
    ask(case, partner)
    say(case, partner, "agree")
    client_of(case.person).post(address(case, "response_edit"), typed(case, "Ons antwoord", do="submit"))
    say(case, partner, "leave")
    assert Response.objects.get().is_submitted
    data = typed(case, "Mijn antwoord", base=1, was="Ons antwoord", do="submit")
    client_of(case.person).post(address(case, "response_edit"), data)
    last, first = Response.objects.get().submissions.all()
    assert ["Torenvalk" in each.snapshot for each in (first, last)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_agreeing_while_the_lead_submits_is_in_it_or_holds_it_up():
    case, partner = make_case(), MembershipFactory()
    ask(case, partner)
    data = typed(case, "Antwoord", do="submit")
    agreeing, sending = client_of(partner.user), client_of(case.person)
    at_once(
        lambda: agreeing.post(address(case, "coapplication"), {"do": "agree", "version": "1"}),
        lambda: sending.post(address(case, "response_edit"), data),
    )
    assert state() == "agreed"
    for submission in Response.objects.get().submissions.all():
        assert partner.company.name in submission.snapshot
