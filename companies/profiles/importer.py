"""Companies from a file. docs/importing.md says what a file may hold."""

from collections.abc import Iterable
from functools import partial

from django.utils.translation import gettext as _

from companies.profiles.models import Company, CompanyTechnology, build_confirmation_fields
from portal.importing.importer.base import Progress, RecordImporter, import_records, set_bilingual_texts
from portal.importing.importer.drafts import ImportDraft
from portal.importing.importer.names import Names, index_province_names, parse_known_name
from portal.importing.importer.report import ImportReport
from portal.importing.records import values
from portal.importing.records.parser import ImportRecord, RejectedLine
from portal.importing.records.values import (
    LAST_YEAR,
    InvalidValue,
    Parser,
    format_raw_value,
    parse_choice,
    parse_kvk_number,
    parse_line,
    parse_web_address,
    parse_whole_number,
    parse_years,
    parse_yes_no,
)

NAME_LENGTH = 200
PLAIN_FIELDS = (
    "kvk_number",
    "kind",
    "city",
    "website",
    "trl",
    "team_size",
    "founded_year",
    "established",
    "source",
    "reference_years",
    "reference_count",
)


def import_company_records(
    records: Iterable[ImportRecord | RejectedLine], *, dry_run: bool = False, progress: Progress = lambda report: None
) -> ImportReport:
    """Create and update companies by their id in the file; new ones are published unless the record says otherwise."""
    return import_records(CompanyImporter(), records, dry_run=dry_run, progress=progress)


class CompanyImporter(RecordImporter):
    model = Company
    links = CompanyTechnology
    owner = "company"
    states = Company.State

    def __init__(self) -> None:
        self.parsers = build_company_parsers(index_province_names())
        super().__init__()

    def load(self) -> None:
        super().load()
        rows = Company.objects.exclude(kvk_number=None).values_list("kvk_number", "external_id", "name")
        self._kvk = {number: (external_id, name) for number, external_id, name in rows}

    def name(self, draft: ImportDraft) -> str:
        return str(draft.values["name"])

    def fill(self, row: Company, draft: ImportDraft) -> None:
        if row.is_claimed:
            raise InvalidValue(_("%(name)s keeps its own profile now") % {"name": row.name})
        self._take_kvk_number(row, draft)
        stated = draft.values
        row.name = stated["name"]
        row.state = stated.get("state") or (row.state if row.pk else Company.State.PUBLISHED)
        set_bilingual_texts(row, "text", draft, "text")
        for field in PLAIN_FIELDS:
            if field in stated:
                setattr(row, field, stated[field])
        if "province" in stated:
            row.province_id = stated["province"]

    def touch(self, row: Company) -> set[str]:
        """A record that says something new is confirmed by its source; the same file once more is not."""
        row.confirm(self.now)
        return super().touch(row) | build_confirmation_fields(self.now).keys()

    def pieces(self, row: Company) -> list[tuple[str, str]]:
        return row.matched_texts

    def _take_kvk_number(self, row: Company, draft: ImportDraft) -> None:
        """Within the file and against the database, before the database has to refuse it."""
        if not (number := draft.values.get("kvk_number")):
            return
        external_id, name = self._kvk.setdefault(number, (draft.external_id, draft.values["name"]))
        if external_id != draft.external_id:
            raise InvalidValue(_("kvk_number: %(name)s has that number already") % {"name": format_raw_value(name)})
        if row.kvk_number and row.kvk_number != number:
            self._kvk.pop(row.kvk_number, None)


def build_company_parsers(provinces: Names) -> dict[str, Parser]:
    """What a company may say beside the common fields."""
    return {
        "name": partial(parse_line, limit=NAME_LENGTH),
        "title": partial(parse_line, limit=NAME_LENGTH),
        "kvk_number": parse_kvk_number,
        "kind": partial(parse_choice, choices=Company.Kind),
        "province": partial(parse_known_name, names=provinces),
        "city": partial(parse_line, limit=100),
        "website": parse_web_address,
        "trl": values.parse_trl,
        "team_size": partial(parse_whole_number, low=0, high=1_000_000),
        "founded_year": partial(parse_whole_number, low=1000, high=LAST_YEAR),
        "established": parse_yes_no,
        "reference_years": parse_years,
        "reference_count": partial(parse_whole_number, low=0, high=1_000_000),
    }
