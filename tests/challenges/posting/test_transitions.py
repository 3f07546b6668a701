"""The one way in which a challenge moves: who may, what must be true, and what is kept of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.services import REVIEWED_FIELDS, create_challenge, transition_challenge, update_challenge
from challenges.posting.workflow import CHALLENGE_WORKFLOW, ChallengeState
from tests.factories import ChallengeFactory, RequirementFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def writer():
    return UserFactory(adviser=True)


@pytest.fixture
def colleague(writer):
    return UserFactory(adviser=True, rom=writer.rom)


def drafted(writer, **fields):
    now = timezone.now()
    fields = {
        "title_nl": "Vraag",
        "teaser_nl": "Wij zoeken.",
        "opens_at": now + DAY,
        "closes_at": now + 9 * DAY,
    } | fields
    challenge = create_challenge(writer, writer.rom, **fields)
    RequirementFactory(challenge=challenge)
    return challenge


def refused(challenge, to, by, **more):
    with pytest.raises(ValidationError) as caught:
        transition_challenge(challenge, to, by, **more)
    return caught.value.error_list[0]


def test_what_is_written_submitted_and_approved_is_scheduled_and_each_step_kept(writer, colleague):
    challenge = drafted(writer)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert transition_challenge(challenge, ChallengeState.SCHEDULED, colleague).state == ChallengeState.SCHEDULED
    made = challenge.moves.order_by("id").values_list("name", "source", "target", "by", "by_clock")
    assert list(made) == [
        ("submit", "draft", "in_review", writer.pk, False),
        ("approve", "in_review", "scheduled", colleague.pk, False),
    ]


def test_who_wrote_any_of_it_since_the_last_approval_approves_nothing(writer, colleague):
    challenge = drafted(writer)
    update_challenge(challenge, colleague, title_en="Need")
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert {refused(challenge, ChallengeState.SCHEDULED, each).code for each in (writer, colleague)} == {"own_work"}
    assert (
        transition_challenge(challenge, ChallengeState.SCHEDULED, UserFactory(admin=True)).state
        == ChallengeState.SCHEDULED
    )


def test_saving_without_a_change_makes_nobody_a_writer(writer, colleague):
    challenge = drafted(writer)
    update_challenge(challenge, colleague, title_nl="Vraag")
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert transition_challenge(challenge, ChallengeState.SCHEDULED, colleague).state == ChallengeState.SCHEDULED


def test_an_admin_who_wrote_it_cannot_approve_it(writer):
    admin = UserFactory(admin=True)
    challenge = drafted(writer)
    update_challenge(challenge, admin, title_en="Need")
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert refused(challenge, ChallengeState.SCHEDULED, admin).code == "own_work"


def test_what_nobody_is_known_to_have_written_is_its_submitters(colleague):
    challenge = RequirementFactory(challenge__draft=True, challenge__rom=colleague.rom).challenge
    transition_challenge(challenge, ChallengeState.IN_REVIEW, colleague)
    assert refused(challenge, ChallengeState.SCHEDULED, colleague).code == "own_work"


@pytest.mark.parametrize("state", ["scheduled", "pre_release", "open"])
@pytest.mark.parametrize("field", ["title_nl", "teaser_en", "visibility", "trl_min", "only_region"])
def test_changing_what_was_approved_sends_it_back_to_review(writer, colleague, state, field):
    challenge = ChallengeFactory(rom=writer.rom, state=state)
    new = {"title_nl": "Anders", "teaser_en": "Other", "visibility": "vetted", "trl_min": 3, "only_region": True}
    assert field in REVIEWED_FIELDS
    assert update_challenge(challenge, writer, **{field: new[field]}).state == ChallengeState.IN_REVIEW
    assert challenge.moves.get().name == "change"
    RequirementFactory(challenge=challenge)
    assert refused(challenge, ChallengeState.SCHEDULED, writer).code == "own_work"
    transition_challenge(challenge, ChallengeState.SCHEDULED, colleague)
    assert not challenge.writers.exists()


def test_a_later_deadline_asks_for_no_review(writer):
    challenge = ChallengeFactory(rom=writer.rom)
    later = challenge.closes_at + DAY
    assert update_challenge(challenge, writer, closes_at=later).state == ChallengeState.OPEN
    assert not challenge.moves.exists()


@pytest.mark.parametrize("state", ["evaluating", "decided", "archived"])
def test_the_text_that_companies_answered_stays(writer, state):
    challenge = ChallengeFactory(rom=writer.rom, state=state)
    with pytest.raises(ValidationError) as caught:
        update_challenge(challenge, writer, title_nl="Anders")
    assert caught.value.code == "settled"


def test_a_refusal_needs_a_reason_which_is_kept(writer, colleague):
    challenge = drafted(writer)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    assert refused(challenge, ChallengeState.DRAFT, colleague, reason="  ").code == "missing"
    transition_challenge(challenge, ChallengeState.DRAFT, colleague, reason=" Zeg ook waar. ")
    assert challenge.moves.latest("id").reason == "Zeg ook waar."


def test_what_changed_since_it_was_read_is_not_approved_unread(writer, colleague):
    challenge = drafted(writer)
    seen = transition_challenge(challenge, ChallengeState.IN_REVIEW, writer).saved_version
    update_challenge(challenge, writer, teaser_nl="Iets heel anders.")
    assert refused(challenge, ChallengeState.SCHEDULED, colleague, seen=seen).code == "changed"
    challenge.refresh_from_db()
    transition_challenge(challenge, ChallengeState.SCHEDULED, colleague, seen=challenge.saved_version)


def test_the_writer_takes_it_back_without_one(writer):
    challenge = drafted(writer)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    transition_challenge(challenge, ChallengeState.DRAFT, writer)
    assert challenge.moves.latest("id").name == "take_back"


def test_staff_of_another_rom_and_strangers_move_nothing(writer):
    challenge = drafted(writer)
    for stranger in (UserFactory(adviser=True), UserFactory()):
        assert refused(challenge, ChallengeState.IN_REVIEW, stranger).code == "not_yours"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"opens_at": None, "closes_at": None}, "opening date"),
        ({"opens_at": timezone.now() - 9 * DAY, "closes_at": timezone.now() - DAY}, "deadline is past"),
        ({"teaser_nl": ""}, "a title and a text"),
        ({"title_en": "Need", "teaser_en": "", "title_nl": "", "teaser_nl": "Wij zoeken."}, "a title and a text"),
    ],
)
def test_what_is_not_complete_is_not_submitted(writer, fields, said):
    with override("en"):
        problem = refused(drafted(writer, **fields), ChallengeState.IN_REVIEW, writer)
    assert said in problem.messages[0]


def test_what_asks_nothing_is_not_submitted(writer):
    challenge = drafted(writer)
    challenge.requirements.all().delete()
    assert refused(challenge, ChallengeState.IN_REVIEW, writer).code == "missing"


@pytest.mark.parametrize("source", ChallengeState)
@pytest.mark.parametrize("target", ChallengeState)
def test_the_database_allows_what_the_table_allows_and_nothing_else(source, target):
    challenge = ChallengeFactory(state=source)
    rows = Challenge.objects.filter(pk=challenge.pk)
    if source == target or (source, target) in CHALLENGE_WORKFLOW.pairs:
        assert rows.update(state=target) == 1
        return
    with pytest.raises(IntegrityError, match="does not move"), transaction.atomic():
        rows.update(state=target)


def test_a_move_is_neither_changed_nor_removed(writer):
    challenge = drafted(writer)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, writer)
    moves = ChallengeMove.objects.all()
    for change in (
        lambda: moves.update(reason="Anders"),
        lambda: moves.update(by=UserFactory()),
        lambda: moves.get().delete(),
    ):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            change()
    moves.update(by=None)
    assert moves.get().reason == ""
