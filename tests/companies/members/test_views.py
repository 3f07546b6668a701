"""The page of a company's members, and its forms."""

import pytest
from django.urls import reverse

from companies.members.models import Invitation
from companies.profiles.membership_models import Membership
from tests.clients import client_of
from tests.factories import InvitationFactory, JoinRequestFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
FORMS = {"member_change": "member", "join_request_decide": "request", "invitation_change": "invitation"}


@pytest.fixture
def owner():
    return MembershipFactory()


@pytest.fixture
def member(owner):
    return MembershipFactory(company=owner.company, role="member")


def page_of(name, company):
    return reverse(f"companies:{name}", args=[company.slug])


def people(membership):
    return client_of(membership.user).get(page_of("member_list", membership.company))


def post(membership, name, **form):
    return client_of(membership.user).post(page_of(name, membership.company), form)


def told(membership, name, **form):
    """What the page says after the form was sent."""
    return client_of(membership.user).post(page_of(name, membership.company), form, follow=True).content.decode()


def test_owner_sees_who_wants_in_and_a_member_only_the_people(owner, member):
    JoinRequestFactory(company=owner.company, user__name="Wil Graag")
    InvitationFactory(company=owner.company, email="guest@example.org")
    seen = people(owner).content.decode()
    assert "Wil Graag" in seen
    assert "guest@example.org" in seen
    assert member.user.email in seen
    seen = people(member).content.decode()
    assert str(owner.user) in seen
    assert not any(hidden in seen for hidden in ("Wil Graag", "guest@example.org", owner.user.email))


def test_page_is_404_for_all_others(owner):
    for who in (UserFactory(), UserFactory(adviser=True, rom=owner.company.province.rom), MembershipFactory().user):
        assert client_of(who).get(page_of("member_list", owner.company)).status_code == 404


def test_owner_invites_and_the_page_shows_it(owner):
    answer = post(owner, "member_list", email=" Guest@Example.org ", role="owner")
    assert answer.url == page_of("member_list", owner.company)
    invitation = Invitation.objects.get(company=owner.company)
    assert (invitation.email, invitation.role) == ("guest@example.org", "owner")
    assert "guest@example.org" in people(owner).content.decode()


@pytest.mark.parametrize("wrong", [{"email": "nowhere"}, {"role": "boss"}, {"email": "a\x00b@example.org"}])
def test_mistake_in_an_invitation_keeps_what_was_typed(owner, wrong):
    form = {"email": "guest@example.org", "role": "member"} | wrong
    answer = post(owner, "member_list", **form)
    assert answer.status_code == 200
    assert {name: answer.context["form"][name].value() for name in form} == form
    assert set(answer.context["form"].errors) == set(wrong)
    assert not Invitation.objects.exists()


def test_owner_lets_in_or_declines_once(owner):
    let_in, declined = JoinRequestFactory.create_batch(2, company=owner.company)
    assert post(owner, "join_request_decide", request=let_in.pk, accept="yes").url == page_of(
        "member_list", owner.company
    )
    post(owner, "join_request_decide", request=declined.pk, decline="yes")
    assert not Membership.objects.get(user=let_in.user).is_owner
    assert not Membership.objects.filter(user=declined.user).exists()
    assert "al beantwoord of ingetrokken" in told(owner, "join_request_decide", request=declined.pk, accept="yes")
    assert not Membership.objects.filter(user=declined.user).exists()


def test_member_decides_nothing(owner, member):
    asked, invitation = JoinRequestFactory(company=owner.company), InvitationFactory(company=owner.company)
    assert post(member, "member_list", email="a@example.org", role="owner").status_code == 403
    assert post(member, "join_request_decide", request=asked.pk, accept="yes").status_code == 403
    assert post(member, "invitation_change", invitation=invitation.pk, revoke="yes").status_code == 403
    assert post(member, "member_change", member=owner.pk, remove="yes").status_code == 403
    assert post(member, "member_change", member=member.pk, promote="yes").status_code == 403
    for row in (asked, invitation, member):
        row.refresh_from_db()
    assert (asked.state, invitation.state, member.role) == ("open", "open", "member")


def test_rows_of_another_company_are_404(owner):
    foreign = {
        "member_change": MembershipFactory(),
        "join_request_decide": JoinRequestFactory(),
        "invitation_change": InvitationFactory(),
    }
    for name, row in foreign.items():
        form = {FORMS[name]: row.pk, "accept": "yes", "remove": "yes", "again": "yes"}
        assert post(owner, name, **form).status_code == 404
        assert post(owner, name, **form | {FORMS[name]: 2**40}).status_code == 404


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("number", ["", "x", "9" * 30])
def test_form_without_a_row_is_refused(owner, name, number):
    assert post(owner, name, **{FORMS[name]: number}).status_code == 400


def test_roles_change_and_the_last_owner_stays(owner, member):
    assert "houdt minstens één eigenaar" in told(owner, "member_change", member=owner.pk, remove="yes")
    post(owner, "member_change", member=member.pk, promote="yes")
    assert post(owner, "member_change", member=owner.pk, remove="yes").url == reverse("my_start")
    assert list(owner.company.memberships.all()) == [member]


def test_invitation_is_sent_again_or_revoked(owner):
    invitation = InvitationFactory(company=owner.company, lapsed=True)
    assert "verlopen op" in people(owner).content.decode()
    post(owner, "invitation_change", invitation=invitation.pk, again="yes")
    assert Invitation.objects.in_time().filter(pk=invitation.pk, link__isnull=False).exists()
    post(owner, "invitation_change", invitation=invitation.pk, revoke="yes")
    assert not Invitation.objects.open().exists()


def test_queries_do_not_grow_with_the_people(owner, django_assert_num_queries, django_assert_max_num_queries):
    def fill():
        MembershipFactory(company=owner.company, role="member")
        JoinRequestFactory(company=owner.company)
        InvitationFactory(company=owner.company)

    client, page = client_of(owner.user), page_of("member_list", owner.company)
    fill()
    with django_assert_max_num_queries(12) as first:
        client.get(page)
    for _number in range(4):
        fill()
    with django_assert_num_queries(len(first)):
        assert len(client.get(page).context["requests"]) == 5
