"""The ROMs, the provinces and the agreements."""

from collections.abc import Iterable
from typing import Any

from portal import models
from portal.data import reading
from portal.services.reference.loading import Change, Content, Loader, relink


class ROMs(Loader):
    kind, model, key = "ROMs", models.ROM, "slug"

    def contents(self) -> dict[str, Content]:
        return {rom.slug: {"name": rom.name, "website": rom.website} for rom in reading.read_roms()}


class Provinces(Loader):
    kind, model, key = "provinces", models.Province, "code"

    def contents(self) -> dict[str, Content]:
        return {
            province.code: {"name_nl": province.name.nl, "name_en": province.name.en, "rom": province.rom}
            for province in reading.read_provinces()
        }

    def value(self, name: str, value: Any) -> Any:
        return models.ROM.objects.get(slug=value) if name == "rom" else value


class Agreements(Loader):
    kind, model, key = "agreements", models.Agreement, "slug"

    def contents(self) -> dict[str, Content]:
        return {agreement.slug: _agreement(agreement) for agreement in reading.read_agreements()}

    def link(self, changes: list[Change]) -> None:
        for change in changes:
            relink(change.row.roms, change, "roms", _roms)
            relink(change.row.provinces, change, "provinces", _provinces)
            _sign(change)


def _agreement(agreement: reading.Agreement) -> Content:
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


def _roms(slugs: Iterable[str]) -> list[models.ROM]:
    return list(models.ROM.objects.filter(slug__in=slugs))


def _provinces(codes: Iterable[str]) -> list[models.Province]:
    return list(models.Province.objects.filter(code__in=codes))


def _sign(change: Change) -> None:
    names = {person["name"] for person in change.now["signatories"]}
    gone = [person["name"] for person in change.removed("signatories") if person["name"] not in names]
    change.row.signatories.filter(name__in=gone).delete()
    for person in change.added("signatories"):
        change.row.signatories.update_or_create(name=person["name"], defaults=person)
