"""What changed in a company's list since its reader looked last: what came in or went out, points, closing times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from challenges.dashboard.visits import Earlier, Standing
from challenges.matching.models import Match
from challenges.matching.rule_texts import failed
from challenges.posting.display_status import Phase, phase_of
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui import dates, match_bar

POINT = 10  # tenths; smaller moves are no news


@dataclass(frozen=True)
class Change:
    challenge: Challenge
    sentence: str


def changes(
    earlier: Earlier, matches: list[Match], company: Company, user: User, vocabulary: Vocabulary, now: datetime
) -> list[Change]:
    """The best news first; nothing for who is here for the first time. One query, where something went out."""
    if earlier.at is None:
        return []
    here = {match.challenge_id for match in matches}
    told = [
        Change(match.challenge, sentence)
        for match in sorted(matches, key=lambda match: bool(match.failed_rule))
        if (sentence := _sentence(earlier.standings.get(match.challenge_id), match, company, vocabulary))
    ]
    return told + _gone(earlier.standings.keys() - here, user, now)


def _sentence(was: Standing | None, match: Match, company: Company, vocabulary: Vocabulary) -> str:
    """Empty where there is nothing to tell."""
    if match.failed_rule:
        return _of_nearly(was, match, company, vocabulary)
    points = match_bar.points(match.total)
    if was is None:
        return _("New in your list, with %(points)s points.") % {"points": points}
    if was.failed_rule:
        return _("You now meet all musts: %(points)s points.") % {"points": points}
    if abs(match.total - was.total) >= POINT:
        return _("From %(was)s to %(points)s points.") % {"was": match_bar.points(was.total), "points": points}
    return _of_deadline(was, match.challenge)


def _of_nearly(was: Standing | None, match: Match, company: Company, vocabulary: Vocabulary) -> str:
    if was is not None and not was.failed_rule:
        rule = failed(match.failed_rule, match.failed_technology_id, match.challenge, company, vocabulary)
        return _("No longer in your list. %(rule)s") % {"rule": rule.to_you}
    return _of_deadline(was, match.challenge) if was else ""


def _of_deadline(was: Standing, challenge: Challenge) -> str:
    moment = challenge.closes_at
    if not moment or not was.closes_at or datetime.fromisoformat(was.closes_at) == moment:
        return ""
    return _("Closes on %(moment)s now.") % {"moment": dates.moment(moment)}


def _gone(ids: Iterable[int], user: User, now: datetime) -> list[Change]:
    """Challenges that left the list; those that the reader may not see any more are not spoken of."""
    if not ids:
        return []
    left = Challenge.objects.visible_to(user).filter(pk__in=ids).order_by("-closes_at", "id")
    return [Change(challenge, _why_gone(challenge, now)) for challenge in left]


def _why_gone(challenge: Challenge, now: datetime) -> str:
    if phase_of(challenge, now) in {Phase.OPEN, Phase.UPCOMING}:
        return _("No longer among your best.")
    return _("Closed: it takes no answers any more.")
