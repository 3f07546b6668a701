"""The database constraints and triggers of preferences and timetables."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from challenges.sessions.plan_models import Plan
from challenges.timetables.models import Wish
from tests.factories import (
    MeetingFactory,
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

pytestmark = pytest.mark.django_db


def refused(write) -> str:
    """Return the name of the constraint that refuses the write."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    return refusal.value.__cause__.diag.constraint_name


def staff(rom):
    return UserFactory(rom=rom, rom_role="adviser")


def test_wish_is_said_once_per_side_within_one_session():
    wish = WishFactory()
    pair = {"registration": wish.registration, "pitch": wish.pitch}
    WishFactory(**pair, side="host")
    assert refused(lambda: WishFactory(**pair)) == "wish_once_per_side"
    assert refused(lambda: WishFactory(side="nobody")) == "wish_side_is_known"
    assert refused(lambda: WishFactory(wish="perhaps")) == "wish_is_known"
    assert refused(lambda: WishFactory(registration=wish.registration, pitch=PitchFactory())) == "same_session"


def test_plan_is_one_at_work_per_session_and_says_what_became_of_it():
    session = SessionFactory()
    PlanFactory(session=session, number=1, solved=True)
    PlanFactory(session=session, number=2)
    assert refused(lambda: PlanFactory(session=session, number=3, state="solving")) == "plan_one_at_work"
    assert refused(lambda: PlanFactory(session=session, number=1, solved=True)) == "plan_number_once"
    ended = timezone.now()
    for fields, constraint in (
        ({"state": "nonsense", "ended_at": ended}, "plan_state_and_kind_are_known"),
        ({"kind": "nonsense"}, "plan_state_and_kind_are_known"),
        ({"ended_at": ended}, "plan_ends_with_its_work"),
        ({"solved": True, "ended_at": None}, "plan_ends_with_its_work"),
        ({"solved": True, "fewest": None}, "plan_with_its_figures"),
        ({"solved": True, "value": 1}, "plan_with_its_figures"),
        ({"solved": True, "musts_kept": 1}, "plan_with_its_figures"),
        ({"state": "failed", "ended_at": ended}, "plan_says_why_it_failed"),
        ({"failure": "empty"}, "plan_says_why_it_failed"),
        ({"solved": True, "remarks_until": ended}, "plan_remarks_on_what_is_shown"),
        ({"final_at": ended}, "plan_shown_when_made"),
        ({"progress": 101}, "plan_progress_in_percent"),
    ):
        assert refused(lambda fields=fields: PlanFactory(**fields)) == constraint
    assert refused(lambda: Plan.objects.filter(number=2).update(session=SessionFactory())) == "stays_in_its_session"


def test_meeting_is_once_per_pair_at_a_table_of_one_pitch_within_one_session():
    meeting = MeetingFactory()
    plan, session, slot = meeting.plan, meeting.plan.session, meeting.slot
    MeetingFactory(plan=plan, pitch=meeting.pitch, slot=slot)  # a second company at the same table
    pair = {"plan": plan, "registration": meeting.registration, "pitch": meeting.pitch}
    later = SlotFactory(session=session, starts_at=slot.ends_at)
    assert refused(lambda: MeetingFactory(**pair, slot=later)) == "meeting_pair_once"
    assert refused(lambda: MeetingFactory(plan=plan, slot=slot, table=meeting.table)) == "meeting_table_of_one_pitch"
    MeetingFactory(plan=plan, slot=later, table=meeting.table)
    for part in ("pitch", "slot", "registration"):
        other = {"pitch": PitchFactory, "slot": SlotFactory, "registration": RegistrationFactory}[part]()
        fields = {"plan": plan, "pitch": meeting.pitch, "slot": later, "table": meeting.table, part: other}
        assert refused(lambda fields=fields: MeetingFactory(**fields)) == "same_session"


def test_wishes_are_seen_by_their_own_side_and_the_organiser_alone():
    company_says = WishFactory(wish="no")
    pair = {"registration": company_says.registration, "pitch": company_says.pitch}
    host_says = WishFactory(**pair, side="host", wish="no")
    session, challenge = pair["pitch"].session, pair["pitch"].challenge
    member = MembershipFactory(company=company_says.registration.company).user
    host, organiser, other = staff(challenge.rom), staff(session.rom), UserFactory(adviser=True)
    seen = [set(Wish.objects.visible_to(user)) for user in (member, host, organiser, other, UserFactory(admin=True))]
    assert seen == [{company_says}, {host_says}, {company_says, host_says}, set(), {company_says, host_says}]
    plan = PlanFactory(session=session)
    told = [Plan.objects.visible_to(user).filter(pk=plan.pk).exists() for user in (member, host, organiser, other)]
    assert told == [False, False, True, False]
