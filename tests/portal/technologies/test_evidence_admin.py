import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.urls import reverse

from companies.profiles.models import CompanyTechnology
from tests.factories import CompanyTechnologyFactory, TermFactory, UserFactory
from tests.portal.administration.company_form import COMPANY_FORM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]


@pytest.mark.parametrize(("action", "known_as"), [("confirm", "confirmed"), ("refuse", "refused")])
def test_proposals_are_settled_in_the_list(client, action, known_as):
    client.force_login(UserFactory(admin=True))
    chosen = CompanyTechnologyFactory(known_as="proposed")
    other = CompanyTechnologyFactory(known_as="proposed", company=chosen.company)
    version = chosen.company.revision.version
    page = reverse("admin:companies_companytechnology_changelist")
    client.post(page, {"action": action, "_selected_action": [chosen.pk]})
    rows = dict(CompanyTechnology.objects.values_list("pk", "known_as"))
    assert rows == {chosen.pk: known_as, other.pk: "proposed"}
    chosen.company.revision.refresh_from_db()
    assert chosen.company.revision.version == version + 1


def test_changed_text_brings_the_proposals_in_line(client):
    client.force_login(UserFactory(admin=True))
    lidar = TermFactory(text="lidar").technology
    data = COMPANY_FORM | {"name": "Avy", "slug": "avy", "kind": "sme", "state": "draft"}
    client.post(reverse("admin:companies_company_add"), data | {"text_nl": "Wij meten met lidar."})
    link = CompanyTechnology.objects.get()
    assert (link.technology, link.known_as, link.phrase) == (lidar, "proposed", "lidar")


def test_second_save_at_the_same_moment_is_told(client, monkeypatch):
    client.force_login(UserFactory(admin=True))

    def too_late(*args):
        raise IntegrityError

    monkeypatch.setattr(admin.site._registry[CompanyTechnology], "save_model", too_late)
    link = CompanyTechnologyFactory()
    page = reverse("admin:companies_companytechnology_change", args=[link.pk])
    data = {"company": link.company_id, "technology": link.technology_id, "known_as": "stated"}
    response = client.post(page, data)
    assert (response.status_code, response.url) == (302, page)
