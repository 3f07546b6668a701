"""The page that sets who can see what, and previews of the profile for other readers."""

import pytest
from django.urls import reverse

from companies.profiles.models import Company
from companies.profiles.visibility_models import Audience, ProfileGroup, Reading
from tests.clients import client_of
from tests.factories import (
    CompanyConfidentialFactory,
    CompanyContactFactory,
    CompanyFactory,
    MembershipFactory,
    ReadingFactory,
    UserFactory,
)
from tests.test_bad_forms import SHARING

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    company = MembershipFactory(company__trl=6, company__audience_maturity="staff").company
    CompanyContactFactory(company=company, name="Noor de Wit")
    CompanyConfidentialFactory(company=company, text_nl="Onze klant is de werf.")
    return company


def owner_of(company):
    return client_of(company.memberships.get().user)


def sharing(company):
    return reverse("companies:company_visibility", args=[company.slug])


def seen_as(company, eyes):
    page = owner_of(company).get(reverse("companies:company_preview", args=[company.slug]), {"as": eyes})
    assert page.status_code == 200
    return page.content.decode()


def test_visibility_page_saves_the_choices(company):
    client = owner_of(company)
    seen = client.get(sharing(company)).context["form"].initial["seen"]
    response = client.post(sharing(company), SHARING | {"seen": seen, "audience_maturity": "everyone"})
    assert response.status_code == 302
    company = Company.objects.get(pk=company.pk)
    assert company.audience(ProfileGroup.MATURITY) == Audience.EVERYONE
    assert company.audience(ProfileGroup.TEAM) == Audience.OWN_ROM
    assert company.confidential.text_nl == SHARING["confidential_nl"]


def test_sharing_tells_the_second_of_two_and_keeps_their_text(company):
    client = owner_of(company)
    seen = client.get(sharing(company)).context["form"].initial["seen"]
    client.post(sharing(company), SHARING | {"seen": seen})
    mine = SHARING | {"seen": seen, "contact_name": "Bas Vermeer"}
    response = client.post(sharing(company), mine)
    assert "Bas Vermeer" in response.content.decode()
    assert response.context["form"].non_field_errors()
    again = mine | {"seen": response.context["form"]["seen"].value()}
    assert client.post(sharing(company), again).status_code == 302
    assert Company.objects.get(pk=company.pk).contact.name == "Bas Vermeer"


def test_sharing_refuses_confidential_text_for_everyone(company):
    response = owner_of(company).post(sharing(company), SHARING | {"audience_confidential": "everyone"})
    assert response.status_code == 200
    assert response.context["form"].errors["audience_confidential"]


def test_visibility_page_tells_a_company_without_province_that_it_has_no_rom():
    company = MembershipFactory(company__province=None).company
    page = owner_of(company).get(sharing(company))
    assert "noemt geen provincie" in page.content.decode()
    assert [preview.url[-7:] for preview in page.context["previews"]] == ["=public", "?as=rom", "defence"]


def test_visibility_page_shows_the_readers_to_the_company(company):
    reading = ReadingFactory(company=company, user__name="Jan Adviseur", user__rom__name="ROM Noord")
    ReadingFactory(company=company, user=reading.user, rom=reading.rom)
    Reading.objects.create(company=company, group=ProfileGroup.CONFIDENTIAL, user=None, rom=None)
    page = owner_of(company).get(sharing(company)).content.decode()
    assert "Jan Adviseur, ROM Noord" in page
    assert "2 keer" in page
    assert "Iemand" in page


def test_profile_records_reading_by_staff_and_tells_them(company):
    adviser = UserFactory(rom=company.province.rom, rom_role="adviser")
    page = client_of(adviser).get(company.get_absolute_url()).content.decode()
    assert "Onze klant is de werf." in page
    assert "Het bedrijf ziet dat je dit leest" in page
    assert {(each.user, each.group) for each in Reading.objects.all()} == {
        (adviser, "contact"),
        (adviser, "confidential"),
    }


def test_profile_records_reading_by_an_admin(company):
    admin = UserFactory(admin=True)
    client_of(admin).get(sharing(company))
    assert Reading.objects.filter(user=admin).count() == 2
    for name in ("companycontact", "companyconfidential"):
        client_of(admin).get(reverse(f"admin:companies_{name}_change", args=[company.pk]))
    assert Reading.objects.filter(user=admin).count() == 4


@pytest.mark.parametrize(
    ("eyes", "level", "inside"),
    [("public", False, False), ("rom", True, False), ("defence", True, False), ("own_rom", True, True)],
)
def test_preview_shows_what_that_reader_sees(company, eyes, level, inside):
    page = seen_as(company, eyes)
    assert ("TRL 6" in page) == level
    assert ("Noor de Wit" in page) == inside
    assert ("Onze klant is de werf." in page) == inside
    assert "Bewerk" not in page
    assert not Reading.objects.exists()


@pytest.mark.parametrize("eyes", ["public", "rom", "own_rom"])
def test_preview_is_the_real_page_with_a_bar_above_it(company, eyes):
    """The same words as the page of a real reader of that kind."""
    reader = {
        "public": None,
        "rom": UserFactory(adviser=True),
        "own_rom": UserFactory(rom=company.province.rom, rom_role="adviser"),
    }[eyes]
    assert main_of(seen_as(company, eyes)) == main_of(
        client_of(reader).get(company.get_absolute_url()).content.decode()
    )


def main_of(page: str) -> list[str]:
    """The lines of the content, without the bar of the preview."""
    content = page.partition('class="with-aside profile"')[2].partition('class="next-step"')[0].partition("</main>")[0]
    return [line.strip() for line in content.splitlines() if line.strip()]


def test_preview_of_a_draft_says_that_it_is_not_public_yet():
    company = MembershipFactory(company__state="draft").company
    assert "zodra het profiel gepubliceerd is" in seen_as(company, "public")


def test_preview_with_unknown_eyes_is_no_page(company):
    page = reverse("companies:company_preview", args=[company.slug])
    for eyes in ("nobody", "", "x" * 500):
        assert owner_of(company).get(page, {"as": eyes}).status_code == 404
    abroad = MembershipFactory(company=CompanyFactory(province=None))
    page = reverse("companies:company_preview", args=[abroad.company.slug])
    assert client_of(abroad.user).get(page, {"as": "own_rom"}).status_code == 404
