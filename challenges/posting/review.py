"""Where the review of a challenge stands, for the page on which its ROM writes it."""

from collections.abc import Collection
from dataclasses import dataclass

from challenges.posting.history import describe_challenge_move
from challenges.posting.models import Challenge
from challenges.posting.workflow import TIMED_STATES, ChallengeActor, ChallengeState
from challenges.posting.workflow_models import ChallengeMove
from portal.accounts.models import User

TOLD = 20  # moves, the last ones


@dataclass(frozen=True)
class ReviewEvent:
    made: ChallengeMove
    sentence: str


@dataclass(frozen=True)
class ReviewStatus:
    """refusal: the last word of the reviewer, until it is submitted again. needs_admin: nobody else of the ROM can."""

    history: list[ReviewEvent]
    refusal: ChallengeMove | None
    is_mine: bool
    needs_admin: bool
    goes_back: bool

    @property
    def refused(self) -> str:
        return describe_challenge_move(self.refusal) if self.refusal else ""


def get_review_status(
    challenge: Challenge, user: User, roles: Collection[ChallengeActor], reviewers: frozenset[int]
) -> ReviewStatus:
    """One query. reviewers: the ids of who can approve it."""
    moves = list(challenge.moves.select_related("by").order_by("-at", "-pk")[:TOLD])
    last = moves[0] if moves else None
    is_unapproved = challenge.state in {ChallengeState.DRAFT, ChallengeState.IN_REVIEW}
    return ReviewStatus(
        history=[ReviewEvent(made, describe_challenge_move(made)) for made in moves],
        refusal=last if last and last.name == "refuse" and challenge.state == ChallengeState.DRAFT else None,
        is_mine=ChallengeActor.WRITER in roles,
        needs_admin=is_unapproved and not reviewers - {_get_expected_writer(challenge, user)},
        goes_back=challenge.state in TIMED_STATES,
    )


def _get_expected_writer(challenge: Challenge, user: User) -> int:
    """Who looks at a draft is about to write at it; who looks at what waits may be the one who approves it."""
    return user.pk if challenge.state == ChallengeState.DRAFT else 0
