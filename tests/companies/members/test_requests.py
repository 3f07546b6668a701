"""Join requests: made once, decided by owners, who stay unknown to the person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from companies.members.models import JoinRequest
from companies.members.services import (
    DAY,
    REQUESTS_A_DAY,
    accept_join_request,
    decline_join_request,
    remind_owners,
    request_to_join,
    withdraw_join_request,
)
from companies.profiles.membership_models import Membership
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.factories import CompanyFactory, JoinRequestFactory, MembershipFactory, UserFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(company__name="Radarbouw")


def titles(user: object) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("title", flat=True))


def test_owners_are_told_and_members_are_not(owner):
    member = MembershipFactory(company=owner.company, role="member")
    user = UserFactory(name="Okke")
    request_to_join(user, owner.company, "Ik werk hier.")
    assert titles(owner.user) == ["Okke wil zich aansluiten bij Radarbouw"]
    assert titles(member.user) == []
    mail = OutboxMail.objects.get(user=owner.user)
    assert f"/nl/companies/{owner.company.slug}/people/" in mail.text
    assert "Ik werk hier." not in mail.text + mail.html


def test_asking_again_is_one_request_and_one_mail(owner):
    user = UserFactory()
    assert request_to_join(user, owner.company) == request_to_join(user, owner.company, "Nog eens.")
    assert JoinRequest.objects.count() == OutboxMail.objects.count() == 1


def test_after_a_no_one_may_ask_again(owner):
    user = UserFactory()
    decline_join_request(owner.user, request_to_join(user, owner.company))
    request_to_join(user, owner.company)
    assert sorted(JoinRequest.objects.values_list("state", flat=True)) == ["declined", "open"]


def test_the_database_keeps_one_open_request(owner):
    JoinRequestFactory(company=owner.company, user=owner.user, state="declined", decided_at=timezone.now())
    JoinRequestFactory(company=owner.company, user=owner.user)
    with pytest.raises(IntegrityError):
        JoinRequestFactory(company=owner.company, user=owner.user)


@pytest.mark.parametrize(("state", "decided_at"), [("open", timezone.now()), ("accepted", None)])
def test_the_database_wants_a_moment_with_each_decision(state, decided_at):
    with pytest.raises(IntegrityError):
        JoinRequestFactory(state=state, decided_at=decided_at)


def test_a_member_asks_for_nothing(owner):
    with pytest.raises(ValidationError):
        request_to_join(owner.user, owner.company)


@pytest.mark.parametrize("who", ["adviser", "admin"])
def test_staff_do_not_ask(owner, who):
    with pytest.raises(PermissionDenied):
        request_to_join(UserFactory(**{who: True}), owner.company)


def test_five_companies_a_day_and_no_more():
    user = UserFactory()
    for _ in range(REQUESTS_A_DAY):
        withdraw_join_request(request_to_join(user, CompanyFactory(claimed=True)))
    with pytest.raises(ValidationError) as refused:
        request_to_join(user, CompanyFactory(claimed=True))
    assert refused.value.code == "too often"
    JoinRequest.objects.update(created_at=timezone.now() - DAY)
    assert request_to_join(user, CompanyFactory(claimed=True))


def test_yes_makes_a_member_who_is_told(owner):
    request = request_to_join(UserFactory(), owner.company)
    accept_join_request(owner.user, request)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("accepted", owner.user)
    assert owner.company.memberships.get(user=request.user).role == "member"
    assert titles(request.user) == ["Je werkt nu namens Radarbouw"]


def test_no_is_told_without_who_said_it(owner):
    owner.user.name = "Wies van der Eigenaar"
    owner.user.save()
    request = request_to_join(UserFactory(), owner.company)
    decline_join_request(owner.user, request)
    note = Notification.objects.get(user=request.user)
    assert note.title == "Je verzoek om je aan te sluiten is afgewezen"
    assert "Wies" not in note.text
    assert not owner.company.memberships.filter(user=request.user).exists()


def test_of_a_hidden_company_its_name_is_not_told(owner):
    owner.company.state, owner.company.kvk_number = "draft", "01234567"
    owner.company.save()
    request = request_to_join(UserFactory(), owner.company)
    decline_join_request(owner.user, request)
    note = Notification.objects.get(user=request.user)
    assert "Radarbouw" not in note.title + note.text + note.url
    assert "het bedrijf met KvK-nummer 01234567" in note.text


@pytest.mark.parametrize("decide", [accept_join_request, decline_join_request])
def test_only_owners_decide_and_once(owner, decide):
    request = request_to_join(UserFactory(), owner.company)
    member = MembershipFactory(company=owner.company, role="member")
    for user in (member.user, request.user, MembershipFactory().user, UserFactory(adviser=True)):
        with pytest.raises(PermissionDenied):
            decide(user, request)
    withdraw_join_request(request)
    with pytest.raises(ValidationError) as refused:
        decide(owner.user, request)
    assert refused.value.code == "decided"


def test_who_works_for_a_rom_by_now_does_not_come_in(owner):
    request = JoinRequestFactory(company=owner.company, user__adviser=True)
    with pytest.raises(ValidationError):
        accept_join_request(owner.user, request)


def test_what_is_decided_is_not_withdrawn(owner):
    request = request_to_join(UserFactory(), owner.company)
    accept_join_request(owner.user, request)
    withdraw_join_request(request)
    request.refresh_from_db()
    assert request.state == "accepted"


def test_owners_are_reminded_once_after_a_week(owner):
    late, early = JoinRequestFactory.create_batch(2, company=owner.company)
    JoinRequest.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(days=7))
    JoinRequest.objects.filter(pk=early.pk).update(created_at=timezone.now() - timedelta(days=6, hours=23))
    assert remind_owners() == 1
    assert remind_owners() == 0
    assert titles(owner.user) == [f"{late.user} wacht nog op je antwoord"]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_decide_at_once_decide_once(owner):
    other = MembershipFactory(company=owner.company)
    request = JoinRequestFactory(company=owner.company)
    results = at_once(
        lambda: accept_join_request(owner.user, request),
        lambda: decline_join_request(other.user, request),
    )
    assert [type(each) for each in results if each] == [ValidationError]
    request.refresh_from_db()
    assert owner.company.memberships.filter(user=request.user).exists() == (request.state == "accepted")
    assert Notification.objects.filter(user=request.user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_request_sent_several_times_at_once_is_one(owner):
    user = UserFactory()
    results = at_once(*[lambda: request_to_join(user, owner.company)] * 4)
    assert {result.pk for result in results} == {JoinRequest.objects.get().pk}
    assert OutboxMail.objects.count() == 1
