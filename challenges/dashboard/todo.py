"""What waits for a company's people: what ends first stands first, then what others wait for, then what brings most.

What people and the clock ask is read in one query, a union of small ones: the overview asks much and may not grow.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.introductions.models import Introduction
from challenges.introductions.notification_texts import last_moment
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.status_chips import Chip
from challenges.responses.models import Response
from challenges.responses.partner_models import CoApplicant
from challenges.sessions.follow_up_deadlines import last_day
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.sessions.registration_labels import chip_of_state
from challenges.sessions.registration_models import Registration
from companies.declarations.models import Declaration
from companies.members.open_requests import invitations_for, requests_waiting_for
from companies.profiles.freshness_texts import asks_whether_true
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.wizard import MATURITY, PUBLISH, TECHNOLOGIES, TEXT, WHO, url_of
from portal.accounts.models import User
from portal.core.bilingual import Bilingual
from portal.technologies.evidence import KnownAs
from portal.ui.dates import as_day, day, days_until, in_days, moment
from portal.ui.language import local_text

SOON_DAYS = 7
# Of challenges where a company that does not state it misses points, or the list.
ASKS_LEVEL = Q(trl_min__isnull=False) | Q(trl_max__isnull=False)
ASKS_REGION = Q(rom__isnull=False)


@dataclass(frozen=True)
class Waiting:
    """`until`: when it ends; `since`: from when on somebody waits for it. A gain for matching has neither."""

    title: str
    text: str
    url: str
    action: str
    until: datetime | None = None
    since: datetime | None = None

    @property
    def is_soon(self) -> bool:
        days = days_until(self.until)
        return days is not None and days <= SOON_DAYS

    @property
    def when(self) -> str:
        return in_days(self.until or self.since)


class Kind(TextChoices):
    INVITATION = "invitation"
    REQUEST = "request"
    PARTNER = "partner"
    DRAFT = "draft"
    DECLARATION = "declaration"
    INTRODUCTION = "introduction"
    SEAT = "seat"
    OUTCOME = "outcome"
    COMING = "coming"


class Row(NamedTuple):
    """A line of the union. `first`, `second`: names, or a title in Dutch and in English; `slug`: what it is about.

    `who`, `whose`: the other company of a response, by name and slug.
    """

    kind: str
    first: str
    second: str
    slug: str
    at: datetime | None
    who: str
    whose: str


@dataclass(frozen=True)
class Lacks:
    """Whether some match in reach is worth less, or fails, because the company does not state this."""

    level: bool = False
    region: bool = False


@dataclass(frozen=True)
class Titled(Bilingual):
    title_nl: str
    title_en: str


@dataclass(frozen=True)
class Coming:
    """A session to come for which the company is registered."""

    title: str
    url: str
    starts_at: datetime | None
    city: str
    chip: Chip


def waiting(
    user: User, company: Company, links: Sequence[CompanyTechnology], matches: Iterable[Match], now: datetime
) -> tuple[list[Waiting], list[Coming]]:
    """What waits, and the sessions to come. One query. matches: the company's own, with their challenges at hand."""
    found = _asked(user, company, now)
    coming = [_coming(row) for row in found if row.kind == Kind.COMING]
    asked = [TELLING[Kind(row.kind)](row) for row in found if row.kind != Kind.COMING]
    ending = sorted((each for each in asked if each.until), key=lambda each: each.until or now)
    others = sorted((each for each in asked if not each.until), key=lambda each: each.since or now)
    proposed = sum(link.known_as == KnownAs.PROPOSED for link in links)
    open_ones = [match for match in matches if match.challenge.is_open_at(now)]
    lacks = Lacks(any(map(misses_level, open_ones)), any(map(misses_region, open_ones)))
    waits = [*ending, *others, *still_true(company, now), *gains(company, proposed, lacks)]
    return waits, sorted(coming, key=lambda each: each.starts_at or now)


def rows(user: User, company: Company, now: datetime) -> list[QuerySet]:
    """What `waiting` lists, for who only counts it, without what is `known`; proposals are one thing together."""
    proposed = company.technology_links.filter(known_as=KnownAs.PROPOSED)
    first = proposed.filter(pk__in=proposed.order_by("pk").values("pk")[:1])
    facts = [
        _first_match(company, Challenge.objects.visible_to(user).open_at(now).filter(asks))
        for fact, asks in [(company.trl, ASKS_LEVEL), (company.province_id, ASKS_REGION)]
        if fact is None
    ]
    return [first, *facts, *(source(user, company, now) for source in SOURCES)]


def _first_match(company: Company, challenges: QuerySet[Challenge]) -> QuerySet[Match]:
    """One of its matches with these, or none. Of the challenges, so that few are looked at where few are asked for."""
    found = Match.objects.of_company(company).filter(challenge__in=challenges)
    return Match.objects.filter(pk__in=found.order_by("pk").values("pk")[:1])


def known(company: Company, now: datetime) -> list[Waiting]:
    """What the company's own row tells."""
    return [*still_true(company, now), *gains(company, proposed=0, lacks=Lacks())]


def _asked(user: User, company: Company, now: datetime) -> list[Row]:
    first, *rest = (source(user, company, now) for source in (*SOURCES, _registered))
    return [Row(*values) for values in first.union(*rest, all=True)]


def _rows(
    found: QuerySet, kind: Kind, first: str, second: str, slug: str, at: str, who: str = "", whose: str = ""
) -> QuerySet:
    """As lines of the union; an empty field name is an empty text."""
    columns = {
        "row_kind": Value(kind.value, CharField()),
        "row_first": _text(first),
        "row_second": _text(second),
        "row_slug": _text(slug),
        "row_at": Cast(F(at), DateTimeField()),
        "row_who": _text(who),
        "row_whose": _text(whose),
    }
    return found.order_by().annotate(**columns).values_list(*columns)


def _text(field: str) -> Cast | Value:
    return Cast(F(field), CharField()) if field else Value("", CharField())


def _invitations(user: User, company: Company, now: datetime) -> QuerySet:
    return _rows(invitations_for(user), Kind.INVITATION, "company__name", "", "", "expires_at")


def _requests(user: User, company: Company, now: datetime) -> QuerySet:
    return _rows(requests_waiting_for(user), Kind.REQUEST, "user__name", "company__name", "company__slug", "created_at")


def _partners(user: User, company: Company, now: datetime) -> QuerySet:
    open_to_me = Challenge.objects.visible_to(user).open_at(now)
    asked = CoApplicant.objects.waiting().filter(company=company, response__challenge__in=open_to_me)
    titles = "response__challenge__title_nl", "response__challenge__title_en"
    challenge = "response__challenge__slug", "response__challenge__closes_at"
    return _rows(asked, Kind.PARTNER, *titles, *challenge, "response__company__name", "response__company__slug")


def _drafts(user: User, company: Company, now: datetime) -> QuerySet:
    open_to_me = Challenge.objects.visible_to(user).open_at(now)
    due = Response.objects.unsent().filter(company=company, challenge__in=open_to_me)
    titles = "challenge__title_nl", "challenge__title_en"
    return _rows(due, Kind.DRAFT, *titles, "challenge__slug", "challenge__closes_at")


def _declarations(user: User, company: Company, now: datetime) -> QuerySet:
    again = company.declarations.to_sign_again(as_day(now))
    return _rows(again, Kind.DECLARATION, "kind", "end", "company__slug", "expires_on")


def _introductions(user: User, company: Company, now: datetime) -> QuerySet:
    asked = Introduction.objects.visible_to(user).waiting_for_company(company, now)
    titles = "challenge__title_nl", "challenge__title_en"
    return _rows(asked, Kind.INTRODUCTION, *titles, "pk", "lapses_at")


def _seats(user: User, company: Company, now: datetime) -> QuerySet:
    offered = Registration.objects.visible_to(user).offered(now).filter(company=company)
    titles = "session__title_nl", "session__title_en"
    return _rows(offered, Kind.SEAT, *titles, "session__slug", "offer_lapses_at")


def _outcomes(user: User, company: Company, now: datetime) -> QuerySet:
    """A session with talks of which the company has said nothing, with how many; from its first such talk on."""
    mine = Registration.objects.visible_to(user).confirmed().filter(company=company)
    talks = Appointment.objects.waiting_for(Outcome.Side.COMPANY, now).filter(registration=OuterRef("pk")).order_by()
    counts = talks.values("registration").annotate(number=Count("pk")).values("number")
    waits = mine.filter(Exists(talks)).annotate(unsaid=Subquery(counts))
    titles = "session__title_nl", "session__title_en"
    return _rows(waits, Kind.OUTCOME, *titles, "session__slug", "session__ends_at", "unsaid")


def _registered(user: User, company: Company, now: datetime) -> QuerySet:
    coming = Registration.objects.visible_to(user).living().filter(company=company, session__ends_at__gte=now)
    titles = "session__title_nl", "session__title_en"
    return _rows(coming, Kind.COMING, *titles, "session__slug", "session__starts_at", "session__city", "state")


SOURCES: list[Callable[[User, Company, datetime], QuerySet]] = [
    _invitations,
    _requests,
    _partners,
    _drafts,
    _declarations,
    _introductions,
    _seats,
    _outcomes,
]


def _invited(row: Row) -> Waiting:
    title = _("%(company)s invites you") % {"company": row.first}
    text = _("To act for this company on Koppelvlak. You can answer until %(moment)s.") % {"moment": moment(row.at)}
    return Waiting(title, text, reverse("companies:joining"), _("Look and answer"), until=row.at)


def _asks_to_join(row: Row) -> Waiting:
    title = _("%(person)s asks to join") % {"person": row.first or _("Somebody")}
    text = _("You decide as an owner of %(company)s.") % {"company": row.second}
    return Waiting(title, text, reverse("companies:people", args=[row.slug]), _("Decide"), since=row.at)


def _asks_to_join_in(row: Row) -> Waiting:
    """In another company's response, until its challenge closes."""
    title = _("%(company)s asks you to join in its response") % {"company": row.who}
    about = {"title": local_text(Titled(row.first, row.second), "title").text, "moment": moment(row.at)}
    text = _("To “%(title)s”. The challenge closes %(moment)s.") % about
    url = reverse("challenges:coapplication", args=[row.slug, row.whose])
    return Waiting(title, text, url, _("Look and answer"), until=row.at)


def _draft_due(row: Row) -> Waiting:
    title = local_text(Titled(row.first, row.second), "title").text
    text = _("Not submitted yet. The challenge closes %(moment)s.") % {"moment": moment(row.at)}
    url = reverse("challenges:response_edit", args=[row.slug])
    return Waiting(_("Your answer to “%(title)s”") % {"title": title}, text, url, _("Go on"), until=row.at)


def _signs_again(row: Row) -> Waiting:
    """first: what it is about; second: how it ended, if it did."""
    about = {"about": Declaration.Kind(row.first).label, "day": day(row.at)}
    title = _("Your declaration runs out: %(about)s")
    text = _("It counts through %(day)s. Sign again, and it counts for another year.")
    if row.second:
        title = _("Your declaration has run out: %(about)s")
        text = _("Since %(day)s it counts no more for challenges that ask for it.")
    url = reverse("companies:declarations", args=[row.slug])
    return Waiting(title % about, text % about, url, _("Look and sign"), until=row.at)


def _introduced(row: Row) -> Waiting:
    """slug: the number of the introduction."""
    title = local_text(Titled(row.first, row.second), "title").text
    text = _("A ROM wants to introduce you. Say yes or no until %(day)s.") % {"day": day(last_moment(row.at))}
    url = reverse("challenges:introduction_detail", args=[row.slug])
    return Waiting(_("Introduction: “%(title)s”") % {"title": title}, text, url, _("Look and answer"), until=row.at)


def _seat_offered(row: Row) -> Waiting:
    title = local_text(Titled(row.first, row.second), "title").text
    text = _("A seat came free. Take it or give it back before %(moment)s.") % {"moment": moment(row.at)}
    url = reverse("challenges:registration_own", args=[row.slug])
    return Waiting(_("Seat at “%(title)s”") % {"title": title}, text, url, _("Look and answer"), until=row.at)


def _what_came(row: Row) -> Waiting:
    """who: how many talks."""
    title = local_text(Titled(row.first, row.second), "title").text
    number, last = int(row.who), last_day(row.at)
    text = ngettext(
        "%(count)d talk waits for your word, until %(day)s.",
        "%(count)d talks wait for your word, until %(day)s.",
        number,
    )
    url = reverse("challenges:outcome_own", args=[row.slug])
    told = text % {"count": number, "day": day(last)}
    return Waiting(_("What came of “%(title)s”?") % {"title": title}, told, url, _("Say it"), since=row.at)


def _coming(row: Row) -> Coming:
    """who: the town; whose: the state of the registration."""
    title = local_text(Titled(row.first, row.second), "title").text
    url = reverse("challenges:registration_own", args=[row.slug])
    return Coming(title, url, row.at, row.who, chip_of_state(row.whose))


TELLING: dict[Kind, Callable[[Row], Waiting]] = {
    Kind.INVITATION: _invited,
    Kind.REQUEST: _asks_to_join,
    Kind.PARTNER: _asks_to_join_in,
    Kind.DRAFT: _draft_due,
    Kind.DECLARATION: _signs_again,
    Kind.INTRODUCTION: _introduced,
    Kind.SEAT: _seat_offered,
    Kind.OUTCOME: _what_came,
}


def still_true(company: Company, now: datetime) -> list[Waiting]:
    """The question of a profile that nobody confirmed for half a year."""
    costs = asks_whether_true(company, now)
    if not costs:
        return []
    url = reverse("companies:company_confirm", args=[company.slug])
    return [Waiting(_("Say whether your profile is still true"), costs, url, _("Look and answer"))]


def gains(company: Company, proposed: int, lacks: Lacks) -> list[Waiting]:
    """What would make the matches better, the biggest gain first. proposed: technologies that wait for a yes or no."""
    found = []
    if not (company.text_nl or company.text_en):
        text = _("Without a text no challenge finds you.")
        found.append(Waiting(_("Tell what you make"), text, url_of(company, TEXT), _("Write")))
    if company.state == Company.State.DRAFT:
        text = _("Only published profiles are seen and matched.")
        found.append(Waiting(_("Publish your profile"), text, url_of(company, PUBLISH), _("Look and publish")))
    if proposed:
        title = ngettext("%(number)d technology to confirm", "%(number)d technologies to confirm", proposed)
        text = _(
            "Found in your text. Until you say yes, each counts for less, also in challenges that are still to come."
        )
        url = url_of(company, TECHNOLOGIES)
        found.append(Waiting(title % {"number": proposed}, text, url, _("Say yes or no")))
    if company.trl is None and lacks.level:
        text = _("Without a level you miss points, and every challenge that asks for one.")
        found.append(Waiting(_("Say how far your product is"), text, url_of(company, MATURITY), _("Fill in")))
    if company.province is None and lacks.region:
        text = _("Then your own region counts, and your ROM finds you.")
        found.append(Waiting(_("Say in which province you are"), text, url_of(company, WHO), _("Fill in")))
    return found


def misses_level(match: Match) -> bool:
    """ASKS_LEVEL, of a match at hand."""
    return bool(match.challenge.trl_min or match.challenge.trl_max)


def misses_region(match: Match) -> bool:
    """ASKS_REGION, of a match at hand."""
    return match.challenge.rom_id is not None
