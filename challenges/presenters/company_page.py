"""A company's own start: the challenges that fit, those that nearly do, and what waits for its people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Challenge, Match, Requirement
from challenges.phases import Phase, phase_of
from challenges.presenters.challenge_list import Chip, chip
from challenges.presenters.reasons import reason_to_you
from challenges.presenters.rules import Rule, failed
from companies.models import Company, CompanyTechnology
from companies.presenters.freshness import asks_whether_true
from companies.presenters.wizard import MATURITY, TECHNOLOGIES, TEXT, WHO, url_of
from portal.models import User
from portal.models.evidence import KnownAs
from portal.vocabulary import Vocabulary

CHOICES = 100  # of which one can still be found in a list to choose from


@dataclass(frozen=True)
class OwnRow:
    rank: int
    match: Match
    reason: str
    chip: Chip | None


@dataclass(frozen=True)
class OwnNearly:
    match: Match
    rule: Rule


@dataclass(frozen=True)
class Waiting:
    """Something that only this company's people can do."""

    title: str
    text: str
    url: str
    action: str


def own_matches(company: Company, user: User) -> list[Match]:
    """Those with challenges that the reader may see, ranked ones and nearly ones, best first; two queries."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    visible = Match.objects.of_company(company).filter(challenge__in=Challenge.objects.visible_to(user))
    return list(visible.select_related("challenge__rom").defer("challenge__search").prefetch_related(asked))


def rows(
    ranked: Sequence[tuple[int, Match]], offered: Iterable[int], vocabulary: Vocabulary, now: datetime
) -> list[OwnRow]:
    mine = set(offered)
    return [
        OwnRow(
            rank,
            match,
            reason_to_you(match, match.challenge.asked, mine, vocabulary),
            chip(match.challenge, now),
        )
        for rank, match in ranked
    ]


def nearly(matches: Iterable[Match], company: Company, vocabulary: Vocabulary, now: datetime) -> list[OwnNearly]:
    """Challenges that can still be answered and ask for one thing that is not there."""
    return [
        OwnNearly(match, failed(match.failed_rule, match.failed_technology_id, match.challenge, company, vocabulary))
        for match in matches
        if match.failed_rule and phase_of(match.challenge, now) in {Phase.OPEN, Phase.UPCOMING}
    ]


def not_listed(user: User, ranked: Iterable[Match], now: datetime) -> list[Challenge]:
    """The challenges to ask "why not me?" about: open, visible, and not among the own matches; closing first."""
    listed = [match.challenge_id for match in ranked]
    found = Challenge.objects.visible_to(user).open_at(now).exclude(pk__in=listed).order_by("closes_at", "id")
    return list(found.only("slug", "title_nl", "title_en")[:CHOICES])


def waiting(company: Company, links: Sequence[CompanyTechnology]) -> list[Waiting]:
    """What would make the matches better, the biggest gain first."""
    found = []
    if question := asks_whether_true(company, timezone.now()):
        confirm = reverse("companies:company_confirm", args=[company.slug])
        found.append(Waiting(_("Say whether your profile is still true"), question, confirm, _("Look and answer")))
    if not (company.text_nl or company.text_en):
        found.append(
            Waiting(
                _("Tell what you make"), _("Without a text no challenge finds you."), url_of(company, TEXT), _("Write")
            )
        )
    if number := sum(link.known_as == KnownAs.PROPOSED for link in links):
        title = ngettext("%(number)d technology to confirm", "%(number)d technologies to confirm", number)
        text = _("Found in your text. Until you say yes, each counts for less.")
        found.append(Waiting(title % {"number": number}, text, url_of(company, TECHNOLOGIES), _("Say yes or no")))
    if company.trl is None:
        text = _("Without a level you miss points, and every challenge that asks for one.")
        found.append(Waiting(_("Say how far your product is"), text, url_of(company, MATURITY), _("Fill in")))
    if company.province is None:
        text = _("Then your own region counts, and your ROM finds you.")
        found.append(Waiting(_("Say in which province you are"), text, url_of(company, WHO), _("Fill in")))
    return found
