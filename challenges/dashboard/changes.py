"""What changed in a company's list since its reader looked last: what came in or went out, points, closing times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from challenges.dashboard.visits import PreviousVisit, SeenMatch
from challenges.matching.match_texts import describe_failure
from challenges.matching.models import Match
from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_date_time
from portal.ui.match_bar import format_tenths

POINT = 10  # tenths; smaller moves are no news


@dataclass(frozen=True)
class MatchChange:
    challenge: Challenge
    sentence: str


def list_match_changes(
    earlier: PreviousVisit, matches: list[Match], company: Company, user: User, vocabulary: Vocabulary, now: datetime
) -> list[MatchChange]:
    """The best news first; nothing for who is here for the first time. One query, where something went out."""
    if earlier.at is None:
        return []
    here = {match.challenge_id for match in matches}
    told = [
        MatchChange(match.challenge, sentence)
        for match in sorted(matches, key=lambda match: bool(match.failed_rule))
        if (sentence := _describe_match_change(earlier.standings.get(match.challenge_id), match, company, vocabulary))
    ]
    return told + _list_lost_matches(earlier.standings.keys() - here, user, now)


def _describe_match_change(was: SeenMatch | None, match: Match, company: Company, vocabulary: Vocabulary) -> str:
    """Empty where there is nothing to tell."""
    if match.failed_rule:
        return _describe_near_miss_change(was, match, company, vocabulary)
    points = format_tenths(match.total)
    if was is None:
        return _("New in your list, with %(points)s points.") % {"points": points}
    if was.failed_rule:
        return _("You now meet all musts: %(points)s points.") % {"points": points}
    if abs(match.total - was.total) >= POINT:
        return _("From %(was)s to %(points)s points.") % {"was": format_tenths(was.total), "points": points}
    return _describe_deadline_change(was, match.challenge)


def _describe_near_miss_change(was: SeenMatch | None, match: Match, company: Company, vocabulary: Vocabulary) -> str:
    if was is not None and not was.failed_rule:
        rule = describe_failure(match.failed_rule, match.failed_technology_id, match.challenge, company, vocabulary)
        return _("No longer in your list. %(rule)s") % {"rule": rule.to_you}
    return _describe_deadline_change(was, match.challenge) if was else ""


def _describe_deadline_change(was: SeenMatch, challenge: Challenge) -> str:
    moment = challenge.closes_at
    if not moment or not was.closes_at or datetime.fromisoformat(was.closes_at) == moment:
        return ""
    return _("Closes on %(moment)s now.") % {"moment": format_date_time(moment)}


def _list_lost_matches(ids: Iterable[int], user: User, now: datetime) -> list[MatchChange]:
    """Challenges that left the list; those that the reader may not see any more are not spoken of."""
    if not ids:
        return []
    left = Challenge.objects.visible_to(user).filter(pk__in=ids).order_by("-closes_at", "id")
    return [MatchChange(challenge, _explain_lost_match(challenge, now)) for challenge in left]


def _explain_lost_match(challenge: Challenge, now: datetime) -> str:
    if get_phase(challenge, now) in {ChallengePhase.OPEN, ChallengePhase.UPCOMING}:
        return _("No longer among your best.")
    return _("Closed: it takes no answers any more.")
