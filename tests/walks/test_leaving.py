"""People leave for good: told beforehand what stays, asked twice, and what they leave behind goes on without them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from companies.profiles.models import Company
from portal.accounts.models import User
from tests.browser import complaints, problems, seen
from tests.factories import AddressFactory, CompanyFactory, MembershipFactory, UserFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)
PASSWORD = "een lange zin over afscheid"
SUBMIT = "main form button[type=submit]"
DELETE = "main form.section button[type=submit]"


@pytest.fixture
def company(site: object) -> Iterator[Company]:
    """Of Ada, who owns it, and Bram, who does not."""
    made = CompanyFactory(slug="walked-grutto", name="Grutto Optiek", claimed=True)
    for name, role in (("ada", "owner"), ("bram", "member")):
        user = UserFactory(email=f"leaver.{name}@example.org", name=name.title(), language="nl")
        user.set_password(PASSWORD)
        user.save()
        AddressFactory(user=user)
        MembershipFactory(company=made, user=user, role=role)
    yield made
    Company.objects.filter(pk=made.pk).delete()
    User.objects.filter(email__startswith="leaver").update(is_active=False)


def test_an_owner_hands_over_and_leaves_then_the_profile_goes(visit: Visit, company: Company) -> None:
    ada, bram = visit("leaver.ada"), visit("leaver.bram")
    with complaints(ada) as found, complaints(bram) as of_bram:
        found += last_owner_is_told(ada)
        hand_over(ada, company)
        found += account_goes(ada)
        nobody_signs_in(ada)
        assert set(company.memberships.values_list("user__email", "role")) == {("leaver.bram@example.org", "owner")}
        bram.goto("/en/overview/")
        assert bram.locator("h1").inner_text() == "Grutto Optiek"
        of_bram += profile_goes(bram)
    assert found + of_bram == []
    assert not Company.objects.filter(pk=company.pk).exists()


def last_owner_is_told(page: Page) -> list[str]:
    page.goto("/nl/account/data/")
    page.click("text=Verwijder mijn account")
    page.fill("[name=password]", PASSWORD)
    page.click(SUBMIT)
    page.wait_for_url("**/account/data/delete/")
    told = page.locator("main").inner_text()
    assert "Je bent de laatste eigenaar" in told
    assert "Eén mail aan jou die het bevestigt" in told
    found = seen(page, *WIDTHS)
    page.fill("[name=confirm]", "leaver.ada@example.org")
    page.click(DELETE)
    expect(page.locator(".error-summary")).to_contain_text("Draag je bedrijf eerst over")
    assert page.input_value("[name=confirm]") == "leaver.ada@example.org"
    return found + seen(page, *WIDTHS)


def hand_over(page: Page, company: Company) -> None:
    page.click("text=Iemand anders eigenaar maken")
    page.wait_for_url(f"**/{company.slug}/people/")
    person = page.locator("#people li", has_text="Bram")
    person.locator("summary").click()
    person.get_by_role("button", name="eigenaar").click()
    page.wait_for_selector(".messages")


def account_goes(page: Page) -> list[str]:
    page.goto("/nl/account/data/delete/")
    told = page.locator("main").inner_text()
    assert "laatste eigenaar" not in told
    assert "Wat van je bedrijf is" in told
    page.fill("[name=confirm]", "leaver.bram@example.org")
    page.click(DELETE)
    expect(page.locator(".error-summary")).to_contain_text("niet het adres van je account")
    page.fill("[name=confirm]", "leaver.ada@example.org")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Je account is weg")
    return seen(page, *WIDTHS)


def nobody_signs_in(page: Page) -> None:
    page.goto("/nl/account/login/")
    page.fill("[name=login]", "leaver.ada@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click(SUBMIT)
    page.wait_for_selector(".error-summary, .field.invalid")


def profile_goes(page: Page) -> list[str]:
    page.goto("/en/companies/walked-grutto/delete/")
    page.fill("[name=password]", PASSWORD)
    page.click(SUBMIT)
    page.wait_for_url("**/walked-grutto/delete/")
    found = seen(page, *WIDTHS)
    page.fill("[name=confirm]", "Grutto")
    page.click(DELETE)
    expect(page.locator(".error-summary")).to_contain_text("not the name of the company")
    page.fill("[name=confirm]", "grutto optiek")
    page.click(DELETE)
    expect(page.locator(".messages")).to_contain_text("The profile is gone")
    assert "Delete the profile" not in page.locator("main").inner_text()
    found += problems(page, "/en/account/data/", *WIDTHS)
    assert page.goto("/en/companies/walked-grutto/").status == 404  # type: ignore[union-attr]
    return found
