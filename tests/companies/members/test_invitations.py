"""Invitations: valid once, for two weeks, and only for the invited address."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from companies.members.invitations import (
    accept_invitation,
    decline_invitation,
    find_invitation_by_link,
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from companies.members.models import Invitation
from companies.members.services import INVITATIONS_A_DAY
from companies.profiles.membership_models import Membership
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.factories import AddressFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db
GUEST = "gast@example.org"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(company__name="Radarbouw", user__name="Wies")


def guest(email: str = GUEST, **address: object) -> User:
    return AddressFactory(user__email=email, **address).user


def invite(owner: Membership, email: str = GUEST, role: str = "member") -> Invitation:
    return invite_member(owner.user, owner.company, email, role)


def links() -> list[str]:
    mails = OutboxMail.objects.filter(is_secret=True).order_by("pk")
    return [re.search(r"/invitations/([\w-]+)/", mail.text)[1] for mail in mails]


def test_the_mail_names_who_and_what_and_its_link_is_kept_nowhere(owner):
    invitation = invite(owner, " Gast@Example.ORG ")
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.is_secret, mail.subject) == (GUEST, True, "Wies nodigt je uit voor Radarbouw")
    assert find_invitation_by_link(links()[0]) == invitation
    assert links()[0] not in str(Invitation.objects.values().get())


def test_it_is_in_the_language_of_the_guest_where_that_is_known(owner):
    AddressFactory(user=UserFactory(email=GUEST, language="en"))
    invite(owner)
    assert OutboxMail.objects.get().subject == "Wies invites you to Radarbouw"


def test_who_has_the_address_comes_in_once(owner):
    user = guest()
    invitation = invite(owner, role="owner")
    accept_invitation(user, invitation)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.link, invitation.decided_by) == ("accepted", None, user)
    assert owner.company.memberships.get(user=user).is_owner
    assert Notification.objects.get(user=owner.user).title == f"{user} werkt nu namens Radarbouw"
    assert find_invitation_by_link(links()[0]) is None
    with pytest.raises(ValidationError):
        accept_invitation(user, invitation)


@pytest.mark.parametrize("who", ["another address", "not verified", "adviser"])
def test_all_others_stay_out(owner, who):
    user = {
        "another address": lambda: guest("ander@example.org"),
        "not verified": lambda: guest(verified=False),
        "adviser": lambda: AddressFactory(user=UserFactory(email=GUEST, adviser=True)).user,
    }[who]()
    invitation = invite(owner)
    for answer in (accept_invitation, decline_invitation):
        with pytest.raises(PermissionDenied):
            answer(user, invitation)
    assert owner.company.memberships.count() == 1


def test_a_second_address_of_a_person_counts(owner):
    user = guest("eerste@example.org")
    AddressFactory(user=user, email="Gast@example.org", primary=False)
    accept_invitation(user, invite(owner))
    assert owner.company.memberships.filter(user=user).exists()


def test_an_invitation_lapses_after_two_weeks(owner):
    invitation = InvitationFactory(company=owner.company, email=GUEST, lapsed=True)
    with pytest.raises(ValidationError) as refused:
        accept_invitation(guest(), invitation)
    assert refused.value.code == "expired"
    fresh = invite(owner)
    assert timedelta(days=13) < fresh.expires_at - timezone.now() <= timedelta(days=14)
    invitation.refresh_from_db()
    assert invitation.state == "revoked"


def test_an_address_is_invited_once_at_a_time(owner):
    invite(owner)
    with pytest.raises(ValidationError) as refused:
        invite(owner, "GAST@example.org")
    assert refused.value.message_dict.keys() == {"email"}
    with pytest.raises(IntegrityError):
        InvitationFactory(company=owner.company, email="Gast@example.org")


def test_who_is_a_member_is_not_invited(owner):
    AddressFactory(user=owner.user, email="wies@example.org")
    with pytest.raises(ValidationError):
        invite(owner, "Wies@example.org")


def test_sent_again_the_link_before_works_no_longer(owner):
    invitation = resend_invitation(owner.user, invite(owner))
    first, second = links()
    assert find_invitation_by_link(first) is None
    assert find_invitation_by_link(second) == invitation


def test_what_is_revoked_lets_nobody_in(owner):
    invitation = invite(owner)
    revoke_invitation(owner.user, invitation)
    assert find_invitation_by_link(links()[0]) is None
    for write in (
        lambda: accept_invitation(guest(), invitation),
        lambda: resend_invitation(owner.user, invitation),
        lambda: revoke_invitation(owner.user, invitation),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert refused.value.code == "decided"


def test_a_guest_may_decline(owner):
    invitation = invite(owner)
    decline_invitation(guest(), invitation)
    invitation.refresh_from_db()
    assert invitation.state == "declined"
    invite(owner)


@pytest.mark.parametrize("who", ["member", "stranger", "owner of another"])
def test_only_owners_invite_send_again_and_revoke(owner, who):
    user = {
        "member": MembershipFactory(company=owner.company, role="member").user,
        "stranger": UserFactory(),
        "owner of another": MembershipFactory().user,
    }[who]
    invitation = InvitationFactory(company=owner.company)
    for write in (
        lambda: invite_member(user, owner.company, GUEST, "member"),
        lambda: resend_invitation(user, invitation),
        lambda: revoke_invitation(user, invitation),
    ):
        with pytest.raises(PermissionDenied):
            write()
    assert not OutboxMail.objects.exists()


def test_a_company_invites_so_many_a_day_and_no_more(owner):
    InvitationFactory.create_batch(INVITATIONS_A_DAY - 1, company=owner.company)
    invitation = invite(owner)
    for write in (
        lambda: invite(owner, "nog.een@example.org"),
        lambda: resend_invitation(owner.user, invitation),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert refused.value.code == "too often"


def test_the_rest_that_was_open_between_the_two_is_done_with(owner):
    user = guest()
    AddressFactory(user=user, email="tweede@example.org", primary=False)
    first, second = invite(owner), invite(owner, "tweede@example.org")
    accept_invitation(user, first)
    second.refresh_from_db()
    assert second.state == "accepted"


@pytest.mark.django_db(transaction=True)
def test_accepted_several_times_at_once_it_makes_one_member(owner):
    user, invitation = guest(), invite(owner)
    results = at_once(*[lambda: accept_invitation(user, invitation)] * 4)
    assert sum(isinstance(each, ValidationError) for each in results) == 3
    assert owner.company.memberships.filter(user=user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_several_times_at_once_it_is_one_invitation(owner):
    results = at_once(*[lambda: invite(owner)] * 4)
    assert sum(isinstance(each, ValidationError) for each in results) == 3
    assert Invitation.objects.count() == OutboxMail.objects.filter(is_secret=True).count() == 1
