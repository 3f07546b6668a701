"""Challenges from records: what differs from companies."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from challenges.posting.importer import ChallengeImporter
from challenges.posting.models import Challenge, ChallengeRevision
from challenges.posting.requirement_models import Requirement
from portal.importing.readers import ImportRecord, RejectedLine
from tests.factories import ROMFactory, TechnologyFactory

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"), time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=AMSTERDAM), tick=False):
        yield


@pytest.fixture
def radar():
    return TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")


def record(line: int = 1, **stated) -> ImportRecord:
    return ImportRecord(
        line, {"id": f"t{line}", "title": "Find the birds", "text": "We want a radar that sees.", **stated}
    )


def imported(*records, trusted=True, **options):
    return ChallengeImporter(trusted=trusted).import_records(records, **options)


def counts(report):
    return report.created, report.updated, report.unchanged, len(report.refused)


def local(moment):
    return moment.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M")


def dates(challenge):
    return local(challenge.opens_at), local(challenge.closes_at)


def test_challenge_that_opens_later_is_created_announced_with_every_field():
    rom = ROMFactory(slug="oost-nl", name="Oost NL")
    imported(
        record(
            rom="oost-nl",
            branch="air force",
            visibility="registered",
            trl_min=4,
            trl_max="7",
            needs_established="yes",
            only_region="no",
            budget_eur=50000,
            opens_on="2026-04-01",
            closes_on="2026-10-25",
            source="A letter",
        )
    )
    challenge = Challenge.objects.get()
    assert (challenge.external_id, challenge.slug, challenge.state) == ("t1", "find-the-birds", "pre_release")
    assert (challenge.title_en, challenge.title_nl) == ("Find the birds", "")
    assert (challenge.teaser_en, challenge.teaser_nl) == ("We want a radar that sees.", "")
    assert (challenge.rom, challenge.branch, challenge.visibility) == (rom, "air_force", "registered")
    assert (challenge.trl_min, challenge.trl_max, challenge.budget_eur) == (4, 7, 50000)
    assert (challenge.needs_established, challenge.only_region, challenge.source) == (True, False, "A letter")
    assert dates(challenge) == ("2026-04-01 00:00", "2026-10-25 23:59")


def test_new_challenge_is_a_draft_that_a_colleague_approves(radar):
    imported(record(state="open"), record(2), record(3, state="withdrawn"), trusted=False)
    states = Challenge.objects.order_by("external_id").values_list("state", flat=True)
    assert list(states) == ["draft", "draft", "withdrawn"]
    assert counts(imported(record(text="We want ears."), trusted=False)) == (0, 1, 0, 0)


def test_what_was_approved_is_changed_by_a_trusted_file_alone(radar):
    imported(record(closes_on="2026-05-01"))
    report = imported(record(text="We want ears."), trusted=False)
    assert counts(report) == (0, 0, 0, 1)
    assert "approved" in " ".join(report.refusal_lines())
    assert counts(imported(record(closes_on="2026-06-01"), trusted=False)) == (0, 1, 0, 0)
    assert counts(imported(record(text="We want ears."))) == (0, 1, 0, 0)


def test_titles_and_texts_in_both_languages():
    imported(
        ImportRecord(1, {"id": 1, "title_nl": "Vind ze", "title_en": "Find", "text_nl": "Vogels.", "text_en": "Birds."})
    )
    challenge = Challenge.objects.get()
    assert (challenge.title_nl, challenge.title_en) == ("Vind ze", "Find")
    assert (challenge.teaser_nl, challenge.teaser_en) == ("Vogels.", "Birds.")
    assert challenge.slug == "vind-ze"


def test_title_goes_with_the_language_of_the_text():
    imported(ImportRecord(1, {"id": 1, "title": "Radar", "text_en": "Birds."}))
    assert (Challenge.objects.get().title_nl, Challenge.objects.get().title_en) == ("", "Radar")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ("2026-03-01 00:00", "2027-03-01 23:59")),
        ({"opens_on": "2017-01-01"}, ("2017-01-01 00:00", "2027-03-01 23:59")),
        ({"opens_on": "2028-01-01"}, ("2028-01-01 00:00", "2028-12-31 23:59")),
        ({"closes_on": "2026-05-01"}, ("2026-03-01 00:00", "2026-05-01 23:59")),
        ({"closes_on": "2020-05-01"}, ("2020-05-01 00:00", "2020-05-01 23:59")),
        ({"opens_on": "2026-03-29", "closes_on": "2026-03-29"}, ("2026-03-29 00:00", "2026-03-29 23:59")),
    ],
)
def test_dates_that_an_open_challenge_needs_are_filled_in(stated, expected):
    imported(record(**stated))
    assert dates(Challenge.objects.get()) == expected


def test_draft_needs_no_dates():
    imported(record(state="draft"))
    challenge = Challenge.objects.get()
    assert (challenge.state, challenge.opens_at, challenge.closes_at) == ("draft", None, None)


def test_second_run_on_a_later_day_writes_nothing(radar):
    imported(record())
    before = list(Challenge.objects.values()), list(ChallengeRevision.objects.values_list("version", flat=True))
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=AMSTERDAM)):
        assert counts(imported(record())) == (0, 0, 1, 0)
    after = list(Challenge.objects.values()), list(ChallengeRevision.objects.values_list("version", flat=True))
    assert after == before


def test_technology_in_text_or_title_is_a_proposed_nice_to_have(radar):
    sonar = TechnologyFactory(slug="sonar", label_nl="sonar", label_en="sonar")
    imported(record(title="A sonar for birds"))
    rows = Requirement.objects.order_by("technology__slug").values_list("technology", "known_as", "necessity", "weight")
    assert list(rows) == [(radar.pk, "proposed", "nice", 1), (sonar.pk, "proposed", "nice", 1)]
    assert Requirement.objects.get(technology=sonar).sentence == "A sonar for birds"


def test_must_have_that_a_person_confirmed_stays(radar):
    imported(record())
    Requirement.objects.update(known_as="confirmed", necessity="must", weight=5)
    assert counts(imported(record(text="We want ears.", technologies="radar"))) == (0, 1, 0, 0)
    assert Requirement.objects.values_list("known_as", "necessity", "weight").get() == ("confirmed", "must", 5)


def test_trl_is_the_one_hoped_for_and_keeps_nobody_out():
    imported(record(trl=6))
    assert (Challenge.objects.get().trl_min, Challenge.objects.get().trl_max) == (None, 6)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"trl_min": 7, "trl_max": 4}, "The TRL hoped for is below the lowest TRL."),
        ({"opens_on": "2026-05-01", "closes_on": "2026-04-01"}, "The deadline falls before the opening."),
        ({"trl_max": 12}, "trl_max: a whole number from 1 to 9 is expected, not “12”"),
        ({"rom": "nobody"}, "rom: “nobody” is not known"),
        ({"opens_on": "soon"}, "opens_on: a date such as 2026-03-31 is expected, not “soon”"),
        ({"title": None}, "missing: name or title"),
    ],
)
def test_bad_record_is_refused_with_the_reason_and_the_next_goes_in(stated, reason):
    report = imported(record(1, **stated), record(2))
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused == [RejectedLine(1, reason)]
    assert Challenge.objects.get().slug == "find-the-birds"


def test_refused_update_leaves_the_challenge_and_its_requirements(radar):
    imported(record(trl_min=5))
    report = imported(record(trl_max=3, text="We want ears."))
    assert counts(report) == (0, 0, 0, 1)
    assert Challenge.objects.get().teaser_en == "We want a radar that sees."
    assert Requirement.objects.get().technology == radar
