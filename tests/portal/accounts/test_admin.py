"""Accounts that an admin makes or changes."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from portal.accounts.models import User
from portal.accounts.services import sync_email_address
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.models import Erasure
from tests.factories import DecisionFactory, MembershipFactory, ResponseFactory, ROMFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
ADD = "admin:portal_user_add"
SECRET = "correct horse battery"


@pytest.fixture
def chief():
    return UserFactory(admin=True, email="chief@example.org")


@pytest.fixture
def boss(client, chief):
    client.force_login(chief)
    with override("en"):
        yield client


def new(**fields):
    return {
        "email": "New@Example.org",
        "name": "Nieuw",
        "language": "nl",
        "usable_password": "true",
        "password1": SECRET,
        "password2": SECRET,
    } | fields


def change(boss, user, **fields):
    inline = {"emailaddress_set-TOTAL_FORMS": 0, "emailaddress_set-INITIAL_FORMS": 0}
    data = {"email": user.email, "name": user.name, "language": "nl", "is_active": "on"}
    return boss.post(reverse("admin:portal_user_change", args=[user.pk]), data | inline | fields)


def test_account_made_in_the_admin_can_sign_in(boss, client):
    assert boss.post(reverse(ADD), new()).status_code == 302
    boss.logout()
    answer = boss.post(reverse("account_login"), {"login": "new@example.org", "password": SECRET})
    assert answer.status_code == 302
    assert boss.session["_auth_user_id"] == str(User.objects.get(email="new@example.org").pk)


def test_account_without_a_password_is_made_for_who_will_choose_one(boss):
    assert boss.post(reverse(ADD), new(usable_password="false", password1="", password2="")).status_code == 302
    assert not User.objects.get(email="new@example.org").has_usable_password()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "no address"}, "email"),
        ({"email": "CHIEF@example.org"}, "email"),
        ({"password2": "something else"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password2"),
        ({"rom_role": "adviser"}, "__all__"),
        ({"rom_role": "king"}, "rom_role"),
        ({"name": "x" * 151}, "name"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_bad_account_is_a_form_error(boss, fields, field):
    response = boss.post(reverse(ADD), new(**fields))
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert User.objects.count() == 1


def test_rom_without_a_role_is_a_form_error(boss):
    response = boss.post(reverse(ADD), new(rom=ROMFactory().pk))
    assert "A ROM and a role at that ROM go together." in str(response.context["adminform"].form.errors)


def test_second_address_of_someone_else_is_taken(boss, chief):
    EmailAddress.objects.create(user=chief, email="second@example.org", verified=True)
    response = boss.post(reverse(ADD), new(email="second@example.org"))
    assert "email" in response.context["adminform"].form.errors


def test_changed_address_signs_in_and_the_old_one_is_no_longer_primary(boss):
    user = UserFactory(email="old@example.org")
    sync_email_address(user)
    assert change(boss, user, email="fresh@example.org").status_code == 302
    rows = EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified")
    assert set(rows) == {("old@example.org", False, True), ("fresh@example.org", True, True)}


def test_saving_does_not_verify_an_address_that_its_owner_has_not(boss):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    assert change(boss, user).status_code == 302
    assert not EmailAddress.objects.get(user=user).verified


def test_superuser_comes_with_the_staff_flag_and_goes_with_it(boss):
    user = UserFactory()
    change(boss, user, is_superuser="on")
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (True, True)
    change(boss, user)
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_nobody_shuts_themselves_out(boss, chief):
    assert change(boss, chief, is_active="").status_code == 302
    chief.refresh_from_db()
    assert (chief.is_active, chief.is_superuser) == (True, True)
    assert boss.post(reverse("admin:portal_user_delete", args=[chief.pk]), {"post": "yes"}).status_code == 403


def test_password_can_be_set_for_someone(boss):
    user = UserFactory()
    data = {"usable_password": "true", "password1": SECRET, "password2": SECRET, "set-password": "yes"}
    assert boss.post(reverse("admin:auth_user_password_change", args=[user.pk]), data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(SECRET)


def test_two_accounts_cannot_verify_the_same_address(boss, chief):
    EmailAddress.objects.create(user=chief, email="same@example.org", verified=True)
    other = EmailAddress.objects.create(user=UserFactory(), email="same@example.org", verified=False)
    response = boss.post(reverse("admin:account_emailaddress_change", args=[other.pk]), {"verified": "on"})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_second_factor_is_removed_but_never_shown(boss):
    factor = Authenticator.objects.create(user=UserFactory(), type="totp", data={"secret": "hidden-secret"})
    for name, args in (("changelist", []), ("change", [factor.pk])):
        page = boss.get(reverse(f"admin:mfa_authenticator_{name}", args=args))
        assert page.status_code == 200
        assert "hidden-secret" not in page.content.decode()
    assert boss.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"}).status_code == 302


@pytest.mark.parametrize("term", ["chief", "CHIEF@", "zzz", "%"])
def test_people_are_found_by_typing(boss, term):
    query = {"app_label": "companies", "model_name": "membership", "field_name": "user", "term": term}
    assert boss.get(reverse("admin:autocomplete"), query).status_code == 200


def remove(boss, thing):
    return boss.post(
        reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_delete", args=[thing.pk]), {"post": "1"}
    )


def test_account_removed_by_an_admin_is_erased_as_if_its_person_asked(boss):
    user = UserFactory(email="gone@example.org", name="Gone Person")
    DecisionFactory(decided_by=user)
    assert boss.get(reverse("admin:portal_user_delete", args=[user.pk])).status_code == 200
    assert remove(boss, user).status_code == 302
    assert Erasure.objects.get().number == user.pk
    assert OutboxMail.objects.get(kind="erased").to == "gone@example.org"
    assert not LogEntry.objects.filter(object_repr__contains="gone@example.org").exists()


@pytest.mark.django_db(transaction=True)
def test_last_owner_is_not_removed_and_the_admin_is_told_what_to_do(boss):
    membership = MembershipFactory()
    answer = boss.post(reverse("admin:portal_user_delete", args=[membership.user.pk]), {"post": "1"}, follow=True)
    assert "First make somebody else an owner" in answer.text
    assert User.objects.filter(pk=membership.user.pk).exists()
    assert not Erasure.objects.exists()


def test_many_accounts_are_erased_at_once_and_never_ones_own(boss, chief):
    users = UserFactory.create_batch(2)
    data = {"action": "delete_selected", "post": "yes", "_selected_action": [user.pk for user in users]}
    assert boss.post(reverse("admin:portal_user_changelist"), data).status_code == 302
    assert Erasure.objects.count() == 2
    boss.post(reverse("admin:portal_user_changelist"), data | {"_selected_action": [chief.pk]})
    assert User.objects.filter(pk=chief.pk).exists()


def test_company_removed_by_an_admin_is_erased_with_its_responses(boss):
    response = ResponseFactory()
    company = response.company
    assert remove(boss, company).status_code == 302
    assert Erasure.objects.get().what == "company"
    assert not type(response).objects.exists()
    assert not LogEntry.objects.filter(object_repr__contains=company.name).exists()


def test_refusal_of_the_service_is_told_and_removes_nothing(boss, monkeypatch):
    def refuse(user):
        raise ValidationError("Not this one.")

    monkeypatch.setattr("portal.accounts.admin.erase_and_notify", refuse)
    user = UserFactory()
    answer = boss.post(reverse("admin:portal_user_delete", args=[user.pk]), {"post": "1"}, follow=True)
    assert "Not this one." in answer.text
    assert User.objects.filter(pk=user.pk).exists()
