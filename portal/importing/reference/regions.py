"""The ROMs, the provinces and the agreements."""

from collections.abc import Iterable
from typing import Any

from portal.importing.reference.loader import Content, ReferenceChange, ReferenceLoader, update_relation
from portal.importing.reference_files import AgreementData, read_agreements, read_provinces, read_roms
from portal.regions.models import ROM, Agreement, Province


class ROMLoader(ReferenceLoader):
    kind, model, key = "ROMs", ROM, "slug"

    def contents(self) -> dict[str, Content]:
        return {rom.slug: {"name": rom.name, "website": rom.website} for rom in read_roms()}


class ProvinceLoader(ReferenceLoader):
    kind, model, key = "provinces", Province, "code"

    def contents(self) -> dict[str, Content]:
        return {
            province.code: {"name_nl": province.name.nl, "name_en": province.name.en, "rom": province.rom}
            for province in read_provinces()
        }

    def value(self, name: str, value: Any) -> Any:
        return ROM.objects.get(slug=value) if name == "rom" else value


class AgreementLoader(ReferenceLoader):
    kind, model, key = "agreements", Agreement, "slug"

    def contents(self) -> dict[str, Content]:
        return {agreement.slug: _build_agreement_content(agreement) for agreement in read_agreements()}

    def link(self, changes: list[ReferenceChange]) -> None:
        for change in changes:
            update_relation(change.row.roms, change, "roms", _find_roms)
            update_relation(change.row.provinces, change, "provinces", _find_provinces)
            _update_signatories(change)


def _build_agreement_content(agreement: AgreementData) -> Content:
    return {
        "title_nl": agreement.title.nl,
        "title_en": agreement.title.en,
        "signed_on": agreement.signed_on.isoformat() if agreement.signed_on else None,
        "occasion": agreement.occasion,
        "place": agreement.place,
        "source": agreement.source,
        "roms": list(agreement.roms),
        "provinces": list(agreement.provinces),
        "signatories": [
            {"name": person.name, "office_nl": person.office.nl, "office_en": person.office.en, "order": order}
            for order, person in enumerate(agreement.signatories)
        ],
    }


def _find_roms(slugs: Iterable[str]) -> list[ROM]:
    return list(ROM.objects.filter(slug__in=slugs))


def _find_provinces(codes: Iterable[str]) -> list[Province]:
    return list(Province.objects.filter(code__in=codes))


def _update_signatories(change: ReferenceChange) -> None:
    names = {person["name"] for person in change.now["signatories"]}
    gone = [person["name"] for person in change.removed("signatories") if person["name"] not in names]
    change.row.signatories.filter(name__in=gone).delete()
    for person in change.added("signatories"):
        change.row.signatories.update_or_create(name=person["name"], defaults=person)
