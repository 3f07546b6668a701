"""An adviser writes an annex for the invited; they alone read it, and the adviser sees that they did."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.posting.services import transition_challenge
from challenges.posting.workflow import ChallengeState
from portal.accounts.models import User
from tests.browser import JUDGED, complaints, seen
from tests.factories import ChallengeFactory, MembershipFactory, RequirementFactory, UserFactory
from tests.walks.conftest import Visit

pytestmark = pytest.mark.browser
SECRET = "De proef is in loods zeven aan de Waalhaven."


def test_annex_is_read_by_the_invited_alone_and_its_owner_sees_it(visit: Visit) -> None:
    adviser = User.objects.get(email="adviser@example.org")
    colleague = UserFactory(rom=adviser.rom, rom_role="adviser", email="annex.colleague@example.org")
    invited = MembershipFactory(
        user__email="annex.invited@example.org", user__name="Ilse Invited", company__name="Genodigd Sensing"
    )
    challenge = drafted(adviser)
    ChallengeInvitation.objects.create(challenge=challenge, company=invited.company)
    page = visit("adviser")
    with complaints(page) as found:
        write_annex(page, challenge)
        found += seen(page, 1280, 320)
        look_at_previews(page, challenge)
        found += seen(page, 1280, 320)
    transition_challenge(challenge, ChallengeState.IN_REVIEW, adviser)
    reviewer = visit("annex.colleague")
    with complaints(reviewer) as at_review:
        at_review += approve_although_it_leaks(reviewer, challenge)
    assert Challenge.objects.get(pk=challenge.pk).state == ChallengeState.OPEN
    assert colleague.pk == challenge.moves.get(name="approve").by_id
    reader = visit("annex.invited")
    with complaints(reader) as at_reading:
        at_reading += read_annex(reader, challenge)
    for who in ("founder", "stranger", "adviser.zeeland"):
        assert not_there(visit(who), challenge) == {404}
    visitor = visit()
    visitor.goto(url_of(challenge, "en"))
    expect(visitor.locator("main")).not_to_contain_text("loods zeven")
    assert "/login/" in visitor.url
    with complaints(page) as at_the_end:
        for language, judged in JUDGED.items():
            page.goto(url_of(challenge, language, "annex_edit"))
            expect(page.locator("aside")).to_contain_text("Ilse Invited, Genodigd Sensing")
            at_the_end += seen(page, 1280, 320, judged=judged)
    assert [*found, *at_review, *at_reading, *at_the_end] == []


def drafted(adviser: User) -> Challenge:
    challenge = ChallengeFactory(
        rom=adviser.rom,
        draft=True,
        slug="walk-annex",
        visibility="registered",
        title_nl="Horen in de haven",
        teaser_nl="Wij zoeken oren. Kom kijken in loods zeven aan de Waalhaven.",
        teaser_en="We look for ears.",
    )
    RequirementFactory(challenge=challenge)
    return challenge


def url_of(challenge: Challenge, language: str, name: str = "annex_read") -> str:
    return f"/{language}" + reverse(f"challenges:{name}", args=[challenge.slug])[3:]


def write_annex(page: Page, challenge: Challenge) -> None:
    page.goto(url_of(challenge, "nl", "challenge_edit"))
    page.click(".page-parts >> text=Bijlage")
    page.fill("[name=text_nl]", SECRET)
    page.check("[name=visibility][value=invited]")
    page.click("main form button[type=submit]")
    expect(page.locator("aside")).to_contain_text(str(challenge.rom))
    page.goto(url_of(challenge, "nl", "challenge_edit"))
    expect(page.locator(".leaks mark")).to_have_text("in loods zeven aan de Waalhaven")


def look_at_previews(page: Page, challenge: Challenge) -> None:
    page.click(".page-parts >> text=Voorbeeld")
    expect(page.locator("h1")).to_contain_text("Niets")
    page.click(".preview-bar >> text=Een bedrijf met een account")
    expect(page.locator("h1")).to_have_text("Horen in de haven")
    expect(page.locator("main")).not_to_contain_text("Lees de bijlage")
    page.click(".preview-bar >> text=Een uitgenodigd bedrijf")
    expect(page.locator("aside")).to_contain_text("Lees de bijlage")


def approve_although_it_leaks(page: Page, challenge: Challenge) -> list[str]:
    page.goto(url_of(challenge, "nl", "challenge_edit"))
    found = seen(page, 1280, 320)
    page.click("#state button[value=scheduled]")
    expect(page.locator("[role=status], .messages, .notice-error").first).to_contain_text("Zinsdelen uit de bijlage")
    page.check("[name=leaks_may_stay]")
    page.click("#state button[value=scheduled]")
    return found


def read_annex(page: Page, challenge: Challenge) -> list[str]:
    found = []
    for language, judged in JUDGED.items():
        page.goto(url_of(challenge, language, "challenge_detail"))
        page.click("aside a[href$='/annex/']")
        expect(page.locator("main")).to_contain_text(SECRET)
        found += seen(page, 1280, 320, judged=judged)
    return found


def not_there(page: Page, challenge: Challenge) -> set[int]:
    answers = [page.goto(url_of(challenge, language)) for language in ("nl", "en")]
    return {answer.status for answer in answers if answer}
