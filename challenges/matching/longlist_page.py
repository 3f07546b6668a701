"""A frozen list as a table: on the page, and as a file for spreadsheets."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from challenges.matching.longlist_models import Longlist, LonglistRow
from challenges.posting.criteria import MUST, WISH
from portal.ui.dates import format_iso_time


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
    head += [_("Floor on exposure")] if any(row.by_floor for row in rows) else []
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
