import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils.translation import override

from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.regions.models import Province
from tests.factories import CompanyFactory, CompanyTechnologyFactory, MembershipFactory, ProvinceFactory, UserFactory
from tests.portal.administration.company_form import COMPANY_FORM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(admin=True, name="Ada"))
    with override("en"):
        yield client


def save(boss, company, **fields):
    page = reverse("admin:companies_company_change", args=[company.pk])
    data = COMPANY_FORM | {"name": company.name, "kind": company.kind, "state": company.state}
    response = boss.post(page, data | {"text_nl": company.text_nl, "province": company.province_id} | fields)
    assert response.status_code == 302, response.context["errors"]


def entries(boss, company, **query):
    page = boss.get(reverse("admin:companies_company_history", args=[company.pk]), query)
    assert page.status_code == 200
    return page.context["entries"]


def told(entry):
    return {change.field: (change.old, change.new) for change in entry.changes}


def test_history_says_who_changed_what_from_old_to_new(boss):
    company = CompanyFactory(name="Avy", trl=4)
    other = ProvinceFactory(name_en="Drenthe")
    save(boss, company, name="Avy", trl=7, state="draft", province=other.pk)
    last = entries(boss, company)[0]
    assert (last.who, last.what, last.thing) == ("Ada", "Changed", "Company")
    assert told(last) == {
        "TRL": ("4", "7"),
        "State": ("Published", "Draft"),
        "Province": (str(company.province), "Drenthe"),
    }


def test_history_writes_values_as_people_do(boss):
    company = CompanyFactory(established=None, founded_year=2019)
    Company.objects.update(established=True, founded_year=2021)
    changed = {"Established in the EU or a NATO country": ("–", "yes"), "Year founded": ("2019", "2021")}
    assert told(entries(boss, company)[0]) == changed


def test_a_save_that_changes_nothing_is_no_event(boss):
    company = CompanyFactory(trl=3)
    save(boss, company, trl=3, website=company.website)
    assert [entry.what for entry in entries(boss, company)] == ["Added"]


def test_history_names_the_machine_where_nobody_was_signed_in(boss):
    company = CompanyFactory()
    Company.objects.update(trl=9)
    assert {entry.who for entry in entries(boss, company)} == {"the machine"}


def test_history_holds_what_belongs_to_the_thing_and_what_was_removed(boss):
    membership = MembershipFactory(user__name="Tim")
    MembershipFactory(company=membership.company)  # a company keeps an owner
    Membership.objects.filter(pk=membership.pk).delete()
    found = {(entry.what, entry.thing): told(entry) for entry in entries(boss, membership.company)}
    assert found["Added", "Membership"]["User"] == ("–", "Tim")
    assert found["Removed", "Membership"]["User"] == ("Tim", "–")


def test_history_reads_as_sentences_and_names_what_belongs_to_the_thing(boss):
    link = CompanyTechnologyFactory(technology__label_en="Sonar", company__trl=None)
    Company.objects.filter(pk=link.company.pk).update(trl=7, city="")
    Company.objects.filter(pk=link.company.pk).update(trl=None)
    link.delete()
    found = {entry.sentence: [change.sentence for change in entry.changes] for entry in entries(boss, link.company)}
    assert "Technology is “Sonar”." in found["Company technology “Sonar”: added by the machine."]
    assert "Technology was “Sonar”." in found["Company technology “Sonar”: removed by the machine."]
    told = [change.sentence for entry in entries(boss, link.company) for change in entry.changes]
    assert {"TRL was empty and became “7”.", "TRL was “7” and is empty now."} <= set(told)


def test_history_outlives_what_it_points_to(boss):
    company = CompanyFactory()
    gone = company.province
    Company.objects.update(province=ProvinceFactory(name_en="Limburg"))
    Province.objects.filter(pk=gone.pk).delete()
    assert told(entries(boss, company)[0])["Province"] == (f"province {gone.pk}", "Limburg")


def test_history_names_an_account_that_was_removed(boss, client):
    someone = UserFactory(admin=True)
    company = CompanyFactory(trl=1)
    client.force_login(someone)
    save(client, company, trl=2)
    client.force_login(UserFactory(admin=True))
    number = someone.pk
    someone.delete()
    assert entries(client, company)[0].who == f"removed account {number}"


def test_history_shortens_long_texts_and_is_paged(boss):
    company = CompanyFactory(text_nl="a" * 1000)
    for number in range(60):
        Company.objects.update(trl=number % 9 + 1)
    assert len(entries(boss, company)) == 50
    first = entries(boss, company, p="2")[-1]
    assert len(told(first)["Profile in Dutch"][1]) == 300
    assert entries(boss, company, p="9e99")


def test_history_costs_the_same_for_few_and_many_events(boss, django_assert_max_num_queries):
    company = CompanyFactory()
    for number in range(40):
        Company.objects.update(trl=number % 9 + 1)
    with django_assert_max_num_queries(12):
        entries(boss, company)


def test_events_say_who(boss):
    company = CompanyFactory(trl=1)
    save(boss, company, trl=2)
    rows = boss.get(reverse("admin:companies_companyevent_changelist")).context["cl"].result_list
    assert [row.email for row in rows] == [User.objects.get(name="Ada").email, None]


def test_event_page_tells_what_changed_and_where(boss):
    company = CompanyFactory(trl=1)
    save(boss, company, trl=2)
    event = Company.pgh_event_model.objects.order_by("-pgh_id").first()
    page = boss.get(reverse("admin:companies_companyevent_change", args=[event.pk])).content.decode()
    assert "<b>TRL:</b> 1 → 2" in page
    assert reverse("admin:companies_company_change", args=[company.pk]) in page
    assert f"Changed: company {company.pk}" in page


def test_history_page_escapes_what_people_typed(boss):
    company = CompanyFactory(city="<script>alert(1)</script>")
    page = boss.get(reverse("admin:companies_company_history", args=[company.pk])).content.decode()
    assert "<script>alert" not in page


def test_history_of_an_account_tells_rights_and_no_personal_data(boss):
    someone = UserFactory(name="Tim", email="tim@example.org")
    User.objects.filter(pk=someone.pk).update(is_superuser=True, name="Tom")
    page = boss.get(reverse("admin:portal_user_history", args=[someone.pk]))
    assert [change.field for change in page.context["entries"][0].changes] == ["Superuser status"]
    assert {"name", "email", "password"} & {field.name for field in User.pgh_event_model._meta.fields} == set()


def test_event_cannot_be_rewritten(boss):
    CompanyFactory()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Company.pgh_event_model.objects.update(name="x")
