"""A hundred companies register at the same moment, with WORKERS processes in parallel."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from challenges.sessions.registration_models import Registration
from challenges.sessions.registrations.services import change_registration_state
from challenges.sessions.workflow import COMPANY, RegistrationAction
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.sessions.registrations.conftest import make_case

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, SEATS, WORKERS = 100, 7, 30


def test_a_hundred_who_ask_at_once_get_exactly_the_seats_there_are():
    case = make_case(capacity=SEATS)
    people = [case.company() for _each in range(AT_ONCE)]

    browsers = [Client() for _each in people]
    for browser, (user, _company) in zip(browsers, people, strict=True):
        browser.force_login(user)
    url = reverse("challenges:registration_own", args=[case.session.slug])

    def ask(browser):
        try:
            return browser.post(url, {"what": "register", "name_1": "Bezoeker"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(ask, [*browsers, browsers[0]]))  # one of them twice
    assert set(answers) == {302}
    rows = Registration.objects.filter(session=case.session)
    assert rows.count() == AT_ONCE == OutboxMail.objects.count()
    assert rows.confirmed().count() == SEATS
    waiting = list(rows.waiting())
    assert [row.order for row in waiting] == list(range(1, AT_ONCE - SEATS + 1))
    assert [row.asked_at for row in waiting] == sorted(row.asked_at for row in waiting)
    assert max(rows.confirmed().values_list("asked_at", flat=True)) < waiting[0].asked_at

    first, second = rows.confirmed().order_by("pk")[:2]
    offered = waiting[0]

    def press(what):
        row, who = what
        try:
            return change_registration_state(row.company.memberships.get().user, row, who, COMPANY)
        except ValidationError as error:
            return error
        finally:
            connection.close()

    change_registration_state(first.company.memberships.get().user, first, RegistrationAction.CANCEL, COMPANY)
    presses = [
        (offered, RegistrationAction.ACCEPT),
        (offered, RegistrationAction.DECLINE),
        (second, RegistrationAction.CANCEL),
        (second, RegistrationAction.CANCEL),
    ]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(press, presses))
    assert sum(isinstance(result, ValidationError) for result in results) <= 1
    assert rows.seats_taken() == SEATS
