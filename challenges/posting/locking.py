"""The lock that every write on a challenge begins with, and how two saved states are told apart."""

from challenges.posting.models import Challenge


def lock_challenge(challenge: Challenge) -> Challenge:
    """The row as it stands, held until the transaction ends: two writers queue instead of colliding.

    Without its key: matching may still write rows that point to it, or the two would wait for each other.
    """
    return Challenge.objects.select_for_update(of=("self",), no_key=True).get(pk=challenge.pk)


def get_challenge_version(challenge: Challenge) -> str:
    """Tells one saved state of a challenge from the next."""
    return challenge.updated_at.isoformat()
