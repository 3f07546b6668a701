"""Texts in two languages: the wizard points out those in the wrong box, and swaps them."""

import html

import pytest
from django.test import Client

from companies.profiles.models import Company
from companies.profiles.part_models import ReferenceCase
from companies.profiles.visibility_models import CompanyConfidential
from tests.companies.profiles.test_views_wizard_steps import filled_in, page
from tests.factories import MembershipFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db
DUTCH = "Wij maken een radar die kleine drones ziet, ook als het regent."
ENGLISH = "We make a radar that sees small drones, also when it is raining."
BOXES = [("text", "text"), ("maturity", "civil_use"), ("maturity", "military_use"), ("sharing", "confidential")]


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(MembershipFactory(company__slug="own", company__text_nl=DUTCH).user)
    return client


def read(response: object) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.parametrize(("step", "name"), BOXES)
def test_a_text_in_the_wrong_box_changes_places_at_one_press(client: Client, step: str, name: str):
    url = page(step)
    assert "looks like" not in read(client.get(url))
    typed = {f"{name}_nl": ENGLISH, f"{name}_en": DUTCH}
    assert "wrong language’s box" in read(client.post(url, filled_in(client, url) | typed | {"to": "who"}, follow=True))
    text = read(client.get(url))
    assert "The saved text in the Dutch box looks like English." in text
    assert "The saved text in the English box looks like Dutch." in text
    assert client.post(url, filled_in(client, url) | {"swap": name}).url == url
    kept = filled_in(client, url)
    assert (kept[f"{name}_nl"], kept[f"{name}_en"]) == (DUTCH, ENGLISH)
    assert "looks like" not in read(client.get(url))


def test_a_case_in_the_wrong_box_is_pointed_out_in_the_list_and_at_the_case(client: Client):
    case = ReferenceCaseFactory(company=Company.objects.get(), title="Haven", text_nl=ENGLISH)
    assert "A text may stand in the wrong language’s box." in read(client.get(page("cases")))
    url = page("cases") + f"?case={case.pk}"
    assert "Haven.</b> The saved text in the Dutch box looks like English." in read(client.get(url))
    client.post(url, filled_in(client, url) | {"swap": "text"})
    assert ReferenceCase.objects.values_list("text_nl", "text_en").get() == ("", ENGLISH)
    assert "wrong language’s box" not in read(client.get(page("cases")))


def test_only_the_named_text_changes_places(client: Client):
    url = page("maturity")
    Company.objects.update(civil_use_nl=ENGLISH, military_use_nl=ENGLISH)
    client.post(url, filled_in(client, url) | {"swap": "military_use"})
    assert Company.objects.values_list("civil_use_nl", "military_use_nl").get() == (ENGLISH, "")


@pytest.mark.parametrize("name", ["", "yes", "audience", "csrfmiddlewaretoken"])
def test_a_text_that_is_not_there_cannot_change_places(client: Client, name: str):
    before = filled_in(client, page("sharing"))
    assert client.post(page("sharing"), before | {"confidential_nl": DUTCH, "swap": name}).status_code == 302
    assert CompanyConfidential.objects.get().text_nl == DUTCH
