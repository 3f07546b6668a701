"""The history of a challenge, told in sentences."""

from django.utils.translation import gettext as _

from challenges.posting.workflow import find_transitions
from challenges.posting.workflow_models import ChallengeMove


def describe_challenge_move(made: ChallengeMove) -> str:
    """Who did what, in the words of the table; the reason stands beside it."""
    told = next(move.told for move in find_transitions(made.source, made.target) if move.name == made.name)
    return str(told) % {"who": made.by or _("Somebody who has left")}
