"""A session with a provisional timetable: two rooms, two tables, three slots, and a break before the last slot."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch, Slot
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from portal.accounts.models import User
from tests.factories import (
    ChallengeFactory,
    MeetingFactory,
    MeetingTableFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WalkFactory,
)


@dataclass
class Case:
    session: Session
    plan: Plan
    slots: list[Slot]
    pitches: list[Pitch]
    registrations: list[Registration]
    organiser: User
    host_rom: User  # adviser of the ROM of the first pitch's challenge alone
    member: User  # of the first registration's company

    def more_pitches(self, count: int) -> list[Pitch]:
        """At tables of their own."""
        room = self.pitches[0].table.room
        tables = [MeetingTableFactory(session=self.session, room=room, number=101 + each) for each in range(count)]
        return [PitchFactory(session=self.session, table=table) for table in tables]

    def url(self, name: str, *more: Any, kind: str = "") -> str:
        address = reverse(f"challenges:{name}", args=[self.session.slug, *more])
        return f"{address}?format={kind}" if kind else address

    @property
    def challenge(self) -> Challenge:
        return self.pitches[0].challenge


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def case(db: None) -> Case:
    """The first company talks with the first host in the first slot, and with the second in the last; the second
    company with the second host in the first slot."""
    session = SessionFactory(title_nl="Tafels in mei", starts_at=timezone.now() + timedelta(days=30))
    at = session.starts_at
    starts = [at, at + timedelta(minutes=20), at + timedelta(minutes=60)]
    slots = [SlotFactory(session=session, starts_at=start, ends_at=start + timedelta(minutes=15)) for start in starts]
    walk = WalkFactory(session=session, minutes=4)
    tables = [MeetingTableFactory(session=session, room=walk.first, number=7)]
    tables.append(MeetingTableFactory(session=session, room=walk.second, number=9))
    host = {"host_name": "Sara Vlinder", "host_organisation": "Luchtmacht"}
    challenge = ChallengeFactory(title_nl="Drones horen", title_en="Hearing drones")
    pitches = [PitchFactory(session=session, table=tables[0], challenge=challenge, **host)]
    pitches.append(PitchFactory(session=session, table=tables[1]))
    registrations = RegistrationFactory.create_batch(2, session=session)
    plan = PlanFactory(solved=True, session=session, number=1, provisional_at=timezone.now())
    first, second = registrations
    for registration, pitch, slot, is_must in ((first, 0, 0, True), (first, 1, 2, False), (second, 1, 0, False)):
        MeetingFactory(plan=plan, registration=registration, pitch=pitches[pitch], slot=slots[slot], is_must=is_must)
    return Case(
        session,
        plan,
        slots,
        pitches,
        registrations,
        UserFactory(rom=session.rom, rom_role="adviser"),
        UserFactory(rom=challenge.rom, rom_role="adviser"),
        MembershipFactory(company=first.company).user,
    )
