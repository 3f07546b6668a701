"""Frozen lists: what is kept, that it stays, and how it is taken along."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from challenges.matching import longlists
from challenges.matching.longlists import freeze_longlist
from challenges.matching.models import Longlist, LonglistRow, Match, MatchedChallenge
from challenges.matching.refresh.runner import run_due_matching
from challenges.matching.services import save_match_decision
from challenges.posting.models import Challenge
from challenges.posting.services import apply_due_transitions
from tests.clients import adviser_client
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    LonglistFactory,
    LonglistRowFactory,
    RequirementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge() -> Challenge:
    """An open challenge, matched, with two companies that qualify; the first by name starts a formula."""
    posted = ChallengeFactory(state="open")
    drones = RequirementFactory(challenge=posted, necessity="must").technology
    for name, trl in (("=HYPERLINK(1)", 7), ("Torenvalk", 6)):
        company = CompanyFactory(name=name, trl=trl, state="published", city="Lelystad")
        CompanyTechnologyFactory(company=company, technology=drones)
    run_due_matching()
    return posted


def freeze(challenge: Challenge, client: Client | None = None):
    return (client or adviser_client(challenge)).post(reverse("challenges:longlist_list", args=[challenge.slug]))


def test_list_is_kept_with_points_decisions_and_rules(challenge):
    best = challenge.matches.ranked().order_by("-total", "-similarity", "company_id").first()
    save_match_decision(UserFactory(rom=challenge.rom, rom_role="adviser"), challenge, best.company, kind="shortlisted")
    assert freeze(challenge).url.endswith("/longlists/1/")
    kept = Longlist.objects.get()
    first, second = kept.rows.all()
    assert (first.company, first.rank, first.total, first.decision) == (best.company, 1, best.total, "shortlisted")
    assert second.total <= first.total
    assert kept.challenge_version == challenge.revision.version
    assert [each["rule"] for each in kept.rules][:1] == ["must"]


def test_list_stays_when_things_change(challenge):
    freeze(challenge)
    before = list(LonglistRow.objects.values())
    for company in challenge.matches.values_list("company", flat=True):
        CompanyFactory._meta.model.objects.filter(pk=company).update(trl=1)
    run_due_matching()
    assert list(LonglistRow.objects.values()) == before
    freeze(challenge)
    assert [each.number for each in Longlist.objects.order_by("number")] == [1, 2]


def test_same_list_frozen_twice_is_one(challenge):
    client = adviser_client(challenge)
    assert freeze(challenge, client).url == freeze(challenge, client).url
    assert Longlist.objects.count() == 1


def test_rules_are_read_in_the_language_of_the_reader(challenge):
    client = adviser_client(challenge)
    Challenge.objects.update(trl_min=5)
    run_due_matching()
    with override("nl"):
        page = freeze(challenge, client).url
    with override("en"):
        assert freeze(challenge, client).url == page.replace("/nl/", "/en/")  # the same list, whoever froze it
    for code, words in (("nl", "Rijpheid: minstens TRL 5"), ("en", "Maturity: at least TRL 5")):
        assert words in client.get(page.replace("/nl/", f"/{code}/")).context["musts"]
    Longlist.objects.create(
        challenge=challenge, number=9, challenge_version=1, fit=1, rules=[{"rule": "must", "asked": "Oud"}]
    )
    assert client.get(page.replace("/1/", "/9/")).context["musts"] == ["Oud"]


def test_same_list_by_other_rules_is_another(challenge, monkeypatch):
    user = UserFactory(rom=challenge.rom, rom_role="adviser")
    numbers = []
    for rules in ([], [{"rule": "must", "asked": "Drones"}]):
        monkeypatch.setattr(longlists, "describe_criteria", lambda *_asked, rules=rules: rules)
        numbers.append(freeze_longlist(challenge, user).number)
    assert numbers == [1, 2]


def test_list_is_frozen_as_it_stands_when_the_challenge_closes(challenge):
    companies = list(Match.objects.of_challenge(challenge).ranked().values_list("company", flat=True))
    Challenge.objects.filter(pk=challenge.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    run_due_matching()
    assert apply_due_transitions(timezone.now()) == 1
    run_due_matching()
    assert not challenge.matches.exists()
    kept = Longlist.objects.get()
    assert list(kept.rows.order_by("rank").values_list("company", flat=True)) == companies != []
    assert (kept.frozen_by, bool(kept.rules)) == (None, True)
    shown = adviser_client(challenge).get(kept.get_absolute_url()).content.decode()
    assert "Torenvalk" in shown


@pytest.mark.parametrize("why", ["not matched", "matched before a change", "nobody qualifies"])
def test_what_cannot_be_frozen_is_said(challenge, why):
    if why == "not matched":
        MatchedChallenge.objects.all().delete()
    elif why == "matched before a change":
        Challenge.objects.update(trl_min=2)
    else:
        challenge.matches.all().delete()
    client = adviser_client(challenge)
    answer = client.get(freeze(challenge, client).url)
    assert Longlist.objects.count() == 0
    assert [str(each) for each in answer.context["messages"]]


def test_database_refuses_every_change():
    row = LonglistRowFactory()
    with pytest.raises(DatabaseError, match="annot"), transaction.atomic():
        LonglistRow.objects.update(total=1)
    with pytest.raises(DatabaseError, match="annot"), transaction.atomic():
        Longlist.objects.update(rules=[])
    with pytest.raises(DatabaseError, match="annot"), transaction.atomic():
        Longlist.objects.update(frozen_by=UserFactory())
    row.longlist.frozen_by.delete()
    assert Longlist.objects.get().frozen_by is None


def test_files_hold_the_list_without_a_formula(challenge):
    client = adviser_client(challenge)
    page = freeze(challenge, client).url
    csv = client.get(page + "?format=csv").content
    assert csv.startswith(b"\xef\xbb\xbf")
    assert b"'=HYPERLINK(1)" in csv
    sheet = load_workbook(BytesIO(client.get(page + "?format=xlsx").content)).active
    names = [row[1].value for row in sheet.iter_rows(min_row=2, max_row=3)]
    assert sorted(names) == ["'=HYPERLINK(1)", "Torenvalk"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet["C1"].value, sheet["C2"].value) == ("Plaats", "Lelystad")
    assert sheet["D2"].value == Longlist.objects.get().rows.first().total / 10


def test_a_longlist_of_another_challenge_is_not_there(challenge):
    other = LonglistFactory(number=7, challenge__rom=challenge.rom)
    assert (
        adviser_client(challenge).get(f"/nl/challenges/{challenge.slug}/longlists/{other.number}/").status_code == 404
    )


def test_page_takes_as_many_queries_for_many_companies(challenge, django_assert_max_num_queries):
    longlist = LonglistFactory(challenge=challenge, number=1)
    LonglistRowFactory.create_batch(12, longlist=longlist)
    client = adviser_client(challenge)
    for address in ("longlist_list", "longlist_detail"):
        arguments = [challenge.slug] if address == "longlist_list" else [challenge.slug, 1]
        with django_assert_max_num_queries(12):
            assert client.get(reverse(f"challenges:{address}", args=arguments)).status_code == 200
