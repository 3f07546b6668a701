"""The pages that everybody opens ask as many questions of a thousand rows as of ten, and never more than twelve."""

from itertools import count

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from challenges.matching.models import Match
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.regions.models import ROM, Province
from tests.clients import client_of
from tests.factories import ChallengeFactory, CompanyFactory, MatchFactory, MembershipFactory, ProvinceFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
PAGES = ("/en/", "/en/companies/", "/en/challenges/")
NUMBERS = count()


def add(number: int, own: Company, rom: ROM, province: Province) -> None:
    """So many more companies, and challenges that match one's own; the history of their making is nothing here."""
    Company.objects.bulk_create(
        CompanyFactory.build(slug=f"many-{next(NUMBERS)}", province=province) for _ in range(number)
    )
    challenges = Challenge.objects.bulk_create(
        ChallengeFactory.build(slug=f"many-{next(NUMBERS)}", rom=rom) for _ in range(number)
    )
    Match.objects.bulk_create(MatchFactory.build(challenge=challenge, company=own) for challenge in challenges)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server does by itself; without it one page takes a minute


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_queries_are_as_few_for_a_thousand_rows_as_for_ten(monkeypatch):
    monkeypatch.setattr("challenges.matching.model_services.DRAWN_SECONDS", 3600)
    membership, province = MembershipFactory(), ProvinceFactory()
    readers = {"visitor": Client(), "member": client_of(membership.user)}
    asked = [*(("visitor", url) for url in PAGES), *(("member", url) for url in (*PAGES, "/en/overview/"))]

    def counts() -> dict[tuple[str, str], int]:
        for who, url in asked:
            readers[who].get(url)  # the first look after a change fills what the process keeps
        return {(who, url): queries(readers[who], url) for who, url in asked}

    with pgtrigger.ignore():
        add(10, membership.company, province.rom, province)
    few = counts()
    with pgtrigger.ignore():
        add(990, membership.company, province.rom, province)
    assert counts() == few
    assert max(few.values()) <= MOST_QUERIES, few
