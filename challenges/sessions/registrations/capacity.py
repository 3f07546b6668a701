"""More or fewer seats: what comes free is offered at once, and nobody loses a seat."""

from django.db import transaction

from challenges.sessions.models import Session
from challenges.sessions.registrations.locking import check_is_organiser, lock_registrations
from challenges.sessions.registrations.waiting_list import offer_free_places
from portal.accounts.models import User


@transaction.atomic
def set_session_capacity(user: User, session: Session, capacity: int | None) -> int:
    """None: no limit. How many companies were offered seats. Raises ValidationError below what is taken."""
    held = lock_registrations(session)
    check_is_organiser(user, held.session)
    held.session.check_capacity(capacity)
    if capacity != held.session.capacity:
        held.session.capacity = capacity
        held.session.version += 1
        held.session.save(update_fields=["capacity", "version"])
    return offer_free_places(held)
