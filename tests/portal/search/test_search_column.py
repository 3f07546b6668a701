"""The search vector stays in the database: queries use it, and no row brings it along."""

import pytest
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.search.full_text import build_search_query
from tests.factories import ChallengeFactory, CompanyFactory, RequirementFactory

pytestmark = pytest.mark.django_db


def read(queryset):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = list(queryset)
    return rows, queries[0]["sql"]


def test_no_query_reads_the_vector():
    RequirementFactory()
    for rows in (Challenge.objects.all(), Requirement.objects.select_related("challenge"), Company.objects.all()):
        assert '."search"' not in read(rows)[1]


@pytest.mark.parametrize("factory", [ChallengeFactory, CompanyFactory])
def test_insert_and_reload_do_not_read_the_vector(factory):
    with CaptureQueriesContext(connection) as queries:
        row = factory()
        row.refresh_from_db()
        row.save()
    assert not [query["sql"] for query in queries if '."search"' in query["sql"]]


def test_the_vector_is_stored_and_searched():
    company = CompanyFactory(name="Birdwatch radars")
    CompanyFactory(name="Avy")
    company.refresh_from_db()
    company.save()
    found = Company.objects.filter(search=build_search_query("radar")).annotate(vector=Cast("search", TextField()))
    assert [each.vector for each in found if "'birdwatch':1A" in each.vector] != []
    assert list(found) == [company]
