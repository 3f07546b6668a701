"""Challenges from a file. docs/importing.md says what a file may hold."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.services import REVIEWED_FIELDS
from challenges.posting.workflow import DATED_STATES
from portal.importing.importer.base import Progress, RecordImporter, import_records, set_bilingual_texts
from portal.importing.importer.drafts import ImportDraft
from portal.importing.importer.names import Names, index_rom_names, parse_known_name
from portal.importing.importer.report import ImportReport
from portal.importing.records import values
from portal.importing.records.parser import ImportRecord, RejectedLine
from portal.importing.records.values import (
    InvalidValue,
    Parser,
    parse_choice,
    parse_day,
    parse_line,
    parse_whole_number,
    parse_yes_no,
)

TITLE_LENGTH = 300
OPEN_FOR = timedelta(days=365)  # where the file gives no deadline
NEEDS = ("needs_ownership", "needs_established", "needs_export_control", "needs_screening")
UNSEEN_STATES = (Challenge.State.DRAFT, Challenge.State.WITHDRAWN)
PLAIN_FIELDS = (
    "branch",
    "visibility",
    "trl_min",
    "trl_max",
    *NEEDS,
    "only_region",
    "counts_experience",
    "budget_eur",
    "source",
)


def import_challenges(
    records: Iterable[ImportRecord | RejectedLine],
    *,
    dry_run: bool = False,
    trusted: bool = False,
    progress: Progress = lambda report: None,
) -> ImportReport:
    """Create and update challenges by their id in the file.

    New ones are drafts, which a colleague approves; trusted: they stand as the record says, or else are open.
    """
    return import_records(ChallengeImporter(trusted=trusted), records, dry_run=dry_run, progress=progress)


class ChallengeImporter(RecordImporter):
    model = Challenge
    links = Requirement
    owner = "challenge"
    states = Challenge.State

    def __init__(self, *, trusted: bool = False) -> None:
        self.trusted = trusted
        self.parsers = build_challenge_parsers(index_rom_names())
        super().__init__()

    def run(self, records: Iterable[ImportRecord | RejectedLine], progress: Progress) -> ImportReport:
        report = super().run(records, progress)
        drafts = Challenge.objects.filter(state=Challenge.State.DRAFT, external_id__in=self._drafter.external_ids)
        report.drafts = drafts.count()
        return report

    def name(self, draft: ImportDraft) -> str:
        titles = draft.texts("title")
        return titles.get("nl") or titles["en"]

    def fill(self, row: Challenge, draft: ImportDraft) -> None:
        stated, before = draft.values, [getattr(row, name) for name in REVIEWED_FIELDS]
        set_bilingual_texts(row, "title", draft, "title")
        set_bilingual_texts(row, "teaser", draft, "text")
        row.state = self._state(row, stated.get("state"))
        for field in PLAIN_FIELDS:
            if field in stated:
                setattr(row, field, stated[field])
        if "trl" in stated and "trl_max" not in stated:
            row.trl_max = stated["trl"]
        if "rom" in stated:
            row.rom_id = stated["rom"]
        self._fill_dates(row, stated.get("opens_on"), stated.get("closes_on"))
        if row.pk and before != [getattr(row, name) for name in REVIEWED_FIELDS]:
            self._must_be_unapproved(row)
        is_new_and_open = not row.pk and row.state == Challenge.State.OPEN
        if is_new_and_open and row.opens_at and row.opens_at > self.now:
            row.state = Challenge.State.PRE_RELEASE

    def _state(self, row: Challenge, stated: str | None) -> str:
        """A file says how a new challenge stands; one that is there moves by its own rules alone."""
        if not row.pk and self.trusted:
            return stated or Challenge.State.OPEN
        if not row.pk:
            return stated if stated in UNSEEN_STATES else Challenge.State.DRAFT
        if stated and stated != row.state:
            raise InvalidValue(_("state: a challenge that is there changes its state on its own page, not by a file"))
        return row.state

    def _must_be_unapproved(self, row: Challenge) -> None:
        """What a colleague approved is not changed behind their back."""
        if not self.trusted and row.state not in UNSEEN_STATES:
            raise InvalidValue(
                _("it is approved: its text and rules change on its own page, or by a file with --trusted")
            )

    def pieces(self, row: Challenge) -> list[tuple[str, str]]:
        return [("nl", f"{row.title_nl}\n\n{row.teaser_nl}"), ("en", f"{row.title_en}\n\n{row.teaser_en}")]

    def _fill_dates(self, row: Challenge, opens_on: date | None, closes_on: date | None) -> None:
        """As stated, from the first minute to the last of a day in Amsterdam. What is open needs both: see OPEN_FOR."""
        if opens_on:
            row.opens_at = _combine_import_time(opens_on, time.min)
        if closes_on:
            row.closes_at = _combine_import_time(closes_on, time(23, 59))
        if row.state in DATED_STATES:
            today = timezone.localdate(self.now)
            row.opens_at = row.opens_at or _combine_import_time(min(today, closes_on or today), time.min)
            row.closes_at = row.closes_at or _combine_import_time(
                max(today, timezone.localdate(row.opens_at)) + OPEN_FOR, time(23, 59)
            )


def _combine_import_time(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def build_challenge_parsers(roms: Names) -> dict[str, Parser]:
    """What a challenge may say beside the common fields."""
    title = partial(parse_line, limit=TITLE_LENGTH)
    return {
        **dict.fromkeys(("name", "title", "title_nl", "title_en"), title),
        "rom": partial(parse_known_name, names=roms),
        "branch": partial(parse_choice, choices=Challenge.Branch),
        "visibility": partial(parse_choice, choices=Challenge.Visibility),
        **dict.fromkeys(("trl", "trl_min", "trl_max"), values.parse_trl),
        **dict.fromkeys(NEEDS, parse_yes_no),
        "only_region": parse_yes_no,
        "counts_experience": parse_yes_no,
        "budget_eur": partial(parse_whole_number, low=0, high=2_000_000_000),
        "opens_on": parse_day,
        "closes_on": parse_day,
    }
