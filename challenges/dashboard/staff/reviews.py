"""What is not approved yet: to read for who did not write it, to mend for who did."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.posting.models import Challenge, ChallengeMove, ChallengeWriter
from challenges.posting.workflow import ChallengeState
from portal.accounts.models import User

REASON_SHOWN = 80  # characters of a refusal
LAST_MOVE = ChallengeMove.objects.filter(challenge=OuterRef("pk")).order_by("-at", "-pk")


def list_review_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    """One query."""
    for challenge in _annotate_last_move(find_reviews_to_approve(user, now) | find_rejected_drafts(user, now)):
        yield (
            _build_approval_item(challenge)
            if challenge.state == ChallengeState.IN_REVIEW
            else _build_rejected_item(challenge)
        )


def find_reviews_to_approve(user: User, now: datetime) -> QuerySet[Challenge]:
    return _filter_owned_challenges(user).filter(~_has_written(user), state=ChallengeState.IN_REVIEW)


def find_rejected_drafts(user: User, now: datetime) -> QuerySet[Challenge]:
    """Refused, and not submitted again: the writer's; a manager sees those of the whole ROM, an admin all."""
    found = _filter_owned_challenges(user).filter(build_rejected_condition())
    sees_all = user.is_superuser or user.rom_role == User.ROMRole.MANAGER
    return found if sees_all else found.filter(_has_written(user))


def build_rejected_condition() -> Q:
    """A draft because a colleague refused it."""
    refusal = ChallengeMove.objects.filter(pk=Subquery(_get_last_outer_move()), name="refuse")
    return Q(Exists(refusal), state=ChallengeState.DRAFT)


def _get_last_outer_move() -> QuerySet[Any]:
    moves = ChallengeMove.objects.filter(challenge=OuterRef(OuterRef("pk")))
    return moves.order_by("-at", "-pk").values("pk")[:1]


def _filter_owned_challenges(user: User) -> QuerySet[Challenge]:
    return Challenge.objects.owned_by(user).defer("teaser_nl", "teaser_en")


def _has_written(user: User) -> Exists:
    return Exists(ChallengeWriter.objects.filter(challenge=OuterRef("pk"), user=user))


def _annotate_last_move(found: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `moved_at` and `reason`; what has no history yet waits since it was changed."""
    last = {"last_at": Subquery(LAST_MOVE.values("at")[:1]), "reason": Subquery(LAST_MOVE.values("reason")[:1])}
    return found.annotate(**last).order_by(F("last_at").asc(nulls_last=True), "pk")


def _build_approval_item(challenge: Any) -> DashboardItem:
    return _build_review_item(ItemKind.APPROVE, challenge, _("A colleague asks for your approval"), _("Read"), "#state")


def _build_rejected_item(challenge: Any) -> DashboardItem:
    return _build_review_item(
        ItemKind.MEND, challenge, Truncator(challenge.reason or "").chars(REASON_SHOWN), _("Mend"), ""
    )


def _build_review_item(kind: ItemKind, challenge: Any, note: str, action: str, part: str) -> DashboardItem:
    return DashboardItem(
        *(kind, str(challenge), challenge.get_absolute_url()),
        note=note,
        action=action,
        action_url=reverse("challenges:challenge_edit", args=[challenge.slug]) + part,
        since=challenge.last_at or challenge.updated_at,
    )
