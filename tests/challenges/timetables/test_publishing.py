"""Timetables shown to participants, made final, and the appointments that follow."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.sessions.appointment_models import Appointment
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.plan_models import Plan
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.services import change_registration_state, register_company
from challenges.sessions.workflow import COMPANY, RegistrationAction
from challenges.timetables.models import Remark
from challenges.timetables.services.comments import add_comment, mark_comment_handled
from challenges.timetables.services.publication import (
    publish_final_plan,
    publish_provisional_plan,
    replace_published_plan,
)
from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.ui.dates import format_date_time
from tests.challenges.timetables.scenario import Scene
from tests.clients import client_of
from tests.factories import MembershipFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def known(scene):
    return {
        (row.registration_id, row.pitch_id): (row.uid, row.sequence, row.is_cancelled)
        for row in Appointment.objects.filter(pitch__session=scene.session)
    }


def test_provisional_is_told_to_every_company_once_and_final_to_hosts_too(scene):
    plan = scene.plan((0, 0, 0))
    assert publish_provisional_plan(plan, scene.by).companies == 2
    assert publish_provisional_plan(plan, scene.by).companies == 0
    assert scene.told() == sorted((each.pk, "Je rooster, voor je opmerkingen") for each in scene.members)
    mail = OutboxMail.objects.get(user=scene.members[0])
    assert f"{timezone.localtime(scene.slots[0].starts_at):%H.%M} uur, tafel {scene.pitches[0].table}" in mail.text
    assert "geen gesprek" in OutboxMail.objects.get(user=scene.members[1]).text
    host = UserFactory(rom=scene.pitches[0].challenge.rom, rom_role="adviser")
    Notification.objects.all().delete()
    assert publish_final_plan(plan, scene.by).companies == 2
    first_at = Plan.objects.get().final_at
    assert publish_final_plan(plan, scene.by).companies == 0
    assert Plan.objects.get().final_at == first_at
    final = [(each.pk, "Je rooster is definitief") for each in scene.members] + [(host.pk, "Het rooster is definitief")]
    assert scene.told() == sorted(final)
    assert get_published_plan(scene.session) == plan
    with pytest.raises(ValidationError) as refusal:
        publish_provisional_plan(scene.plan((0, 0, 1)), scene.by)
    assert refusal.value.code == "final"


def test_many_are_told_in_as_few_queries_as_few_and_nothing_is_sent_meanwhile(mailoutbox):
    def queries(companies):
        scene = Scene(companies=companies)
        plan = scene.plan((0, 0, 0))
        with CaptureQueriesContext(connection) as captured:
            assert publish_final_plan(plan, scene.by).companies == companies
        return len(captured)

    queries(2)
    assert queries(12) == queries(3) < 60
    assert mailoutbox == []
    assert OutboxMail.objects.filter(sent_at=None).count() == 17


def test_later_final_tells_only_those_whose_own_meetings_changed(scene):
    first = scene.plan((0, 0, 0), (1, 1, 0))
    publish_final_plan(first, scene.by)
    was = known(scene)
    Notification.objects.all().delete()
    OutboxMail.objects.all().delete()
    second = scene.plan((0, 0, 2), (1, 1, 0), based_on=first)
    assert replace_published_plan(second, scene.by).companies == 1
    assert scene.told() == [(scene.members[0].pk, "Je gesprekken zijn veranderd")]
    (mail,) = OutboxMail.objects.all()
    assert (mail.subject, mail.text.count("nu ")) == ("Je gesprekken zijn veranderd", 1)
    start = timezone.localtime(scene.slots[0].starts_at)
    for text in (mail.text, mail.html):
        assert f"{start:%H.%M}" in text
        assert f"{timezone.localtime(scene.slots[2].starts_at):%H.%M}" in text
    changed = {pair for pair, row in known(scene).items() if row != was[pair]}
    assert changed == {(scene.coming[0].pk, scene.pitches[0].pk)}
    assert replace_published_plan(scene.plan((0, 0, 2), (1, 1, 0)), scene.by).companies == 0


def test_what_does_not_hold_any_more_is_refused_until_repaired(scene):
    plan = scene.plan((0, 0, 0), (1, 1, 0))
    draft = PlanFactory(session=scene.session, number=9)
    with pytest.raises(ValidationError, match="niet klaar"):
        publish_final_plan(draft, scene.by)
    with pytest.raises(ValidationError):
        publish_final_plan(plan, UserFactory(adviser=True))

    def left():
        scene.session.registrations.filter(pk=scene.coming[0].pk).update(state="cancelled")

    def no_slot():
        scene.slots[0].delete()

    def no_table():
        table = scene.pitches[1].table
        scene.session.pitches.filter(pk=scene.pitches[1].pk).update(table=None)
        table.delete()

    for happens in (left, no_table, no_slot):
        happens()
        for tell in (publish_provisional_plan, publish_final_plan):
            with pytest.raises(ValidationError) as refusal:
                tell(plan, scene.by)
            assert refusal.value.code == "lapsed"
    assert (Notification.objects.count(), Appointment.objects.count()) == (0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_appointments_keep_their_name_and_rise_exactly_when_they_change(seed):
    """Any sequence of final timetables: compared with what each says of each pair."""
    chance, scene = random.Random(seed), Scene(companies=3, hosts=3, slots=3)
    pairs = [(company, host) for company in range(3) for host in range(3)]
    before = {}
    for _round in range(6):
        rows = {}  # a host's talk per slot, a company's too
        for company, host in chance.sample(pairs, 5):
            slot = chance.randrange(3)
            if all(slot != other or (company != c and host != h) for (c, h), other in rows.items()):
                rows[company, host] = slot
        publish_final_plan(scene.plan(*((c, h, s) for (c, h), s in rows.items())), scene.by)
        after = known(scene)
        for pair, (uid, sequence, is_cancelled) in after.items():
            numbers = next((c, h) for c, h in pairs if (scene.coming[c].pk, scene.pitches[h].pk) == pair)
            slot = rows.get(numbers)
            assert is_cancelled == (slot is None)
            if pair in before:
                (old_uid, old_sequence, _was), old_slot = before[pair]
                assert uid == old_uid
                assert sequence == old_sequence + (slot != old_slot)
            else:
                assert (sequence, is_cancelled) == (0, False)
            before[pair] = (after[pair], slot)
        assert {pair for pair in after if not after[pair][2]} == {
            (scene.coming[c].pk, scene.pitches[h].pk) for c, h in rows
        }


def test_remark_is_of_who_comes_while_it_is_provisional(scene):
    plan, (one, two) = scene.plan((0, 0, 0)), scene.coming
    colleague = UserFactory(rom=scene.session.rom, rom_role="adviser")
    with pytest.raises(ValidationError) as refusal:
        add_comment(plan, one, scene.members[0], "Te vroeg.")
    assert refusal.value.code == "changed"
    publish_provisional_plan(plan, scene.by)
    said = add_comment(plan, one, scene.members[0], " Te vroeg.\r\n")
    assert add_comment(plan, one, scene.members[0], "Te vroeg.") == said
    assert Notification.objects.filter(user=colleague, key=f"remark:{said.pk}").exists()
    for user, text in ((scene.members[1], "x"), (scene.members[0], " "), (scene.members[0], "x" * 1001)):
        with pytest.raises(ValidationError):
            add_comment(plan, one, user, text)
    assert list(Remark.objects.visible_to(scene.members[1])) == []
    assert [mark_comment_handled(said, scene.by), mark_comment_handled(said, scene.by)] == [True, False]
    with pytest.raises(ValidationError):
        mark_comment_handled(said, scene.members[0])
    publish_final_plan(plan, scene.by)
    with pytest.raises(ValidationError) as refusal:
        add_comment(plan, two, scene.members[1], "Te laat.")
    assert refusal.value.code == "final"
    assert Plan.objects.shown().get() == plan


def test_remarks_close_at_their_moment_which_participants_read(scene):
    plan, until = scene.plan((0, 0, 0)), timezone.now() + timedelta(hours=2)
    for wrong in (timezone.now() - timedelta(minutes=1), scene.session.starts_at + timedelta(minutes=1)):
        with pytest.raises(ValidationError) as refusal:
            publish_provisional_plan(plan, scene.by, remarks_until=wrong)
        assert set(refusal.value.error_dict) == {"remarks_until"}
    publish_provisional_plan(plan, scene.by, remarks_until=until)
    assert all(
        f"vóór {format_date_time(until)}" in mail.text for mail in OutboxMail.objects.filter(user__in=scene.members)
    )
    client, page = client_of(scene.members[0]), reverse("challenges:plan_own", args=[scene.session.slug])
    assert f"opmerkingen maken tot {format_date_time(until)}" in client.get(page).content.decode()
    said = add_comment(plan, scene.coming[0], scene.members[0], "Te vroeg.")
    Plan.objects.update(remarks_until=timezone.now())
    with pytest.raises(ValidationError) as refusal:
        add_comment(plan, scene.coming[0], scene.members[0], "Te laat.")
    assert refusal.value.code == "closed"
    shown = client.get(page).content.decode()
    assert "Opmerkingen sloten op" in shown
    assert 'name="text"' not in shown
    later = scene.plan((0, 0, 1))
    replace_published_plan(later, scene.by)
    later.refresh_from_db()
    assert later.remarks_until == Plan.objects.get(pk=plan.pk).remarks_until
    assert list(Remark.objects.all()) == [said]


def test_mail_is_in_the_language_of_its_reader(scene):
    User.objects.filter(pk=scene.members[0].pk).update(language="en")
    publish_final_plan(scene.plan((0, 0, 0)), scene.by)
    publish_final_plan(scene.plan((1, 1, 0)), scene.by)
    told = {mail.subject: mail for mail in OutboxMail.objects.filter(user=scene.members[0])}
    assert told.keys() == {"Your timetable is final", "Your talks have changed"}
    assert ": called off (was at " in told["Your talks have changed"].text
    assert "<li>" in told["Your talks have changed"].html


def test_organisers_hear_who_left_and_who_came_after_it_was_shown(scene):
    colleague = UserFactory(rom=scene.session.rom, rom_role="adviser")
    publish_provisional_plan(scene.plan((0, 0, 0)), scene.by)
    change_registration_state(scene.members[1], scene.coming[1], RegistrationAction.CANCEL, COMPANY)  # had no talk
    change_registration_state(scene.members[0], scene.coming[0], RegistrationAction.CANCEL, COMPANY)
    late = MembershipFactory()
    register_company(late.user, scene.session, late.company, [AttendeeInput("Noor", "noor@example.org")])
    titles = Notification.objects.filter(user=colleague, key__startswith="timetable-gap").order_by("pk")
    left, came = scene.coming[0].company.name, late.company.name
    assert [each.title for each in titles] == [
        f"{left} heeft zich afgemeld: de gesprekstijden zijn vrij",
        f"{came} meldde zich later aan en heeft nog geen gesprekken",
    ]
    assert titles[0].url.endswith("/plans/1/repair/")


def test_second_of_two_organisers_who_show_a_version_is_told_of_the_first(scene):
    first, second = scene.plan((0, 0, 0)), scene.plan((0, 0, 1))
    publish_final_plan(first, scene.by, instead_of=0)
    for show in (publish_final_plan, publish_provisional_plan):
        with pytest.raises(ValidationError) as refusal:
            show(second, scene.by, instead_of=0)
        assert refusal.value.code in ("changed", "final")
    publish_final_plan(second, scene.by, instead_of=first.number)
    assert publish_final_plan(second, scene.by, instead_of=first.number).companies == 0
    assert get_published_plan(scene.session) == second
