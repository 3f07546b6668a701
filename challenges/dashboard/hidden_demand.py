"""What the map says of challenges that the reader may not open. See docs/adr/0023."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.permissions import list_closed_audiences
from challenges.posting.requirement_models import Requirement
from portal.accounts.models import User
from portal.core.small_counts import suppress_small_counts
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary


class DemandCell(NamedTuple):
    """What is counted apart: no published number spans two cells."""

    audience: str
    rom: str
    technology: int  # one of the broadest: the vocabulary has none above it


@dataclass(frozen=True)
class HiddenDemandLine:
    rom: str
    technology: str
    sentence: str


def count_hidden_demand(user: User | AnonymousUser, now: datetime) -> dict[DemandCell, int]:
    """Count by cell the challenges that were open when this month began; a number means "at least so many".

    Leaves out what the reader may open. Everyone who may not open the challenges of an audience gets the same numbers;
    `suppress_small_counts` leaves out the small ones.
    """
    audiences = list_closed_audiences(user)
    if not audiences:
        return {}
    hidden = filter_open_at_month(now).filter(visibility__in=audiences, rom__isnull=False)
    broadest = Coalesce("technology__parent__parent", "technology__parent", "technology")
    rows = Requirement.objects.counting().filter(challenge__in=hidden).order_by().annotate(broadest=broadest)
    cells = rows.values_list("challenge__visibility", "challenge__rom__name", "broadest")
    counted = cells.annotate(number=Count("challenge", distinct=True))
    return suppress_small_counts(
        {DemandCell(audience, rom, technology): number for audience, rom, technology, number in counted}
    )


def filter_open_at_month(now: datetime) -> QuerySet[Challenge]:
    """Filter by one moment a month, so that a daily reader cannot see which challenge made a number large enough."""
    began = get_month_start(now)
    return Challenge.objects.published().filter(opens_at__lte=began, closes_at__gt=began)


def get_month_start(now: datetime) -> datetime:
    """Return midnight in Amsterdam on the first of the month."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def build_hidden_lines(
    counts: dict[DemandCell, int], vocabulary: Vocabulary, technology: Technology | None
) -> list[HiddenDemandLine]:
    """Build a line for each cell; of one technology those of the broadest above it, which is all that is counted."""
    broadest = [technology.pk, *vocabulary.above(technology.pk)][-1] if technology else None
    lines = []
    for cell, number in counts.items():
        if cell.technology in vocabulary.by_id and broadest in {None, cell.technology}:
            sentence = (
                _("at least %(number)d for everyone with an account")
                if cell.audience == Challenge.Visibility.REGISTERED
                else _("at least %(number)d for vetted companies")
            )
            label = vocabulary.label(cell.technology)
            lines.append(HiddenDemandLine(cell.rom, label, sentence % {"number": number}))
    return sorted(lines, key=lambda line: (line.rom, line.technology, line.sentence))
