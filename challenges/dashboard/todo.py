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
from challenges.introductions.notifications import get_last_answer_time
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.status_chips import StatusChip
from challenges.responses.models import Response
from challenges.responses.partner_models import CoApplicant
from challenges.sessions.appointment_models import Appointment, Outcome, get_last_result_day
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_pages import get_registration_chip
from companies.declarations.models import Declaration
from companies.members.selectors import select_open_invitations, select_waiting_requests
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.pages import get_freshness_warning
from companies.profiles.wizard import MATURITY, PUBLISH, TECHNOLOGIES, TEXT, WHO, get_step_url
from portal.accounts.models import User
from portal.core.bilingual import Bilingual, get_local_text
from portal.technologies.evidence import KnownAs
from portal.ui.dates import count_days_until, format_date_time, format_day, format_days_until, to_local_day

SOON_DAYS = 7
# Of challenges where a company that does not state it misses points, or the list.
ASKS_LEVEL = Q(trl_min__isnull=False) | Q(trl_max__isnull=False)
ASKS_REGION = Q(rom__isnull=False)


@dataclass(frozen=True)
class TodoItem:
    """`until`: when it ends; `since`: from when on somebody waits for it. A gain for matching has neither."""

    title: str
    text: str
    url: str
    action: str
    until: datetime | None = None
    since: datetime | None = None

    @property
    def is_soon(self) -> bool:
        days = count_days_until(self.until)
        return days is not None and days <= SOON_DAYS

    @property
    def when(self) -> str:
        return format_days_until(self.until or self.since)


class TodoKind(TextChoices):
    INVITATION = "invitation"
    REQUEST = "request"
    PARTNER = "partner"
    DRAFT = "draft"
    DECLARATION = "declaration"
    INTRODUCTION = "introduction"
    SEAT = "seat"
    OUTCOME = "outcome"
    COMING = "coming"


class TodoRow(NamedTuple):
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
class MatchGaps:
    """Whether some match in reach is worth less, or fails, because the company does not state this."""

    level: bool = False
    region: bool = False


@dataclass(frozen=True)
class BilingualTitle(Bilingual):
    title_nl: str
    title_en: str


@dataclass(frozen=True)
class ComingSession:
    """A session to come for which the company is registered."""

    title: str
    url: str
    starts_at: datetime | None
    city: str
    chip: StatusChip


def list_todo_items(
    user: User, company: Company, links: Sequence[CompanyTechnology], matches: Iterable[Match], now: datetime
) -> tuple[list[TodoItem], list[ComingSession]]:
    """What waits, and the sessions to come. One query. matches: the company's own, with their challenges at hand."""
    found = _load_todo_rows(user, company, now)
    coming = [_build_coming_session(row) for row in found if row.kind == TodoKind.COMING]
    asked = [TELLING[TodoKind(row.kind)](row) for row in found if row.kind != TodoKind.COMING]
    ending = sorted((each for each in asked if each.until), key=lambda each: each.until or now)
    others = sorted((each for each in asked if not each.until), key=lambda each: each.since or now)
    proposed = sum(link.known_as == KnownAs.PROPOSED for link in links)
    open_ones = [match for match in matches if match.challenge.is_open_at(now)]
    lacks = MatchGaps(any(map(is_level_missing, open_ones)), any(map(is_region_missing, open_ones)))
    waits = [
        *ending,
        *others,
        *list_confirmation_todo_items(company, now),
        *list_gain_todo_items(company, proposed, lacks),
    ]
    return waits, sorted(coming, key=lambda each: each.starts_at or now)


def build_todo_querysets(user: User, company: Company, now: datetime) -> list[QuerySet]:
    """What `waiting` lists, for who only counts it, without what is `known`; proposals are one thing together."""
    proposed = company.technology_links.filter(known_as=KnownAs.PROPOSED)
    first = proposed.filter(pk__in=proposed.order_by("pk").values("pk")[:1])
    facts = [
        _filter_first_match(company, Challenge.objects.visible_to(user).open_at(now).filter(asks))
        for fact, asks in [(company.trl, ASKS_LEVEL), (company.province_id, ASKS_REGION)]
        if fact is None
    ]
    return [first, *facts, *(source(user, company, now) for source in SOURCES)]


def _filter_first_match(company: Company, challenges: QuerySet[Challenge]) -> QuerySet[Match]:
    """One of its matches with these, or none. Of the challenges, so that few are looked at where few are asked for."""
    found = Match.objects.of_company(company).filter(challenge__in=challenges)
    return Match.objects.filter(pk__in=found.order_by("pk").values("pk")[:1])


def list_profile_todo_items(company: Company, now: datetime) -> list[TodoItem]:
    """What the company's own row tells."""
    return [*list_confirmation_todo_items(company, now), *list_gain_todo_items(company, proposed=0, lacks=MatchGaps())]


def _load_todo_rows(user: User, company: Company, now: datetime) -> list[TodoRow]:
    first, *rest = (source(user, company, now) for source in (*SOURCES, _select_coming_registrations))
    return [TodoRow(*values) for values in first.union(*rest, all=True)]


def _select_todo_rows(
    found: QuerySet, kind: TodoKind, first: str, second: str, slug: str, at: str, who: str = "", whose: str = ""
) -> QuerySet:
    """As lines of the union; an empty field name is an empty text."""
    columns = {
        "row_kind": Value(kind.value, CharField()),
        "row_first": _build_text_column(first),
        "row_second": _build_text_column(second),
        "row_slug": _build_text_column(slug),
        "row_at": Cast(F(at), DateTimeField()),
        "row_who": _build_text_column(who),
        "row_whose": _build_text_column(whose),
    }
    return found.order_by().annotate(**columns).values_list(*columns)


def _build_text_column(field: str) -> Cast | Value:
    return Cast(F(field), CharField()) if field else Value("", CharField())


def _select_invitations(user: User, company: Company, now: datetime) -> QuerySet:
    return _select_todo_rows(select_open_invitations(user), TodoKind.INVITATION, "company__name", "", "", "expires_at")


def _select_join_requests(user: User, company: Company, now: datetime) -> QuerySet:
    return _select_todo_rows(
        select_waiting_requests(user), TodoKind.REQUEST, "user__name", "company__name", "company__slug", "created_at"
    )


def _select_partner_requests(user: User, company: Company, now: datetime) -> QuerySet:
    open_to_me = Challenge.objects.visible_to(user).open_at(now)
    asked = CoApplicant.objects.waiting().filter(company=company, response__challenge__in=open_to_me)
    titles = "response__challenge__title_nl", "response__challenge__title_en"
    challenge = "response__challenge__slug", "response__challenge__closes_at"
    return _select_todo_rows(
        asked, TodoKind.PARTNER, *titles, *challenge, "response__company__name", "response__company__slug"
    )


def _select_due_drafts(user: User, company: Company, now: datetime) -> QuerySet:
    open_to_me = Challenge.objects.visible_to(user).open_at(now)
    due = Response.objects.unsent().filter(company=company, challenge__in=open_to_me)
    titles = "challenge__title_nl", "challenge__title_en"
    return _select_todo_rows(due, TodoKind.DRAFT, *titles, "challenge__slug", "challenge__closes_at")


def _select_expiring_declarations(user: User, company: Company, now: datetime) -> QuerySet:
    again = company.declarations.to_sign_again(to_local_day(now))
    return _select_todo_rows(again, TodoKind.DECLARATION, "kind", "end", "company__slug", "expires_on")


def _select_introductions(user: User, company: Company, now: datetime) -> QuerySet:
    asked = Introduction.objects.visible_to(user).waiting_for_company(company, now)
    titles = "challenge__title_nl", "challenge__title_en"
    return _select_todo_rows(asked, TodoKind.INTRODUCTION, *titles, "pk", "lapses_at")


def _select_offered_places(user: User, company: Company, now: datetime) -> QuerySet:
    offered = Registration.objects.visible_to(user).offered(now).filter(company=company)
    titles = "session__title_nl", "session__title_en"
    return _select_todo_rows(offered, TodoKind.SEAT, *titles, "session__slug", "offer_lapses_at")


def _select_unreported_sessions(user: User, company: Company, now: datetime) -> QuerySet:
    """A session with talks of which the company has said nothing, with how many; from its first such talk on."""
    mine = Registration.objects.visible_to(user).confirmed().filter(company=company)
    talks = Appointment.objects.waiting_for(Outcome.Side.COMPANY, now).filter(registration=OuterRef("pk")).order_by()
    counts = talks.values("registration").annotate(number=Count("pk")).values("number")
    waits = mine.filter(Exists(talks)).annotate(unsaid=Subquery(counts))
    titles = "session__title_nl", "session__title_en"
    return _select_todo_rows(waits, TodoKind.OUTCOME, *titles, "session__slug", "session__ends_at", "unsaid")


def _select_coming_registrations(user: User, company: Company, now: datetime) -> QuerySet:
    coming = Registration.objects.visible_to(user).living().filter(company=company, session__ends_at__gte=now)
    titles = "session__title_nl", "session__title_en"
    return _select_todo_rows(
        coming, TodoKind.COMING, *titles, "session__slug", "session__starts_at", "session__city", "state"
    )


SOURCES: list[Callable[[User, Company, datetime], QuerySet]] = [
    _select_invitations,
    _select_join_requests,
    _select_partner_requests,
    _select_due_drafts,
    _select_expiring_declarations,
    _select_introductions,
    _select_offered_places,
    _select_unreported_sessions,
]


def _build_invitation_todo(row: TodoRow) -> TodoItem:
    title = _("%(company)s invites you") % {"company": row.first}
    text = _("To act for this company on Koppelvlak. You can answer until %(moment)s.") % {
        "moment": format_date_time(row.at)
    }
    return TodoItem(title, text, reverse("companies:membership_requests"), _("Look and answer"), until=row.at)


def _build_join_todo(row: TodoRow) -> TodoItem:
    title = _("%(person)s asks to join") % {"person": row.first or _("Someone")}
    text = _("You decide as an owner of %(company)s.") % {"company": row.second}
    return TodoItem(title, text, reverse("companies:member_list", args=[row.slug]), _("Decide"), since=row.at)


def _build_partner_todo(row: TodoRow) -> TodoItem:
    """In another company's response, until its challenge closes."""
    title = _("%(company)s asks you to join in its response") % {"company": row.who}
    about = {
        "title": get_local_text(BilingualTitle(row.first, row.second), "title").text,
        "moment": format_date_time(row.at),
    }
    text = _("To “%(title)s”. The challenge closes %(moment)s.") % about
    url = reverse("challenges:coapplication", args=[row.slug, row.whose])
    return TodoItem(title, text, url, _("Look and answer"), until=row.at)


def _build_draft_todo(row: TodoRow) -> TodoItem:
    title = get_local_text(BilingualTitle(row.first, row.second), "title").text
    text = _("Not submitted yet. The challenge closes %(moment)s.") % {"moment": format_date_time(row.at)}
    url = reverse("challenges:response_edit", args=[row.slug])
    return TodoItem(_("Your answer to “%(title)s”") % {"title": title}, text, url, _("Go on"), until=row.at)


def _build_declaration_todo(row: TodoRow) -> TodoItem:
    """first: what it is about; second: how it ended, if it did."""
    about = {"about": Declaration.Kind(row.first).label, "day": format_day(row.at)}
    title = _("Your declaration runs out: %(about)s")
    text = _("It counts through %(day)s. Sign again, and it counts for another year.")
    if row.second:
        title = _("Your declaration has run out: %(about)s")
        text = _("Since %(day)s it counts no more for challenges that ask for it.")
    url = reverse("companies:declaration_sign", args=[row.slug])
    return TodoItem(title % about, text % about, url, _("Look and sign"), until=row.at)


def _build_introduction_todo(row: TodoRow) -> TodoItem:
    """slug: the number of the introduction."""
    title = get_local_text(BilingualTitle(row.first, row.second), "title").text
    text = _("A ROM wants to introduce you. Say yes or no until %(day)s.") % {
        "day": format_day(get_last_answer_time(row.at))
    }
    url = reverse("challenges:introduction_detail", args=[row.slug])
    return TodoItem(_("Introduction: “%(title)s”") % {"title": title}, text, url, _("Look and answer"), until=row.at)


def _build_place_todo(row: TodoRow) -> TodoItem:
    title = get_local_text(BilingualTitle(row.first, row.second), "title").text
    text = _("A seat came free. Take it or give it back before %(moment)s.") % {"moment": format_date_time(row.at)}
    url = reverse("challenges:registration_own", args=[row.slug])
    return TodoItem(_("Seat at “%(title)s”") % {"title": title}, text, url, _("Look and answer"), until=row.at)


def _build_result_todo(row: TodoRow) -> TodoItem:
    """who: how many talks."""
    title = get_local_text(BilingualTitle(row.first, row.second), "title").text
    number, last = int(row.who), get_last_result_day(row.at)
    text = ngettext(
        "%(count)d talk waits for your word, until %(day)s.",
        "%(count)d talks wait for your word, until %(day)s.",
        number,
    )
    url = reverse("challenges:result_own", args=[row.slug])
    told = text % {"count": number, "day": format_day(last)}
    return TodoItem(_("What came of “%(title)s”?") % {"title": title}, told, url, _("Say it"), since=row.at)


def _build_coming_session(row: TodoRow) -> ComingSession:
    """who: the town; whose: the state of the registration."""
    title = get_local_text(BilingualTitle(row.first, row.second), "title").text
    url = reverse("challenges:registration_own", args=[row.slug])
    return ComingSession(title, url, row.at, row.who, get_registration_chip(row.whose))


TELLING: dict[TodoKind, Callable[[TodoRow], TodoItem]] = {
    TodoKind.INVITATION: _build_invitation_todo,
    TodoKind.REQUEST: _build_join_todo,
    TodoKind.PARTNER: _build_partner_todo,
    TodoKind.DRAFT: _build_draft_todo,
    TodoKind.DECLARATION: _build_declaration_todo,
    TodoKind.INTRODUCTION: _build_introduction_todo,
    TodoKind.SEAT: _build_place_todo,
    TodoKind.OUTCOME: _build_result_todo,
}


def list_confirmation_todo_items(company: Company, now: datetime) -> list[TodoItem]:
    """The question of a profile that nobody confirmed for half a year."""
    costs = get_freshness_warning(company, now)
    if not costs:
        return []
    url = reverse("companies:company_confirm", args=[company.slug])
    return [TodoItem(_("Say whether your profile is still true"), costs, url, _("Look and answer"))]


def list_gain_todo_items(company: Company, proposed: int, lacks: MatchGaps) -> list[TodoItem]:
    """What would make the matches better, the biggest gain first. proposed: technologies that wait for a yes or no."""
    found = []
    if not (company.text_nl or company.text_en):
        text = _("Without a text no challenge finds you.")
        found.append(TodoItem(_("Tell what you make"), text, get_step_url(company, TEXT), _("Write")))
    if company.state == Company.State.DRAFT:
        text = _("Only published profiles are seen and matched.")
        found.append(TodoItem(_("Publish your profile"), text, get_step_url(company, PUBLISH), _("Look and publish")))
    if proposed:
        title = ngettext("%(number)d technology to confirm", "%(number)d technologies to confirm", proposed)
        text = _(
            "Found in your text. Until you say yes, each counts for less, also in challenges that are still to come."
        )
        url = get_step_url(company, TECHNOLOGIES)
        found.append(TodoItem(title % {"number": proposed}, text, url, _("Say yes or no")))
    if company.trl is None and lacks.level:
        text = _("Without a level you miss points, and every challenge that asks for one.")
        found.append(TodoItem(_("Say how far your product is"), text, get_step_url(company, MATURITY), _("Fill in")))
    if company.province is None and lacks.region:
        text = _("Then your own region counts, and your ROM finds you.")
        found.append(TodoItem(_("Say in which province you are"), text, get_step_url(company, WHO), _("Fill in")))
    return found


def is_level_missing(match: Match) -> bool:
    """ASKS_LEVEL, of a match at hand."""
    return bool(match.challenge.trl_min or match.challenge.trl_max)


def is_region_missing(match: Match) -> bool:
    """ASKS_REGION, of a match at hand."""
    return match.challenge.rom_id is not None
