"""The attendees of a registration."""

import pytest
from django.core.exceptions import ValidationError

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee
from challenges.sessions.registrations.attendees import (
    AttendeeInput,
    is_same_person,
    validate_attendees,
    write_attendees,
)
from tests.factories import MembershipFactory, RegistrationFactory

ANNA, BRAM = AttendeeInput("Anna", "anna@example.org"), AttendeeInput("Bram")


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([], "at least one person"),
        ([ANNA, BRAM, AttendeeInput("Cor")], "at most 2 people"),
        ([ANNA, AttendeeInput("Ander", "ANNA@example.org")], "same e-mail address"),
    ],
)
def test_validate_attendees_refuses_wrong_groups(people, words):
    with pytest.raises(ValidationError, match=words):
        validate_attendees(Session(most_people=2), people)


def test_validate_attendees_accepts_people_without_an_address():
    validate_attendees(Session(most_people=2), [BRAM, AttendeeInput("Cor")])


@pytest.mark.parametrize(
    ("stored", "typed", "same"),
    [
        (ANNA, AttendeeInput("Anna de Wit", "Anna@Example.org"), True),
        (ANNA, AttendeeInput("Anna"), False),
        (BRAM, AttendeeInput("bram"), True),
        (BRAM, AttendeeInput("Bram", "bram@example.org"), False),
    ],
)
def test_is_same_person_compares_addresses_first_and_else_names(stored, typed, same):
    assert is_same_person(Attendee(name=stored.name, email=stored.email), typed) == same


@pytest.mark.django_db
def test_write_attendees_keeps_the_code_of_a_person_who_stays():
    registration = RegistrationFactory(seats=1)
    write_attendees(registration, [ANNA])
    code = registration.attendees.get().code
    write_attendees(registration, [AttendeeInput("Anna de Wit", "anna@example.org"), BRAM])
    assert registration.attendees.get(name="Anna de Wit").code == code
    assert registration.attendees.count() == 2


@pytest.mark.django_db
def test_write_attendees_links_members_of_the_company_to_their_account():
    registration = RegistrationFactory()
    member = MembershipFactory(company=registration.company, user__email="Anna@example.org").user
    MembershipFactory(user__email="cor@example.org")
    write_attendees(registration, [ANNA, AttendeeInput("Cor", "cor@example.org")])
    assert list(registration.attendees.order_by("pk").values_list("user", flat=True)) == [member.pk, None]
