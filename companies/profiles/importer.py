"""Companies from a file. docs/importing.md says what a file may hold."""

from collections.abc import Iterable
from functools import partial

from django.utils.translation import gettext as _

from companies.profiles.models import Company, CompanyTechnology, confirmation
from portal.importing.importer.base import Importer, Progress, import_records, put_texts
from portal.importing.importer.drafts import Draft
from portal.importing.importer.names import Names, named, province_names
from portal.importing.importer.report import Report
from portal.importing.records import values
from portal.importing.records.parser import Record, Refusal
from portal.importing.records.values import BadValue, shown

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


def import_companies(
    records: Iterable[Record | Refusal], *, dry_run: bool = False, progress: Progress = lambda report: None
) -> Report:
    """Create and update companies by their id in the file; new ones are published unless the record says otherwise."""
    return import_records(CompanyImporter(), records, dry_run=dry_run, progress=progress)


class CompanyImporter(Importer):
    model = Company
    links = CompanyTechnology
    owner = "company"
    states = Company.State

    def __init__(self) -> None:
        self.parsers = parsers(province_names())
        super().__init__()

    def load(self) -> None:
        super().load()
        rows = Company.objects.exclude(kvk_number=None).values_list("kvk_number", "external_id", "name")
        self._kvk = {number: (external_id, name) for number, external_id, name in rows}

    def name(self, draft: Draft) -> str:
        return str(draft.values["name"])

    def fill(self, row: Company, draft: Draft) -> None:
        if row.is_claimed:
            raise BadValue(_("%(name)s keeps its own profile now") % {"name": row.name})
        self._take_kvk_number(row, draft)
        stated = draft.values
        row.name = stated["name"]
        row.state = stated.get("state") or (row.state if row.pk else Company.State.PUBLISHED)
        put_texts(row, "text", draft, "text")
        for field in PLAIN_FIELDS:
            if field in stated:
                setattr(row, field, stated[field])
        if "province" in stated:
            row.province_id = stated["province"]

    def touch(self, row: Company) -> set[str]:
        """A record that says something new is confirmed by its source; the same file once more is not."""
        row.confirm(self.now)
        return super().touch(row) | confirmation(self.now).keys()

    def pieces(self, row: Company) -> list[tuple[str, str]]:
        return row.matched_texts

    def _take_kvk_number(self, row: Company, draft: Draft) -> None:
        """Within the file and against the database, before the database has to refuse it."""
        if not (number := draft.values.get("kvk_number")):
            return
        external_id, name = self._kvk.setdefault(number, (draft.external_id, draft.values["name"]))
        if external_id != draft.external_id:
            raise BadValue(_("kvk_number: %(name)s has that number already") % {"name": shown(name)})
        if row.kvk_number and row.kvk_number != number:
            self._kvk.pop(row.kvk_number, None)


def parsers(provinces: Names) -> dict[str, values.Parser]:
    """What a company may say beside the common fields."""
    return {
        "name": partial(values.one_line, limit=NAME_LENGTH),
        "title": partial(values.one_line, limit=NAME_LENGTH),
        "kvk_number": values.kvk_number,
        "kind": partial(values.choice, choices=Company.Kind),
        "province": partial(named, names=provinces),
        "city": partial(values.one_line, limit=100),
        "website": values.web_address,
        "trl": values.trl,
        "team_size": partial(values.whole_number, low=0, high=1_000_000),
        "founded_year": partial(values.whole_number, low=1000, high=values.LAST_YEAR),
        "established": values.yes_or_no,
        "reference_years": values.years,
        "reference_count": partial(values.whole_number, low=0, high=1_000_000),
    }
