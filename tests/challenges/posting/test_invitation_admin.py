"""An invitation removed in the admin is taken back, and its company hears of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.posting.invitation_models import ChallengeInvitation
from portal.notifications.models import Notification
from tests.factories import ChallengeFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
PAGES = "admin:challenges_challengeinvitation"


@pytest.fixture
def invitation() -> ChallengeInvitation:
    company = MembershipFactory().company
    challenge = ChallengeFactory(visibility="invited", state="draft")
    return ChallengeInvitation.objects.create(challenge=challenge, company=company, told_at=timezone.now())


def from_its_page(client, invitation):
    client.post(reverse(f"{PAGES}_delete", args=[invitation.pk]), {"post": "yes"})


def from_the_list(client, invitation):
    data = {"action": "delete_selected", "_selected_action": [invitation.pk], "post": "yes"}
    client.post(reverse(f"{PAGES}_changelist"), data)


def from_its_challenge(client, invitation):
    challenge = invitation.challenge
    sent = {name: getattr(challenge, name) for name in ("slug", "title_nl", "teaser_nl", "branch", "visibility")}
    for inline, number in (("requirements", 0), ("invitations", 1), ("co_owner_links", 0)):
        sent |= {f"{inline}-TOTAL_FORMS": number, f"{inline}-INITIAL_FORMS": number}
    sent |= {"invitations-0-id": invitation.pk, "invitations-0-company": invitation.company_id}
    page = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    client.post(page, sent | {"invitations-0-challenge": challenge.pk, "invitations-0-DELETE": "on"})


@pytest.mark.parametrize("remove", [from_its_page, from_the_list, from_its_challenge])
def test_company_hears_of_an_invitation_that_an_admin_removes(client, invitation, remove):
    client.force_login(UserFactory(admin=True))
    remove(client, invitation)
    assert not ChallengeInvitation.objects.exists()
    assert Notification.objects.get().key == f"invited:{invitation.pk}:taken_back"
