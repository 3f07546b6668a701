"""What must be true before a challenge moves, and the sentence that is said where it is not."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.posting.annex_redaction import find_annex_leaks
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.workflow import ChallengeTransition, TransitionGuard

Test = Callable[[Challenge, str, datetime], bool]


def list_unmet_needs(
    challenge: Challenge,
    move: ChallengeTransition,
    reason: str,
    now: datetime,
    confirmed: Collection[TransitionGuard] = (),
) -> list[str]:
    """What keeps this move from being made, each in a sentence; what was `confirmed` by a person is not looked at."""
    needs = [need for need in move.needs if need not in confirmed]
    return [str(_SENTENCES[need]) for need in needs if not _TESTS[need](challenge, reason, now)]


def _has_text(challenge: Challenge, _reason: str, _now: datetime) -> bool:
    in_dutch = challenge.title_nl and challenge.teaser_nl
    return bool(in_dutch or (challenge.title_en and challenge.teaser_en))


def _has_dates(challenge: Challenge, _reason: str, _now: datetime) -> bool:
    return bool(challenge.opens_at and challenge.closes_at)


def _has_deadline_ahead(challenge: Challenge, _reason: str, now: datetime) -> bool:
    return challenge.closes_at is None or challenge.closes_at > now


def _has_requirements(challenge: Challenge, _reason: str, _now: datetime) -> bool:
    return Requirement.objects.counting().filter(challenge=challenge).exists()


def _is_announced(challenge: Challenge, _reason: str, now: datetime) -> bool:
    announced, opens = challenge.pre_release_at, challenge.opens_at
    return bool(announced and opens and announced <= now < opens)


_TESTS: dict[TransitionGuard, Test] = {
    TransitionGuard.TEXT: _has_text,
    TransitionGuard.DATES: _has_dates,
    TransitionGuard.DEADLINE_AHEAD: _has_deadline_ahead,
    TransitionGuard.REQUIREMENT: _has_requirements,
    TransitionGuard.NO_LEAK: lambda challenge, _reason, _now: not find_annex_leaks(challenge),
    TransitionGuard.REASON: lambda _challenge, reason, _now: bool(reason.strip()),
    TransitionGuard.ANNOUNCEMENT_DUE: _is_announced,
    TransitionGuard.OPENING_DUE: lambda challenge, _reason, now: bool(challenge.opens_at and challenge.opens_at <= now),
    TransitionGuard.CLOSING_DUE: lambda challenge, _reason, now: bool(
        challenge.closes_at and challenge.closes_at <= now
    ),
}
_SENTENCES: dict[TransitionGuard, str | Promise] = {
    TransitionGuard.TEXT: _("Give it a title and a text in the same language first."),
    TransitionGuard.DATES: _("Give it an opening date and a deadline first."),
    TransitionGuard.DEADLINE_AHEAD: _("Its deadline is past. Choose a later one first."),
    TransitionGuard.REQUIREMENT: _("Ask at least one technology first."),
    TransitionGuard.NO_LEAK: _(
        "Phrases of the annex stand where more people read them. Say by the box that they may stay."
    ),
    TransitionGuard.REASON: _("Say why, so that the writer can mend it."),
    TransitionGuard.ANNOUNCEMENT_DUE: _("The moment of its announcement has not come, or its opening has."),
    TransitionGuard.OPENING_DUE: _("Its opening has not come yet."),
    TransitionGuard.CLOSING_DUE: _("Its deadline has not come yet."),
}
