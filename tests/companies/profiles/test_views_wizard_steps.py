"""From one page of the wizard to any other: typed values are saved first, and unchanged pages are not."""

import html

import pytest
from django.test import Client

from companies.profiles.models import Company
from companies.profiles.part_models import ReferenceCase
from tests.factories import CompanyTechnologyFactory, MembershipFactory, ReferenceCaseFactory, TechnologyFactory

pytestmark = pytest.mark.django_db
STEPS = ("who", "text", "technologies", "maturity", "cases", "sharing")
PUBLISH = "/en/companies/own/completeness/"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(MembershipFactory(company__slug="own", company__text_nl="Wij maken radar.").user)
    return client


def page(step: str) -> str:
    return f"/en/companies/own/edit/{step}/"


def now() -> Company:
    return Company.objects.get(slug="own")


def filled_in(client: Client, url: str) -> dict[str, str]:
    """What a browser sends of a page that nobody typed in."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def said(response: object) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("who", {"city": "Den Helder"}),
        ("text", {"text_en": "We make radar that sees small drones."}),
        ("technologies", {"add": "radar"}),
        ("maturity", {"trl": "7"}),
        ("cases", {"title": "Haven", "year": "2021"}),
        ("sharing", {"contact_name": "Noor"}),
    ],
)
def test_a_step_saves_the_page_and_leads_to_the_one_it_names(client: Client, step: str, typed: dict[str, str]):
    TechnologyFactory(slug="radar")
    there = "maturity" if step != "maturity" else "who"
    response = client.post(page(step), filled_in(client, page(step)) | typed | {"to": there}, follow=True)
    assert response.redirect_chain == [(page(there), 302)]
    assert said(response) == ["Saved."]
    if step == "technologies":
        assert now().technology_links.get().known_as == "stated"
        return
    kept = ReferenceCase.objects.values().get() if step == "cases" else filled_in(client, page(step))
    assert {name: str(kept[name]) for name in typed} == typed


@pytest.mark.parametrize("step", STEPS)
def test_a_look_at_another_page_saves_and_confirms_nothing(client: Client, step: str):
    before = Company.objects.values().get()
    response = client.post(page(step), filled_in(client, page(step)) | {"to": "publish"}, follow=True)
    assert response.redirect_chain == [(PUBLISH, 302)]
    assert (said(response), Company.objects.values().get()) == ([], before)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("who", {"founded_year": "2999"}),
        ("text", {"text_nl": "x" * 20_001}),
        ("technologies", {"add": "absent"}),
        ("maturity", {"civil_use_nl": "x" * 2001}),
        ("cases", {"title": "Haven"}),
        ("sharing", {"contact_email": "nobody"}),
    ],
)
def test_step_shows_what_could_not_be_saved(client: Client, step: str, typed: dict[str, str]):
    response = client.post(page(step), filled_in(client, page(step)) | typed | {"to": "who"})
    assert response.status_code == 200
    assert response.context["form"].errors
    (value,) = typed.values()
    if step != "technologies":  # a choice from a list that it is not in
        assert value in html.unescape(response.content.decode())


def test_a_technology_that_a_link_chose_is_saved_too(client: Client):
    TechnologyFactory(slug="radar")
    url = page("technologies") + "?add=radar"
    assert client.post(url, filled_in(client, url) | {"to": "who"}).url == page("who")
    assert now().technology_links.get().known_as == "stated"


def test_a_case_that_is_being_changed_is_saved_by_a_step(client: Client):
    case = ReferenceCaseFactory(company=now(), title="Haven", year=2021)
    url = page("cases") + f"?case={case.pk}"
    assert client.post(url, filled_in(client, url) | {"title": "Dijk", "to": "text"}).url == page("text")
    case.refresh_from_db()
    assert case.title == "Dijk"


@pytest.mark.parametrize("to", ["", "nothing", "9", "who/../../", "//example.org"])
def test_a_step_that_is_none_stays_on_the_page(client: Client, to: str):
    typed = filled_in(client, page("who")) | {"city": "Breda", "to": to}
    assert client.post(page("who"), typed).url == page("who")
    assert now().city == "Breda"


def test_enter_in_a_field_saves_and_takes_nothing_away(client: Client):
    """A browser presses the first button of the form, wherever it stands on the page."""
    case = ReferenceCaseFactory(company=now())
    text = client.get(page("cases") + f"?case={case.pk}").content.decode()
    first = text.index('form="page"')
    assert "name=" not in text[text.rindex("<button", 0, first) : text.index(">", first)]
    assert first < text.index('name="to"') < text.index('name="remove"')


def test_steps_of_the_last_page_are_links(client: Client):
    text = client.get(PUBLISH).content.decode()
    assert 'name="to"' not in text
    assert text.count(f'href="{page("sharing")}"') >= 3  # both lists of steps, and the button back


def test_open_step_tells_what_it_lacks(client: Client):
    def lacking() -> dict[str, str]:
        return {step.slug: step.lacks for step in client.get(page("who")).context["steps"].all if step.lacks}

    Company.objects.update(city="", province=None, text_nl="", trl=None, state="draft")
    assert lacking() == {
        "who": "Your town or province is not told yet.",
        "text": "There is no text yet.",
        "technologies": "None is named yet.",
        "maturity": "Your TRL is not stated yet.",
        "publish": "The profile is not published.",
    }
    assert client.get(page("who")).content.decode().count("Your town or province is not told yet.") == 3
    CompanyTechnologyFactory.create_batch(2, company=now(), known_as="proposed")
    Company.objects.update(city="Breda", text_nl="x", trl=3, state="published")
    assert lacking() == {"technologies": "2 wait for your yes or no."}
    assert "2 wait for your yes or no." in client.get("/en/companies/own/edit/").content.decode()
