"""Freeze the ranked companies of a challenge as a longlist, and write a longlist as a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from challenges.exposure.top_tens import get_list_moves
from challenges.matching.engine.list_moves import mark_moved_companies
from challenges.matching.models import Batch, Decision, Longlist, LonglistRow, Match, MatchedChallenge, MatchQuerySet
from challenges.posting.criteria import MUST, WISH, describe_criteria
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_iso_time

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


def list_asked_rules(longlist: Longlist, rule: str) -> list[str]:
    """In the reader's language; of a list that was frozen before both were kept, in that of who froze it."""
    code = get_language() or ""
    return [each.get(code) or each["asked"] for each in longlist.rules if each["rule"] == rule]


def build_longlist_table(longlist: Longlist, rows: Sequence[LonglistRow]) -> list[list[Any]]:
    """The head, a line for each company, and below it what made the list."""
    head = [_("Rank"), _("Company"), _("Place"), _("Points")]
    head += [
        _("Technology"),
        _("Text"),
        _("Maturity"),
        _("Region"),
        _("Experience"),
        _("Freshness"),
        _("Decision"),
        _("Reason"),
    ]
    head += [_("Minimum visibility")] if any(row.by_floor for row in rows) else []
    made = [
        [],
        [_("Challenge"), str(longlist.challenge)],
        [_("Longlist"), longlist.number],
        [_("Frozen"), format_iso_time(longlist.frozen_at)],
        [_("Version of the challenge"), longlist.challenge_version],
        [_("Version of the model"), longlist.fit],
        *([_("Must"), asked] for asked in list_asked_rules(longlist, MUST)),
        *([_("Wish"), asked] for asked in list_asked_rules(longlist, WISH)),
    ]
    return [head, *(_build_longlist_line(row)[: len(head)] for row in rows), *made]


def _build_longlist_line(row: LonglistRow) -> list[Any]:
    parts = (row.total, row.technology, row.text, row.maturity, row.region, row.experience, row.freshness)
    return [
        row.rank,
        row.company.name,
        row.company.city or str(row.company.province or ""),
        *("" if part is None else part / 10 for part in parts),
        row.get_decision_display(),
        row.get_reason_display(),
        row.get_by_floor_display(),
    ]
