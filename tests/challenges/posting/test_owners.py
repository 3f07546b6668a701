"""Challenges and sessions of several ROMs: their owners read and write them everywhere, the others find nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from challenges.matching.models import Decision, Match
from challenges.posting.models import Challenge
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.owners import share_challenge, unshare_challenge
from challenges.responses.models import Response
from challenges.sessions.models import Session
from portal.notifications.models import Notification
from tests.clients import client_of
from tests.factories import (
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    ChallengeMoveFactory,
    DecisionFactory,
    MatchFactory,
    ROMFactory,
    SessionCoOwnerFactory,
    SessionFactory,
    SubmissionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16  # six of them of the panel that counts the companies
PAGES = ("challenge_detail", "challenge_edit", "challenge_move", "challenge_owners", "question_edit", "response_inbox")


@pytest.fixture
def draft():
    return ChallengeFactory(draft=True, title_en="Whispering buoys", title_nl="Fluisterende boeien")


@pytest.fixture
def people(draft):
    """Of the ROM that posted it, of the one that owns it too, and of a third."""
    roms = {"poster": draft.rom, "partner": ChallengeCoOwnerFactory(challenge=draft).rom, "other": ROMFactory()}
    return {name: UserFactory(adviser=True, rom=rom) for name, rom in roms.items()}


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
@pytest.mark.parametrize("page", PAGES)
def test_what_is_hidden_is_there_for_its_owners_and_404_for_the_others(people, page, state):
    ours = ChallengeFactory(rom=people["poster"].rom, state=state, opens_at=None if state == "draft" else later())
    ChallengeCoOwnerFactory(challenge=ours, rom=people["partner"].rom)
    url = reverse(f"challenges:{page}", args=[ours.slug])
    codes = {name: client_of(user).get(url).status_code for name, user in people.items()}
    assert codes["other"] == 404
    assert {codes["poster"], codes["partner"]} <= {200, 302}


def later():
    return timezone.now() + timedelta(days=3)


def test_list_search_desk_and_export_name_it_to_its_owners_alone(draft, people):
    for name, user in people.items():
        client = client_of(user)
        pages = [
            "/en/challenges/?q=whispering",
            "/en/challenges/?state=draft",
            "/en/challenges/?q=whisperng",
            "/en/desk/",
        ]
        shown = {"Whispering buoys" in client.get(page).content.decode() for page in pages}
        assert shown == {name != "other"}, name


def test_no_staff_reaches_the_admin_where_lists_search_autocomplete_and_exports_hold_all(draft, people):
    field = {"app_label": "challenges", "model_name": "pitch", "field_name": "challenge", "term": "whisper"}
    urls = [reverse("admin:autocomplete"), reverse("admin:challenges_challenge_changelist") + "?q=whispering"]
    urls += [
        reverse("admin:challenges_challenge_export"),
        reverse("admin:challenges_challenge_change", args=[draft.pk]),
    ]
    for user in people.values():
        client = client_of(user)
        answers = [client.get(url, field if "autocomplete" in url else {}) for url in urls]
        assert all(answer.status_code in {302, 403, 404} for answer in answers)
        assert not any("buoys" in answer.content.decode() or "boeien" in answer.content.decode() for answer in answers)


def test_every_list_of_what_hangs_on_it_follows_the_same_owners(people):
    challenge = ChallengeFactory(rom=people["poster"].rom, state="evaluating")
    ChallengeCoOwnerFactory(challenge=challenge, rom=people["partner"].rom)
    MatchFactory(challenge=challenge), DecisionFactory(challenge=challenge)
    SubmissionFactory(response__challenge=challenge)
    for name, user in people.items():
        found = [model.objects.visible_to(user).count() for model in (Match, Decision, Response)]
        assert found == ([0, 0, 0] if name == "other" else [1, 1, 1]), name


def test_owning_twice_over_lists_it_once(people, draft):
    ChallengeCoOwnerFactory(challenge=draft)
    assert [Challenge.objects.owned_by(user).count() for user in people.values()] == [1, 1, 0]


def test_a_draft_session_is_for_the_roms_that_own_it(people):
    session = SessionFactory(rom=people["poster"].rom, state="draft")
    SessionCoOwnerFactory(session=session, rom=people["partner"].rom)
    assert [Session.objects.visible_to(user).count() for user in people.values()] == [1, 1, 0]
    url = reverse("challenges:session_detail", args=[session.slug])
    assert [client_of(user).get(url).status_code for user in people.values()] == [200, 200, 404]


def test_the_poster_lets_another_rom_in_which_is_told_and_leaves_again(people):
    ours, partner = ChallengeFactory(rom=people["poster"].rom, draft=True), people["partner"]
    url = reverse("challenges:challenge_owners", args=[ours.slug])
    with override("en"):
        page = client_of(people["poster"]).post(url, {"rom": partner.rom.slug}, follow=True).content.decode()
    assert partner.rom.name in page
    assert Notification.objects.filter(user=partner, key__startswith="co_owner:").count() == 1
    left = client_of(partner).post(url, {"rom": partner.rom.slug, "leave": "1"})
    assert (left.url.endswith("/desk/"), ChallengeCoOwner.objects.filter(challenge=ours).count()) == (True, 0)


def test_a_co_owner_lets_nobody_in_and_nobody_else_out(draft, people):
    third = ChallengeCoOwnerFactory(challenge=draft).rom
    for act in (share_challenge, unshare_challenge):
        with pytest.raises(ValidationError) as caught:
            act(draft, third, people["partner"])
        assert caught.value.code == "not_yours"
    with pytest.raises(ValidationError):
        share_challenge(draft, draft.rom, people["poster"])


@pytest.mark.parametrize("rom", ["", "no-such", "\x00"])
def test_a_rom_that_is_none_is_told(draft, people, rom):
    url = reverse("challenges:challenge_owners", args=[draft.slug])
    page = client_of(people["poster"]).post(url, {"rom": rom})
    assert list(page.context["form"].errors) == ["rom"]


def test_the_page_says_who_approves(people):
    alone = ChallengeFactory(draft=True)
    only = UserFactory(adviser=True, rom=alone.rom)
    with override("en"):
        url = reverse("challenges:challenge_edit", args=[alone.slug])
        assert "an admin of this site does" in client_of(only).get(url).content.decode()
        UserFactory(adviser=True, rom=alone.rom)
        assert "an admin of this site does" not in client_of(only).get(url).content.decode()


def test_the_writer_reads_the_refusal_and_the_history_on_the_page(draft, people, django_assert_max_num_queries):
    ChallengeMoveFactory(challenge=draft, by=people["partner"], reason="Say <where> it is shown.")
    url = reverse("challenges:challenge_edit", args=[draft.slug])
    client = client_of(people["poster"])
    with django_assert_max_num_queries(MOST_QUERIES):
        html = client.get(url).content.decode()
    assert html.count("Say &lt;where&gt; it is shown.") == 2
    for _ in range(5):
        ChallengeMoveFactory(challenge=draft)
        ChallengeCoOwnerFactory(challenge=draft)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(url)
