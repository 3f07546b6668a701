"""What the ROM can do with the state of a challenge, as buttons."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from challenges.states import may_move

State = Challenge.State
LABELS = {
    State.OPEN: _("Publish"),
    State.EVALUATING: _("Close and evaluate"),
    State.DECIDED: _("Mark as decided"),
    State.ARCHIVED: _("Archive"),
    State.DRAFT: _("Back to draft"),
    State.WITHDRAWN: _("Withdraw"),
}
DONE = {
    State.OPEN: _("The challenge is published."),
    State.EVALUATING: _("The challenge is closed for answers."),
    State.DECIDED: _("The challenge is marked as decided."),
    State.ARCHIVED: _("The challenge is archived."),
    State.DRAFT: _("The challenge is a draft again."),
    State.WITHDRAWN: _("The challenge is withdrawn; only your own ROM sees it."),
}


@dataclass(frozen=True)
class Move:
    state: str
    label: str


def moves_of(challenge: Challenge) -> list[Move]:
    """The moves that its life allows now, the usual one first."""
    return [Move(state.value, str(label)) for state, label in LABELS.items() if may_move(challenge.state, state)]
