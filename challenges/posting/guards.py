"""What must be true before a challenge moves, and the sentence that is said where it is not."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.posting.annex_redaction import leaks_of
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.workflow import Move, Need

Test = Callable[[Challenge, str, datetime], bool]


def missing(
    challenge: Challenge, move: Move, reason: str, now: datetime, confirmed: Collection[Need] = ()
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


def _asks_something(challenge: Challenge, _reason: str, _now: datetime) -> bool:
    return Requirement.objects.counting().filter(challenge=challenge).exists()


def _is_announced(challenge: Challenge, _reason: str, now: datetime) -> bool:
    announced, opens = challenge.pre_release_at, challenge.opens_at
    return bool(announced and opens and announced <= now < opens)


_TESTS: dict[Need, Test] = {
    Need.TEXT: _has_text,
    Need.DATES: _has_dates,
    Need.DEADLINE_AHEAD: _has_deadline_ahead,
    Need.REQUIREMENT: _asks_something,
    Need.NO_LEAK: lambda challenge, _reason, _now: not leaks_of(challenge),
    Need.REASON: lambda _challenge, reason, _now: bool(reason.strip()),
    Need.ANNOUNCEMENT_DUE: _is_announced,
    Need.OPENING_DUE: lambda challenge, _reason, now: bool(challenge.opens_at and challenge.opens_at <= now),
    Need.CLOSING_DUE: lambda challenge, _reason, now: bool(challenge.closes_at and challenge.closes_at <= now),
}
_SENTENCES: dict[Need, str | Promise] = {
    Need.TEXT: _("Give it a title and a text in the same language first."),
    Need.DATES: _("Give it an opening date and a deadline first."),
    Need.DEADLINE_AHEAD: _("Its deadline is past. Choose a later one first."),
    Need.REQUIREMENT: _("Ask at least one technology first."),
    Need.NO_LEAK: _("Phrases of the annex stand where more people read them. Say by the box that they may stay."),
    Need.REASON: _("Say why, so that the writer can mend it."),
    Need.ANNOUNCEMENT_DUE: _("The moment of its announcement has not come, or its opening has."),
    Need.OPENING_DUE: _("Its opening has not come yet."),
    Need.CLOSING_DUE: _("Its deadline has not come yet."),
}
