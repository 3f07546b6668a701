"""Companies that answer together: asked, agreed, declined, left; and who is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.responses import partners as services
from challenges.responses.models import Response
from challenges.responses.partner_models import CoApplicant
from challenges.responses.partners import (
    answer_partner_request,
    check_partners_answered,
    find_partner_companies,
    invite_partner,
    leave_response,
)
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.notifications.models import Notification
from tests.factories import ChallengeFactory, CompanyFactory, MembershipFactory, ResponseFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Membership:
    return MembershipFactory()


@pytest.fixture
def partner() -> Membership:
    return MembershipFactory(company__name="Torenvalk Sensing", company__kvk_number="01234567")


@pytest.fixture
def response(lead: Membership) -> Response:
    return ResponseFactory(company=lead.company)


@pytest.fixture
def asked(response: Response, lead: Membership, partner: Membership) -> CoApplicant:
    return invite_partner(lead.user, response.challenge, lead.company, partner.company)


def state(row: CoApplicant) -> str:
    return CoApplicant.objects.get(pk=row.pk).state


def code_of(write: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as refused:
        write()
    return str(refused.value.code)


def told(membership: Membership) -> list[str]:
    return list(Notification.objects.filter(user=membership.user).values_list("title", flat=True))


def test_asked_people_are_told_and_nobody_else(asked, lead, partner):
    assert state(asked) == "asked"
    assert len(told(partner)) == 1
    assert told(lead) == []
    assert asked.response.company.name in Notification.objects.get().text


def test_asking_twice_is_asking_once(asked, lead, partner, response):
    invite_partner(lead.user, response.challenge, lead.company, partner.company)
    assert CoApplicant.objects.count() == 1
    assert len(told(partner)) == 1


@pytest.mark.parametrize(("agrees", "expected"), [(True, "agreed"), (False, "declined")])
def test_the_company_that_was_asked_decides_and_the_other_is_told(asked, lead, partner, agrees, expected):
    answer_partner_request(partner.user, asked, agrees=agrees, read_version=1)
    row = CoApplicant.objects.get()
    assert (row.state, row.decided_by, row.read_version) == (expected, partner.user, 1)
    assert len(told(lead)) == 1


def test_what_was_decided_stays(asked, partner):
    answer_partner_request(partner.user, asked, agrees=False, read_version=1)
    answer_partner_request(partner.user, asked, agrees=True, read_version=1)
    assert state(asked) == "declined"


def test_who_declined_may_be_asked_anew(asked, lead, partner, response):
    answer_partner_request(partner.user, asked, agrees=False, read_version=1)
    invite_partner(lead.user, response.challenge, lead.company, partner.company)
    assert (state(asked), CoApplicant.objects.get().decided_at) == ("asked", None)
    assert len(told(partner)) == 2


@pytest.mark.parametrize("who", ["lead", "partner"])
def test_either_side_ends_it_and_the_other_is_told(asked, lead, partner, who):
    answer_partner_request(partner.user, asked, agrees=True, read_version=1)
    before = {side: len(told(side)) for side in (lead, partner)}
    mine, other = (lead, partner) if who == "lead" else (partner, lead)
    leave_response(mine.user, asked)
    assert state(asked) == "withdrawn"
    assert (len(told(mine)) - before[mine], len(told(other)) - before[other]) == (0, 1)


def test_a_stranger_decides_nothing(asked):
    stranger = MembershipFactory().user
    assert code_of(lambda: answer_partner_request(stranger, asked, agrees=True, read_version=1)) == "closed"
    assert code_of(lambda: leave_response(stranger, asked)) == "closed"
    assert state(asked) == "asked"


def test_the_lead_does_not_agree_for_the_other(asked, lead):
    assert code_of(lambda: answer_partner_request(lead.user, asked, agrees=True, read_version=1)) == "closed"
    assert state(asked) == "asked"


def test_after_the_deadline_nothing_changes(asked, lead, partner, response):
    Challenge.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    writes = [
        lambda: answer_partner_request(partner.user, asked, agrees=True, read_version=1),
        lambda: leave_response(partner.user, asked),
        lambda: invite_partner(lead.user, response.challenge, lead.company, MembershipFactory().company),
    ]
    assert [code_of(write) for write in writes] == ["closed"] * 3


def test_only_a_published_company_with_people_is_asked(response, lead):
    others = [CompanyFactory(state="draft", claimed=True), CompanyFactory(), lead.company]
    MembershipFactory(company=others[0])
    asking = [lambda each=each: invite_partner(lead.user, response.challenge, lead.company, each) for each in others]
    assert [code_of(write) for write in asking] == ["company"] * 3


def test_more_than_ten_are_refused(response, lead, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    invite_partner(lead.user, response.challenge, lead.company, MembershipFactory().company)
    other = MembershipFactory().company
    assert code_of(lambda: invite_partner(lead.user, response.challenge, lead.company, other)) == "many"


@pytest.mark.parametrize(
    ("text", "found"),
    [("valk", True), ("TOREN", True), ("01234567", True), ("0123 45.67", True), ("0123", False), ("va", False)],
)
def test_a_company_is_found_by_name_or_number(partner, lead, text, found):
    assert find_partner_companies(text, None, lead.company) == ([partner.company] if found else [])


def test_drafts_unclaimed_profiles_and_ones_own_are_never_found(lead, partner):
    Company.objects.filter(pk=partner.company.pk).update(state="draft")
    CompanyFactory(name="Torenvalk zonder mensen")
    Company.objects.filter(pk=lead.company.pk).update(name="Torenvalk zelf")
    assert find_partner_companies("torenvalk", None, lead.company) == []
    assert find_partner_companies("01234567", None, lead.company) == []


def test_who_is_asked_is_not_found_again(asked, response, lead):
    assert find_partner_companies("torenvalk", response, lead.company) == []


def test_people_who_may_not_see_the_challenge_are_told_nothing_and_read_nothing(lead, partner):
    Company.objects.filter(pk=lead.company.pk).update(vetted_on=timezone.localdate())
    response = ResponseFactory(company=lead.company, challenge=ChallengeFactory(visibility="vetted"))
    invite_partner(lead.user, response.challenge, lead.company, partner.company)
    assert told(partner) == []
    assert not Response.objects.shared_with(partner.user).exists()
    Company.objects.filter(pk=partner.company.pk).update(vetted_on=timezone.localdate())
    assert Response.objects.shared_with(partner.user).get() == response


def test_who_is_in_reads_along_and_who_left_no_more(asked, partner, response):
    for agrees, expected in ((True, True), (None, False)):
        if agrees:
            answer_partner_request(partner.user, asked, agrees=True, read_version=1)
        else:
            leave_response(partner.user, asked)
        assert Response.objects.shared_with(partner.user).filter(pk=response.pk).exists() == expected


def test_who_has_not_answered_holds_up_sending_in_by_name(asked, partner, response):
    with pytest.raises(ValidationError, match="Torenvalk Sensing"):
        check_partners_answered(response)
    answer_partner_request(partner.user, asked, agrees=False, read_version=1)
    check_partners_answered(response)


@pytest.mark.parametrize(
    "fields", [{"state": "maybe"}, {"state": "agreed"}, {"decided_at": timezone.now()}, {"company": None}]
)
def test_the_database_refuses_what_makes_no_sense(asked, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoApplicant.objects.update(**fields)


def test_one_company_stands_once(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoApplicant.objects.create(response=asked.response, company=asked.company, asked_by=UserFactory())
