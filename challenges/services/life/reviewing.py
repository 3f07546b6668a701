"""Who can approve a challenge that waits for it, and who is asked when nobody does."""

from django.db.models import Exists, OuterRef, QuerySet

from challenges.models import Challenge, ChallengeWriter
from challenges.models.owning import owning_staff
from portal.models import User


def staff_of(challenge: Challenge) -> QuerySet[User]:
    """Everybody who works at a ROM that owns it."""
    return User.objects.filter(owning_staff(challenge), is_active=True).order_by("pk")


def reviewers_of(challenge: Challenge) -> QuerySet[User]:
    """Those among them who did not write it."""
    return staff_of(challenge).exclude(Exists(_writers(challenge).filter(user=OuterRef("pk"))))


def writers_of(challenge: Challenge) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=_writers(challenge).values("user")).order_by("pk")


def admins() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_superuser=True).order_by("pk")


def asked_of(challenge: Challenge) -> list[User]:
    """The reviewers; where the ROM has none, the admins who did not write it."""
    found = list(reviewers_of(challenge))
    return found or list(admins().exclude(pk__in=_writers(challenge).values("user")))


def escalated_to(challenge: Challenge) -> list[User]:
    """The managers of the ROMs that own it; where there is none, the admins."""
    return list(staff_of(challenge).filter(rom_role=User.ROMRole.MANAGER)) or list(admins())


def _writers(challenge: Challenge) -> QuerySet[ChallengeWriter]:
    return ChallengeWriter.objects.filter(challenge=challenge)
