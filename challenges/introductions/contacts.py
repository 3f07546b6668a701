"""The contact of a challenge at Defence, and what its introductions go by."""

from typing import Any

from django.db import transaction

from challenges.introductions.contact_models import ChallengeContact
from challenges.posting.models import Challenge
from portal.core.validation import save_validated


@transaction.atomic
def save_contact(challenge: Challenge, **fields: Any) -> ChallengeContact:
    """Introductions that have begun keep the anonymity and the days that they began with."""
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first() or ChallengeContact(challenge=challenge)
    for name, value in fields.items():
        setattr(contact, name, value)
    save_validated(contact)
    return contact
