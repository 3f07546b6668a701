"""Freezing the ranked companies of a challenge."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.exposure.top_tens import get_list_moves
from challenges.matching.batch_models import Batch
from challenges.matching.engine.list_moves import mark_moved_companies
from challenges.matching.models import Decision, Match, MatchedChallenge, MatchQuerySet
from challenges.matching.shortlist_models import Longlist, LonglistRow
from challenges.posting.criteria import describe_criteria
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary

POINTS = ("technology", "text", "maturity", "region", "experience", "freshness", "total")


@transaction.atomic
def freeze_longlist(challenge: Challenge, user: User) -> Longlist:
    """The list as this person may see it, what was asked, and what had been decided; whoever froze this very list gets
    it back. ValidationError while the list is being made, and for an empty one."""
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    matched = _find_current_match(challenge)
    if matched is None or Batch.objects.exists():
        raise ValidationError(_("The list is being made. Try again in a minute."))
    rows = _build_longlist_rows(challenge, Match.objects.visible_to(user))
    if not rows:
        raise ValidationError(_("There is no company to freeze: none meets all musts."))
    return _store_longlist(challenge, matched, rows, user)


def freeze_closing_longlist(challenge: Challenge) -> Longlist | None:
    """Once closed, a challenge is matched no more: what stood is kept for those who judge the responses. None where
    nobody qualified, or the last change was not matched yet. In a transaction that holds the challenge."""
    matched = _find_current_match(challenge)
    rows = (
        _build_longlist_rows(challenge, Match.objects.filter(company__in=Company.objects.published()))
        if matched
        else []
    )
    return _store_longlist(challenge, matched, rows, None) if matched and rows else None


def _find_current_match(challenge: Challenge) -> MatchedChallenge | None:
    return MatchedChallenge.objects.filter(challenge=challenge, version=challenge.revision.version).first()


def _store_longlist(
    challenge: Challenge, matched: MatchedChallenge, rows: list[LonglistRow], user: User | None
) -> Longlist:
    requirements = list(Requirement.objects.counting().filter(challenge=challenge))
    rules = describe_criteria(challenge, requirements, Vocabulary.load())
    last = Longlist.objects.filter(challenge=challenge).order_by("-number").first()
    made_of = {"challenge_version": matched.version, "fit": matched.fit_id, "rules": rules}
    if last and _is_same_longlist(last, made_of, rows):
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


def _build_longlist_rows(challenge: Challenge, seen: MatchQuerySet) -> list[LonglistRow]:
    decisions = {each.company_id: each for each in Decision.objects.filter(challenge=challenge)}
    matches = list(seen.of_challenge(challenge).ranked())
    by_floor = mark_moved_companies([match.company_id for match in matches], get_list_moves(challenge))
    return [
        LonglistRow(
            company_id=match.company_id,
            rank=rank,
            company_version=match.company_version,
            by_floor=by_floor.get(match.company_id, ""),
            decision=decisions[match.company_id].kind if match.company_id in decisions else "",
            reason=decisions[match.company_id].reason if match.company_id in decisions else "",
            **{part: getattr(match, part) for part in POINTS},
        )
        for rank, match in enumerate(matches, 1)
    ]


def _is_same_longlist(last: Longlist, made_of: dict[str, Any], rows: list[LonglistRow]) -> bool:
    same_rules = all(getattr(last, name) == value for name, value in made_of.items())
    return same_rules and _list_row_facts(last.rows.order_by("rank")) == _list_row_facts(rows)


def _list_row_facts(rows: Iterable[LonglistRow]) -> list[tuple[object, ...]]:
    names = ("company_id", "rank", "company_version", "by_floor", "decision", "reason", *POINTS)
    return [tuple(getattr(row, name) for name in names) for row in rows]
