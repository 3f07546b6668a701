from dataclasses import dataclass

import pytest

from challenges.introductions.models import Introduction
from challenges.introductions.services import StepDetails, start_introduction, take_introduction_step
from challenges.introductions.workflow import DATED, REASONED, IntroductionAction, IntroductionParty
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import get_today
from tests.factories import ChallengeFactory, MembershipFactory, UserFactory


@dataclass
class Case:
    """A company and a challenge of two ROMs, with a person of each side and one of none."""

    challenge: Challenge
    company: Company
    member: User
    owner: User
    neighbour: User
    stranger: User

    @property
    def people(self) -> dict[IntroductionParty, User]:
        return {
            IntroductionParty.COMPANY: self.member,
            IntroductionParty.OWNER: self.owner,
            IntroductionParty.COMPANY_ROM: self.neighbour,
        }

    def begin(self, side: IntroductionParty = IntroductionParty.COMPANY, note: str = "") -> Introduction:
        return start_introduction(self.people[side], self.challenge, self.company, side, note=note)

    def take(
        self, introduction: Introduction, side: IntroductionParty, what: IntroductionAction, **said: object
    ) -> Introduction:
        return take_introduction_step(self.people[side], introduction, what, side, usual(what, **said))

    def introduced(self) -> Introduction:
        introduction = self.begin()
        self.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
        return self.take(introduction, IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT)


def usual(what: IntroductionAction, **said: object) -> StepDetails:
    """What a person fills in who does it right."""
    fields: dict[str, object] = {"happened_on": get_today()} if what in DATED else {}
    fields |= {"reason": "no_fit"} if what in REASONED else {}
    return StepDetails(**fields | said)  # type: ignore[arg-type]


def make_case() -> Case:
    membership = MembershipFactory()
    challenge = ChallengeFactory()
    return Case(
        challenge,
        membership.company,
        membership.user,
        owner=UserFactory(rom=challenge.rom, rom_role="adviser"),
        neighbour=UserFactory(rom=membership.company.province.rom, rom_role="adviser"),
        stranger=UserFactory(adviser=True),
    )


@pytest.fixture
def case(db: None) -> Case:
    return make_case()
