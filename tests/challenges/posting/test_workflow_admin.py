import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from challenges.matching.models import Decision
from challenges.posting.models import Challenge
from tests.factories import ChallengeFactory, CompanyFactory, RequirementFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
State = Challenge.State


@pytest.fixture
def chief():
    return UserFactory(admin=True)


@pytest.fixture
def boss(client, chief):
    client.force_login(chief)
    with override("en"):
        yield client


def empty_inlines():
    inlines = ("requirements", "invitations", "co_owner_links")
    return {f"{inline}-{what}_FORMS": 0 for inline in inlines for what in ("TOTAL", "INITIAL")}


def act(boss, action, *challenges, reason=""):
    chosen = [challenge.pk for challenge in challenges]
    page = reverse("admin:challenges_challenge_changelist")
    response = boss.post(page, {"action": action, "_selected_action": chosen, "reason": reason})
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        (State.DRAFT, "submit", State.IN_REVIEW),
        (State.IN_REVIEW, "approve", State.OPEN),  # its opening is past, so the clock goes on at once
        (State.SCHEDULED, "withdraw", State.WITHDRAWN),
        (State.OPEN, "evaluate", State.EVALUATING),
        (State.EVALUATING, "decide", State.DECIDED),
        (State.DECIDED, "archive", State.ARCHIVED),
        (State.OPEN, "withdraw", State.WITHDRAWN),
        (State.WITHDRAWN, "reopen_draft", State.DRAFT),
    ],
)
def test_action_moves_the_state(boss, before, action, after):
    challenge = RequirementFactory(challenge__state=before).challenge
    assert act(boss, action, challenge) == ["The status of 1 challenge has been changed."]
    challenge.refresh_from_db()
    assert challenge.state == after


def test_move_that_is_not_allowed_is_told_and_keeps_no_other_back(boss):
    archived, draft = ChallengeFactory(state=State.ARCHIVED), RequirementFactory(challenge__draft=True).challenge
    told = act(boss, "submit", archived, draft)
    assert len(told) == 2
    assert str(archived) in told[0]
    archived.refresh_from_db()
    draft.refresh_from_db()
    assert (archived.state, draft.state) == (State.ARCHIVED, State.IN_REVIEW)


def test_draft_without_dates_is_not_submitted(boss):
    challenge = RequirementFactory(challenge__draft=True, challenge__opens_at=None, challenge__closes_at=None).challenge
    (told,) = act(boss, "submit", challenge)
    assert "Give it an opening date and a deadline first." in told


def test_refusal_by_an_admin_carries_the_reason(boss, chief):
    challenge = ChallengeFactory(state=State.IN_REVIEW)
    assert "Say why" in act(boss, "refuse", challenge)[-1]
    assert act(boss, "refuse", challenge, reason="Te vaag.")[-1] == "The status of 1 challenge has been changed."
    made = challenge.moves.get()
    assert (made.name, made.by, made.reason) == ("refuse", chief, "Te vaag.")


def test_an_admin_who_changes_the_text_sends_it_back_to_review_and_cannot_approve_it(boss, chief):
    challenge = ChallengeFactory()
    page = boss.get(reverse("admin:challenges_challenge_change", args=[challenge.pk]))
    data = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    data |= {
        f"{inline}-{what}_FORMS": 0
        for inline in ("requirements", "invitations", "co_owner_links")
        for what in ("TOTAL", "INITIAL")
    }
    for name in ("opens_at", "closes_at"):
        moment = timezone.localtime(data.pop(name))
        data |= {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}
    data |= {"title_nl": "Een andere vraag"}
    assert boss.post(reverse("admin:challenges_challenge_change", args=[challenge.pk]), data).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.state, challenge.title_nl) == (State.IN_REVIEW, "Een andere vraag")
    RequirementFactory(challenge=challenge)
    assert "somebody else approves it" in act(boss, "approve", challenge)[-1]


def test_decision_keeps_who_made_it(boss, chief):
    data = {"challenge": ChallengeFactory().pk, "company": CompanyFactory().pk, "kind": "shortlisted"}
    assert boss.post(reverse("admin:challenges_decision_add"), data).status_code == 302
    assert Decision.objects.get().decided_by == chief


def test_challenge_keeps_who_made_it(boss, chief):
    data = {"slug": "q", "title_nl": "Vraag", "branch": "army", "visibility": "public"}
    data |= {
        f"{inline}-{what}_FORMS": 0
        for inline in ("requirements", "invitations", "co_owner_links")
        for what in ("TOTAL", "INITIAL")
    }
    assert boss.post(reverse("admin:challenges_challenge_add"), data).status_code == 302
    assert Challenge.objects.get().created_by == chief


def test_a_change_asks_the_queue_to_look_again(boss, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as queued:
        act(boss, "withdraw", ChallengeFactory())
    assert len(queued) == 1
