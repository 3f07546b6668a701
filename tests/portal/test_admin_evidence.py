import pytest
from django.urls import reverse

from companies.models import CompanyTechnology
from tests.factories import CompanyTechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db


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
