"""Who read what is not for everyone, day by day, for the company's own people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from companies.profiles.models import Company
from companies.profiles.visibility_models import ProfileGroup

SHOWN = 50


@dataclass(frozen=True)
class ProfileReaderRow:
    day: date
    who: str
    what: str
    times: int


def list_profile_readers(company: Company) -> list[ProfileReaderRow]:
    """One query; the latest days first, a person who read the same twice in a day once."""
    rows = (
        company.readings.annotate(day=TruncDate("read_at"))
        .values("day", "group", "user__name", "user__is_superuser", "rom__name")
        .annotate(times=Count("pk"))
        .order_by("-day", "rom__name", "user__name", "group")
    )
    return [
        ProfileReaderRow(row["day"], _describe_profile_reader(row), str(ProfileGroup(row["group"]).label), row["times"])
        for row in rows[:SHOWN]
    ]


def _describe_profile_reader(row: dict[str, object]) -> str:
    """By the function in which they read it; an account that is gone leaves its ROM."""
    place = row["rom__name"] or (_("administration of the site") if row["user__is_superuser"] else "")
    return ", ".join(str(part) for part in (row["user__name"] or _("Somebody"), place) if part)
