"""What the list of challenges and the page of one challenge show, in so far as it is the same for everyone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, TextChoices
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.matching.match_texts import describe_failure
from challenges.matching.models import Match
from challenges.posting.annex_models import Annex
from challenges.posting.display_status import ChallengePhase, can_open_on_approval, get_phase
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.status_chips import ChallengeFact, StatusChip, get_closing_label, get_status_chip
from challenges.posting.workflow import HIDDEN_STATES, ChallengeState
from challenges.sessions.models import Session
from companies.profiles.models import Company
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_date_time, format_day

TECHNOLOGIES_SHOWN = 4
UNPUBLISHED = (ChallengePhase.DRAFT, ChallengePhase.IN_REVIEW, ChallengePhase.SCHEDULED, ChallengePhase.OPEN)
PUBLISHED = (ChallengePhase.DRAFT, ChallengePhase.OPEN, ChallengePhase.CLOSED, ChallengePhase.DECIDED)
ANNOUNCED = (ChallengePhase.UPCOMING, *PUBLISHED[1:])
STEPS = {
    ChallengePhase.DRAFT: gettext_lazy("Draft"),
    ChallengePhase.IN_REVIEW: gettext_lazy("Review"),
    ChallengePhase.SCHEDULED: gettext_lazy("Scheduled"),
    ChallengePhase.UPCOMING: gettext_lazy("Announced"),
    ChallengePhase.OPEN: gettext_lazy("Open"),
    ChallengePhase.CLOSED: gettext_lazy("Evaluation"),
    ChallengePhase.DECIDED: gettext_lazy("Decided"),
}


@dataclass(frozen=True)
class ChallengeListRow:
    challenge: Challenge
    chip: StatusChip | None
    technologies: list[str]
    match: Match | None
    fails: str


def annotate_requirements(queryset: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `asked`: the ids of the technologies asked for, musts first."""
    asked = Requirement.objects.counting().filter(challenge=OuterRef("pk")).order_by("necessity", "-weight", "id")
    return queryset.annotate(asked=ArraySubquery(asked.values("technology")))


def build_challenge_rows(
    challenges: Iterable[Challenge], company: Company | None, vocabulary: Vocabulary, now: datetime
) -> list[ChallengeListRow]:
    """One query, for the company's own matches."""
    challenges = list(challenges)
    own = Match.objects.filter(company=company, challenge__in=challenges) if company else Match.objects.none()
    matches = {match.challenge_id: match for match in own}
    return [
        _build_challenge_row(challenge, matches.get(challenge.pk), company, vocabulary, now) for challenge in challenges
    ]


def _build_challenge_row(
    challenge: Challenge, match: Match | None, company: Company | None, vocabulary: Vocabulary, now: datetime
) -> ChallengeListRow:
    fails = ""
    if match and company and match.failed_rule:
        rule = describe_failure(match.failed_rule, match.failed_technology_id, challenge, company, vocabulary)
        fails = rule.to_you
    technologies = vocabulary.labels(challenge.asked)[:TECHNOLOGIES_SHOWN]
    return ChallengeListRow(challenge, get_status_chip(challenge, now), technologies, match, fails)


@dataclass(frozen=True)
class StatusStep:
    """A state in the life of a challenge: passed, current, or still to come."""

    label: str
    passed: bool
    current: bool


def build_status_steps(challenge: Challenge, now: datetime) -> list[StatusStep]:
    """Four: until it is published those that lead there, then those that follow. None for one that was withdrawn."""
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.WITHDRAWN:
        return []
    shown = UNPUBLISHED if phase in UNPUBLISHED[:3] else ANNOUNCED if challenge.pre_release_at else PUBLISHED
    place = shown.index(phase if phase in shown else ChallengePhase.OPEN)
    return [StatusStep(str(STEPS[each]), at < place, at == place) for at, each in enumerate(shown)]


def list_challenge_facts(challenge: Challenge, sessions: Iterable[Session], now: datetime) -> list[ChallengeFact]:
    found = [ChallengeFact(_("Asked by"), challenge.get_branch_display())]
    found += _list_opening_facts(challenge, now)
    if challenge.closes_at:
        found.append(ChallengeFact(get_closing_label(challenge, now), format_date_time(challenge.closes_at)))
    found += [
        ChallengeFact(_("Session"), format_session_line(session), session.get_absolute_url()) for session in sessions
    ]
    if challenge.budget_eur is not None:
        found.append(ChallengeFact(_("Budget"), _("€ %(amount)s") % {"amount": number_format(challenge.budget_eur)}))
    if challenge.visibility != Challenge.Visibility.PUBLIC:
        found.append(ChallengeFact(_("Visible to"), challenge.get_visibility_display()))
    if challenge.source:
        found.append(ChallengeFact(_("Source"), challenge.source))
    return found


def _list_opening_facts(challenge: Challenge, now: datetime) -> list[ChallengeFact]:
    """When it opens or was posted, and the ROM. What nobody approved was not posted, whatever its date says; and what
    was withdrawn may never have been."""
    by_rom = [ChallengeFact(_("ROM"), str(challenge.rom))] if challenge.rom else []
    if not challenge.opens_at:
        return by_rom
    on = format_day(challenge.opens_at, "year")
    if can_open_on_approval(challenge, now):
        return [ChallengeFact(_("Opens"), _("as soon as it is approved")), *by_rom]
    is_ahead = challenge.opens_at > now
    if challenge.state == ChallengeState.WITHDRAWN or (challenge.state in HIDDEN_STATES and not is_ahead):
        return [ChallengeFact(_("Opening date"), on), *by_rom]
    said = _("%(day)s, by %(rom)s") % {"day": on, "rom": challenge.rom} if challenge.rom else on
    return [ChallengeFact(_("Opens") if is_ahead else _("Posted"), said)]


def format_session_line(session: Session) -> str:
    return _("%(session)s, %(day)s") % {"session": session, "day": format_day(session.starts_at, "year")}


class PreviewAudience(TextChoices):
    """Named as the audiences, from wide to narrow: each sees what is for itself or for a wider one."""

    VISITOR = "public", gettext_lazy("A visitor")
    REGISTERED = "registered", gettext_lazy("A company with an account")
    VETTED = "vetted", gettext_lazy("A vetted company")
    INVITED = "invited", gettext_lazy("An invited company")

    @property
    def in_a_sentence(self) -> str:
        return str(self.label)[:1].lower() + str(self.label)[1:]

    @property
    def is_signed_in(self) -> bool:
        return self != PreviewAudience.VISITOR

    def sees(self, thing: Challenge | Annex) -> bool:
        """Once the challenge is published."""
        order = Challenge.Visibility.values
        return order.index(self.value) >= order.index(thing.visibility)


@dataclass(frozen=True)
class PreviewLink:
    label: str
    url: str
    is_current: bool


def build_preview_links(challenge: Challenge, current: PreviewAudience | None = None) -> list[PreviewLink]:
    page = reverse("challenges:challenge_preview", args=[challenge.slug])
    return [PreviewLink(str(each.label), f"{page}?as={each}", each == current) for each in PreviewAudience]
