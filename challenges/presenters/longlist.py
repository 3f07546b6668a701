"""A frozen list as a table: on the page, and as a file for spreadsheets."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from challenges.models import Longlist, LonglistRow
from challenges.presenters.requirements import Asked
from portal.face.dates import iso

MUST, WISH = "must", "wish"


def rules_in_words(lines: Sequence[Asked]) -> list[dict[str, str]]:
    """What a challenge asks, to be kept with a longlist."""
    return [{"rule": MUST if line.must else WISH, "asked": line.label} for line in lines]


def asked_in(longlist: Longlist, rule: str) -> list[str]:
    return [each["asked"] for each in longlist.rules if each["rule"] == rule]


def table_of(longlist: Longlist, rows: Sequence[LonglistRow]) -> list[list[Any]]:
    """The head, a line for each company, and below it what made the list."""
    head = [_("Rank"), _("Company"), _("Place"), _("Points")]
    head += [_("Technology"), _("Text"), _("Maturity"), _("Region"), _("Freshness"), _("Decision"), _("Reason")]
    made = [
        [],
        [_("Challenge"), str(longlist.challenge)],
        [_("Longlist"), longlist.number],
        [_("Frozen"), iso(longlist.frozen_at)],
        [_("Version of the challenge"), longlist.challenge_version],
        [_("Version of the model"), longlist.fit],
        *([_("Must"), asked] for asked in asked_in(longlist, MUST)),
        *([_("Wish"), asked] for asked in asked_in(longlist, WISH)),
    ]
    return [head, *(_line(row) for row in rows), *made]


def _line(row: LonglistRow) -> list[Any]:
    parts = (row.total, row.technology, row.text, row.maturity, row.region, row.freshness)
    return [
        row.rank,
        row.company.name,
        row.company.city or str(row.company.province or ""),
        *(part / 10 for part in parts),
        row.get_decision_display(),
        row.get_reason_display(),
    ]
