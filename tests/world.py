"""One person of each kind and one thing of each kind, for tests of who gets to see what.

Making them takes longer than asking for a page. A module whose tests all ask for `world` says so with
`pytest.mark.usefixtures("one_world")`: then it is made once, and what a test writes is taken back after it.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from pytest_django.plugin import DjangoDbBlocker

from challenges.introductions.models import Introduction
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge
from challenges.responses.attachment_models import Attachment, SubmittedAttachment
from challenges.sessions.part_models import Pitch
from challenges.sessions.registration_models import Registration
from companies.members.services import hash_secret_link
from companies.profiles.freshness_services import create_confirmation_token
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.notifications.preferences import create_unsubscribe_token
from tests.clients import client_of
from tests.factories import (
    AnnexFactory,
    AppointmentFactory,
    AttachmentContentFactory,
    CalendarFeedFactory,
    ChallengeContactFactory,
    ChallengeFactory,
    ClaimFactory,
    CoApplicantFactory,
    CompanyFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    InvitationFactory,
    LogoFactory,
    LonglistFactory,
    MeetingFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    ProvinceFactory,
    RegistrationFactory,
    SessionFactory,
    SubmissionFactory,
    TechnologyFactory,
    UserFactory,
)

MEMBERS = ("member", "vetted", "invited")
CODE = "ABC234"
CALENDAR = "link-of-a-calendar"
CLAIM_LINK, INVITATION_LINK, NUMBER = "link-of-a-claim", "link-of-an-invitation", "01234567"
VISIBILITIES = ("public", "registered", "vetted", "invited")
ANNEX_OF = {"public": "registered", "registered": "vetted", "vetted": "vetted", "invited": "invited"}


@dataclass
class World:
    """people: by kind, None for the visitor. rows: the things, by what they are. All things are of one ROM."""

    people: dict[str, User | None]
    rows: dict[str, Any]
    companies: dict[str, Company]  # those of the members, by kind
    introduction: Introduction  # of the plain member's company and the public challenge, which its ROM has to answer
    attachment: Attachment  # of the plain member's response, which the vetted company was asked to join in
    registration: Registration  # of the plain member's company for the session: one person who has CODE, one talk
    clients: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # of people who are signed in already, by kind

    @property
    def things(self) -> dict[str, str]:
        """What stands in the address of each: the slug of now, or the signed link of a mail to the plain member."""
        return {name: row.slug for name, row in self.rows.items()} | self.links

    @cached_property
    def links(self) -> dict[str, str]:
        """Signed once: it takes several queries, and whoever lists all addresses asks hundreds of times."""
        member = self.people["member"]
        assert member is not None
        return {
            "unsubscribe link": create_unsubscribe_token(member, "joining"),
            "still true link": create_confirmation_token(self.companies["member"], member),
            "claim": str(self.people["registered"].claims.get(way="approval").pk),  # type: ignore[union-attr]
            "claim link": CLAIM_LINK,
            "invitation link": INVITATION_LINK,
            "number of the draft company": NUMBER,
            "calendar": CALENDAR,
            "guide": "founder",
            "introduction": str(self.introduction.pk),
        }

    def client(self, kind: str) -> Client:
        """Logged in once: for tests that ask for many pages. An error of the page is a page, too."""
        if kind not in self.clients:
            self.clients[kind] = self.new_client(kind)
        return self.clients[kind]

    def new_client(self, kind: str) -> Client:
        if kind not in self.sessions:
            return client_of(self.people[kind], raise_request_exception=False)
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[kind]
        return client

    @cached_property
    def pitch(self) -> Pitch:
        """One of the published session, asked for once: its number stands in many addresses."""
        return self.rows["session"].pitches.earliest("pk")  # type: ignore[no-any-return]

    @property
    def company(self) -> str:
        """The slug of the plain member's company."""
        return self.companies["member"].slug


@pytest.fixture(scope="module")
def one_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """For a whole module, around the transactions of its tests: not for tests that commit. Each gets a copy, as it was
    made."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        made = make_world()
        for kind, user in made.people.items():
            if user:
                made.sessions[kind] = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    if "one_world" in request.fixturenames:
        return deepcopy(request.getfixturevalue("one_world"))
    return make_world()


def make_world() -> World:
    province = ProvinceFactory()
    members = {kind: MembershipFactory() for kind in MEMBERS}
    companies = {kind: membership.company for kind, membership in members.items()}
    companies["vetted"].vetted_on = timezone.localdate()
    companies["vetted"].save()
    rows = {
        **challenges_of(province.rom, companies["invited"]),
        "session": SessionFactory(rom=province.rom),
        "draft session": SessionFactory(rom=province.rom, state="draft"),
        "company": companies["member"],
        "draft company": CompanyFactory(province=province, state="draft", kvk_number=NUMBER),
        "unclaimed company": CompanyFactory(province=province),
        "technology": TechnologyFactory(),
    }
    people = {
        "visitor": None,
        "registered": UserFactory(),
        "adviser": UserFactory(rom=province.rom, rom_role="adviser"),
        "other adviser": UserFactory(adviser=True),
        "admin": UserFactory(admin=True),
        **{kind: membership.user for kind, membership in members.items()},
    }
    sent = SubmissionFactory(response__challenge=rows["public challenge"], response__company=companies["member"])
    CoApplicantFactory(response=sent.response, company=companies["vetted"])
    content = AttachmentContentFactory(attachment__response=sent.response)
    SubmittedAttachment.objects.create(submission=sent, attachment=content.attachment)
    ask(people["registered"], rows["unclaimed company"], companies["member"])
    contact = ChallengeContactFactory(challenge=rows["public challenge"])
    introduction = IntroductionFactory(
        challenge=contact.challenge, company=companies["member"], company_rom=None, is_anonymous=True
    )
    IntroductionStepFactory(introduction=introduction, by=people["member"])
    for kind in ("company", "draft company", "unclaimed company"):
        LogoFactory(company=rows[kind])
    PitchFactory(session=rows["session"], challenge=rows["public challenge"])
    PlanFactory(session=rows["session"], number=1)
    plan = PlanFactory(session=rows["session"], number=2, solved=True, provisional_at=timezone.now())
    LonglistFactory(challenge=rows["public challenge"], number=1)
    registration = RegistrationFactory(session=rows["session"], company=companies["member"])
    registration.attendees.update(code=CODE)
    pitch = rows["session"].pitches.earliest("pk")
    MeetingFactory(plan=plan, registration=registration, pitch=pitch)
    AppointmentFactory(registration=registration, pitch=pitch)
    CalendarFeedFactory(user=people["member"], secret_hash=hash_secret_link(CALENDAR))
    return World(people, rows, companies, introduction, content.attachment, registration)


def ask(person: User | None, unclaimed: Company, claimed: Company) -> None:
    """The one who acts for no company says that one is theirs, in both ways, and is invited by another."""
    ClaimFactory(user=person, company=unclaimed)
    until, address = timezone.now() + timedelta(days=1), "okke@example.com"
    mailed = {"way": "mail", "address": address, "expires_at": until, "link": hash_secret_link(CLAIM_LINK)}
    ClaimFactory(user=person, company=unclaimed, reason="", **mailed)
    InvitationFactory(company=claimed, email=address, link=hash_secret_link(INVITATION_LINK), invited_by=None)


def challenges_of(rom: Any, invited: Company) -> dict[str, Challenge]:
    found = {f"{each} challenge": ChallengeFactory(rom=rom, visibility=each) for each in VISIBILITIES}
    ChallengeInvitation.objects.create(challenge=found["invited challenge"], company=invited)
    found["draft challenge"] = ChallengeFactory(rom=rom, state=Challenge.State.DRAFT)
    found["withdrawn challenge"] = ChallengeFactory(rom=rom, state=Challenge.State.WITHDRAWN)
    for challenge in found.values():
        AnnexFactory(challenge=challenge, visibility=ANNEX_OF[challenge.visibility])
    return found
