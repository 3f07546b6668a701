"""Who read the annex of a challenge, for the ROMs that own it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from challenges.posting.annex_models import Annex, AnnexReading

SHOWN = 50


@dataclass(frozen=True)
class AnnexReader:
    at: datetime
    who: str
    is_of_now: bool  # read as it stands now, and not an earlier text


def list_annex_readers(annex: Annex) -> list[AnnexReader]:
    """The last ones; one query."""
    readings = AnnexReading.objects.filter(annex=annex.pk).select_related("user", "company", "rom")[:SHOWN]
    return [AnnexReader(each.read_at, _describe_reader(each), each.version == annex.version) for each in readings]


def _describe_reader(reading: AnnexReading) -> str:
    """By what they read it for; an account or a company that is gone leaves its place open."""
    user = reading.user
    if reading.company or reading.rom:
        place = str(reading.company or reading.rom)
    else:
        place = _("site administration") if user and user.is_superuser else ""
    return ", ".join(part for part in (user.name if user else _("Someone"), place) if part)
