"""Organisers who press or edit at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from challenges.sessions.appointment_models import Appointment
from challenges.timetables.services.edits import hash_plan_meetings
from portal.notifications.models import Notification
from tests.challenges.timetables.scenario import Scene
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


@pytest.fixture
def scene():
    return Scene()


def posted_at_once(scene, name, number, data):
    """Status of each answer, every one to another organiser."""
    url = reverse(f"challenges:{name}", args=[scene.session.slug, number])
    browsers = [Client() for _each in range(AT_ONCE)]
    for browser in browsers:
        browser.force_login(UserFactory(rom=scene.session.rom, rom_role="adviser"))

    def post(browser):
        try:
            return browser.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(post, browsers))


def test_final_timetable_is_announced_once_however_many_press(scene):
    scene.plan((0, 0, 0), (1, 1, 0))
    answers = posted_at_once(scene, "plan_detail", 1, {"what": "final"})
    assert {each.status_code for each in answers} == {302}
    told = Notification.objects.filter(user__in=scene.members).values_list("user", flat=True)
    assert sorted(told) == sorted(each.pk for each in scene.members)
    assert list(Appointment.objects.values_list("sequence", flat=True)) == [0, 0]


def test_one_of_those_who_edit_at_once_goes_on_and_the_others_keep_what_they_chose(scene):
    plan = scene.plan((0, 0, 0))
    pair = {"registration": scene.coming[1].pk, "pitch": scene.pitches[1].pk, "slot": scene.slots[1].pk}
    wanted = pair | {"what": "add", "seen": hash_plan_meetings(plan)}
    answers = posted_at_once(scene, "plan_edit", 1, wanted)
    assert sorted(each.status_code for each in answers) == [200] * (AT_ONCE - 1) + [302]
    assert scene.session.plans.count() == 2
    refused = next(each for each in answers if each.status_code == 200).content.decode()
    assert "versie 2 begonnen" in refused
    assert f'<option value="{scene.slots[1].pk}" selected>' in refused
