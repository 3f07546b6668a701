import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override

from challenges.models import Challenge, Decision
from tests.factories import ChallengeFactory, CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Challenge.State


@pytest.fixture
def chief():
    return UserFactory(admin=True)


@pytest.fixture
def boss(client, chief):
    client.force_login(chief)
    with override("en"):
        yield client


def act(boss, action, *challenges):
    chosen = [challenge.pk for challenge in challenges]
    page = reverse("admin:challenges_challenge_changelist")
    response = boss.post(page, {"action": action, "_selected_action": chosen})
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        (State.DRAFT, "publish", State.OPEN),
        (State.OPEN, "evaluate", State.EVALUATING),
        (State.EVALUATING, "decide", State.DECIDED),
        (State.DECIDED, "archive", State.ARCHIVED),
        (State.OPEN, "withdraw", State.WITHDRAWN),
        (State.WITHDRAWN, "reopen_draft", State.DRAFT),
    ],
)
def test_action_moves_the_state(boss, before, action, after):
    challenge = ChallengeFactory(state=before)
    assert act(boss, action, challenge) == ["1 challenge moved."]
    challenge.refresh_from_db()
    assert challenge.state == after


def test_move_that_is_not_allowed_is_told_and_keeps_no_other_back(boss):
    archived, draft = ChallengeFactory(state=State.ARCHIVED), ChallengeFactory(draft=True)
    told = act(boss, "publish", archived, draft)
    assert len(told) == 2
    assert str(archived) in told[0]
    archived.refresh_from_db()
    draft.refresh_from_db()
    assert (archived.state, draft.state) == (State.ARCHIVED, State.OPEN)


def test_draft_without_dates_is_not_published(boss):
    challenge = ChallengeFactory(draft=True, opens_at=None, closes_at=None)
    (told,) = act(boss, "publish", challenge)
    assert "An open challenge needs an opening date and a deadline." in told


def test_decision_keeps_who_made_it(boss, chief):
    data = {"challenge": ChallengeFactory().pk, "company": CompanyFactory().pk, "kind": "shortlisted"}
    assert boss.post(reverse("admin:challenges_decision_add"), data).status_code == 302
    assert Decision.objects.get().decided_by == chief


def test_challenge_keeps_who_made_it(boss, chief):
    data = {"slug": "q", "title_nl": "Vraag", "branch": "army", "visibility": "public"}
    data |= {f"{inline}-{what}_FORMS": 0 for inline in ("requirements", "invitations") for what in ("TOTAL", "INITIAL")}
    assert boss.post(reverse("admin:challenges_challenge_add"), data).status_code == 302
    assert Challenge.objects.get().created_by == chief


def test_a_change_asks_the_queue_to_look_again(boss, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as queued:
        act(boss, "withdraw", ChallengeFactory())
    assert len(queued) == 1
