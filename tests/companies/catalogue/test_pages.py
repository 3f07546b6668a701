"""Rows of the list of companies, and the content of the page of one company, for each kind of reader."""

import pytest
from django.contrib.auth.models import AnonymousUser

from companies.catalogue.filters import CompanyOrder, list_company_orders, order_companies
from companies.catalogue.pages import annotate_list_details, build_company_rows, build_profile_page, get_opening_line
from companies.catalogue.selectors import build_claim_condition, build_freshness_condition
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary
from tests.companies.profiles.ages import NOW, aged
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("Wij maken radars. Ook voor schepen.", "Wij maken radars."),
        ("Wij maken\n  radars.", "Wij maken radars."),
    ],
)
def test_get_opening_line_is_the_first_sentence(text, line):
    assert get_opening_line(text) == line


def test_get_opening_line_cuts_a_long_sentence_at_a_word():
    line = get_opening_line("radar, " * 100)
    assert len(line) <= 171
    assert line.endswith("radar…")


def test_company_rows_have_technologies_with_suggestions_last():
    company = CompanyFactory(text_en="We make radars. And more.")
    suggested = CompanyTechnologyFactory(company=company, known_as="proposed").technology
    stated = CompanyTechnologyFactory(company=company, known_as="stated").technology
    CompanyTechnologyFactory(company=company, known_as="refused")
    rows = build_company_rows(annotate_list_details(Company.objects.all()), Vocabulary.load(), VISITOR)
    assert [(row.company, row.line_en) for row in rows] == [(company, "We make radars.")]
    assert rows[0].technologies == [str(stated), str(suggested)]


def test_company_rows_take_one_query(django_assert_num_queries):
    CompanyFactory.create_batch(3)
    vocabulary = Vocabulary.load()
    with django_assert_num_queries(1):
        assert len(build_company_rows(annotate_list_details(Company.objects.all()), vocabulary, VISITOR)) == 3


def profile_page(reader, company):
    page = build_profile_page(reader, company)
    return {name for name in ("may_sign", "signatures", "can_edit", "can_vet", "is_insider", "is_own") if page[name]}


def test_profile_page_of_each_reader():
    membership = MembershipFactory()
    company = membership.company
    adviser = UserFactory(rom=company.province.rom, rom_role="adviser")
    assert profile_page(VISITOR, company) == set()
    assert profile_page(UserFactory(), company) == set()
    assert profile_page(membership.user, company) == {"may_sign", "signatures", "can_edit", "is_insider", "is_own"}
    assert profile_page(adviser, company) == {"signatures", "can_vet", "is_insider"}
    assert profile_page(UserFactory(adviser=True), company) == {"is_insider"}


def test_profile_page_has_declarations_for_members_and_staff():
    company = DeclarationFactory().company
    member = MembershipFactory(company=company).user
    assert build_profile_page(VISITOR, company)["declarations"] == []
    for reader in (member, UserFactory(adviser=True)):
        rows = build_profile_page(reader, company)["declarations"]
        assert [row.is_in_force for row in rows].count(True) == 1


def test_profile_page_counts_suggestions_and_puts_them_last():
    company = CompanyFactory()
    suggested = CompanyTechnologyFactory(company=company, known_as="proposed")
    stated = CompanyTechnologyFactory(company=company, known_as="stated")
    page = build_profile_page(VISITOR, company)
    assert (page["links"], page["proposed"]) == ([stated, suggested], 1)


def test_list_company_orders_offers_closest_only_for_a_search():
    assert CompanyOrder.CLOSEST not in list_company_orders("")
    assert list_company_orders("radar")[0] == CompanyOrder.CLOSEST


def test_most_mature_ignores_levels_that_the_reader_cannot_see():
    hidden = CompanyFactory(name="B", trl=9, audience_maturity="own_rom")
    public = CompanyFactory(name="C", trl=2)
    unknown = CompanyFactory(name="A")
    own_staff = UserFactory(rom=hidden.province.rom, rom_role="adviser")
    companies = Company.objects.all()
    assert list(order_companies(companies, CompanyOrder.MATURE, "", VISITOR)) == [public, unknown, hidden]
    assert list(order_companies(companies, CompanyOrder.MATURE, "", own_staff)) == [hidden, public, unknown]


def test_order_by_name_ignores_capitals():
    names = ["beta", "Alfa", "Gamma"]
    for name in names:
        CompanyFactory(name=name)
    found = order_companies(Company.objects.all(), CompanyOrder.NAME, "", VISITOR)
    assert [company.name for company in found] == ["Alfa", "beta", "Gamma"]


def test_order_by_newest():
    first, second = CompanyFactory.create_batch(2)
    assert list(order_companies(Company.objects.all(), CompanyOrder.NEWEST, "", VISITOR)) == [second, first]


@pytest.mark.parametrize(
    ("condition", "claimed", "stale"),
    [
        (build_claim_condition("confirmed"), True, False),
        (build_claim_condition("unconfirmed"), False, True),
        (build_freshness_condition("fresh"), True, False),
        (build_freshness_condition("stale"), False, True),
    ],
)
def test_conditions_select_one_of_two_companies(condition, claimed, stale):
    chosen = {"claimed": aged(1, claimed=True), "stale": aged(10, stale_since=NOW)}
    found = set(Company.objects.filter(condition))
    assert found == {chosen[name] for name, is_found in (("claimed", claimed), ("stale", stale)) if is_found}
