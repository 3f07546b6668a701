"""What the map tells of challenges that the reader may not open."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from challenges.dashboard.hidden_demand import Cell
from challenges.posting.models import Challenge
from portal.technologies.models import Technology
from portal.technologies.vocabulary import Vocabulary

Visibility = Challenge.Visibility


@dataclass(frozen=True)
class Hidden:
    rom: str
    technology: str
    sentence: str


def lines(told: dict[Cell, int], vocabulary: Vocabulary, technology: Technology | None) -> list[Hidden]:
    """Of one technology the cells of the broadest one above it: a narrower one is never counted apart."""
    broadest = _broadest(vocabulary, technology)
    found = (
        Hidden(cell.rom, vocabulary.label(cell.technology), _sentence(cell.audience, number))
        for cell, number in told.items()
        if cell.technology in vocabulary.by_id and broadest in {None, cell.technology}
    )
    return sorted(found, key=lambda line: (line.rom, line.technology, line.sentence))


def _broadest(vocabulary: Vocabulary, technology: Technology | None) -> int | None:
    return None if technology is None else [technology.pk, *vocabulary.above(technology.pk)][-1]


def _sentence(audience: str, number: int) -> str:
    if audience == Visibility.REGISTERED:
        return _("at least %(number)d for everyone with an account") % {"number": number}
    return _("at least %(number)d for vetted companies") % {"number": number}
