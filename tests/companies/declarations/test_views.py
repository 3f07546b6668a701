"""The page on which a company signs its declarations, for members and for others."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.declarations.models import Declaration
from companies.declarations.services import sign_declarations, withdraw_declaration
from tests.clients import client_of
from tests.factories import CompanyFactory, DeclarationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME = "Noor de Wit"


@pytest.fixture
def member():
    return MembershipFactory()


@pytest.fixture
def client(member):
    return client_of(member.user)


def url(company, name="declaration_sign") -> str:
    return reverse(f"companies:{name}", args=[company.slug])


def signing(**answers: str) -> dict[str, str]:
    return {"name": NAME, "may_sign": "on"} | answers


def text(response) -> str:
    return unescape(response.content.decode())


def kept() -> list[tuple[str, bool, str]]:
    return list(Declaration.objects.order_by("kind").values_list("kind", "answer", "end"))


# --- signing --------------------------------------------------------------------------------------------------------


def test_page_presets_no_answer_and_no_name(client, member):
    html = text(client.get(url(member.company)))
    assert html.count("Nooit gegeven") == len(Declaration.Kind)
    assert 'value="yes" checked' not in html
    assert member.user.name not in html.partition("<main")[2]


def test_sign_keeps_only_what_was_answered_and_says_how_many(client, member):
    response = client.post(url(member.company), signing(established="yes", screening="no", ownership=""), follow=True)
    assert kept() == [("established", True, ""), ("screening", False, "")]
    html = text(response)
    assert "2 verklaringen zijn ondertekend." in html
    assert f"Ja, ondertekend door {NAME}" in html
    assert f"Nee, ondertekend door {NAME}" in html


def test_sign_keeps_the_language_in_which_it_was_read(client, member):
    page = url(member.company).replace("/nl/", "/en/")
    assert "Our company is established in" in text(client.get(page))
    client.post(page, signing(established="yes"))
    assert Declaration.objects.get().language == "en"


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ({"name": ""}, "Typ je naam: dat is je handtekening."),
        ({"name": " \t "}, "Typ je naam: dat is je handtekening."),
        ({"may_sign": ""}, "Alleen wie dit namens het bedrijf mag zeggen, kan ondertekenen."),
        ({"screening": "perhaps"}, "Zeg ja of nee."),
        ({"established": ""}, "Beantwoord minstens één verklaring met ja of nee."),
    ],
)
def test_mistake_is_told_and_nothing_typed_is_lost(client, member, mistake, told):
    typed = signing(established="no") | mistake
    response = client.post(url(member.company), typed)
    html = text(response)
    assert told in html
    assert "<title>Fout:" in " ".join(html.split()).replace("<title> ", "<title>")
    form = response.context["form"]
    same = {name: value for name, value in typed.items() if name not in mistake and name != "may_sign"}
    assert {name: form[name].value() for name in same} == same
    assert kept() == []


def test_signature_is_kept_as_text(client, member):
    client.post(url(member.company), signing(established="yes") | {"name": "<b>Noor</b>"})
    html = client.get(url(member.company)).content.decode()
    assert "<b>Noor</b>" not in html
    assert "&lt;b&gt;Noor&lt;/b&gt;" in html


# --- withdrawing ----------------------------------------------------------------------------------------------------


def test_withdraw_ends_it_and_shows_it_in_the_history(client, member):
    declaration = DeclarationFactory(company=member.company)
    response = client.post(url(member.company, "declaration_withdraw"), {"declaration": declaration.pk}, follow=True)
    html = text(response)
    assert kept() == [("established", True, "withdrawn")]
    assert "“Vestiging” is ingetrokken." in html
    assert [each.pk for each in response.context["history"]] == [declaration.pk]


def test_withdraw_of_what_had_ended_changes_nothing_and_says_so(client, member):
    now = timezone.now()
    declaration = DeclarationFactory(company=member.company, signed_at=now, ended_at=now, end="superseded")
    response = client.post(url(member.company, "declaration_withdraw"), {"declaration": declaration.pk}, follow=True)
    assert kept() == [("established", True, "superseded")]
    assert "was al geëindigd" in text(response)


def test_withdraw_of_another_company_is_answered_as_what_does_not_exist(client, member):
    other = DeclarationFactory()
    page = url(member.company, "declaration_withdraw")
    assert [client.post(page, {"declaration": pk}).status_code for pk in (other.pk, other.pk + 1000)] == [404, 404]
    assert Declaration.objects.get().end == ""


@pytest.mark.parametrize("typed", [{}, {"declaration": "x"}, {"declaration": str(2**63)}, {"declaration": "-1"}])
def test_withdraw_of_nonsense_leads_back(client, member, typed):
    assert client.post(url(member.company, "declaration_withdraw"), typed).status_code == 302


def test_withdraw_asks_first_and_says_what_it_costs(client, member):
    declaration = DeclarationFactory(company=member.company, signed_name=NAME)
    asked = f"{url(member.company, 'declaration_withdraw')}?declaration={declaration.pk}"
    assert f'href="{asked}"' in text(client.get(url(member.company)))
    html = text(client.get(asked))
    assert "“Vestiging” intrekken?" in html
    assert f"{NAME} ondertekende ja" in html
    assert declaration.statement_nl in html
    assert Declaration.objects.get().end == ""


def test_withdraw_asks_nothing_of_what_is_no_longer_in_force(client, member):
    declaration = DeclarationFactory(company=member.company)
    withdraw_declaration(member.company, member.user, declaration)
    response = client.get(url(member.company, "declaration_withdraw"), {"declaration": declaration.pk})
    assert response.url == url(member.company)


def test_who_came_from_the_profile_is_led_back_there(client, member):
    profile = reverse("challenges:profile_completeness", args=[member.company.slug])
    page = url(member.company) + "?from=profile"
    assert f'href="{page}#established"' in text(client.get(profile))
    assert client.post(page, signing(established="yes")).url == page
    assert f'href="{profile}"' in text(client.get(page)).partition("next-step")[2]
    withdraw = url(member.company, "declaration_withdraw")
    asked = {"declaration": Declaration.objects.get().pk}
    assert f'action="{withdraw}?from=profile"' in text(client.get(withdraw, asked | {"from": "profile"}))
    assert client.post(withdraw + "?from=profile", asked).url == page
    assert f'href="{profile}"' not in text(client.get(url(member.company) + "?from=//example.org"))


# --- whose page it is -----------------------------------------------------------------------------------------------


def test_member_of_another_company_finds_no_page(client):
    company = MembershipFactory().company
    absent = url(company).replace(company.slug, "no-such-company")
    assert [client.get(page).status_code for page in (url(company), absent)] == [404, 404]
    assert client.post(url(company), signing(established="yes")).status_code == 404
    assert kept() == []


@pytest.mark.parametrize("person", [{"adviser": True}, {"is_superuser": True, "is_staff": True}])
def test_staff_sign_nothing_for_a_company(member, person):
    response = client_of(UserFactory(**person)).post(url(member.company), signing(established="yes"))
    assert response.status_code in {403, 404}
    assert kept() == []


def test_unclaimed_company_has_nobody_who_signs(client):
    assert client.get(url(CompanyFactory())).status_code == 404


# --- how much it asks -----------------------------------------------------------------------------------------------


def test_page_takes_as_many_queries_with_a_long_history(client, member, django_assert_max_num_queries):
    for answer in (True, False) * 6:
        for kind in Declaration.Kind.values:
            sign_declarations(member.company, member.user, {kind: answer}, name=NAME, language="nl")
    with django_assert_max_num_queries(12):
        response = client.get(url(member.company))
    assert len(response.context["history"]) == 11 * len(Declaration.Kind)
