import pytest
from django.urls import reverse
from django.utils.translation import override

from portal.technologies.models import Technology
from tests.factories import CompanyTechnologyFactory, RequirementFactory, TechnologyFactory, TermFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
LIST = "admin:portal_technology_changelist"


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(admin=True))
    with override("en"):
        yield client


@pytest.fixture
def pair():
    return TechnologyFactory(slug="uav"), TechnologyFactory(slug="drone")


def merge_url(*technologies):
    query = "&".join(f"id={technology.pk}" for technology in technologies)
    return f"{reverse('admin:portal_technology_merge')}?{query}"


def test_action_leads_to_the_page_that_asks_which_one_stays(boss, pair):
    chosen = {"action": "merge", "_selected_action": [technology.pk for technology in pair]}
    assert boss.post(reverse(LIST), chosen).url == merge_url(*pair)


def test_action_needs_two(boss, pair):
    response = boss.post(reverse(LIST), {"action": "merge", "_selected_action": [pair[0].pk]}, follow=True)
    assert "Choose two or more technologies" in response.content.decode()


def test_page_says_what_moves(boss, pair):
    TermFactory(technology=pair[0])
    CompanyTechnologyFactory(technology=pair[0])
    CompanyTechnologyFactory(technology=pair[0])
    RequirementFactory(technology=pair[1])
    rows = boss.get(merge_url(*pair)).context["rows"]
    assert {technology.slug: numbers for technology, numbers in rows} == {"uav": [1, 2, 0, 0], "drone": [0, 0, 1, 0]}


@pytest.mark.parametrize("query", ["", "?id=abc&id=9e99", "?id=99999999999999999999&id=-1", "?id=1;2"])
def test_page_without_two_technologies_leads_back(boss, query):
    assert boss.get(reverse("admin:portal_technology_merge") + query).url == reverse(LIST)


def test_merging_moves_all_and_keeps_the_rest_of_the_choice(boss, pair):
    third = TechnologyFactory()
    link = CompanyTechnologyFactory(technology=pair[1])
    response = boss.post(merge_url(*pair, third), {"kept": pair[0].pk})
    assert response.url == reverse("admin:portal_technology_change", args=[pair[0].pk])
    link.refresh_from_db()
    assert link.technology == pair[0]
    assert set(Technology.objects.current()) == {pair[0]}


@pytest.mark.parametrize("kept", ["", "abc", "0"])
def test_merging_into_none_of_the_chosen_is_a_form_error(boss, pair, kept):
    response = boss.post(merge_url(*pair), {"kept": kept})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_merged_technologies_are_out_of_the_way_until_asked_for(boss, pair):
    Technology.objects.filter(pk=pair[1].pk).update(merged_into=pair[0])
    shown = boss.get(reverse(LIST)).context["cl"].result_list
    asked = boss.get(reverse(LIST), {"merged": "yes"}).context["cl"].result_list
    assert (list(shown), list(asked)) == ([pair[0]], [pair[1]])


def test_merged_technologies_are_not_offered_elsewhere(boss, pair):
    Technology.objects.filter(pk=pair[1].pk).update(merged_into=pair[0])
    query = {"app_label": "companies", "model_name": "companytechnology", "field_name": "technology", "term": ""}
    found = boss.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [int(entry["id"]) for entry in found] == [pair[0].pk]


def test_page_writes_a_number_above_a_thousand_as_the_form_reads_it(boss):
    pair = [TechnologyFactory(pk=1500), TechnologyFactory(pk=2500)]
    page = boss.get(merge_url(*pair)).content.decode()
    assert 'value="1500"' in page
    assert 'value="2500"' in page
