"""The pages of an annex: written by its ROM, read by the invited, and not there for the others."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.invitation_models import ChallengeInvitation
from tests.clients import client_of
from tests.factories import (
    AnnexFactory,
    AnnexReadingFactory,
    ChallengeFactory,
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Loods zeven aan de Waalhaven."
MOST_QUERIES = 12


@pytest.fixture
def annex():
    return AnnexFactory(text_nl=SECRET, text_en="", challenge__visibility="registered")


@pytest.fixture
def adviser(annex):
    return UserFactory(adviser=True, rom=annex.challenge.rom)


@pytest.fixture
def invited(annex):
    member = MembershipFactory(company__name="Torenvalk")
    ChallengeInvitation.objects.create(challenge=annex.challenge, company=member.company)
    return member.user


def url_of(annex, name="annex_read"):
    return reverse(f"challenges:{name}", args=[annex.challenge.slug])


def typed(annex, **changed):
    seen = {"seen": str(annex.version), "text_nl": SECRET, "text_en": "", "visibility": "invited"}
    return seen | changed


def test_annex_is_read_by_the_invited_and_the_owner_sees_it(annex, adviser, invited, django_assert_max_num_queries):
    client = client_of(invited)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(url_of(annex))
    assert SECRET in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    told = client_of(adviser).get(url_of(annex, "annex_edit")).content.decode()
    assert f"{invited.name}, Torenvalk" in told


def test_annex_is_not_there_for_the_others(annex):
    for user in (UserFactory(), MembershipFactory().user, UserFactory(adviser=True)):
        for name in ("annex_read", "annex_edit"):
            assert client_of(user).get(url_of(annex, name)).status_code in {403, 404}
        assert client_of(user).get(url_of(annex)).status_code == 404
        assert "annex/" not in client_of(user).get(annex.challenge.get_absolute_url()).content.decode()
    assert not AnnexReading.objects.exists()


def test_visitor_and_outsider_get_the_same_answer_whether_there_is_an_annex_or_not(annex, client):
    slugs = [annex.challenge.slug, ChallengeFactory().slug, "no-such-challenge"]
    outsider, answers = client_of(MembershipFactory().user), []
    for slug in slugs:
        url = reverse("challenges:annex_read", args=[slug])
        visitor, other = client.get(url), outsider.get(url)
        assert (visitor.status_code, other.status_code) == (302, 404)
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", other.content.decode())
        answers.append((visitor["Location"].replace(slug, ""), page.replace(slug, "")))
    assert len(set(answers)) == 1


def test_annex_that_is_empty_is_not_there_for_anybody(annex, adviser, invited):
    Annex.objects.update(text_nl="", text_en="")
    for user in (adviser, invited):
        assert client_of(user).get(url_of(annex)).status_code == 404
    page = client_of(adviser).get(url_of(annex, "annex_edit"))
    assert (page.status_code, AnnexReading.objects.count()) == (200, 0)


def test_annex_is_linked_from_the_challenge_for_who_reads_it(annex, adviser, invited):
    for user in (adviser, invited):
        assert url_of(annex) in client_of(user).get(annex.challenge.get_absolute_url()).content.decode()
    assert url_of(annex, "annex_edit") in client_of(adviser).get(url_of(annex, "challenge_edit")).content.decode()


def test_annex_is_not_shown_where_its_reading_cannot_be_kept(annex, invited, monkeypatch):
    monkeypatch.setattr(AnnexReading.objects, "bulk_create", lambda *_args, **_options: 1 / 0)
    page = client_of(invited, raise_request_exception=False).get(url_of(annex))
    assert page.status_code == 500
    assert SECRET not in page.content.decode()


def test_annex_that_cannot_be_shown_leaves_no_reading(annex, invited, monkeypatch):
    monkeypatch.setattr("challenges.posting.annex_views.render", lambda *_args: 1 / 0)
    assert client_of(invited, raise_request_exception=False).get(url_of(annex)).status_code == 500
    assert not AnnexReading.objects.exists()


def test_annex_is_saved_and_its_own_people_are_in_the_list_too(annex, adviser):
    client = client_of(adviser)
    page = client.post(url_of(annex, "annex_edit"), typed(annex, text_nl="Anders."), follow=True)
    assert page.redirect_chain[0][0] == url_of(annex, "annex_edit")
    assert (Annex.objects.get().text_nl, Annex.objects.get().version) == ("Anders.", 2)
    assert AnnexReading.objects.get(version=2).rom == adviser.rom


def test_annex_offers_no_audience_that_is_wider_than_the_challenges(adviser):
    challenge = ChallengeFactory(rom=adviser.rom, visibility="vetted", draft=True)
    url = reverse("challenges:annex_edit", args=[challenge.slug])
    page = client_of(adviser).get(url)
    assert [value for value, _label in page.context["form"].fields["visibility"].choices] == ["vetted", "invited"]
    sent = {"seen": "0", "text_nl": SECRET, "text_en": "", "visibility": "registered"}
    page = client_of(adviser).post(url, sent)
    assert page.context["form"].errors["visibility"]
    assert SECRET in page.content.decode()


def test_annex_tells_the_second_writer_and_keeps_the_text(annex, adviser):
    client, url = client_of(adviser), url_of(annex, "annex_edit")
    client.post(url, typed(annex, text_nl="De eerste."))
    mine = typed(annex, text_nl="De tweede.")
    page = client.post(url, mine)
    assert page.context["form"].non_field_errors()
    assert "De tweede." in page.content.decode()
    again = client.post(url, mine | {"seen": page.context["form"]["seen"].value()})
    assert (again.status_code, Annex.objects.get().text_nl) == (302, "De tweede.")


def test_annex_that_is_too_long_is_told_with_its_length(annex, adviser):
    page = client_of(adviser).post(url_of(annex, "annex_edit"), typed(annex, text_nl="x" * 50_001))
    assert "50001" in str(page.context["form"].errors["text_nl"]).replace(".", "")


def test_annex_of_a_closed_challenge_is_not_edited(adviser):
    closed = AnnexFactory(challenge__rom=adviser.rom, challenge__state="evaluating", text_nl=SECRET)
    page = client_of(adviser).get(url_of(closed, "annex_edit")).content.decode()
    assert SECRET in page
    assert "<textarea" not in page


def test_list_of_readers_costs_no_more_with_more_of_them(annex, adviser, django_assert_max_num_queries):
    for _ in range(5):
        AnnexReadingFactory(annex=annex, company=CompanyFactory())
    AnnexReadingFactory(annex=annex, user=None)
    client = client_of(adviser)
    with override("en"), django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(url_of(annex, "annex_edit"))
    assert len(page.context["readers"]) == 7
    assert "Someone" in page.content.decode()


def test_admin_finds_that_there_is_an_annex_and_never_its_text(annex, invited):
    client_of(invited).get(url_of(annex))
    admin = client_of(UserFactory(admin=True))
    pages = [
        *(reverse(f"admin:challenges_{name}_changelist") for name in ("annex", "annexreading", "challenge")),
        *(
            reverse(f"admin:challenges_{name}_{page}", args=[annex.pk])
            for name in ("annex", "challenge")
            for page in ("change", "history")
        ),
        reverse("admin:challenges_annex_changelist") + "?q=Waalhaven",
    ]
    for page in pages:
        answer = admin.get(page)
        assert answer.status_code == 200, page
        assert SECRET not in answer.content.decode(), page
    table = admin.post(reverse("admin:challenges_challenge_export"), {"format": "1", "resource": ""})
    assert table.status_code == 200
    assert "Waalhaven" not in table.content.decode()
    assert not any("Waalhaven" in each.body for each in mail.outbox)
