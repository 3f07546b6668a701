"""Posting a challenge in the form: what is kept, what is refused, and how it moves on."""

import re

import pytest
from pghistory.models import Events

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from tests.clients import adviser_client, client_of
from tests.factories import (
    ChallengeFactory,
    RequirementFactory,
    ROMFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEW = "/en/challenges/new/"
LABELS = (("label", "for"), ("select", "id"))
FILLED = {
    "title_nl": "Drones horen",
    "teaser_nl": "We zoeken een dronezwerm die luistert.",
    "branch": "army",
    "visibility": "public",
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2026-12-18T17:00",
    "trl_min": "5",
    "trl_max": "7",
    "budget_eur": "40000",
}


def test_a_posted_challenge_is_a_draft_of_the_own_rom_with_its_proposals():
    TermFactory(text="dronezwerm", technology__slug="swarm")
    user = UserFactory(adviser=True)
    response = client_of(user).post(NEW, FILLED, follow=True)
    challenge = Challenge.objects.get()
    assert (challenge.state, challenge.rom, challenge.created_by) == ("draft", user.rom, user)
    assert challenge.closes_at.isoformat() == "2026-12-18T16:00:00+00:00"
    assert challenge.requirements.get().known_as == "proposed"
    assert "dronezwerm" in response.content.decode()


def test_an_admin_without_a_rom_says_which_one_posts():
    rom, client = ROMFactory(), client_of(UserFactory(admin=True))
    assert "rom" in client.post(NEW, FILLED).context["form"].errors
    client.post(NEW, FILLED | {"rom": rom.pk})
    assert Challenge.objects.get().rom == rom


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_nl": ""}, "title_nl"),
        ({"title_nl": "x" * 301}, "title_nl"),
        ({"title_nl": "a\x00b"}, "title_nl"),
        ({"teaser_nl": "x" * 100_001}, "teaser_nl"),
        ({"trl_min": "12"}, "trl_min"),
        ({"trl_min": "8", "trl_max": "3"}, "trl_max"),
        ({"closes_at": "2026-11-01T09:00"}, "closes_at"),
        ({"closes_at": "tomorrow"}, "closes_at"),
        ({"closes_at": "9999-99-99T00:00"}, "closes_at"),
        ({"branch": "space force"}, "branch"),
        ({"budget_eur": "-1"}, "budget_eur"),
        ({"budget_eur": "9" * 30}, "budget_eur"),
        ({"visibility": ""}, "visibility"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_typed_is_lost(changed: dict, field: str):
    response = client_of(UserFactory(adviser=True)).post(NEW, FILLED | changed)
    assert field in response.context["form"].errors
    assert "dronezwerm" in response.content.decode() or field == "teaser_nl"
    assert not Challenge.objects.exists()


def test_an_empty_form_is_answered_with_the_fields_that_matter():
    response = client_of(UserFactory(adviser=True)).post(NEW, {})
    assert response.status_code == 200
    assert "not right yet" in response.content.decode()


def test_ten_thousand_characters_and_lone_surrogates_are_kept_or_refused_never_an_error():
    client = client_of(UserFactory(adviser=True))
    assert client.post(NEW, FILLED | {"teaser_nl": "woord " * 1_700}).status_code == 302
    body = b"title_nl=%ED%A0%80&teaser_nl=%FF&branch=army&visibility=public"
    response = client.post(NEW, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {200, 302}


def test_two_challenges_of_one_title_get_their_own_addresses():
    client = client_of(UserFactory(adviser=True))
    client.post(NEW, FILLED)
    client.post(NEW, FILLED | {"teaser_nl": "Een andere vraag."})
    assert set(Challenge.objects.values_list("slug", flat=True)) == {"drones-horen", "drones-horen-2"}


def test_editing_shows_what_was_stored_in_local_time_and_saves_the_change():
    challenge = ChallengeFactory()
    client = adviser_client(challenge)
    url = f"/en/challenges/{challenge.slug}/edit/"
    client.post(url, FILLED)
    assert 'value="2026-12-18T17:00"' in client.get(url).content.decode()
    challenge.refresh_from_db()
    assert (challenge.title_nl, challenge.state) == ("Drones horen", "in_review")


def test_an_error_while_editing_changes_nothing():
    challenge = ChallengeFactory(title_nl="Oud")
    response = adviser_client(challenge).post(f"/en/challenges/{challenge.slug}/edit/", FILLED | {"trl_min": "0"})
    assert response.context["form"].errors
    assert response.context["challenge"].title_nl == "Oud"
    assert Challenge.objects.get().title_nl == "Oud"


def test_who_saves_second_is_told_and_keeps_their_text():
    challenge = ChallengeFactory()
    client, url = adviser_client(challenge), f"/en/challenges/{challenge.slug}/edit/"
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, FILLED | {"title_nl": "Van hen", "seen": seen})
    mine = FILLED | {"title_nl": "Van mij", "seen": seen}
    response = client.post(url, mine)
    assert "Somebody else changed this challenge in the meantime." in response.content.decode()
    assert 'value="Van mij"' in response.content.decode()
    assert Challenge.objects.get().title_nl == "Van hen"
    assert client.post(url, mine | {"seen": response.context["form"]["seen"].value()}).status_code == 302
    assert Challenge.objects.get().title_nl == "Van mij"


def test_the_same_changes_sent_twice_are_no_clash():
    challenge = ChallengeFactory()
    client, url = adviser_client(challenge), f"/en/challenges/{challenge.slug}/edit/"
    mine = FILLED | {"seen": client.get(url).context["form"]["seen"].value()}
    assert [client.post(url, mine).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("must", ("confirmed", "must", 5)), ("nice", ("confirmed", "nice", 5)), ("no", ("refused", "nice", 3))],
)
def test_a_proposal_is_judged_and_judging_twice_is_the_same(verdict: str, expected: tuple):
    requirement = RequirementFactory(known_as="proposed")
    client = adviser_client(requirement.challenge)
    url = f"/en/challenges/{requirement.challenge.slug}/technologies/"
    for _ in range(2):
        data = {"technology": requirement.technology.slug, "verdict": verdict, "weight": 5}
        assert client.post(url, data).status_code == 302
    requirement.refresh_from_db()
    assert (requirement.known_as, requirement.necessity, requirement.weight) == expected


def test_each_weight_has_a_label_of_its_own():
    challenge = ChallengeFactory()
    RequirementFactory.create_batch(2, challenge=challenge, known_as="proposed")
    html = adviser_client(challenge).get(f"/en/challenges/{challenge.slug}/edit/").content.decode()
    labelled = [set(re.findall(rf'<{tag}[^>]* {name}="(weight-[^"]*)"', html)) for tag, name in LABELS]
    assert labelled[0] == labelled[1]
    assert len(labelled[0]) == 2


def test_a_technology_can_be_added_by_hand():
    challenge, technology = ChallengeFactory(), TechnologyFactory()
    data = {"technology": technology.slug, "verdict": "must"}
    adviser_client(challenge).post(f"/en/challenges/{challenge.slug}/technologies/", data)
    requirement = challenge.requirements.get()
    assert (requirement.known_as, requirement.necessity, requirement.weight) == ("stated", "must", 3)


@pytest.mark.parametrize(
    "data",
    [
        *({}, {"technology": "no-such", "verdict": "must"}, {"technology": "radar", "verdict": "maybe"}),
        *({"technology": "radar", "verdict": "must", "weight": "9"}, {"technology": "\x00", "verdict": "must"}),
    ],
)
def test_a_verdict_that_makes_no_sense_is_told(data: dict):
    challenge = ChallengeFactory()
    TechnologyFactory(slug="radar")
    response = adviser_client(challenge).post(f"/en/challenges/{challenge.slug}/technologies/", data, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Requirement.objects.exists()


def test_submitting_sends_a_draft_to_review_and_a_second_click_is_told():
    challenge = RequirementFactory(challenge__draft=True).challenge
    client = adviser_client(challenge)
    url = f"/en/challenges/{challenge.slug}/move/"
    answer = client.post(url, {"state": "in_review"}, follow=True).content.decode()
    assert "waits for the approval" in answer
    assert "You wrote this, so a colleague approves it." in answer
    assert (
        "somebody who did not write it" in adviser_client(challenge).get(challenge.get_absolute_url()).content.decode()
    )
    assert "cannot become" in client.post(url, {"state": "in_review"}, follow=True).content.decode()
    challenge.refresh_from_db()
    assert challenge.state == "in_review"


def test_a_draft_without_dates_cannot_be_submitted_and_says_why():
    challenge = ChallengeFactory(draft=True, opens_at=None, closes_at=None)
    url = f"/en/challenges/{challenge.slug}/move/"
    html = adviser_client(challenge).post(url, {"state": "in_review"}, follow=True).content.decode()
    assert "Give it an opening date and a deadline first." in html
    assert "Ask at least one technology first." in html


@pytest.mark.parametrize("state", ["", "lost", "\x00", "archived"])
def test_a_state_out_of_reach_changes_nothing(state: str):
    challenge = ChallengeFactory()
    adviser_client(challenge).post(f"/en/challenges/{challenge.slug}/move/", {"state": state})
    challenge.refresh_from_db()
    assert challenge.state == "open"


def test_saving_asks_the_queue_to_look_again(django_capture_on_commit_callbacks, monkeypatch):
    asked = []
    monkeypatch.setattr("portal.core.queue._publish_task", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(UserFactory(adviser=True)).post(NEW, FILLED)
    assert asked == ["challenges.tasks.match_due_task"]


def test_a_refusal_that_comes_too_late_or_is_too_long_keeps_the_reason_typed():
    challenge = ChallengeFactory(state="in_review")
    client, url = adviser_client(challenge), f"/en/challenges/{challenge.slug}/move/"
    long = "Te vaag. " * 300
    page = client.post(url, {"state": "draft", "reason": long})
    assert "at most 2000 characters" in page.content.decode()
    assert page.context["reason"] == long
    assert long in page.content.decode()
    stale = client.post(url, {"state": "scheduled", "reason": "Mooi.", "seen": "2026-01-01"})
    assert "It was changed since you opened it" in stale.content.decode()
    assert "Mooi.</textarea>" in stale.content.decode()


def test_the_trail_says_who_saved_and_by_which_page():
    challenge = ChallengeFactory()
    user = UserFactory(rom=challenge.rom, rom_role="adviser")
    url = f"/en/challenges/{challenge.slug}/edit/"
    client_of(user).post(url, FILLED)
    changes = Events.objects.tracks(challenge).filter(pgh_label="update")
    assert {each.pgh_context["user"] for each in changes} == {user.pk}
    assert {each.pgh_context["url"] for each in changes} == {url}
    assert {name for each in changes for name in each.pgh_diff} >= {"title_nl", "state"}
