"""Import companies from a file; docs/importing.md describes the format."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext as _

from companies.profiles.models import Company, CompanyTechnology, build_confirmation_fields
from portal.importing import values
from portal.importing.values import InvalidValue, Parser, format_raw_value, parse_line, parse_whole_number
from portal.regions.models import Province
from portal.technologies.importer import (
    ImportDraft,
    RecordImporter,
    index_names,
    parse_known_name,
    set_bilingual_texts,
)

NAME_LENGTH = 200


class CompanyImporter(RecordImporter):
    """Creates and updates companies; new ones are published unless the record says otherwise."""

    model = Company
    links = CompanyTechnology
    owner = "company"
    states = Company.State

    def build_plain_parsers(self) -> Mapping[str, Parser]:
        return {
            "kvk_number": values.parse_kvk_number,
            "kind": partial(values.parse_choice, choices=Company.Kind),
            "city": partial(parse_line, limit=100),
            "website": values.parse_web_address,
            "trl": values.parse_trl,
            "team_size": partial(parse_whole_number, low=0, high=1_000_000),
            "founded_year": partial(parse_whole_number, low=1000, high=values.LAST_YEAR),
            "established": values.parse_yes_no,
            "reference_years": values.parse_years,
            "reference_count": partial(parse_whole_number, low=0, high=1_000_000),
        }

    def build_parsers(self) -> Mapping[str, Parser]:
        """Return parsers; a record names a province by its two-letter code, with or without "NL-", or by its name."""
        provinces = index_names(
            (name, province)
            for province, code, *labels in Province.objects.values_list("id", "code", "name_nl", "name_en")
            for name in (code, f"NL-{code}", *labels)
        )
        return {
            **dict.fromkeys(("name", "title"), partial(parse_line, limit=NAME_LENGTH)),
            "province": partial(parse_known_name, names=provinces),
        }

    def load_taken_names(self) -> None:
        super().load_taken_names()
        rows = Company.objects.exclude(kvk_number=None).values_list("kvk_number", "external_id", "name")
        self._kvk = {number: (external_id, name) for number, external_id, name in rows}

    def get_name(self, draft: ImportDraft) -> str:
        return str(draft.values["name"])

    def fill_row(self, row: Company, draft: ImportDraft) -> None:
        if row.is_claimed:
            raise InvalidValue(_("%(name)s now manages its own profile") % {"name": row.name})
        self._take_kvk_number(row, draft)
        stated = draft.values
        row.name = stated["name"]
        row.state = stated.get("state") or (row.state if row.pk else Company.State.PUBLISHED)
        set_bilingual_texts(row, "text", draft, "text")
        self.set_plain_fields(row, draft)
        if "province" in stated:
            row.province_id = stated["province"]

    def mark_row_changed(self, row: Company) -> set[str]:
        """Confirm a profile that the record changes; importing the same file again confirms nothing."""
        row.confirm(self.now)
        return super().mark_row_changed(row) | build_confirmation_fields(self.now).keys()

    def list_texts(self, row: Company) -> list[tuple[str, str]]:
        return row.matched_texts

    def _take_kvk_number(self, row: Company, draft: ImportDraft) -> None:
        """Refuse a KvK number that another company has, in the file or in the database."""
        if not (number := draft.values.get("kvk_number")):
            return
        external_id, name = self._kvk.setdefault(number, (draft.external_id, draft.values["name"]))
        if external_id != draft.external_id:
            raise InvalidValue(_("kvk_number: %(name)s already has this number") % {"name": format_raw_value(name)})
        if row.kvk_number and row.kvk_number != number:
            self._kvk.pop(row.kvk_number, None)
