"""What is not approved yet: to read for who did not write it, to mend for who did."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import Item, Kind
from challenges.posting.models import Challenge
from challenges.posting.workflow import State
from challenges.posting.workflow_models import ChallengeMove, ChallengeWriter
from portal.accounts.models import User

REASON_SHOWN = 80  # characters of a refusal
LAST_MOVE = ChallengeMove.objects.filter(challenge=OuterRef("pk")).order_by("-at", "-pk")


def items(user: User, now: datetime) -> Iterator[Item]:
    """One query."""
    for challenge in _with_last_move(approve(user, now) | mend(user, now)):
        yield _approve(challenge) if challenge.state == State.IN_REVIEW else _mend(challenge)


def approve(user: User, now: datetime) -> QuerySet[Challenge]:
    return _own(user).filter(~_wrote(user), state=State.IN_REVIEW)


def mend(user: User, now: datetime) -> QuerySet[Challenge]:
    """Refused, and not submitted again: the writer's; a manager sees those of the whole ROM, an admin all."""
    found = _own(user).filter(is_refused())
    sees_all = user.is_superuser or user.rom_role == User.ROMRole.MANAGER
    return found if sees_all else found.filter(_wrote(user))


def is_refused() -> Q:
    """A draft because a colleague refused it."""
    refusal = ChallengeMove.objects.filter(pk=Subquery(_last_of_outer()), name="refuse")
    return Q(Exists(refusal), state=State.DRAFT)


def _last_of_outer() -> QuerySet[Any]:
    moves = ChallengeMove.objects.filter(challenge=OuterRef(OuterRef("pk")))
    return moves.order_by("-at", "-pk").values("pk")[:1]


def _own(user: User) -> QuerySet[Challenge]:
    return Challenge.objects.owned_by(user).defer("teaser_nl", "teaser_en")


def _wrote(user: User) -> Exists:
    return Exists(ChallengeWriter.objects.filter(challenge=OuterRef("pk"), user=user))


def _with_last_move(found: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `moved_at` and `reason`; what has no history yet waits since it was changed."""
    last = {"last_at": Subquery(LAST_MOVE.values("at")[:1]), "reason": Subquery(LAST_MOVE.values("reason")[:1])}
    return found.annotate(**last).order_by(F("last_at").asc(nulls_last=True), "pk")


def _approve(challenge: Any) -> Item:
    return _item(Kind.APPROVE, challenge, _("A colleague asks for your approval"), _("Read"), "#state")


def _mend(challenge: Any) -> Item:
    return _item(Kind.MEND, challenge, Truncator(challenge.reason or "").chars(REASON_SHOWN), _("Mend"), "")


def _item(kind: Kind, challenge: Any, note: str, action: str, part: str) -> Item:
    return Item(
        *(kind, str(challenge), challenge.get_absolute_url()),
        note=note,
        action=action,
        action_url=reverse("challenges:challenge_edit", args=[challenge.slug]) + part,
        since=challenge.last_at or challenge.updated_at,
    )
