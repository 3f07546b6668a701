"""How people come to act for a company that is there already: by proof, by the word of its ROM, by invitation."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page

from companies.members.models import Claim, Invitation
from companies.members.services import hash_secret_link
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.regions.models import Province
from tests.browser import complaints, problems, seen
from tests.factories import AddressFactory, CompanyFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)
PASSWORD = "een lange zin over vogels"
SUBMIT = "main form button[type=submit]"


DUTCH = pytest.mark.parametrize("language", ["nl"])
ENGLISH = pytest.mark.parametrize("language", ["en"])


@pytest.fixture(autouse=True)
def words(language: str) -> Iterator[None]:
    with translation.override(language):
        yield


@pytest.fixture
def flevoland(site: object) -> Iterator[Province]:
    yield Province.objects.get(code="FL")
    Company.objects.filter(slug__startswith="walked-").update(state=Company.State.WITHDRAWN)
    User.objects.filter(email__startswith="walker").update(is_active=False)


def walker(name: str, language: str) -> str:
    """A new person with a proven address; what stands before the @ of it."""
    who = f"walker.{name}.{language}"
    user = UserFactory(email=f"{who}@example.org", name=name.title(), language=language)
    user.set_password(PASSWORD)
    user.save()
    AddressFactory(user=user)
    return who


def unclaimed(name: str, province: Province, language: str, **fields: Any) -> Company:
    return CompanyFactory(slug=f"walked-{name.lower()}-{language}", name=name, province=province, **fields)


def path_mailed_to(address: str) -> str:
    """The path of the link in the last mail to that address."""
    body = [str(sent.body) for sent in mail.outbox if sent.to == [address]][-1]
    link = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert link, body
    return link.group(1)


def says(page: Page, words: str) -> None:
    page.locator("main").get_by_text(words).first.wait_for()


# --- a claim ----------------------------------------------------------------------------------------------------------


@DUTCH
def test_profile_is_claimed_by_mail_to_the_domain_of_its_website(
    visit: Visit, language: str, flevoland: Province
) -> None:
    company = unclaimed("Torenuil", flevoland, language, website="https://www.torenuil.example")
    page, stranger = visit(walker("claimant", language)), visit(walker("snoop", language))
    with complaints(page) as found:
        page.goto(f"/{language}/companies/{company.slug}/")
        page.click(f"main a[href$='/{company.slug}/claim/']")
        found += seen(page, *WIDTHS)
        page.fill("[name=local_part]", "vera@torenuil.example")
        page.locator("form", has=page.locator("[name=local_part]")).locator("button").click()
        found += seen(page, *WIDTHS)
        assert page.input_value("[name=local_part]") == "vera@torenuil.example"
        page.fill("[name=local_part]", "vera")
        page.locator("form", has=page.locator("[name=local_part]")).locator("button").click()
        page.wait_for_selector(".messages")
        found += seen(page, *WIDTHS)
        link = path_mailed_to("vera@torenuil.example")
        assert problems(stranger, link, *WIDTHS) == []
        assert stranger.locator("h1").inner_text() == _("This link does not work")
        found += problems(page, link, *WIDTHS)
        page.click(SUBMIT)
        page.wait_for_url(f"**/{company.slug}/edit/**")
        found += problems(page, link, *WIDTHS)
        assert page.locator("h1").inner_text() == _("This link does not work")
        page.goto(f"/{language}/companies/{company.slug}/")
        assert page.locator("a[href$='/claim/']").count() == 0
    assert found == []
    company.refresh_from_db()
    assert company.is_claimed
    assert company.memberships.get().is_owner


@ENGLISH
def test_link_of_a_claim_that_is_too_old_leads_to_another(visit: Visit, language: str, flevoland: Province) -> None:
    company = unclaimed("Kerkuil", flevoland, language, website="https://kerkuil.example")
    page = visit(walker("late", language))
    page.goto(f"/{language}/companies/{company.slug}/claim/")
    page.fill("[name=local_part]", "vera")
    page.locator("form", has=page.locator("[name=local_part]")).locator("button").click()
    page.wait_for_selector(".messages")
    Claim.objects.filter(company=company).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert problems(page, path_mailed_to("vera@kerkuil.example"), *WIDTHS) == []
    assert page.locator("h1").inner_text() == _("This link is too old")
    page.click(f"main a[href$='/{company.slug}/claim/']")
    assert seen(page, *WIDTHS) == []
    assert page.locator("[name=local_part]").count() == 1


@ENGLISH
def test_profile_is_claimed_by_the_word_of_its_rom(visit: Visit, language: str, flevoland: Province) -> None:
    """The desk counts the claim; a no is explained to who asked; the second time it is a yes."""
    company = unclaimed("Steenuil", flevoland, language)
    page, adviser = visit(walker("founder", language)), visit("adviser")
    with complaints(page) as found, complaints(adviser) as of_rom:
        found += ask_the_rom(page, company, language)
        of_rom += problems(adviser, f"/{language}/desk/?kind=claims", *WIDTHS)
        assert adviser.locator(".desk-table tbody tr").count() == 1
        of_rom += judge(adviser, "no")
        found += problems(page, f"/{language}/messages/", *WIDTHS)
        says(page, _("You cannot confirm the profile yet"))
        ask_the_rom(page, company, language)
        adviser.goto(f"/{language}/claims/")
        of_rom += judge(adviser, "yes")
        adviser.goto(f"/{language}/desk/?kind=claims")
        assert adviser.locator(".desk-table tbody tr").count() == 0
        found += problems(page, f"/{language}/companies/{company.slug}/people/", *WIDTHS)
    assert found + of_rom == []
    assert company.memberships.get().user.email == f"walker.founder.{language}@example.org"


def ask_the_rom(page: Page, company: Company, language: str) -> list[str]:
    page.goto(f"/{language}/companies/{company.slug}/claim/")
    assert page.locator("[name=local_part]").count() == 0
    page.click(SUBMIT)
    found = seen(page, 320)
    page.fill("[name=reason]", "Ik ben de oprichter; bel 020 123 45 67.")
    page.click(SUBMIT)
    page.wait_for_selector(".messages")
    return found + seen(page, *WIDTHS)


def judge(page: Page, verdict: str) -> list[str]:
    """A no without its reason is refused first."""
    page.locator("main a[href*='/claims/']").last.click()
    page.check(f"[name=verdict][value={verdict}]")
    found = []
    if verdict == "no":
        found += seen(page, *WIDTHS)
        page.click(SUBMIT)
        assert "?:" not in page.locator(".error-summary").inner_text()
        found += seen(page, 320)
        page.fill("[name=answer]", "Wij bereikten je niet.")
    page.click(SUBMIT)
    page.wait_for_url("**/claims/")
    return found + seen(page, *WIDTHS)


# --- an invitation ----------------------------------------------------------------------------------------------------


@DUTCH
def test_invitation_is_accepted_once_by_who_has_its_address(visit: Visit, language: str, flevoland: Province) -> None:
    company = unclaimed("Ransuil", flevoland, language, claimed=True)
    boss, guest = walker("owner", language), walker("guest", language)
    MembershipFactory(company=company, user=User.objects.get(email=f"{boss}@example.org"))
    owner, page = visit(boss), visit()
    with complaints(owner) as found, complaints(page) as theirs:
        found += invite(owner, company, f"{guest}@example.org", language)
        link = path_mailed_to(f"{guest}@example.org")
        theirs += problems(page, link, *WIDTHS)
        log_in(page, f"{guest}@example.org")
        assert page.url.endswith(link)
        theirs += seen(page, *WIDTHS)
        page.click("button[name=accept]")
        page.wait_for_url(f"**/companies/{company.slug}/")
        theirs += problems(page, link, *WIDTHS)
        assert page.locator("button[name=accept]").count() == 0
        owner.reload()
        owner.locator("#people details summary").first.click()
        found += seen(owner, *WIDTHS)
    assert found + theirs == []
    roles = {each.user.email: each.role for each in company.memberships.select_related("user")}
    assert roles == {f"{boss}@example.org": "owner", f"{guest}@example.org": "member"}


def invite(page: Page, company: Company, email: str, language: str) -> list[str]:
    page.goto(f"/{language}/companies/{company.slug}/people/")
    page.fill("[name=email]", "geen adres")
    page.click("#invite button")
    found = seen(page, 320)
    assert page.input_value("[name=email]") == "geen adres"
    page.fill("[name=email]", email)
    page.click("#invite button")
    page.wait_for_selector("#invited")
    return found + seen(page, *WIDTHS)


def log_in(page: Page, email: str) -> None:
    page.click("main a[href*='/login/']")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click(SUBMIT)


@ENGLISH
def test_invitation_that_is_too_old_or_for_another_cannot_be_accepted(
    visit: Visit, language: str, flevoland: Province
) -> None:
    company = unclaimed("Bosuil", flevoland, language, claimed=True)
    page = visit(walker("other", language))
    old = InvitationFactory(company=company, lapsed=True, link=hash_secret_link(f"old-{language}"))
    InvitationFactory(company=company, link=hash_secret_link(f"another-{language}"))
    for link in (f"old-{language}", f"another-{language}"):
        assert problems(page, f"/{language}/invitations/{link}/", *WIDTHS) == []
        assert page.locator(".notice-warning").count() == 1
        assert page.locator("button[name=accept]").count() == 0
    assert Invitation.objects.get(pk=old.pk).is_open
