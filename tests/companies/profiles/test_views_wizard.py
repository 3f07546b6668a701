"""The pages of the wizard: each is saved by itself, also with two colleagues at once, and in both languages."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from companies.profiles.part_models import MOST_CASES, Logo, ReferenceCase
from tests.clients import client_of
from tests.companies.profiles.test_views_logos import png
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ReferenceCaseFactory,
    TechnologyFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
STEPS = ("who", "text", "technologies", "maturity", "cases", "sharing")


def shown(response: object) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.fixture
def own() -> Membership:
    return MembershipFactory(company__slug="own", company__source="imported")


@pytest.fixture
def client(own: Membership) -> Client:
    return client_of(own.user)


def page(step: str) -> str:
    return f"/en/companies/own/edit/{step}/"


def seen(client: Client, step: str) -> str:
    return str(client.get(page(step)).context["form"]["seen"].value())


def now() -> Company:
    return Company.objects.get(slug="own")


# --- the steps ------------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_and_say_where_one_is(client: Client):
    for place, step in enumerate(STEPS):
        response = client.get(page(step))
        assert f"Step {place + 1} of 7" in " ".join(shown(response).split())
        assert [each.number for each in response.context["steps"].all if each.is_current] == [place + 1]
        assert shown(response).count('aria-current="step"') == 2  # beside the page, and folded above it
        if place:
            assert f'value="{STEPS[place - 1]}">Previous</button>' in shown(response)
    said = client.get(page("sharing")).context["form"].initial
    assert client.post(page("sharing"), {**said, "next": "yes"}).url == "/en/companies/own/completeness/"


def test_numbers_lead_to_pages_and_other_names_to_none(client: Client):
    assert [client.get(page(str(number))).url for number in (1, 2, 7)] == [
        *(page("who"), page("text"), "/en/companies/own/completeness/")
    ]
    for name in ("0", "8", "99999999999999999999", "publish", "nothing"):
        assert client.get(page(name)).status_code == 404


def test_steps_are_done_open_or_optional(client: Client):
    def states() -> list[str]:
        return [step.state for step in client.get(page("who")).context["steps"].all]

    Company.objects.update(state="draft", text_nl="")
    assert states() == ["done", "open", "open", "open", "optional", "optional", "open"]
    link = CompanyTechnologyFactory(company=now(), known_as="proposed")
    Company.objects.update(state="published", text_nl="x", trl=3)
    assert states() == ["done", "done", "open", "done", "optional", "optional", "done"]
    link.known_as = "confirmed"
    link.save()
    ReferenceCaseFactory(company=now())
    assert states() == ["done", "done", "done", "done", "done", "optional", "done"]


def test_half_a_draft_is_saved_and_next_goes_on(client: Client):
    Company.objects.update(state="draft", text_nl="")
    assert client.post(page("text"), {}).url == page("text")
    assert client.post(page("text"), {"next": "yes"}).url == page("technologies")
    assert client.post(page("maturity"), {"military_use_en": "Guarding a gate."}).url == page("maturity")
    company = now()
    assert (company.text_nl, company.military_use_en, company.state) == ("", "Guarding a gate.", "draft")


@pytest.mark.parametrize("step", ["who", "text", "maturity"])
def test_a_page_changes_only_its_own_fields(client: Client, step: str):
    Company.objects.update(text_en="We make things.", trl=4, team_size=9)
    before = Company.objects.values().get(slug="own")
    form = client.get(page(step)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert client.post(page(step), typed | {"source": "mine", "state": "withdrawn"}).status_code == 302
    after = Company.objects.values().get(slug="own")
    assert {name for name in before if before[name] != after[name]} <= {"updated_at", "confirmed_at"}


def test_queries_do_not_grow(client: Client, django_assert_max_num_queries):
    def queries(step: str) -> int:
        with django_assert_max_num_queries(12) as captured:
            client.get(page(step))
        return len(captured)

    CompanyTechnologyFactory(company=now())
    ReferenceCaseFactory(company=now())
    few = [queries(step) for step in STEPS]
    CompanyTechnologyFactory.create_batch(30, company=now())
    ReferenceCaseFactory.create_batch(15, company=now())
    assert [queries(step) for step in STEPS] == few


# --- mistakes -------------------------------------------------------------------------------------------------------

WHO = {"name": "Radarbouw", "kind": "startup", "city": "Den Helder"}


@pytest.mark.parametrize(
    ("step", "field", "value", "says"),
    [
        ("who", "name", "", "This field is required."),
        ("who", "kvk_number", "1234567", "A KvK number has eight digits."),
        ("who", "kvk_number", "87654321", "Is it your company? Contact the ROM in your region."),
        ("who", "province", "9999999", "Select a valid choice."),
        ("who", "website", "javascript:alert(1)", "Enter a web address"),
        ("who", "team_size", "9" * 30, "less than or equal to"),
        ("who", "founded_year", "2999", "Enter a year from 1800 to"),
        ("text", "text_en", "a\x00b", "Null characters are not allowed."),
        ("text", "text_en", "x" * 20_001, "Use at most 20000 characters; you now have 20001."),
        ("maturity", "trl", "12", "Select a valid choice."),
        ("maturity", "trl", "6.5", "Select a valid choice."),
        ("maturity", "civil_use_en", "x" * 2001, "Use at most 2000 characters; you now have 2001."),
        ("cases", "year", "1949", "Enter a year from 1950 to"),
        ("cases", "year", "9" * 30, "Enter a year from 1950 to"),
        ("cases", "title", "", "This field is required."),
        ("cases", "text_nl", "x" * 2001, "Use at most 2000 characters; you now have 2001."),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    client: Client, step: str, field: str, value: str, says: str
):
    CompanyFactory(kvk_number="87654321")
    typed = {
        "who": WHO,
        "text": {"text_nl": "Wij maken radar."},
        "maturity": {"military_use_nl": "Een poort bewaken."},
        "cases": {"title": "Haven", "year": "2021", "text_en": "A winter long."},
    }[step]
    response = client.post(page(step), typed | {field: value})
    text = shown(response)
    assert list(response.context["form"].errors) == [field]
    assert says in text
    assert "<title>Error:" in text
    assert re.search(rf'<a href="#id_{field}(_0)?">', text)
    for name in typed.keys() - {field}:
        assert typed[name] in text
    assert not ReferenceCase.objects.exists()


def test_published_profile_must_have_a_text(client: Client):
    response = client.post(page("text"), {"text_nl": "", "text_en": ""})
    assert "Tell in Dutch or in English what you make" in shown(response)
    assert now().text_nl


def test_a_long_text_that_an_import_brought_may_stay(client: Client):
    Company.objects.update(text_nl="x" * 30_000)
    assert client.post(page("text"), {"text_nl": "x" * 30_000}).status_code == 302
    assert "Use at most 30000" in shown(client.post(page("text"), {"text_nl": "x" * 30_001}))


# --- two colleagues -------------------------------------------------------------------------------------------------


def test_the_second_of_two_editors_sees_both_and_keeps_the_text(client: Client):
    before = seen(client, "text")
    mine = {"text_nl": "Mijn tekst.", "seen": before}
    client.post(page("text"), {"text_nl": "Hun tekst.", "seen": before})
    response = client.post(page("text"), mine)
    text = shown(response)
    assert "Somebody else changed this in the meantime." in text
    assert "Saved by somebody else meanwhile" in text
    assert "Mijn tekst." in text
    assert '<dd lang="nl">Hun tekst.</dd>' in text
    assert now().text_nl == "Hun tekst."
    assert client.post(page("text"), mine | {"seen": response.context["form"]["seen"].value()}).status_code == 302
    assert now().text_nl == "Mijn tekst."


def test_colleagues_on_different_pages_do_not_meet(client: Client):
    about_text = seen(client, "text")
    assert client.post(page("maturity"), {"trl": "5", "seen": seen(client, "maturity")}).status_code == 302
    assert client.post(page("text"), {"text_nl": "Mijn tekst.", "seen": about_text}).status_code == 302
    assert (now().text_nl, now().trl) == ("Mijn tekst.", 5)


def test_a_page_sent_twice_is_saved_once_and_no_clash(client: Client):
    typed = {"text_nl": "Mijn tekst.", "seen": seen(client, "text")}
    assert [client.post(page("text"), typed).status_code for _ in range(2)] == [302, 302]


def test_technology_review_shows_the_conflict_of_two_colleagues(client: Client):
    link = CompanyTechnologyFactory(company=now(), known_as="proposed")
    field, before = f"verdict_{link.technology_id}", seen(client, "technologies")
    client.post(page("technologies"), {field: "no", "seen": before})
    response = client.post(page("technologies"), {field: "yes", "seen": before})
    assert "Saved by somebody else meanwhile" in shown(response)
    link.refresh_from_db()
    assert link.known_as == "refused"
    client.post(page("technologies"), {field: "yes", "seen": response.context["form"]["seen"].value()})
    link.refresh_from_db()
    assert link.known_as == "confirmed"


def test_a_technology_refused_before_is_added_again_without_a_clash(client: Client):
    link = CompanyTechnologyFactory(company=now(), known_as="refused")
    before = seen(client, "technologies")
    response = client.post(page("technologies"), {"add": link.technology.slug, "seen": before})
    assert response.status_code == 302
    link.refresh_from_db()
    assert link.known_as == "stated"


# --- what you make --------------------------------------------------------------------------------------------------

DUTCH = "Wij maken een radar die kleine drones ziet, ook als het regent."
ENGLISH = "We make a radar that sees small drones, also when it is raining."


def test_saving_the_text_proposes_technologies(client: Client):
    TermFactory(technology=TechnologyFactory(slug="radar"), text="radar")
    response = client.post(page("text"), {"text_nl": DUTCH, "next": "yes"}, follow=True)
    assert "<mark>radar</mark>" in shown(response)


def test_a_text_in_the_wrong_box_is_saved_and_pointed_out(client: Client):
    response = client.post(page("text"), {"text_nl": ENGLISH, "next": "yes"}, follow=True)
    assert "may stand in the wrong language’s box" in shown(response)
    assert f'<a href="{page("text")}">look again</a>' in shown(response)
    text = shown(client.get(page("text")))
    assert "The saved text in the Dutch box looks like English." in text
    assert client.post(page("text"), {"text_nl": ENGLISH, "text_en": "", "swap": "text"}).url == page("text")
    assert (now().text_nl, now().text_en) == ("", ENGLISH)
    assert "looks like" not in shown(client.get(page("text")))


@pytest.mark.parametrize(("nl", "en"), [(DUTCH, ENGLISH), (DUTCH, ""), ("Radar.", "")])
def test_a_text_in_its_own_box_or_too_short_to_tell_is_not_pointed_out(client: Client, nl: str, en: str):
    client.post(page("text"), {"text_nl": nl, "text_en": en})
    assert "looks like" not in shown(client.get(page("text")))


@pytest.mark.parametrize(
    ("nl", "en", "says"),
    [
        (DUTCH, "", "English readers see the Dutch text, marked as Dutch."),
        ("", ENGLISH, "Dutch readers see the English text, marked as English."),
        (DUTCH, ENGLISH, "Everyone sees the text in their own language."),
    ],
)
def test_editor_sees_what_readers_of_each_language_see(client: Client, nl: str, en: str, says: str):
    Company.objects.update(text_nl=nl, text_en=en)
    assert says in shown(client.get(page("text")))


# --- technologies ---------------------------------------------------------------------------------------------------


def test_verdicts_are_saved_together(client: Client):
    company = now()
    yes, no, later, said = CompanyTechnologyFactory.create_batch(4, company=company, known_as="proposed")
    said.known_as = "stated"
    said.save()
    added = TechnologyFactory(slug="added")
    verdicts = {f"verdict_{yes.technology_id}": "yes", f"verdict_{no.technology_id}": "no", "add": "added"}
    verdicts |= {f"verdict_{said.technology_id}": "yes", "seen": seen(client, "technologies")}
    assert client.post(page("technologies"), verdicts | {"next": "yes"}).url == page("maturity")
    assert dict(company.technology_links.values_list("technology", "known_as")) == {
        yes.technology_id: "confirmed",
        no.technology_id: "refused",
        later.technology_id: "proposed",
        said.technology_id: "stated",
        added.pk: "stated",
    }


def test_a_wrong_verdict_is_named_and_the_other_answers_stay(client: Client):
    one, other = CompanyTechnologyFactory.create_batch(2, company=now(), known_as="proposed")
    typed = {f"verdict_{one.technology_id}": "maybe", f"verdict_{other.technology_id}": "yes", "add": "absent"}
    text = shown(client.post(page("technologies"), typed))
    assert "Say yes or no." in text
    assert "Choose a technology from the list." in text
    assert "checked" in text
    assert set(now().technology_links.values_list("known_as", flat=True)) == {"proposed"}


def test_a_link_may_choose_the_technology_to_add(client: Client):
    TechnologyFactory(slug="radar", label_en="Radar")
    assert '<option value="radar" selected>Radar</option>' in shown(client.get(page("technologies") + "?add=radar"))
    assert "selected" not in shown(client.get(page("technologies") + "?add=nothing"))


def test_page_without_technologies_tells_what_to_do(client: Client):
    assert "No technology found yet" in shown(client.get(page("technologies")))


@pytest.mark.parametrize("known", ["", "x", "1:", ":", "9" * 5000 + ":stated", "²:stated", "1:stated 1:refused"])
def test_an_odd_version_is_no_error(client: Client, known: str):
    link = CompanyTechnologyFactory(company=now(), known_as="proposed")
    answer = {f"verdict_{link.technology_id}": "yes", "seen": known}
    assert client.post(page("technologies"), answer).status_code == 302


# --- maturity and use -----------------------------------------------------------------------------------------------


def test_nothing_is_chosen_beforehand_and_not_stated_takes_a_level_away(client: Client):
    assert "checked" not in shown(client.get(page("maturity")))
    client.post(page("maturity"), {"trl": "7"})
    assert (now().trl, shown(client.get(page("maturity"))).count("checked")) == (7, 1)
    client.post(page("maturity"), {"trl": "none"})
    assert now().trl is None


def test_every_level_is_described(client: Client):
    text = shown(client.get(page("maturity")))
    for level in range(1, 10):
        assert f"<b>TRL {level}: " in text
    assert "Customers use the product for their real work" in text
    assert "Klanten gebruiken het product" in shown(client.get("/nl/companies/own/edit/maturity/"))


# --- reference cases ------------------------------------------------------------------------------------------------

CASE = {"title": "Haven", "year": "2021", "customer": "Gemeente", "for_government": "on", "text_nl": "Een winter."}


def test_a_case_is_added_changed_and_taken_away(client: Client):
    assert client.post(page("cases"), CASE).url == page("cases")
    assert client.post(page("cases"), CASE).status_code == 302
    case = ReferenceCase.objects.get()
    assert (case.year, case.for_government, case.customer) == (2021, True, "Gemeente")
    url = page("cases") + f"?case={case.pk}"
    form = client.get(url).context["form"]
    assert "Change “Haven”" in shown(client.get(url))
    assert client.post(url, CASE | {"title": "Dijk", "seen": form["seen"].value()}).url == page("cases")
    case.refresh_from_db()
    assert (case.title, now().reference_years) == ("Dijk", [2021])
    for _ in range(2):
        assert client.post(url, {"remove": "yes"}).url == page("cases")
    assert (ReferenceCase.objects.count(), now().reference_years) == (0, [])


def test_next_with_an_empty_form_only_goes_on(client: Client):
    assert client.post(page("cases"), {"next": "yes"}).url == page("sharing")
    assert client.post(page("cases"), {"next": "yes", "year": "2021"}).status_code == 200
    assert not ReferenceCase.objects.exists()


def test_other_button_keeps_a_half_typed_case(client: Client):
    """To another case, to save the logo, to take it away: what was typed is saved, or stands there with what lacks."""
    other = ReferenceCaseFactory(company=now(), title="Dijk", year=2020)
    half = {"title": "Haven", "text_nl": "Een winter."}
    for button in ({"change": other.pk}, {"logo": SimpleUploadedFile("logo.png", png())}, {"remove_logo": "yes"}):
        response = client.post(page("cases"), half | button)
        assert 'value="Haven"' in shown(response)
        assert list(response.context["form"].errors) == ["year"]
        assert Logo.objects.filter(company=now()).exists() == ("logo" in button)
    broken = client.post(page("cases"), CASE | {"logo": SimpleUploadedFile("logo.png", b"a text")})
    assert "Upload the logo as PNG, JPEG" in shown(broken)
    assert 'value="Haven"' in shown(broken)
    assert client.post(page("cases"), CASE | {"change": other.pk}).url == f"{page('cases')}?case={other.pk}#case"
    assert set(now().reference_cases.values_list("title", flat=True)) == {"Dijk", "Haven"}


def test_a_button_beside_an_empty_form_only_does_its_work(client: Client):
    other = ReferenceCaseFactory(company=now(), title="Dijk", year=2020)
    url = f"{page('cases')}?case={other.pk}"
    unchanged = {name: value or "" for name, value in client.get(url).context["form"].initial.items()}
    assert client.post(page("cases"), {"change": other.pk}).url == f"{url}#case"
    assert client.post(page("cases"), {"logo": SimpleUploadedFile("logo.png", png())}).url == page("cases")
    assert client.post(url, unchanged | {"remove_logo": "yes"}).url == url
    assert client.post(url, unchanged | {"change": "9e99"}).url == url
    assert not Logo.objects.exists()
    assert now().reference_cases.count() == 1


def test_a_case_that_a_colleague_changed_or_took_away(client: Client):
    case = ReferenceCaseFactory(company=now(), title="Haven", year=2021)
    url = page("cases") + f"?case={case.pk}"
    before = client.get(url).context["form"]["seen"].value()
    client.post(url, CASE | {"title": "Hun haven", "seen": before})
    response = client.post(url, CASE | {"title": "Mijn haven", "seen": before})
    assert "Hun haven" in shown(response)
    assert "Mijn haven" in shown(response)
    client.post(url, CASE | {"title": "Mijn haven", "seen": response.context["form"]["seen"].value()})
    case.refresh_from_db()
    assert case.title == "Mijn haven"


def test_a_case_of_another_company_is_not_there(client: Client):
    theirs = ReferenceCaseFactory(title="Geheim")
    for number in (theirs.pk, theirs.pk + 1, "x"):
        assert client.get(page("cases") + f"?case={number}").url == page("cases")
    client.post(page("cases") + f"?case={theirs.pk}", {"remove": "yes"})
    client.post(page("cases") + f"?case={theirs.pk}", CASE)
    theirs.refresh_from_db()
    assert (theirs.title, now().reference_cases.get().title) == ("Geheim", "Haven")


def test_twenty_cases_fit(client: Client):
    ReferenceCaseFactory.create_batch(MOST_CASES, company=now())
    assert "You can add up to 20 reference projects." in shown(client.get(page("cases")))
    assert "At most 20 cases fit." in shown(client.post(page("cases"), CASE))
    assert now().reference_cases.count() == MOST_CASES
