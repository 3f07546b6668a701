"""Where the review of a challenge stands, for the page on which its ROM writes it."""

from collections.abc import Collection
from dataclasses import dataclass

from challenges.posting.history import sentence
from challenges.posting.models import Challenge
from challenges.posting.workflow import TIMED_STATES, State, Who
from challenges.posting.workflow_models import ChallengeMove
from portal.accounts.models import User

TOLD = 20  # moves, the last ones


@dataclass(frozen=True)
class Told:
    made: ChallengeMove
    sentence: str


@dataclass(frozen=True)
class Review:
    """refusal: the last word of the reviewer, until it is submitted again. needs_admin: nobody else of the ROM can."""

    history: list[Told]
    refusal: ChallengeMove | None
    is_mine: bool
    needs_admin: bool
    goes_back: bool

    @property
    def refused(self) -> str:
        return sentence(self.refusal) if self.refusal else ""


def review_of(challenge: Challenge, user: User, roles: Collection[Who], reviewers: frozenset[int]) -> Review:
    """One query. reviewers: the ids of who can approve it."""
    moves = list(challenge.moves.select_related("by").order_by("-at", "-pk")[:TOLD])
    last = moves[0] if moves else None
    is_unapproved = challenge.state in {State.DRAFT, State.IN_REVIEW}
    return Review(
        history=[Told(made, sentence(made)) for made in moves],
        refusal=last if last and last.name == "refuse" and challenge.state == State.DRAFT else None,
        is_mine=Who.WRITER in roles,
        needs_admin=is_unapproved and not reviewers - {_to_be_writer(challenge, user)},
        goes_back=challenge.state in TIMED_STATES,
    )


def _to_be_writer(challenge: Challenge, user: User) -> int:
    """Who looks at a draft is about to write at it; who looks at what waits may be the one who approves it."""
    return user.pk if challenge.state == State.DRAFT else 0
