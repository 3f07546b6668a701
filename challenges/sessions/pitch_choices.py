"""Challenges that may still be pitched at a session, to choose from: searched, and of one's own ROM alone if wanted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, When

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.posting.search import SEARCH
from challenges.posting.status_chips import StatusChip, get_status_chip
from challenges.posting.workflow import CLOSED_STATES
from challenges.sessions.models import Session
from portal.accounts.models import User
from portal.search.full_text import build_ids_condition
from portal.technologies.vocabulary import Vocabulary

MOST = 20
LONGEST = 200


@dataclass(frozen=True)
class PitchChoice:
    """number: how many there are; `challenges` holds the first of them, each with its state where worth telling."""

    words: str
    own: bool
    number: int
    challenges: list[tuple[Challenge, StatusChip | None]]

    @property
    def is_asked(self) -> bool:
        return bool(self.words or self.own)


def list_pitch_choices(session: Session, user: User, words: str, *, own: bool, now: datetime) -> PitchChoice:
    """Those of one's own ROM first, closed ones last, then by name; what was found by words, closest first."""
    words = words.strip()[:LONGEST]
    found = Challenge.objects.visible_to(user).exclude(pitches__session=session)
    is_own = build_ownership_condition(Challenge, user.rom_id)
    if own:
        found = found.filter(is_own)
    if words:
        found = SEARCH.closest_first(
            found.filter(build_ids_condition(SEARCH.find(words, found, Vocabulary.load()))), words
        )
    else:
        rank = Case(When(state__in=CLOSED_STATES, then=2), When(is_own, then=0), default=1)
        found = found.order_by(rank, "title_nl", "pk")
    shown = found.select_related("rom")[:MOST]
    return PitchChoice(words, own, found.count(), [(each, get_status_chip(each, now)) for each in shown])
