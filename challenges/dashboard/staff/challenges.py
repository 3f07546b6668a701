"""What the ROM's own challenges wait for: a deadline, a choice, a reader, a judgement, an end to a draft."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.dashboard.staff.items import WEEK, DashboardItem, ItemKind
from challenges.dashboard.staff.reviews import build_rejected_condition
from challenges.matching.models import Decision, Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.posting.workflow import DATED_STATES, MATCHABLE_STATES, ChallengeState
from challenges.responses.models import Response, Submission
from challenges.responses.reading_models import Reading
from portal.accounts.models import User
from portal.technologies.evidence import KnownAs

FITTING = Match.objects.filter(challenge=OuterRef("pk"), in_challenge_top=True, failed_rule="")
PROPOSED = Requirement.objects.filter(challenge=OuterRef("pk"), known_as=KnownAs.PROPOSED)


def list_challenge_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    """A challenge can wait for several things; two queries."""
    waits = {kind.value: Exists(find(user, now).filter(pk=OuterRef("pk"))) for kind, find in KINDS.items()}
    rows = filter_own_challenges(user).annotate(**waits).filter(Q(*((name, True) for name in waits), _connector=Q.OR))
    for challenge in rows.annotate(fitting=_count_per_challenge(FITTING), proposed=_count_per_challenge(PROPOSED)):
        yield from (tell(challenge) for kind, tell in TELLING.items() if getattr(challenge, kind.value))
    yield from map(_build_unread_item, find_unread_submissions(user, now))


def filter_own_challenges(user: User) -> QuerySet[Challenge]:
    return Challenge.objects.owned_by(user).defer("teaser_nl", "teaser_en")


def find_closing_challenges(user: User, now: datetime) -> QuerySet[Challenge]:
    return filter_own_challenges(user).open_at(now).filter(closes_at__lte=now + WEEK)


def find_undecided_challenges(user: User, now: datetime) -> QuerySet[Challenge]:
    """Open or evaluating, with companies that qualify, and nobody shortlisted or dismissed yet."""
    asking = filter_own_challenges(user).filter(state__in=[*MATCHABLE_STATES, ChallengeState.EVALUATING])
    decided = Decision.objects.filter(challenge=OuterRef("pk"))
    return asking.filter(~Exists(decided), Exists(FITTING))


def find_unread_submissions(user: User, now: datetime) -> QuerySet[Submission]:
    """What counts of each company, and nobody of the ROM opened; what was laid by in the archive waits no more."""
    sent = Response.objects.readable_by(user).exclude(challenge__state=ChallengeState.ARCHIVED)
    found = Submission.objects.latest_of(sent).filter(~Exists(Reading.objects.filter(submission=OuterRef("pk"))))
    titles = "response__challenge__slug", "response__challenge__title_nl", "response__challenge__title_en"
    closes = "response__challenge__closes_at", "response__company__slug", "response__company__name"
    return found.select_related("response__challenge", "response__company").only("submitted_at", *titles, *closes)


def find_unjudged_challenges(user: User, now: datetime) -> QuerySet[Challenge]:
    alive = filter_own_challenges(user).filter(state__in=[ChallengeState.DRAFT, *DATED_STATES])
    return alive.filter(Exists(PROPOSED))


def find_draft_challenges(user: User, now: datetime) -> QuerySet[Challenge]:
    return filter_own_challenges(user).filter(~build_rejected_condition(), state=ChallengeState.DRAFT)


def _count_per_challenge(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("challenge").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _build_closing_item(challenge: Any) -> DashboardItem:
    return _build_challenge_item(
        ItemKind.CLOSING, challenge, _format_qualified_count(challenge.fitting), _("See"), until=challenge.closes_at
    )


def _build_undecided_item(challenge: Any) -> DashboardItem:
    return _build_challenge_item(
        ItemKind.UNDECIDED, challenge, _format_qualified_count(challenge.fitting), _("Choose"), since=challenge.opens_at
    )


def _build_unread_item(submission: Submission) -> DashboardItem:
    """It can be read since the challenge closed, and waits from then on; closed by hand, since it came in."""
    challenge, company = submission.response.challenge, submission.response.company
    closed_at, sent_at = challenge.closes_at, submission.submitted_at
    return DashboardItem(
        *(ItemKind.RESPONSES, str(company), reverse("challenges:response_inbox", args=[challenge.slug])),
        note=_("Answers “%(challenge)s”") % {"challenge": challenge},
        action=_("Read"),
        action_url=reverse("challenges:response_read", args=[challenge.slug, company.slug]),
        since=max(closed_at, sent_at) if closed_at and closed_at <= timezone.now() else sent_at,
    )


def _build_proposals_item(challenge: Any) -> DashboardItem:
    note = ngettext("%(number)d technology found", "%(number)d technologies found", challenge.proposed)
    url = _get_challenge_edit_url(challenge) + "#technologies"
    note %= {"number": challenge.proposed}
    return _build_challenge_item(
        ItemKind.PROPOSALS, challenge, note, _("Judge"), since=challenge.updated_at, action_url=url
    )


def _build_draft_item(challenge: Challenge) -> DashboardItem:
    said = ItemKind.DRAFTS, challenge, _("Only your own ROM sees it"), _("Finish")
    return _build_challenge_item(*said, since=challenge.created_at, action_url=_get_challenge_edit_url(challenge))


def _format_qualified_count(number: int) -> str:
    return ngettext("%(number)d company qualifies", "%(number)d companies qualify", number) % {"number": number}


def _build_challenge_item(
    kind: ItemKind,
    challenge: Challenge,
    note: str,
    action: str,
    since: datetime | None = None,
    until: datetime | None = None,
    action_url: str = "",
) -> DashboardItem:
    url = challenge.get_absolute_url()
    return DashboardItem(kind, str(challenge), url, note, action, action_url or url + "#matches", since, until)


def _get_challenge_edit_url(challenge: Challenge) -> str:
    return reverse("challenges:challenge_edit", args=[challenge.slug])


KINDS: dict[ItemKind, Callable[[User, datetime], QuerySet[Challenge]]] = {
    ItemKind.CLOSING: find_closing_challenges,
    ItemKind.UNDECIDED: find_undecided_challenges,
    ItemKind.PROPOSALS: find_unjudged_challenges,
    ItemKind.DRAFTS: find_draft_challenges,
}
TELLING: dict[ItemKind, Callable[[Any], DashboardItem]] = {
    ItemKind.CLOSING: _build_closing_item,
    ItemKind.UNDECIDED: _build_undecided_item,
    ItemKind.PROPOSALS: _build_proposals_item,
    ItemKind.DRAFTS: _build_draft_item,
}
