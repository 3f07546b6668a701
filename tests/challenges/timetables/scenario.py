"""A small session for tests that make their own timetables."""

from datetime import timedelta

from challenges.sessions.plan_models import Meeting
from challenges.timetables.plan_snapshot import record_plan_meetings
from challenges.timetables.programme import load_timetable_input
from portal.notifications.models import Notification
from tests.factories import (
    MembershipFactory,
    PitchFactory,
    PlanFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)

HALF_HOUR = timedelta(minutes=30)


class Scene:
    """Companies and hosts that all want each other, half an hour per talk; a ROM of its own per challenge."""

    def __init__(self, companies=2, hosts=2, slots=3):
        self.session = SessionFactory()
        self.by = UserFactory(rom=self.session.rom, rom_role="adviser")
        start = self.session.starts_at
        self.slots = [SlotFactory(session=self.session, starts_at=start + HALF_HOUR * n) for n in range(slots)]
        self.coming = [RegistrationFactory(session=self.session) for _each in range(companies)]
        self.members = [MembershipFactory(company=each.company).user for each in self.coming]
        self.pitches = [PitchFactory(session=self.session) for _each in range(hosts)]
        for coming in self.coming:
            for pitch in self.pitches:
                WishFactory(registration=coming, pitch=pitch, wish="meet")

    def plan(self, *meetings, based_on=None):
        """meetings: numbers of company, host and slot."""
        number = (self.session.plans.order_by("number").values_list("number", flat=True).last() or 0) + 1
        plan = PlanFactory(
            session=self.session, number=number, solved=True, of_version=self.session.version, based_on=based_on
        )
        for company, host, slot in meetings:
            pitch = self.pitches[host]
            Meeting.objects.create(
                plan=plan, registration=self.coming[company], pitch=pitch, slot=self.slots[slot], table=pitch.table
            )
        plan.programme = load_timetable_input(self.session).record.to_json()
        record_plan_meetings(plan)
        plan.save()
        return plan

    def told(self):
        """Titles by whom they were told to, and nobody twice of one thing."""
        return sorted(Notification.objects.values_list("user", "title"))
