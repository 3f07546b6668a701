"""What the ROM's own challenges wait for: approval, a deadline, decisions, an introduction, an end to a draft."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.dashboard.staff.items import WEEK, DashboardItem, ItemKind
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import get_last_answer_day
from challenges.matching.models import Decision, Match
from challenges.posting.models import Challenge, ChallengeMove, ChallengeQuerySet, ChallengeWriter
from challenges.posting.requirement_models import Requirement
from challenges.posting.workflow import DATED_STATES, MATCHABLE_STATES, ChallengeState
from challenges.responses.models import Response, Submission
from challenges.responses.reading_models import Reading
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs
from portal.ui.dates import format_day

REASON_SHOWN = 80  # characters of a refusal
FITTING = Match.objects.filter(challenge=OuterRef("pk"), in_challenge_top=True, failed_rule="")
PROPOSED = Requirement.objects.filter(challenge=OuterRef("pk"), known_as=KnownAs.PROPOSED)
LAST_MOVE = ChallengeMove.objects.filter(challenge=OuterRef("pk")).order_by("-at", "-pk")


def filter_own_challenges(user: User) -> ChallengeQuerySet:
    return Challenge.objects.owned_by(user).defer("teaser_nl", "teaser_en")


# --- approval ---


def list_review_items(user: User) -> Iterator[DashboardItem]:
    """List the challenges to approve and those to change, the longest waiting first. One query.

    A challenge without history waits since it was changed.
    """
    found = find_reviews_to_approve(user) | find_rejected_drafts(user)
    last = {"last_at": Subquery(LAST_MOVE.values("at")[:1]), "reason": Subquery(LAST_MOVE.values("reason")[:1])}
    rows: QuerySet[Any] = found.annotate(**last).order_by(F("last_at").asc(nulls_last=True), "pk")
    for challenge in rows:
        kind, note, action, fragment = (
            (ItemKind.APPROVE, _("A colleague asks for your approval"), _("Read"), "#state")
            if challenge.state == ChallengeState.IN_REVIEW
            else (ItemKind.MEND, Truncator(challenge.reason or "").chars(REASON_SHOWN), _("Mend"), "")
        )
        yield DashboardItem(
            *(kind, str(challenge), challenge.get_absolute_url()),
            note=note,
            action=action,
            action_url=reverse("challenges:challenge_edit", args=[challenge.slug]) + fragment,
            since=challenge.last_at or challenge.updated_at,
        )


def find_reviews_to_approve(user: User) -> QuerySet[Challenge]:
    """Find what colleagues submitted: nobody approves a challenge that they wrote."""
    written = ChallengeWriter.objects.filter(challenge=OuterRef("pk"), user=user)
    return filter_own_challenges(user).filter(~Exists(written), state=ChallengeState.IN_REVIEW)


def find_rejected_drafts(user: User) -> QuerySet[Challenge]:
    """Find what was rejected and not submitted again.

    Writers find their own challenges, a manager those of the whole ROM, an admin all.
    """
    found = filter_own_challenges(user).filter(build_rejected_condition())
    if user.is_superuser or user.rom_role == User.ROMRole.MANAGER:
        return found
    return found.filter(Exists(ChallengeWriter.objects.filter(challenge=OuterRef("pk"), user=user)))


def build_rejected_condition() -> Q:
    """Match the drafts that a colleague rejected: the last thing that happened to them is a refusal."""
    moves = ChallengeMove.objects.filter(challenge=OuterRef(OuterRef("pk"))).order_by("-at", "-pk")
    refusal = ChallengeMove.objects.filter(pk=Subquery(moves.values("pk")[:1]), name="refuse")
    return Q(Exists(refusal), state=ChallengeState.DRAFT)


# --- the challenge itself ---


def list_challenge_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    """List what each challenge waits for, which can be several things. One query."""
    found = find_waiting_challenges(user, now)
    waits = {kind.value: Exists(challenges.filter(pk=OuterRef("pk"))) for kind, challenges in found.items()}
    waiting = (
        filter_own_challenges(user).annotate(**waits).filter(Q(*((name, True) for name in waits), _connector=Q.OR))
    )
    rows: QuerySet[Any] = waiting.annotate(
        fitting=_count_per_challenge(FITTING), proposed=_count_per_challenge(PROPOSED)
    )
    for challenge in rows:
        yield from (_build_challenge_item(kind, challenge) for kind in found if getattr(challenge, kind.value))


def find_waiting_challenges(user: User, now: datetime) -> dict[ItemKind, QuerySet[Challenge]]:
    """Find by kind of item the challenges that close within a week, miss a decision or a judgement, or are drafts.

    A decision is missing where companies are eligible and nobody has been shortlisted or not selected yet.
    """
    own = filter_own_challenges(user)
    decided = Decision.objects.filter(challenge=OuterRef("pk"))
    undecided = own.filter(state__in=[*MATCHABLE_STATES, ChallengeState.EVALUATING])
    return {
        ItemKind.CLOSING: own.open_at(now).filter(closes_at__lte=now + WEEK),
        ItemKind.UNDECIDED: undecided.filter(~Exists(decided), Exists(FITTING)),
        ItemKind.PROPOSALS: own.filter(state__in=[ChallengeState.DRAFT, *DATED_STATES]).filter(Exists(PROPOSED)),
        ItemKind.DRAFTS: own.filter(~build_rejected_condition(), state=ChallengeState.DRAFT),
    }


def _count_per_challenge(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("challenge").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _build_challenge_item(kind: ItemKind, challenge: Any) -> DashboardItem:
    """Describe what a challenge waits for. challenge: with `fitting` and `proposed`, numbers."""
    url, edit_url = challenge.get_absolute_url(), reverse("challenges:challenge_edit", args=[challenge.slug])
    eligible = ngettext("%(number)d company qualifies", "%(number)d companies qualify", challenge.fitting)
    eligible %= {"number": challenge.fitting}
    since = until = None
    if kind == ItemKind.CLOSING:
        note, action, action_url, until = eligible, _("See"), f"{url}#matches", challenge.closes_at
    elif kind == ItemKind.UNDECIDED:
        note, action, action_url, since = eligible, _("Choose"), f"{url}#matches", challenge.opens_at
    elif kind == ItemKind.PROPOSALS:
        note = ngettext("%(number)d technology found", "%(number)d technologies found", challenge.proposed)
        note %= {"number": challenge.proposed}
        action, action_url, since = _("Judge"), f"{edit_url}#technologies", challenge.updated_at
    else:
        note, action, action_url = _("Only your own ROM sees it"), _("Finish"), edit_url
        since = challenge.created_at
    return DashboardItem(kind, str(challenge), url, note, action, action_url, since, until)


# --- responses and introductions ---


def find_unread_submissions(user: User) -> QuerySet[Submission]:
    """Find the submissions that count and that nobody of the ROM has opened, except of archived challenges."""
    sent = Response.objects.readable_by(user).exclude(challenge__state=ChallengeState.ARCHIVED)
    found = Submission.objects.latest_of(sent).filter(~Exists(Reading.objects.filter(submission=OuterRef("pk"))))
    titles = "response__challenge__slug", "response__challenge__title_nl", "response__challenge__title_en"
    closes = "response__challenge__closes_at", "response__company__slug", "response__company__name"
    return found.select_related("response__challenge", "response__company").only("submitted_at", *titles, *closes)


def build_unread_item(submission: Submission) -> DashboardItem:
    """Describe a response to read. It can be read, and so waits, since the challenge closed.

    When the challenge was closed by hand before its time, the response waits since it came in.
    """
    challenge, company = submission.response.challenge, submission.response.company
    closed_at, sent_at = challenge.closes_at, submission.submitted_at
    return DashboardItem(
        *(ItemKind.RESPONSES, str(company), reverse("challenges:response_inbox", args=[challenge.slug])),
        note=_("Answers “%(challenge)s”") % {"challenge": challenge},
        action=_("Read"),
        action_url=reverse("challenges:response_read", args=[challenge.slug, company.slug]),
        since=max(closed_at, sent_at) if closed_at and closed_at <= timezone.now() else sent_at,
    )


def find_unanswered_introductions(user: User, now: datetime) -> QuerySet[Introduction]:
    """Find the introductions that wait for the yes or no of the user's ROM."""
    found = Introduction.objects.waiting_for_rom_of(user, now).select_related("challenge", "company")
    return found.defer(*(f"company__{name}" for name in Company.LONG_FIELDS))


def build_introduction_item(introduction: Introduction) -> DashboardItem:
    url, names = introduction.get_absolute_url(), {"company": introduction.company, "title": introduction.challenge}
    return DashboardItem(
        *(ItemKind.INTRODUCTIONS, _("%(company)s and “%(title)s”") % names, url),
        note=_("Lapses after %(day)s") % {"day": format_day(get_last_answer_day(introduction))},
        action=_("Answer"),
        action_url=url,
        since=introduction.asked_at,
    )
