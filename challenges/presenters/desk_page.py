"""The desk of a ROM: one list of everything that waits for its staff, and counters that are that list, by kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from challenges.models import Challenge, Decision
from challenges.states import DATED_STATES, MATCHABLE_STATES, State
from companies.freshness import came_of_age
from companies.models import Company
from companies.presenters.calls import to_call
from portal.face.dates import days_until, in_days, month
from portal.models import User
from portal.models.evidence import KnownAs

WEEK = timedelta(days=7)


class Kind(TextChoices):
    CLOSING = "closing", gettext_lazy("Closing")
    UNDECIDED = "undecided", gettext_lazy("Matches")
    PROPOSALS = "proposals", gettext_lazy("Technologies")
    DRAFTS = "drafts", gettext_lazy("Draft")
    PROFILES = "profiles", gettext_lazy("Profile")
    CALLS = "calls", gettext_lazy("Call")


COUNTED = {
    Kind.CLOSING: ngettext_lazy("challenge closes this week", "challenges close this week", "number"),
    Kind.UNDECIDED: ngettext_lazy("challenge without a decision", "challenges without a decision", "number"),
    Kind.PROPOSALS: ngettext_lazy("challenge with proposals to judge", "challenges with proposals to judge", "number"),
    Kind.DRAFTS: ngettext_lazy("own draft", "own drafts", "number"),
    Kind.PROFILES: ngettext_lazy("unclaimed or draft profile", "unclaimed or draft profiles", "number"),
    Kind.CALLS: ngettext_lazy("profile to call about", "profiles to call about", "number"),
}


@dataclass(frozen=True)
class Item:
    """Something that waits: since `since`, or until `until`."""

    kind: Kind
    title: str
    url: str
    note: str
    action: str
    action_url: str
    since: datetime | None = None
    until: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        return self.since is not None and now - self.since > WEEK

    @property
    def waits(self) -> str:
        """ "in 3 days" where it runs out, "3 days" where it has been waiting."""
        if self.until is not None:
            return in_days(self.until)
        days = -(days_until(self.since) or 0)
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days > 0 else _("today")

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Counter:
    kind: Kind
    number: int
    label: str | Promise
    note: str
    late: bool


def items(user: User, now: datetime) -> list[Item]:
    """Of the user's ROM, of all for an admin. What runs out stands first, then what waits longest; six queries."""
    own = Challenge.objects.owned_by(user).defer("teaser_nl", "teaser_en", "search")
    found = [*closing(own, now), *undecided(own), *proposals(own), *drafts(own), *profiles(user), *calls(user, now)]
    return sorted(found, key=lambda item: (item.until is None, item.until or item.since or now))


def counters(found: Iterable[Item], now: datetime) -> list[Counter]:
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in found:
        by_kind[item.kind].append(item)
    return [_counter(kind, waiting, now) for kind, waiting in by_kind.items()]


def _counter(kind: Kind, waiting: list[Item], now: datetime) -> Counter:
    note = ""
    if waiting and waiting[0].until:
        note = _("first: %(when)s") % {"when": waiting[0].waits}
    elif waiting:
        note = _("oldest: %(when)s") % {"when": waiting[0].waits}
    return Counter(
        kind, len(waiting), COUNTED[kind] % {"number": len(waiting)}, note, any(i.is_late(now) for i in waiting)
    )


def closing(own: QuerySet[Challenge], now: datetime) -> list[Item]:
    soon = own.open_at(now).filter(closes_at__lte=now + WEEK)
    return [
        _item(Kind.CLOSING, challenge, _qualified(challenge.fitting), _("See"), until=challenge.closes_at)
        for challenge in with_fitting(soon)
    ]


def undecided(own: QuerySet[Challenge]) -> list[Item]:
    """Open or evaluating, with companies that qualify, and nobody shortlisted or dismissed yet."""
    decided = Decision.objects.filter(challenge=OuterRef("pk"))
    asking = own.filter(state__in=[*MATCHABLE_STATES, State.EVALUATING]).exclude(Exists(decided))
    return [
        _item(Kind.UNDECIDED, challenge, _qualified(challenge.fitting), _("Choose"), since=challenge.opens_at)
        for challenge in with_fitting(asking)
        if challenge.fitting
    ]


def proposals(own: QuerySet[Challenge]) -> list[Item]:
    proposed = Count("requirements", filter=Q(requirements__known_as=KnownAs.PROPOSED))
    alive = own.filter(state__in=[State.DRAFT, *DATED_STATES])
    found = []
    for challenge in alive.annotate(proposed=proposed).filter(proposed__gt=0):
        note = ngettext("%(number)d technology found", "%(number)d technologies found", challenge.proposed)
        url = edit_url(challenge) + "#technologies"
        note %= {"number": challenge.proposed}
        found.append(_item(Kind.PROPOSALS, challenge, note, _("Judge"), since=challenge.updated_at, action_url=url))
    return found


def drafts(own: QuerySet[Challenge]) -> list[Item]:
    return [
        _item(
            *(Kind.DRAFTS, challenge, _("Only your own ROM sees it"), _("Finish")),
            since=challenge.created_at,
            action_url=edit_url(challenge),
        )
        for challenge in own.filter(state=State.DRAFT)
    ]


def profiles(user: User) -> list[Item]:
    """Profiles of the region that staff keep until the company claims them, and drafts."""
    mine = Company.objects.all() if user.is_superuser else Company.objects.filter(province__rom=user.rom_id)
    waiting = mine.exclude(state=Company.State.WITHDRAWN).filter(Q(claimed_at=None) | Q(state=Company.State.DRAFT))
    fields = waiting.only("slug", "name", "city", "state", "claimed_at", "updated_at")
    return [
        Item(
            *(Kind.PROFILES, str(company), company.get_absolute_url()),
            note=_("Draft, not visible yet")
            if company.state == Company.State.DRAFT
            else _("Not claimed by the company"),
            action=_("See"),
            action_url=company.get_absolute_url(),
            since=company.updated_at,
        )
        for company in fields
    ]


def calls(user: User, now: datetime) -> list[Item]:
    """The call list, each waiting since it became six months old."""
    found = to_call(user, now).only("slug", "name", "confirmed_at", "stale_since")
    return [
        Item(
            *(Kind.CALLS, str(company), company.get_absolute_url()),
            note=_("Not confirmed since %(month)s") % {"month": month(company.confirmed_at)},
            action=_("Call"),
            action_url=reverse("companies:company_call", args=[company.slug]),
            since=came_of_age(company.confirmed_at),
        )
        for company in found.order_by("confirmed_at", "pk")
    ]


def with_fitting(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Adds `fitting`: how many companies of its list qualify."""
    return challenges.annotate(
        fitting=Count("matches", filter=Q(matches__in_challenge_top=True, matches__failed_rule=""))
    )


def _qualified(number: int) -> str:
    return ngettext("%(number)d company qualifies", "%(number)d companies qualify", number) % {"number": number}


def _item(
    kind: Kind,
    challenge: Challenge,
    note: str,
    action: str,
    since: datetime | None = None,
    until: datetime | None = None,
    action_url: str = "",
) -> Item:
    url = challenge.get_absolute_url()
    return Item(kind, str(challenge), url, note, action, action_url or url + "#matches", since, until)


def edit_url(challenge: Challenge) -> str:
    return reverse("challenges:challenge_edit", args=[challenge.slug])
