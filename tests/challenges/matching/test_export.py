"""The rankings as a file."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from challenges.matching.model_versions import Fit
from challenges.matching.models import Match, MatchedChallenge
from tests.factories import ChallengeFactory, CompanyFactory

pytestmark = pytest.mark.django_db


def match(challenge, company, total, **fields):
    fields = {"in_challenge_top": True, "similarity": 0, **fields}
    return Match.objects.create(
        challenge=challenge,
        company=company,
        technology=total,
        text=0,
        maturity=0,
        region=0,
        total=total,
        challenge_version=1,
        company_version=1,
        **fields,
    )


def export(*options, file="-"):
    out, told = io.StringIO(), io.StringIO()
    call_command("export_matches", file, *options, stdout=out, stderr=told)
    return [json.loads(line) for line in out.getvalue().splitlines()], told.getvalue()


def test_export_writes_rankings_best_first_with_imported_ids_or_slugs():
    challenge = ChallengeFactory(external_id="t1")
    avy, birdwatch = CompanyFactory(external_id="c1"), CompanyFactory(slug="birdwatch")
    match(challenge, avy, 123)
    match(challenge, birdwatch, 364)
    lines, _told = export()
    assert lines == [{"challenge_id": "t1", "ranking": ["birdwatch", "c1"], "scores": [36.4, 12.3]}]


def test_export_keeps_the_order_of_equal_totals():
    challenge = ChallengeFactory()
    first, second, third = (CompanyFactory(external_id=name) for name in "abc")
    match(challenge, third, 100)
    match(challenge, second, 100)
    match(challenge, first, 100, similarity=0)
    match(challenge, CompanyFactory(external_id="near"), 100, similarity=5)
    assert export()[0][0]["ranking"] == ["near", "a", "b", "c"]


def test_export_leaves_out_who_fails_a_rule_and_who_is_not_in_the_challenges_list():
    challenge = ChallengeFactory()
    match(challenge, CompanyFactory(), 300, failed_rule="region")
    match(challenge, CompanyFactory(), 200, in_challenge_top=False)
    match(challenge, CompanyFactory(external_id="a"), 100)
    assert export()[0][0]["ranking"] == ["a"]


def test_export_has_a_line_for_every_open_challenge_and_for_no_other():
    for name in ("empty", "full", "last"):
        ChallengeFactory(external_id=name)
    ChallengeFactory(draft=True)
    full = ChallengeFactory._meta.model.objects.get(external_id="full")
    match(full, CompanyFactory(external_id="a"), 10)
    match(ChallengeFactory(draft=True), CompanyFactory(), 10)
    assert [(line["challenge_id"], line["ranking"]) for line in export()[0]] == [
        ("empty", []),
        ("full", ["a"]),
        ("last", []),
    ]


def test_export_takes_the_top():
    challenge = ChallengeFactory()
    for total in (10, 20, 30):
        match(challenge, CompanyFactory(external_id=str(total)), total)
    assert export("--top", "2")[0][0]["ranking"] == ["30", "20"]


def test_export_says_what_is_kept_and_what_is_not_matched_yet(settings):
    settings.MATCHES_PER_CHALLENGE = 10
    matched = ChallengeFactory()
    fit = Fit.objects.create(data=b"")
    MatchedChallenge.objects.create(challenge=matched, version=1, fit=fit, ranked_end=-10, nearly_end=-20)
    ChallengeFactory()
    told = export("--top", "11")[1]
    assert "keeps the best 10 per challenge" in told
    assert "1 challenges are not matched yet" in told
    assert "2 challenges written." in told


def test_export_to_a_file(tmp_path):
    ChallengeFactory(external_id="é")
    export(file=str(tmp_path / "out.jsonl"))
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["challenge_id"] == "é"


def test_export_that_cannot_be_written(tmp_path):
    ChallengeFactory()
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export(file=str(tmp_path / "none" / "out.jsonl"))


@pytest.mark.parametrize("top", ["0", "-1", "many", "1.5"])
def test_export_refuses_an_absurd_top(top):
    with pytest.raises(CommandError, match="not a whole number above zero|expected one argument"):
        export("--top", top)


def test_export_without_open_challenges_says_what_to_do(tmp_path):
    file = tmp_path / "out.jsonl"
    with pytest.raises(CommandError, match="no challenge is announced or open.$"):
        export(file=str(file))
    ChallengeFactory(draft=True)
    with pytest.raises(CommandError, match="1 challenges are drafts.*import_challenges --trusted"):
        export(file=str(file))
    assert not file.exists()


def test_export_counts_the_challenges_without_companies():
    ChallengeFactory()
    match(ChallengeFactory(), CompanyFactory(), 100)
    assert "1 of them have no companies." in export()[1]
