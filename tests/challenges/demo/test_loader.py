from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from challenges.calibration.engine.learning import FEWEST_PREFERENCES
from challenges.calibration.models import Judgement
from challenges.calibration.services import gather_learning_evidence
from challenges.demo.files import read_challenges, read_companies, read_people, read_sessions
from challenges.demo.judgements import load_demo_judgements
from challenges.demo.loader import DemoCounts, load_demo
from challenges.demo.people import DEMO_PASSWORD, DemoPerson, list_demo_people
from challenges.demo.references import build_evidence
from challenges.demo.sessions import get_next_weekday
from challenges.demo.timetable import load_demo_timetable
from challenges.matching.models import Decision
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Attendee
from challenges.timetables.models import Wish
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.part_models import FundingRound
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from tests.challenges.demo.reference import create_reference

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ALL = [Company, CompanyTechnology, Challenge, Requirement, Session, ProgrammeItem, Pitch, Decision, User, Membership]


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """The examples, loaded once for all tests here; each test undoes what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        create_reference()
        yield load_demo(NOW)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(once, db):
    return once


def clock(moment):
    """Day and time on the Dutch clock."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H.%M")


def counts():
    return {model.__name__: model.objects.count() for model in ALL}


def test_load_demo_creates_every_entry_of_the_files(loaded):
    assert loaded == DemoCounts(
        companies=len(read_companies()),
        people=len(read_people()),
        challenges=len(read_challenges()),
        sessions=len(read_sessions()),
    )


def test_load_demo_twice_changes_nothing(loaded):
    before, latest = counts(), Company.objects.latest("updated_at").updated_at
    assert load_demo(NOW + timedelta(days=1)) == DemoCounts(0, 0, 0, 0)
    assert counts() == before
    assert Company.objects.latest("updated_at").updated_at == latest


def test_load_demo_leaves_what_people_changed(loaded):
    Company.objects.filter(slug="dwarsgolf").update(text_nl="Anders.")
    CompanyTechnology.objects.filter(company__slug="dwarsgolf").delete()
    Decision.objects.all().delete()
    load_demo(NOW)
    assert Company.objects.get(slug="dwarsgolf").text_nl == "Anders."
    assert not CompanyTechnology.objects.filter(company__slug="dwarsgolf").exists()
    assert not Decision.objects.exists()


def test_load_demo_brings_back_what_is_missing(loaded):
    before = counts()
    free = Company.objects.filter(
        is_example=True, registrations=None, introductions=None, responses=None, decisions=None
    )
    free[0].delete()
    assert load_demo(NOW).companies == 1
    assert counts() == before


def test_load_demo_stays_out_of_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION"):
        call_command("load_demo")


def test_stated_technology_carries_phrase_and_sentence(loaded):
    link = CompanyTechnology.objects.get(company__slug="zilverreiger-sensing", technology__slug="sensor-fusion")
    assert (link.known_as, link.language) == (KnownAs.STATED, "nl")
    assert link.phrase in link.sentence
    assert link.sentence in link.company.text_nl


def test_every_row_passes_its_own_validation(loaded):
    for row in [*Company.objects.all(), *Challenge.objects.all(), *Session.objects.all(), *Decision.objects.all()]:
        row.full_clean()


def test_dates_count_from_the_day_of_loading(loaded):
    challenge = Challenge.objects.get(slug="kleine-drones-opmerken")
    assert clock(challenge.closes_at) == "2026-12-18 17.00"
    session = Session.objects.get(slug="durf-voorbeeldsessie")
    assert clock(session.starts_at) == "2027-01-21 13.00"
    assert clock(session.ends_at) == "2027-01-21 17.15"


def test_the_example_session_to_come_is_prepared(loaded):
    session = Session.objects.get(slug="durf-voorbeeldsessie")
    assert (session.rooms.count(), session.walks.count(), session.tables.count()) == (3, 3, 12)
    assert session.pitches.exclude(host_name="").exclude(table=None).count() == 12
    slots = list(session.slots.all())
    assert (len(slots), clock(slots[0].starts_at), clock(slots[-1].ends_at)) == (
        *(10, "2027-01-21 13.30"),
        "2027-01-21 16.39",
    )
    assert (slots[5].starts_at - slots[4].ends_at).seconds == 15 * 60


def test_the_example_session_has_wishes_and_a_timetable_that_misses_some(loaded):
    session = Session.objects.get(slug="durf-voorbeeldsessie")
    assert (session.registrations.confirmed().count(), session.pitches.count()) == (40, 12)
    coming = Attendee.objects.coming().filter(user__isnull=False).values_list("user__email", flat=True)
    assert set(coming) == {"founder@example.org", "colleague@example.org"}
    assert [load_demo_timetable() for _each in range(2)] == [True, False]
    plan = Plan.objects.get()
    assert (plan.session, plan.state, plan.is_proved) == (session, "solved", True)
    assert 0 < plan.musts_kept < plan.musts
    assert all(each["grounds"] for each in plan.reasons)
    said = set(Wish.objects.values_list("side", "wish"))
    assert said == {(side, wish) for side in ("company", "host") for wish in ("must", "meet", "no")}
    most = session.must_meets
    for party, side in (("registration", "company"), ("pitch", "host")):
        musts = Wish.objects.filter(side=side, wish="must").values_list(party, flat=True)
        assert max(list(musts).count(each) for each in musts) <= most


def test_the_lives_of_examples_end_in_every_state_of_the_review(loaded):
    states = set(Challenge.objects.filter(is_example=True).values_list("state", flat=True))
    assert states >= {"draft", "in_review", "scheduled", "pre_release", "open", "evaluating", "withdrawn"}
    refused = Challenge.objects.get(slug="voorraad-tellen-zonder-openen")
    assert [move.name for move in refused.moves.order_by("id")] == ["submit", "refuse"]
    assert refused.co_owners.get().slug == "impuls-zeeland"


def test_real_session_takes_the_whole_day_for_want_of_times(loaded):
    session = Session.objects.get(slug="durf-2026")
    assert timezone.localdate(session.starts_at) == timezone.localdate(session.ends_at) == date(2026, 2, 5)
    assert not session.is_example
    assert session.programme.exclude(starts_at=None).count() == 0


@pytest.mark.parametrize(
    ("day", "held"), [(date(2027, 1, 21), date(2027, 1, 21)), (date(2027, 1, 23), date(2027, 1, 25))]
)
def test_example_session_falls_on_a_weekday(day, held):
    assert get_next_weekday(day) == held


def test_funding_round_names_its_investor(loaded):
    funding_round = FundingRound.objects.get(company__slug="lifepowr")
    assert funding_round.amount_eur == 5_650_000
    assert [rom.slug for rom in funding_round.investors.all()] == ["rom-inwest"]


def test_profiles_made_by_staff_are_unclaimed(loaded):
    unclaimed = Company.objects.filter(claimed_at=None)
    assert {company.slug for company in unclaimed} == {"hearteye", "healthplus-ai", "lifepowr", "thephonelab"}
    assert not any(company.is_example for company in unclaimed)


def test_demo_people_can_sign_in(loaded, client):
    people = list_demo_people()
    assert len(people) == loaded.people
    assert all(client.login(email=person.email, password=DEMO_PASSWORD) for person in people)


def test_demo_people_names_the_role(loaded):
    assert list_demo_people()[0] == DemoPerson("founder@example.org", "Noor Hendriks", "owner at zilverreiger-sensing")
    assert list_demo_people()[-1].role == "admin"


def test_demo_people_leaves_out_who_is_not_there(loaded):
    User.objects.filter(email="admin@example.org").delete()
    assert "admin@example.org" not in {person.email for person in list_demo_people()}


def test_people_have_their_place(loaded):
    assert User.objects.get(email="adviser@example.org").rom.slug == "horizon-flevoland"
    assert User.objects.get(email="admin@example.org").is_superuser
    owner = Membership.objects.get(user__email="founder@example.org")
    assert (owner.company.slug, owner.role) == ("zilverreiger-sensing", "owner")


def test_evidence_prefers_dutch_and_is_empty_without_a_phrase():
    texts = {"nl": "Een. Wij meten geluid.", "en": "One. We measure sound."}
    assert build_evidence({"nl": "geluid", "en": "sound"}, texts)["sentence"] == "Wij meten geluid."
    assert build_evidence({"en": "sound"}, texts)["language"] == "en"
    assert build_evidence({}, texts) == {}


def test_examples_teach_something_but_too_little_to_propose_weights(loaded):
    run_due_matching()
    load_demo_judgements()
    assert 0 < gather_learning_evidence().preferences < FEWEST_PREFERENCES
    kept = list(Judgement.objects.order_by("pk").values())
    load_demo_judgements()
    assert list(Judgement.objects.order_by("pk").values()) == kept
