"""What the examples name of the reference data, without its texts."""

from challenges.demo.files import read_challenges, read_companies, read_sessions
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology


def create_reference():
    tables = [*read_companies().values(), *read_challenges().values()]
    slugs = {
        entry["slug"] for table in tables for entry in [*table.get("technologies", []), *table.get("requirements", [])]
    }
    Technology.objects.bulk_create(Technology(slug=slug, label_nl=slug, label_en=slug) for slug in slugs)
    roms = {table["rom"] for table in [*tables, *read_sessions().values()] if "rom" in table}
    ROM.objects.bulk_create(ROM(slug=slug, name=slug) for slug in sorted(roms))
    first = ROM.objects.get(slug="horizon-flevoland")
    codes = {table["province"] for table in tables if "province" in table}
    Province.objects.bulk_create(Province(code=code, name_nl=code, name_en=code, rom=first) for code in codes)
