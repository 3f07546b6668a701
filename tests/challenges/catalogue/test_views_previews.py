"""The page of a challenge with the eyes of each of its audiences."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from challenges.posting.annex_models import AnnexReading
from challenges.posting.invitation_models import ChallengeInvitation
from tests.clients import client_of
from tests.factories import AnnexFactory, ChallengeFactory, QuestionFactory, RequirementFactory, UserFactory
from tests.personas import persona

pytestmark = pytest.mark.django_db
AUDIENCES = ("public", "registered", "vetted", "invited")


def preview(challenge, eyes, user=None):
    user = user or UserFactory(adviser=True, rom=challenge.rom)
    return client_of(user).get(reverse("challenges:challenge_preview", args=[challenge.slug]), {"as": eyes})


@pytest.mark.parametrize("visibility", AUDIENCES)
def test_preview_shows_the_challenge_to_its_audience_and_says_who_gets_nothing(visibility):
    challenge = ChallengeFactory(visibility=visibility, teaser_nl="Fluisterende boeien.")
    seen = {eyes: "Fluisterende boeien." in preview(challenge, eyes).content.decode() for eyes in AUDIENCES}
    assert seen == {eyes: AUDIENCES.index(eyes) >= AUDIENCES.index(visibility) for eyes in AUDIENCES}
    assert "Fluisterende" not in client_of(None).get(challenge.get_absolute_url()).content.decode() or seen["public"]


def test_preview_names_the_annex_to_those_who_read_it_and_notes_no_reading():
    annex = AnnexFactory(visibility="vetted", text_nl="Loods zeven.")
    linked = {}
    for eyes in AUDIENCES:
        page = preview(annex.challenge, eyes).content.decode()
        assert "Loods zeven." not in page
        linked[eyes] = reverse("challenges:annex_read", args=[annex.challenge.slug]) in page
    assert linked == {"public": False, "registered": False, "vetted": True, "invited": True}
    assert not AnnexReading.objects.exists()


@pytest.mark.parametrize(("eyes", "reader"), [("public", "visitor"), ("registered", "registered")])
def test_preview_is_the_real_page_with_a_bar_above_it(eyes, reader):
    challenge = RequirementFactory(challenge__visibility=eyes).challenge
    QuestionFactory(challenge=challenge, position=1)
    user = persona(reader, challenge.rom)
    real = client_of(user if user.is_authenticated else None).get(challenge.get_absolute_url())
    assert main_of(preview(challenge, eyes).content.decode()) == main_of(real.content.decode())


def main_of(page):
    """The lines of the content, without the bar of the preview and the next step."""
    content = page.partition('<div class="with-aside">')[2].partition('<section class="next-step"')[0]
    return [line.strip() for line in content.partition("</main>")[0].splitlines() if line.strip()]


@pytest.mark.parametrize("eyes", ["vetted", "invited"])
def test_preview_leaves_out_only_what_each_company_reads_of_itself(eyes):
    challenge = ChallengeFactory(visibility=eyes)
    user = persona(eyes, challenge.rom)
    ChallengeInvitation.objects.create(challenge=challenge, company=user.memberships.get().company)
    AnnexFactory(challenge=challenge, visibility=eyes)
    real = set(main_of(client_of(user).get(challenge.get_absolute_url()).content.decode()))
    shown = main_of(preview(challenge, eyes).content.decode())
    aside = [line for line in shown if "annex/" in line or "<dd>" in line or "<dt>" in line]
    assert aside
    assert set(aside) <= real


def test_preview_of_a_draft_says_that_it_is_not_published():
    with override("en"):
        assert "once the challenge is published" in preview(ChallengeFactory(draft=True), "invited").content.decode()
        assert "once the challenge is published" not in preview(ChallengeFactory(), "invited").content.decode()


def test_preview_is_for_its_editors_and_for_known_eyes():
    challenge = ChallengeFactory()
    assert preview(challenge, "public", UserFactory(adviser=True)).status_code == 404
    assert [preview(challenge, eyes).status_code for eyes in ("admin", "", "x" * 500)] == [404, 404, 404]


def test_preview_costs_as_little_as_the_page(django_assert_max_num_queries):
    challenge = AnnexFactory(challenge__visibility="vetted").challenge
    client = client_of(UserFactory(adviser=True, rom=challenge.rom))
    with django_assert_max_num_queries(12):
        client.get(reverse("challenges:challenge_preview", args=[challenge.slug]), {"as": "invited"})
