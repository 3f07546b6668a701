"""Freezing the ranked companies of a challenge."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge, Decision, Longlist, LonglistRow, Match, MatchedChallenge
from challenges.services.locking import locked
from portal.models import User

POINTS = ("technology", "text", "maturity", "region", "freshness", "total")


@transaction.atomic
def freeze(challenge: Challenge, user: User, rules: list[dict[str, str]]) -> Longlist:
    """The list as this person may see it, and what had been decided; whoever froze this very list gets it back.

    `rules`: what the challenge asks, in words. ValidationError while the list is being made, and for an empty one.
    """
    challenge = locked(challenge)
    matched = MatchedChallenge.objects.filter(challenge=challenge, version=challenge.revision.version).first()
    if matched is None:
        raise ValidationError(_("The list is being made. Try again in a minute."))
    rows = _rows(challenge, user)
    if not rows:
        raise ValidationError(_("There is no company to freeze: none meets all musts."))
    last = Longlist.objects.filter(challenge=challenge).order_by("-number").first()
    made_of = {"challenge_version": matched.version, "fit": matched.fit_id, "rules": rules}
    if last and _is_same(last, made_of, rows):
        return last
    made = Longlist.objects.create(
        challenge=challenge,
        number=last.number + 1 if last else 1,
        frozen_by=user,
        **made_of,
    )
    for row in rows:
        row.longlist = made
    LonglistRow.objects.bulk_create(rows)
    return made


def _rows(challenge: Challenge, user: User) -> list[LonglistRow]:
    decisions = {each.company_id: each for each in Decision.objects.filter(challenge=challenge)}
    matches = Match.objects.visible_to(user).of_challenge(challenge).ranked()
    return [
        LonglistRow(
            company_id=match.company_id,
            rank=rank,
            company_version=match.company_version,
            decision=decisions[match.company_id].kind if match.company_id in decisions else "",
            reason=decisions[match.company_id].reason if match.company_id in decisions else "",
            **{part: getattr(match, part) for part in POINTS},
        )
        for rank, match in enumerate(matches, 1)
    ]


def _is_same(last: Longlist, made_of: dict[str, Any], rows: list[LonglistRow]) -> bool:
    same_rules = all(getattr(last, name) == value for name, value in made_of.items())
    return same_rules and _facts(last.rows.order_by("rank")) == _facts(rows)


def _facts(rows: Iterable[LonglistRow]) -> list[tuple[object, ...]]:
    names = ("company_id", "rank", "company_version", "decision", "reason", *POINTS)
    return [tuple(getattr(row, name) for name in names) for row in rows]
