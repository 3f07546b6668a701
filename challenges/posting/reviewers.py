"""Who can approve a challenge that waits for it, and who is asked when nobody does."""

from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from challenges.posting.models import Challenge, ChallengeWriter
from challenges.posting.ownership import build_owning_staff_condition
from portal.accounts.models import User

if TYPE_CHECKING:
    from challenges.sessions.models import Session


def get_owning_staff(thing: "Challenge | Session") -> QuerySet[User]:
    """Return everybody who works at a ROM that owns the challenge or session."""
    return User.objects.filter(build_owning_staff_condition(thing), is_active=True).order_by("pk")


def get_reviewers(challenge: Challenge) -> QuerySet[User]:
    """Those among them who did not write it."""
    return get_owning_staff(challenge).exclude(Exists(_filter_writer_rows(challenge).filter(user=OuterRef("pk"))))


def get_review_involvement(challenge: Challenge, user: User) -> tuple[bool, frozenset[int]]:
    """Whether this person wrote at it, and the ids of its reviewers; one query."""
    works_here = ExpressionWrapper(build_owning_staff_condition(challenge) & Q(is_active=True), BooleanField())
    people = User.objects.annotate(
        works_here=works_here, has_written=Exists(_filter_writer_rows(challenge).filter(user=OuterRef("pk")))
    )
    rows = people.filter(Q(works_here=True) | Q(pk=user.pk)).values_list("pk", "works_here", "has_written")
    found = list(rows)
    reviewers = frozenset(pk for pk, works_here, has_written in found if works_here and not has_written)
    return any(pk == user.pk and has_written for pk, _works_here, has_written in found), reviewers


def get_challenge_writers(challenge: Challenge) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=_filter_writer_rows(challenge).values("user")).order_by("pk")


def get_active_admins() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_superuser=True).order_by("pk")


def list_review_recipients(challenge: Challenge) -> list[User]:
    """The reviewers; where the ROM has none, the admins who did not write it."""
    found = list(get_reviewers(challenge))
    return found or list(get_active_admins().exclude(pk__in=_filter_writer_rows(challenge).values("user")))


def list_escalation_recipients(challenge: Challenge) -> list[User]:
    """The managers of the ROMs that own it; where there is none, the admins."""
    return list(get_owning_staff(challenge).filter(rom_role=User.ROMRole.MANAGER)) or list(get_active_admins())


def _filter_writer_rows(challenge: Challenge) -> QuerySet[ChallengeWriter]:
    return ChallengeWriter.objects.filter(challenge=challenge)
