from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.workflow import REGISTRATION_WORKFLOW, RegistrationState
from portal.privacy.erasure import erase_company
from tests.factories import (
    AttendeeFactory,
    RegistrationFactory,
    RegistrationStepFactory,
    SessionFactory,
    SessionInvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SOON = timezone.now() + timedelta(days=1)


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "nonsense"}, "state_is_known"),
        ({"seats": 0}, "of_somebody"),
        ({"state": "waiting"}, "place_while_it_waits"),
        ({"order": 1}, "place_while_it_waits"),
        ({"state": "offered"}, "deadline_while_offered"),
        ({"offer_lapses_at": SOON}, "deadline_while_offered"),
        ({"remind_at": SOON}, "deadline_while_offered"),
    ],
)
def test_registration_that_cannot_be_is_refused(fields, constraint):
    with refused(constraint):
        RegistrationFactory(**fields)


def test_company_is_registered_once_and_again_after_it_left():
    first = RegistrationFactory()
    pair = {"session": first.session, "company": first.company}
    with refused("living_once"), transaction.atomic():
        RegistrationFactory(**pair)
    Registration.objects.update(state="cancelled")
    assert RegistrationFactory(**pair).pk
    with refused("session_invitation_once"):
        SessionInvitationFactory.create_batch(2, **pair)


def test_state_goes_by_the_table_alone():
    for source in RegistrationState:
        for target in RegistrationState:
            if source == target:
                continue
            order, lapses = (1 if source == "waiting" else None), (SOON if source == "offered" else None)
            row = RegistrationFactory(state=source, order=order, offer_lapses_at=lapses)
            row.order, row.offer_lapses_at = (
                (1 if target == "waiting" else None),
                (SOON if target == "offered" else None),
            )
            row.state = target
            if (source, target) in REGISTRATION_WORKFLOW.pairs:
                row.save()
            else:
                with refused("moves_by_the_table"), transaction.atomic():
                    row.save()


def test_seats_never_exceed_the_capacity_whoever_writes():
    session = SessionFactory(capacity=3)
    RegistrationFactory(session=session, seats=2)
    waiting = RegistrationFactory(session=session, waiting=True, seats=2)
    one = RegistrationFactory(session=session, offered=True)
    other = RegistrationFactory(seats=9)
    lapsing = {"state": "offered", "order": None, "offer_lapses_at": SOON}
    for write in (
        lambda: RegistrationFactory(session=session),
        lambda: RegistrationFactory(session=session, offered=True),
        lambda: Registration.objects.filter(pk=waiting.pk).update(**lapsing),
        lambda: Registration.objects.filter(pk=one.pk).update(seats=2),
    ):
        with refused("within_capacity"), transaction.atomic():
            write()
    with refused("stays_in_its_session"), transaction.atomic():
        Registration.objects.filter(pk=other.pk).update(session=session)
    with refused("capacity_of_seats_taken"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(capacity=2)
    Session.objects.filter(pk=session.pk).update(capacity=None)
    RegistrationFactory(session=session, seats=100)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"what": "nonsense"}, "step_is_known"),
        ({"what": "refuse"}, "reason_where_one_is_due"),
        ({"what": "reorder"}, "reason_where_one_is_due"),
        ({"what": "cancel", "side": "organiser"}, "reason_where_one_is_due"),
        ({"what": "lapse", "side": "clock"}, "of_the_clock"),
    ],
)
def test_step_that_cannot_be_is_refused(fields, constraint):
    with refused(constraint):
        RegistrationStepFactory(**fields)


def test_step_stays_as_it_was_and_forgets_a_name_alone():
    step = RegistrationStepFactory()
    rows = RegistrationStep.objects.filter(pk=step.pk)
    for write in (
        lambda: rows.update(state="refused"),
        lambda: rows.update(by=UserFactory()),
        rows.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    step.by.delete()
    assert rows.get().by is None


def test_attendee_is_checked_in_when_attended_and_goes_with_the_company():
    row = AttendeeFactory()
    for fields in ({"attended": True}, {"checked_in_at": SOON}, {"attended": False, "checked_in_at": SOON}):
        with refused("checked_in_when_attended"), transaction.atomic():
            Attendee.objects.filter(pk=row.pk).update(**fields)
    step = RegistrationStepFactory(registration=row.registration)
    company = step.registration.company
    erase_company(company.pk, company.get_absolute_url())
    assert not Registration.objects.exists()
    assert not Attendee.objects.exists()
