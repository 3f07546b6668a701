"""What the pages about exposure ask for: whose lists, of which quarter."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict

from challenges.exposure.quarters import Quarter
from challenges.posting.models import Challenge, ChallengeQuerySet
from challenges.posting.ownership import build_ownership_condition
from portal.accounts.models import User
from portal.regions.models import ROM

QUARTERS = 5  # the running one and those before, to choose from


@dataclass(frozen=True)
class ExposureScope:
    """The lists that are counted, each of which the reader may open. rom: whose; None: of all, for an admin."""

    challenges: ChallengeQuerySet
    rom: ROM | None
    roms: list[ROM]
    quarter: Quarter
    now: datetime

    @classmethod
    def of(cls, user: User, query: QueryDict, now: datetime) -> "ExposureScope":
        """What the address asks for, as far as it makes sense; an admin chooses whose."""
        latest = Quarter.of(now)
        quarter = Quarter.read(query.get("quarter", "")) or latest
        roms = list(ROM.objects.order_by("name")) if user.is_superuser else []
        chosen = next((rom for rom in roms if rom.slug == query.get("rom")), None)
        owned = Challenge.objects.owned_by(user)
        challenges = owned.filter(build_ownership_condition(Challenge, chosen.pk)) if chosen else owned
        return cls(challenges, chosen or user.rom, roms, min(quarter, latest), now)

    @property
    def quarters(self) -> list[Quarter]:
        """The running one first."""
        found = [Quarter.of(self.now)]
        while len(found) < QUARTERS:
            found.append(found[-1].before())
        return found

    @property
    def is_running(self) -> bool:
        return self.quarter == Quarter.of(self.now)

    @property
    def year(self) -> int:
        """The year that ages are counted in."""
        return self.quarter.year

    @property
    def address(self) -> str:
        asked = {"quarter": self.quarter.code} | ({"rom": self.rom.slug} if self.rom and self.roms else {})
        return urlencode(asked)
