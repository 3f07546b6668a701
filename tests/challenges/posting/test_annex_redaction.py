"""Phrases of the annex that many would read: named to who edits, and let through by who approves and says so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from challenges.posting.annex_models import Annex, list_narrower_audiences
from challenges.posting.annex_redaction import find_annex_leaks
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.services import transition_challenge
from portal.ui.dates import get_today
from tests.clients import client_of
from tests.factories import (
    AnnexFactory,
    ChallengeFactory,
    MembershipFactory,
    QuestionFactory,
    RequirementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "De proef is in loods zeven aan de Waalhaven."
TEASER = "Wij horen graag wat u <b>kunt</b>. Kom naar LOODS ZEVEN, aan de Waalhaven. Tot dan."


@pytest.fixture
def waiting():
    challenge = RequirementFactory(
        challenge__state="in_review", challenge__teaser_nl=TEASER, challenge__title_nl="Drones horen"
    ).challenge
    AnnexFactory(challenge=challenge, text_nl="Iets anders.", text_en=SECRET)
    return challenge


@pytest.fixture
def reviewer(waiting):
    return UserFactory(adviser=True, rom=waiting.rom)


def move(client, challenge, **typed):
    return client.post(reverse("challenges:challenge_move", args=[challenge.slug]), {"state": "scheduled"} | typed)


def test_phrase_is_named_with_its_place_and_the_words_around_it(waiting, django_assert_num_queries):
    with django_assert_num_queries(1):
        (leak,) = find_annex_leaks(waiting)
    assert (str(leak.place), leak.phrase) == ("Tekst in het Nederlands", "LOODS ZEVEN, aan de Waalhaven")
    assert leak.before.endswith("Kom naar ")
    assert leak.after == ". Tot dan."


def test_phrases_are_found_in_title_text_and_questions_of_both_languages():
    challenge = ChallengeFactory(**{f"{name}_{code}": SECRET for name in ("title", "teaser") for code in ("nl", "en")})
    AnnexFactory(challenge=challenge, text_nl=SECRET, text_en=SECRET)
    QuestionFactory(challenge=challenge, position=2, text_nl=SECRET, help_en=SECRET)
    with override("en"):
        places = [str(leak.place) for leak in find_annex_leaks(challenge)]
    assert places[:4] == ["Title in Dutch", "Title in English", "Text in Dutch", "Text in English"]
    assert places[4:] == ["Question 2", "Question 2"]


@pytest.mark.parametrize("annex", list(Annex.Audience))
@pytest.mark.parametrize("visibility", list(Challenge.Visibility))
def test_phrases_in_the_text_count_where_somebody_reads_it_who_does_not_read_the_annex(visibility, annex):
    """Asked of people of every kind: who sees the challenge, and who of them its annex."""
    challenge = ChallengeFactory(visibility=visibility, teaser_nl=SECRET)
    if annex not in list_narrower_audiences(challenge):
        return
    AnnexFactory(challenge=challenge, text_nl=SECRET, visibility=annex)
    invited = MembershipFactory(company__vetted_on=get_today()).user
    ChallengeInvitation.objects.create(challenge=challenge, company=invited.memberships.get().company)
    people = [
        *(AnonymousUser(), UserFactory(), UserFactory(adviser=True), UserFactory(adviser=True, rom=challenge.rom)),
        *(MembershipFactory().user, MembershipFactory(company__vetted_on=get_today()).user, invited),
    ]
    more = [
        person
        for person in people
        if Challenge.objects.visible_to(person).exists() and not Annex.objects.visible_to(person).exists()
    ]
    assert bool(find_annex_leaks(challenge)) == bool(more)


def test_title_and_questions_go_further_than_the_text_of_an_invited_challenge():
    """Such as to the ROM of a company that is introduced."""
    challenge = ChallengeFactory(visibility="invited", title_en=SECRET, teaser_en=SECRET)
    AnnexFactory(challenge=challenge, text_nl=SECRET)
    QuestionFactory(challenge=challenge, position=1, text_nl=SECRET)
    with override("en"):
        assert [str(leak.place) for leak in find_annex_leaks(challenge)] == ["Title in English", "Question 1"]


def test_no_annex_or_an_empty_one_leaks_nothing(waiting, django_assert_num_queries):
    Annex.objects.update(text_nl="", text_en="")
    with django_assert_num_queries(1):
        assert find_annex_leaks(waiting) == []
    assert find_annex_leaks(ChallengeFactory(teaser_nl=TEASER)) == []


def test_edit_page_marks_the_phrase_and_asks_who_approves(waiting, reviewer):
    client = client_of(reviewer)
    page = client.get(page_of(waiting)).content.decode()
    assert "<mark>LOODS ZEVEN, aan de Waalhaven</mark>" in page
    assert "wat u &lt;b&gt;kunt&lt;/b&gt;" in page
    assert 'name="leaks_may_stay"' in page
    waiting.writers.create(user=reviewer)
    assert 'name="leaks_may_stay"' not in client.get(page_of(waiting)).content.decode()


def test_check_costs_the_edit_page_one_query_and_none_without_an_annex(waiting, reviewer):
    client, counts = client_of(reviewer), []
    client.get(page_of(waiting))
    for text in (SECRET, ""):
        Annex.objects.update(text_nl="", text_en=text)
        with CaptureQueriesContext(connection) as captured:
            client.get(page_of(waiting))
        counts.append(len(captured))
    assert counts[0] - counts[1] == 1


def page_of(challenge):
    return reverse("challenges:challenge_edit", args=[challenge.slug])


def test_approval_needs_the_box(waiting, reviewer):
    client = client_of(reviewer)
    told = move(client, waiting, reason="Wat ik typte.").content.decode()
    assert Challenge.objects.get().state == "in_review"
    assert "Zinsdelen" in told
    assert "Wat ik typte." in told
    move(client, waiting, leaks_may_stay="1")
    assert Challenge.objects.get().state == "open"
    approved = waiting.moves.get(name="approve")
    assert (approved.by, approved.leaks[:1]) == (reviewer, ["LOODS ZEVEN, aan de Waalhaven"])
    assert "<li>“LOODS ZEVEN, aan de Waalhaven”</li>" in client.get(page_of(waiting)).content.decode()


def test_box_lets_nothing_else_through(waiting, reviewer):
    waiting.requirements.all().delete()
    with pytest.raises(ValidationError) as caught:
        transition_challenge(waiting, "scheduled", reviewer, leaks_may_stay=True)
    assert len(caught.value.messages) == 1


def test_submitting_and_refusing_need_no_box(waiting, reviewer):
    assert move(client_of(reviewer), waiting, state="draft", reason="Haal de loods eruit.").status_code == 302
    assert Challenge.objects.get().state == "draft"
    move(client_of(reviewer), waiting, state="in_review")
    assert Challenge.objects.get().state == "in_review"
