"""Who can approve a challenge that waits for it, and who is asked when nobody does."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from challenges.posting.models import Challenge
from challenges.posting.ownership import owning_staff
from challenges.posting.workflow_models import ChallengeWriter
from portal.accounts.models import User


def staff_of(challenge: Challenge) -> QuerySet[User]:
    """Everybody who works at a ROM that owns it."""
    return User.objects.filter(owning_staff(challenge), is_active=True).order_by("pk")


def reviewers_of(challenge: Challenge) -> QuerySet[User]:
    """Those among them who did not write it."""
    return staff_of(challenge).exclude(Exists(_writers(challenge).filter(user=OuterRef("pk"))))


def hands_on(challenge: Challenge, user: User) -> tuple[bool, frozenset[int]]:
    """Whether this person wrote at it, and the ids of its reviewers; one query."""
    works_here = ExpressionWrapper(owning_staff(challenge) & Q(is_active=True), BooleanField())
    people = User.objects.annotate(
        works_here=works_here, has_written=Exists(_writers(challenge).filter(user=OuterRef("pk")))
    )
    rows = people.filter(Q(works_here=True) | Q(pk=user.pk)).values_list("pk", "works_here", "has_written")
    found = list(rows)
    reviewers = frozenset(pk for pk, works_here, has_written in found if works_here and not has_written)
    return any(pk == user.pk and has_written for pk, _works_here, has_written in found), reviewers


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
