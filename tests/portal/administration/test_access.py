"""Who gets into the admin, and through which door."""

import pytest
from django.contrib import admin
from django.urls import reverse

from portal.accounts.models import User
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "admin:index",
    "admin:portal_user_changelist",
    "admin:companies_company_export",
    "admin:portal_technology_merge",
]


@pytest.mark.parametrize("name", PAGES)
def test_visitor_is_sent_to_the_log_in_of_the_site(client, name):
    response = client.get(reverse(name), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "person",
    [
        UserFactory,
        lambda: UserFactory(adviser=True),
        lambda: UserFactory(is_staff=True),
        lambda: MembershipFactory().user,
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_others_than_superusers_are_refused(client, person, name):
    client.force_login(person())
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 403
    assert "adminform" not in str(response.content)


@pytest.mark.parametrize("name", PAGES[:3])
def test_superuser_gets_in(client, name):
    client.force_login(UserFactory(admin=True))
    assert client.get(reverse(name)).status_code == 200


def test_superuser_without_the_staff_flag_gets_in(client):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse("admin:index")).status_code == 200


def test_right_withdrawn_is_refused_at_the_next_request(client):
    client.force_login(UserFactory(admin=True))
    User.objects.update(is_superuser=False)
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_admin_has_no_log_in_form_of_its_own(client):
    response = client.post(reverse("admin:login"), {"username": "a@example.org", "password": "x"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_log_in_leads_on_to_the_page_asked_for(client):
    response = client.get(reverse("admin:login"), {"next": reverse("admin:portal_user_changelist")})
    assert response.url.endswith("?next=" + reverse("admin:portal_user_changelist"))


def test_password_is_changed_in_the_pages_of_the_site(client):
    client.force_login(UserFactory(admin=True))
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")


def test_index_names_every_model_once_in_groups(client):
    client.force_login(UserFactory(admin=True))
    groups = client.get(reverse("admin:index")).context["app_list"]
    found = [entry["model"] for group in groups for entry in group["models"]]
    assert len(found) == len(set(found))
    assert set(found) == set(admin.site._registry)
    assert len(groups) == 11


def test_autocomplete_is_closed_to_others(client):
    client.force_login(UserFactory(adviser=True))
    query = {"app_label": "companies", "model_name": "membership", "field_name": "user", "term": "a"}
    assert client.get(reverse("admin:autocomplete"), query, follow=True).status_code == 403
