"""Meeting results: who may enter one and when, what follows from two results, and that no side sees the other's."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.services import StepDetails, take_introduction_step
from challenges.introductions.workflow import EndReason, IntroductionAction, IntroductionParty, IntroductionState
from challenges.sessions.appointment_models import (
    CORRECTION,
    Appointment,
    Outcome,
    get_earliest_waiting,
    get_last_result_day,
    get_result_reminder_time,
)
from challenges.sessions.models import Session
from challenges.timetables.services.results import request_due_results, save_meeting_result, settle_due_meetings
from portal.core.workdays import AMSTERDAM
from portal.notifications.models import Notification
from portal.ui.dates import get_today
from tests.factories import (
    AppointmentFactory,
    ChallengeFactory,
    MembershipFactory,
    ProvinceFactory,
    RegistrationFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
COMPANY, HOST = Outcome.Side
GOES_ON, LATER, NO_FIT, NOT_MET = Outcome.Kind


class Talk:
    """A meeting that began an hour ago, of a company without a ROM, with a host whose ROM organises nothing."""

    def __init__(self, session=None, challenge=None, company_rom=None):
        started = timezone.now() - timedelta(hours=3)
        self.session = session or SessionFactory(starts_at=started, ends_at=started + timedelta(hours=2))
        challenge = challenge or ChallengeFactory()
        self.row = AppointmentFactory(
            registration__session=self.session,
            registration__company__province=ProvinceFactory(rom=company_rom) if company_rom else None,
            pitch__challenge=challenge,
            starts_at=self.session.starts_at,
        )
        self.challenge, self.company = challenge, self.row.registration.company
        self.member = MembershipFactory(company=self.company).user
        self.host = UserFactory(rom=challenge.rom, rom_role="adviser")
        self.organiser = UserFactory(rom=self.session.rom, rom_role="adviser")

    def say(self, company=None, host=None):
        if company:
            save_meeting_result(self.row, self.member, COMPANY, company)
        if host:
            save_meeting_result(self.row, self.host, HOST, host)

    @property
    def introductions(self):
        return Introduction.objects.filter(challenge=self.challenge, company=self.company)

    def has_rested(self):
        """Make the results older than the time in which they can be corrected."""
        for said in self.row.outcomes.all():
            Outcome.objects.filter(pk=said.pk).update(at=said.at - CORRECTION)


def steps(talk):
    return list(IntroductionStep.objects.filter(introduction__in=talk.introductions).values_list("what", "side"))


def test_both_go_on_and_are_introduced_once_their_answers_rested():
    talk = Talk()
    talk.say(GOES_ON, GOES_ON)
    assert settle_due_meetings() == 0
    talk.has_rested()
    assert (settle_due_meetings(), settle_due_meetings()) == (1, 0)
    introduction = talk.introductions.get()
    assert introduction.state == IntroductionState.MET
    assert steps(talk) == [("ask", "company"), ("accept", "owner"), ("meet", "company")]
    assert (
        introduction.steps.get(what=IntroductionAction.MEET).happened_on
        == talk.row.starts_at.astimezone(AMSTERDAM).date()
    )
    assert set(Notification.objects.values_list("user", flat=True)) == {talk.member.pk, talk.host.pk}


def test_the_companys_own_rom_is_asked_as_usual_and_then_they_met():
    own = UserFactory(adviser=True)
    talk = Talk(company_rom=own.rom)
    talk.say(GOES_ON, GOES_ON)
    talk.has_rested()
    settle_due_meetings()
    assert (talk.introductions.get().state, steps(talk)) == (
        IntroductionState.ASKED,
        [("ask", "company"), ("accept", "owner")],
    )
    take_introduction_step(own, talk.introductions.get(), IntroductionAction.ACCEPT, IntroductionParty.COMPANY_ROM)
    settle_due_meetings()
    assert talk.introductions.get().state == IntroductionState.MET


def test_organiser_speaks_for_the_host_and_not_for_its_rom():
    talk = Talk()
    save_meeting_result(talk.row, talk.organiser, HOST, GOES_ON)
    talk.say(company=GOES_ON)
    talk.has_rested()
    settle_due_meetings()
    assert talk.row.outcomes.get(side=HOST).by == talk.organiser
    assert (talk.introductions.get().state, steps(talk)) == (IntroductionState.ASKED, [("ask", "company")])
    assert settle_due_meetings() == 0


def test_introduction_that_is_there_hears_once_that_they_met():
    talk = Talk()
    talk.say(GOES_ON, GOES_ON)
    talk.has_rested()
    settle_due_meetings()
    other = AppointmentFactory(
        registration=RegistrationFactory(
            company=talk.company, session=SessionFactory(starts_at=talk.session.starts_at)
        ),
        pitch__challenge=talk.challenge,
        starts_at=talk.row.starts_at,
    )
    for side in (COMPANY, HOST):
        Outcome.objects.create(appointment=other, side=side, kind=GOES_ON)
    Outcome.objects.update(at=timezone.now() - CORRECTION)
    settle_due_meetings()
    assert steps(talk).count(("meet", "company")) == 1
    assert talk.introductions.count() == 1


def test_introduction_that_was_stopped_does_not_begin_anew():
    talk = Talk()
    talk.say(GOES_ON, GOES_ON)
    talk.has_rested()
    settle_due_meetings()
    stopped = StepDetails(happened_on=get_today(), reason=EndReason.NOT_NOW)
    take_introduction_step(
        talk.member, talk.introductions.get(), IntroductionAction.STOP, IntroductionParty.COMPANY, stopped
    )
    assert settle_due_meetings() == 0
    assert talk.introductions.get().state == IntroductionState.STOPPED


@pytest.mark.parametrize("other", [LATER, NO_FIT, NOT_MET, None])
def test_nothing_follows_from_one_yes(other):
    talk = Talk()
    talk.say(GOES_ON, other)
    talk.has_rested()
    assert settle_due_meetings() == 0
    assert not talk.introductions.exists()
    assert not Notification.objects.exists()


def test_who_may_say_what_and_when():
    talk = Talk()
    for person, side in ((talk.host, COMPANY), (talk.member, HOST), (talk.organiser, COMPANY), (UserFactory(), HOST)):
        with pytest.raises(ValidationError):
            save_meeting_result(talk.row, person, side, LATER)
    with pytest.raises(ValidationError):
        save_meeting_result(talk.row, talk.member, COMPANY, "perhaps")
    Appointment.objects.update(is_cancelled=True)
    with pytest.raises(ValidationError, match="afgezegd"):
        talk.say(LATER)
    soon = timezone.now() + timedelta(hours=1)
    Appointment.objects.update(is_cancelled=False, starts_at=soon, ends_at=soon + timedelta(hours=1))
    with pytest.raises(ValidationError, match="begint"):
        talk.say(LATER)
    assert not Outcome.objects.exists()


def test_going_on_is_not_taken_back_once_introduced():
    talk = Talk()
    talk.say(GOES_ON, GOES_ON)
    talk.has_rested()
    settle_due_meetings()
    with pytest.raises(ValidationError, match="geïntroduceerd"):
        talk.say(NO_FIT)
    assert talk.row.outcomes.get(side=COMPANY).kind == GOES_ON


@pytest.mark.parametrize("seed", range(12))
def test_introductions_are_those_of_the_last_answers(seed):
    """Random orders of answers, corrections, repeated clicks and ticks of the clock, at three talks."""
    dice = random.Random(seed)
    talks = [Talk() for _each in range(3)]
    last = {}
    for _turn in range(40):
        talk, side = dice.choice(talks), dice.choice([COMPANY, HOST])
        kind = dice.choice([GOES_ON, GOES_ON, NO_FIT, LATER])
        person = talk.member if side == COMPANY else talk.host
        for _click in range(dice.choice([1, 1, 2])):
            try:
                save_meeting_result(talk.row, person, side, kind)
                last[talk, side] = kind
            except ValidationError:
                assert talk.introductions.exists()
        if dice.random() < 0.2:
            talk.has_rested()
            settle_due_meetings()
    for talk in talks:
        talk.has_rested()
    settle_due_meetings()
    for talk in talks:
        both = last.get((talk, COMPANY)) == last.get((talk, HOST)) == GOES_ON
        assert talk.introductions.count() == both
        assert steps(talk).count(("meet", "company")) == both


def test_both_sides_are_asked_once_and_reminded_once_whatever_the_other_said():
    """The company reads the same words whether or not its host wants to continue."""
    eager, silent = Talk(), Talk()
    eager.say(host=GOES_ON)
    assert request_due_results() == 3  # the two companies, and the host that said nothing
    assert request_due_results() == 0
    told = Notification.objects.filter(user__in=[eager.member, silent.member])
    texts = [told.get(user=talk.member).text.replace(talk.session.title_nl, "") for talk in (eager, silent)]
    assert texts[0] == texts[1]
    assert Notification.objects.filter(user__in=[eager.host, silent.host]).count() == 1


def test_reminder_comes_days_later_to_who_is_still_silent():
    talk = Talk()
    talk.say(host=LATER)
    request_due_results()
    was(talk, days=7)
    assert (request_due_results(), request_due_results()) == (1, 0)
    assert Notification.objects.filter(user=talk.member).count() == 2
    was(talk, days=30)
    assert request_due_results() == 0


def was(talk, days):
    """So many days ago."""
    ended = timezone.now() - timedelta(days=days)
    times = {"starts_at": ended - timedelta(hours=1), "ends_at": ended}
    Session.objects.filter(pk=talk.session.pk).update(**times)
    Appointment.objects.update(**times)


def test_days_are_working_days_read_from_both_ends():
    """A meeting waits through its last day but not on the next day, with a reminder in between."""
    for days in range(40):
        now = timezone.now() + timedelta(days=days)
        for back in range(20):
            talk = now - timedelta(days=back)
            waits = talk >= get_earliest_waiting(now)
            assert waits == (now.astimezone(AMSTERDAM).date() <= get_last_result_day(talk))
            assert talk < get_result_reminder_time(talk)
