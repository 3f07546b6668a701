"""Challenges from a file. docs/importing.md says what a file may hold."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.services import REVIEWED_FIELDS
from challenges.posting.workflow import DATED_STATES
from portal.importing import values
from portal.importing.values import InvalidValue, Parser, parse_choice, parse_line, parse_whole_number
from portal.regions.models import ROM
from portal.technologies.importer import (
    ImportDraft,
    RecordImporter,
    index_names,
    parse_known_name,
    set_bilingual_texts,
)

TITLE_LENGTH = 300
OPEN_FOR = timedelta(days=365)  # where the file gives no deadline
YES_NO_FIELDS = (
    *("needs_ownership", "needs_established", "needs_export_control", "needs_screening"),
    *("only_region", "counts_experience"),
)
UNSEEN_STATES = (Challenge.State.DRAFT, Challenge.State.WITHDRAWN)


class ChallengeImporter(RecordImporter):
    """New challenges are drafts, which a colleague approves.

    trusted: they have the status that the record states, or else are open.
    """

    model = Challenge
    links = Requirement
    owner = "challenge"
    states = Challenge.State

    def __init__(self, *, trusted: bool = False) -> None:
        self.trusted = trusted
        super().__init__()

    def build_plain_parsers(self) -> Mapping[str, Parser]:
        return {
            "branch": partial(parse_choice, choices=Challenge.Branch),
            "visibility": partial(parse_choice, choices=Challenge.Visibility),
            **dict.fromkeys(("trl_min", "trl_max"), values.parse_trl),
            **dict.fromkeys(YES_NO_FIELDS, values.parse_yes_no),
            "budget_eur": partial(parse_whole_number, low=0, high=2_000_000_000),
        }

    def build_parsers(self) -> Mapping[str, Parser]:
        rows = ROM.objects.values_list("id", "slug", "name")
        roms = index_names((name, rom) for rom, *names in rows for name in names)
        title = partial(parse_line, limit=TITLE_LENGTH)
        return {
            **dict.fromkeys(("name", "title", "title_nl", "title_en"), title),
            "rom": partial(parse_known_name, names=roms),
            "trl": values.parse_trl,
            **dict.fromkeys(("opens_on", "closes_on"), values.parse_day),
        }

    def count_drafts(self) -> int:
        return Challenge.objects.filter(state=Challenge.State.DRAFT, external_id__in=list(self.first_lines)).count()

    def get_name(self, draft: ImportDraft) -> str:
        titles = draft.get_texts("title")
        return titles.get("nl") or titles["en"]

    def fill_row(self, row: Challenge, draft: ImportDraft) -> None:
        stated, before = draft.values, [getattr(row, name) for name in REVIEWED_FIELDS]
        set_bilingual_texts(row, "title", draft, "title")
        set_bilingual_texts(row, "teaser", draft, "text")
        row.state = self._state(row, stated.get("state"))
        self.set_plain_fields(row, draft)
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

    def list_texts(self, row: Challenge) -> list[tuple[str, str]]:
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
