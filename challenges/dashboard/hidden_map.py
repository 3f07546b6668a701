"""What the map tells of challenges that the reader may not open."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.dashboard.hidden_demand import DemandCell
from challenges.posting.models import Challenge
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

Visibility = Challenge.Visibility


@dataclass(frozen=True)
class HiddenDemandLine:
    rom: str
    technology: str
    sentence: str


def build_hidden_lines(
    told: dict[DemandCell, int], vocabulary: Vocabulary, technology: Technology | None
) -> list[HiddenDemandLine]:
    """Of one technology the cells of the broadest one above it: a narrower one is never counted apart."""
    broadest = _get_broadest_technology(vocabulary, technology)
    found = (
        HiddenDemandLine(cell.rom, vocabulary.label(cell.technology), _format_hidden_count(cell.audience, number))
        for cell, number in told.items()
        if cell.technology in vocabulary.by_id and broadest in {None, cell.technology}
    )
    return sorted(found, key=lambda line: (line.rom, line.technology, line.sentence))


def _get_broadest_technology(vocabulary: Vocabulary, technology: Technology | None) -> int | None:
    return None if technology is None else [technology.pk, *vocabulary.above(technology.pk)][-1]


def _format_hidden_count(audience: str, number: int) -> str:
    if audience == Visibility.REGISTERED:
        return _("at least %(number)d for everyone with an account") % {"number": number}
    return _("at least %(number)d for vetted companies") % {"number": number}
