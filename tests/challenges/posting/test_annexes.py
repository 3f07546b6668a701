"""The annex: what the database holds of it, who may read it, and that every reading is kept."""

from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from challenges.posting.annex import get_or_build_annex, record_annex_reading, save_annex
from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.services import update_challenge
from companies.profiles.services import erase_profile
from portal.privacy.erasure import erase_person
from tests.factories import (
    AnnexFactory,
    AnnexReadingFactory,
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    CompanyFactory,
    MembershipFactory,
    ROMFactory,
    UserFactory,
)
from tests.personas import PERSONAS, persona

pytestmark = pytest.mark.django_db
TEXT = {"text_nl": "Bij de haven.", "text_en": ""}
READERS = {
    "registered": {"member", "vetted", "invited", "adviser", "admin"},
    "vetted": {"vetted", "adviser", "admin"},
    "invited": {"invited", "adviser", "admin"},
}


@pytest.fixture
def challenge():
    return ChallengeFactory()


@pytest.fixture
def writer(challenge):
    return UserFactory(adviser=True, rom=challenge.rom)


def invite(challenge, user):
    ChallengeInvitation.objects.create(challenge=challenge, company=user.memberships.get().company)


@pytest.mark.parametrize("audience", READERS)
def test_annex_is_seen_by_its_own_audience_of_those_who_see_the_challenge(challenge, audience):
    annex = AnnexFactory(challenge=challenge, visibility=audience)
    people = {name: persona(name, challenge.rom) for name in PERSONAS}
    invite(challenge, people["invited"])
    found = {name for name, user in people.items() if Annex.objects.visible_to(user).filter(pk=annex.pk).exists()}
    assert found == READERS[audience]


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_annex_of_a_hidden_challenge_is_seen_by_its_owners_alone(state):
    annex = AnnexFactory(challenge__state=state)
    invited, partner = persona("invited", annex.challenge.rom), UserFactory(adviser=True)
    invite(annex.challenge, invited)
    ChallengeCoOwnerFactory(challenge=annex.challenge, rom=partner.rom)
    assert [Annex.objects.visible_to(user).count() for user in (invited, partner, AnonymousUser())] == [0, 1, 0]


def test_annex_names_the_company_that_entitles_its_reader():
    """Of two companies, the one that was invited, though the other was joined first."""
    annex, user = AnnexFactory(), UserFactory()
    first, second = (MembershipFactory(user=user).company for _ in range(2))
    ChallengeInvitation.objects.create(challenge=annex.challenge, company=second)
    record_annex_reading(annex, user)
    assert AnnexReading.objects.get().company == second
    annex.visibility, annex.version = "registered", 2
    record_annex_reading(annex, user)
    assert AnnexReading.objects.get(version=2).company == first


def test_annex_is_written_with_its_writer_who_does_not_approve(challenge, writer):
    annex = save_annex(challenge, writer, **TEXT, visibility="vetted", seen="0")
    assert (annex.version, annex.visibility, annex.text_nl) == (1, "vetted", "Bij de haven.")
    challenge.refresh_from_db()
    assert challenge.state == Challenge.State.IN_REVIEW
    assert challenge.writers.get().user == writer


def test_annex_written_twice_is_one_version(challenge, writer):
    for _ in range(2):
        assert save_annex(challenge, writer, **TEXT, visibility="vetted", seen="0").version == 1
    assert save_annex(ChallengeFactory(), writer, text_nl="", text_en="", visibility="invited").version == 0


def test_annex_tells_the_second_of_two_writers(challenge, writer):
    save_annex(challenge, writer, **TEXT, visibility="vetted", seen="0")
    with pytest.raises(ValidationError) as caught:
        save_annex(challenge, writer, text_nl="Anders.", text_en="", visibility="vetted", seen="0")
    assert caught.value.code == "changed"
    assert get_or_build_annex(challenge).text_nl == "Bij de haven."


@pytest.mark.parametrize("state", ["evaluating", "decided", "archived"])
def test_annex_stays_as_companies_answered_it(writer, state):
    closed = ChallengeFactory(rom=writer.rom, state=state)
    with pytest.raises(ValidationError) as caught:
        save_annex(closed, writer, **TEXT, visibility="vetted")
    assert caught.value.code == "settled"


def test_annex_is_never_wider_than_its_challenge(writer):
    invited = ChallengeFactory(rom=writer.rom, visibility="invited", draft=True)
    with pytest.raises(ValidationError) as caught:
        save_annex(invited, writer, **TEXT, visibility="vetted")
    assert set(caught.value.error_dict) == {"visibility"}
    for write in (
        lambda: AnnexFactory(challenge=invited, visibility="registered"),
        lambda: Annex.objects.filter(pk=AnnexFactory(challenge=invited).pk).update(visibility="vetted"),
    ):
        with pytest.raises(IntegrityError, match="more people"), transaction.atomic():
            write()


def test_annex_becomes_narrower_with_its_challenge(challenge, writer):
    AnnexFactory(challenge=challenge, visibility="registered")
    update_challenge(challenge, writer, visibility="vetted")
    assert (get_or_build_annex(challenge).visibility, get_or_build_annex(challenge).version) == ("vetted", 2)
    Challenge.objects.filter(pk=challenge.pk).update(visibility="public")
    assert get_or_build_annex(challenge).visibility == "vetted"


def test_annex_audience_is_one_of_three():
    with pytest.raises(IntegrityError, match="annex_audience_is_known"):
        AnnexFactory(visibility="public", challenge__visibility="public")


def test_reading_is_kept_once_an_hour_for_each_version_and_person(django_assert_num_queries):
    annex, user = AnnexFactory(), UserFactory()
    for _ in range(3):
        with django_assert_num_queries(2):
            record_annex_reading(annex, user)
    record_annex_reading(annex, UserFactory())
    annex.version = 2
    record_annex_reading(annex, user)
    kept = AnnexReading.objects.filter(user=user).order_by("version")
    assert [each.version for each in kept] == [1, 2]
    assert abs(kept[0].read_at - timezone.now()).total_seconds() < 60
    assert kept[0].hour == kept[0].read_at.replace(minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(version=9),
        lambda rows: rows.update(read_at=timezone.now()),
        lambda rows: rows.update(user=UserFactory()),
        lambda rows: rows.update(company=CompanyFactory()),
        lambda rows: rows.update(rom=ROMFactory()),
        lambda rows: rows.delete(),
        lambda rows: rows.get().annex.challenge.delete(),
    ],
)
def test_reading_is_neither_changed_nor_removed(change):
    reading = AnnexReadingFactory(company=CompanyFactory())
    with pytest.raises(DatabaseError), transaction.atomic():
        change(AnnexReading.objects.all())
    assert AnnexReading.objects.get() == reading


def test_reading_forgets_an_account_and_a_company_that_go_and_stays():
    membership = MembershipFactory()
    reading = AnnexReadingFactory(company=membership.company, user=membership.user)
    erase_profile(membership.company)
    erase_person(membership.user)
    kept = AnnexReading.objects.get()
    assert (kept.pk, kept.read_at, kept.user, kept.company) == (reading.pk, kept.read_at, None, None)


@pytest.mark.django_db(transaction=True)
def test_two_readings_at_once_are_one():
    annex, user = AnnexFactory(), UserFactory()

    def read():
        record_annex_reading(annex, user)
        connection.close()

    threads = [Thread(target=read) for _ in range(4)]
    [each.start() for each in threads], [each.join() for each in threads]
    assert AnnexReading.objects.count() == 1
