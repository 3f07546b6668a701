"""Create and change a profile: what is stored, and that typed values are never lost."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.profiles.forms import StaffProfileForm
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from tests.clients import client_of
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ProvinceFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEW = "/en/companies/new/"
TYPED = {"name": "Radarbouw", "kind": "startup", "text_nl": "Wij maken radar voor schepen.", "source": "a report"}


def shown(response: object) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def typed_of(company: Company, **changed: object) -> dict[str, object]:
    typed = {"name": company.name, "kind": company.kind, "text_nl": company.text_nl, "province": company.province_id}
    form = StaffProfileForm(instance=company, user=UserFactory(admin=True))
    return typed | {"seen": form.initial["seen"]} | changed


# --- making a profile -----------------------------------------------------------------------------------------------


@pytest.fixture
def boss() -> Client:
    """An admin, who makes profiles from sources in every region."""
    return client_of(UserFactory(admin=True))


def test_a_new_profile_leads_to_its_technologies(boss: Client):
    TermFactory(technology=TechnologyFactory(slug="radar"), text="radar")
    response = boss.post(NEW, TYPED | {"kvk_number": "1234 56.78", "trl": "6", "established": "True"}, follow=True)
    company = Company.objects.get()
    assert response.redirect_chain[0][0] == f"/en/companies/{company.slug}/technologies/"
    assert (company.kvk_number, company.trl, company.established) == ("12345678", 6, True)
    assert "The profile is published" in shown(response)
    assert "Wij maken <mark>radar</mark> voor schepen." in shown(response)


def test_member_is_redirected_to_their_company():
    membership = MembershipFactory()
    response = client_of(membership.user).get(NEW, follow=True)
    assert response.redirect_chain[-1][0] == f"/en/companies/{membership.company.slug}/edit/"


def test_a_person_of_several_companies_chooses():
    user = UserFactory()
    first, second = MembershipFactory(user=user), MembershipFactory(user=user)
    Membership.objects.filter(pk=second.pk).update(created_at=timezone.now() + timedelta(days=1))
    client = client_of(user)
    page = shown(client.get("/en/profile/"))
    for membership in (first, second):
        assert f"/en/companies/{membership.company.slug}/edit/" in page
        assert client.get(f"/en/companies/{membership.company.slug}/edit/").status_code == 200
    assert f"those of {first.company}" in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 201, "at most 200 characters"),
        ("kvk_number", "1234567", "A KvK number has eight digits."),
        ("kvk_number", "123456789", "A KvK number has eight digits."),
        ("kvk_number", "x" * 10_000, "A KvK number has eight digits."),
        ("kvk_number", "87654321", "A profile with this KvK number already exists."),
        ("trl", "12", "Select a valid choice."),
        ("trl", "6.5", "Select a valid choice."),
        ("kind", "bank", "Select a valid choice."),
        ("province", "9999999", "Select a valid choice."),
        ("province", "\x00", "Null characters are not allowed."),
        ("website", "no address", "Enter a web address"),
        ("website", "javascript:alert(1)", "Enter a web address"),
        ("team_size", "-1", "greater than or equal to 0"),
        ("team_size", "9" * 30, "less than or equal to"),
        ("founded_year", "12", "Enter a year from 1800 to"),
        ("founded_year", "2999", "Enter a year from 1800 to"),
        ("text_nl", "", "Tell in Dutch or in English what you make"),
        ("text_nl", "x" * 20_001, "Use at most 20000 characters; you now have 20001."),
        ("text_nl", "x" * 100_000, "Use at most 20000 characters; you now have 100000."),
        ("text_nl", "a\x00b", "Null characters are not allowed."),
        ("city", "a\x00b", "Null characters are not allowed."),
        ("city", "x" * 10_000, "at most 100 characters"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(boss: Client, field: str, value: str, says: str):
    CompanyFactory(kvk_number="87654321")
    typed = TYPED | {"text_en": "We make radar.", "city": "Den Helder"} | {field: value}
    typed |= {"text_en": ""} if field == "text_nl" and not value else {}
    response = boss.post(NEW, typed)
    page = shown(response)
    assert list(response.context["form"].errors) == [field]
    assert says in page
    assert "<title>Error:" in page
    assert f'<a href="#id_{field}">' in page
    for name in {"name", "city", "text_nl", "text_en"}:
        assert typed[name] in page
    assert Company.objects.count() == 1


def test_every_mistake_is_said_in_dutch_too(boss: Client):
    page = shown(boss.post("/nl/companies/new/", {"kvk_number": "1", "trl": "12", "founded_year": "1"}))
    for words in (
        "Fout:",
        "Vul dit in.",
        "Een KvK-nummer heeft acht cijfers.",
        "Vul een jaar in van 1800",
        "Vertel in het",
    ):
        assert words in page


@pytest.mark.parametrize("text", ["x" * 20_000, "x\r\n" * 10_000, "\u202e é 🦆 <b>&amp;"])
def test_longest_text_is_stored_as_typed(boss: Client, text: str):
    assert boss.post(NEW, TYPED | {"text_nl": text}).status_code == 302
    assert Company.objects.get().text_nl == text.replace("\r\n", "\n").strip()


def test_an_empty_form_and_a_form_with_strange_fields_are_answered(boss: Client):
    client = boss
    assert client.post(NEW, {}).status_code == 200
    assert client.post(NEW, {"name": ["a", "b"], "x": "\ud7ff", "seen": "1"}).status_code == 200
    assert (
        client.post(NEW, b"name=%ED%A0%80&text_nl=%FF", content_type="application/x-www-form-urlencoded").status_code
        == 200
    )


# --- staff ----------------------------------------------------------------------------------------------------------


def test_staff_make_an_unclaimed_profile_of_their_region():
    province, elsewhere = ProvinceFactory(name_en="Own"), ProvinceFactory(name_en="Elsewhere")
    client = client_of(UserFactory(rom=province.rom, rom_role="adviser"))
    page = shown(client.get(NEW))
    assert ">Own</option>" in page
    assert ">Elsewhere</option>" not in page
    refused = client.post(NEW, TYPED | {"province": elsewhere.pk, "source": ""})
    assert refused.context["form"].errors.keys() == {"province", "source"}
    made = client.post(NEW, TYPED | {"province": province.pk, "source": "a report"}, follow=True)
    company = Company.objects.get()
    assert (company.is_claimed, company.source, company.memberships.count()) == (False, "a report", 0)
    assert "The profile is published" in shown(made)
    twice = client.post(NEW, TYPED | {"province": province.pk, "source": "a report"})
    assert "There is a company of this name in this province already." in shown(twice)


def test_staff_keep_an_unclaimed_profile_of_their_region_until_it_is_claimed():
    company = CompanyFactory(source="a report")
    client = client_of(UserFactory(rom=company.province.rom, rom_role="adviser"))
    url = f"/en/companies/{company.slug}/edit/"
    assert "Name of the company" in shown(client.get(url))
    assert client.post(url, typed_of(company, source="")).context["form"].errors.keys() == {"source"}
    assert client.post(url, typed_of(company, source="a page", name="Renamed")).status_code == 302
    company.refresh_from_db()
    assert (company.name, company.source, company.is_claimed) == ("Renamed", "a page", False)
    Company.objects.update(claimed_at=timezone.now())
    assert client.get(url).status_code == client.post(url, typed_of(company)).status_code == 404


def test_a_text_in_the_wrong_box_of_the_one_page_changes_places(boss: Client):
    dutch = "Wij maken een radar die kleine drones ziet, ook als het regent."
    made = shown(boss.post(NEW, TYPED | {"text_nl": "", "text_en": dutch}, follow=True))
    company = Company.objects.get()
    url = f"/en/companies/{company.slug}/edit/"
    assert f'<a href="{url}">look again</a>' in made
    page = shown(boss.get(url))
    assert "The saved text in the English box looks like Dutch." in page
    assert page.index(">Save</button>") < page.index('name="swap"'), "Enter saves"
    boss.post(url, typed_of(company, province="", text_nl="", text_en=dutch, source="a report", swap="text"))
    company.refresh_from_db()
    assert (company.text_nl, company.text_en) == (dutch, "")
    assert "looks like Dutch" not in shown(boss.get(url))


def test_admin_makes_a_profile_without_a_province():
    assert client_of(UserFactory(admin=True)).post(NEW, TYPED | {"source": "a report"}).status_code == 302
    assert Company.objects.get().province is None


# --- the way into the wizard ----------------------------------------------------------------------------------------


@pytest.fixture
def own() -> Membership:
    return MembershipFactory(company__trl=6)


def test_a_draft_leads_to_its_first_open_page_and_a_published_profile_to_a_choice(own: Membership):
    client, company = client_of(own.user), own.company
    overview = f"/en/companies/{company.slug}/edit/"
    page = shown(client.get(overview))
    for step in ("who", "text", "technologies", "maturity", "cases", "sharing"):
        assert f"{overview}{step}/" in page
    Company.objects.update(state="draft")
    assert client.get(overview).url == f"{overview}technologies/"
    CompanyTechnologyFactory(company=company)
    assert client.get(overview).url == f"/en/companies/{company.slug}/completeness/"
    Company.objects.update(trl=None)
    assert client.get(overview).url == f"{overview}maturity/"
    Company.objects.update(text_nl="")
    assert client.get(overview).url == f"{overview}text/"


def test_publishing_takes_a_text_and_happens_once(own: Membership):
    Company.objects.update(state="draft", text_nl="")
    client, url = client_of(own.user), f"/en/companies/{own.company.slug}/publish/"
    assert client.get(url).status_code == 302
    assert "Tell in Dutch or in English what you make" in shown(client.post(url, follow=True))
    Company.objects.update(text_nl="Wij maken radar.")
    for _ in range(2):
        assert client.post(url).url == "/en/overview/"
    own.company.refresh_from_db()
    assert own.company.state == "published"


def test_a_withdrawn_profile_is_not_published_by_its_people(own: Membership):
    Company.objects.update(state="withdrawn")
    client_of(own.user).post(f"/en/companies/{own.company.slug}/publish/")
    assert Company.objects.get().state == "withdrawn"


def test_staff_keep_an_unclaimed_profile_in_one_page_and_its_technologies_in_another(own: Membership):
    company = CompanyFactory(source="a report")
    client = client_of(UserFactory(rom=company.province.rom, rom_role="adviser"))
    edit, judge = f"/en/companies/{company.slug}/edit/", f"/en/companies/{company.slug}/technologies/"
    assert client.get(f"{edit}text/").url == client.get(f"/en/companies/{company.slug}/completeness/").url == edit
    link = CompanyTechnologyFactory(company=company, known_as="proposed")
    assert client.post(judge, {f"verdict_{link.technology_id}": "yes"}).url == judge
    link.refresh_from_db()
    assert link.known_as == "confirmed"


def test_the_old_address_of_the_technologies_leads_to_their_page(own: Membership):
    url = f"/en/companies/{own.company.slug}/technologies/?add=radar"
    assert client_of(own.user).get(url).url == f"/en/companies/{own.company.slug}/edit/technologies/?add=radar"
