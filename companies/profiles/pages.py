"""What pages of profiles show: previews, readers, language notes, the call list and the age of a profile."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.profiles.freshness import ASK, SINK, add_months, count_months_old, get_confirmation_cutoff
from companies.profiles.models import Company, CompanyQuerySet
from companies.profiles.part_models import FreshnessCall
from companies.profiles.visibility import Reader
from companies.profiles.visibility_models import ProfileGroup
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.technologies.tagger.language import guess_language
from portal.ui.dates import format_day, format_month, to_local_day
from portal.ui.match_bar import format_per_cent

NOBODY = 0  # the number of no account and of no ROM


class ProfilePreviewReader(TextChoices):
    PUBLIC = "public", gettext_lazy("A visitor")
    ROM = "rom", gettext_lazy("An adviser of another ROM")
    OWN_ROM = "own_rom", gettext_lazy("Your own ROM")
    DEFENCE = "defence", gettext_lazy("A Defence employee")

    @property
    def in_a_sentence(self) -> str:
        """Return the label with a small first letter; "ROM" keeps its capitals."""
        return str(self.label)[:1].lower() + str(self.label)[1:]

    @classmethod
    def for_company(cls, company: Company) -> list["ProfilePreviewReader"]:
        """Return the readers for this company; without a province it has no ROM of its own."""
        return [each for each in cls if each != cls.OWN_ROM or company.province is not None]

    def build_reader(self, company: Company) -> Reader:
        """Return an account that is not stored, but that every rule accepts; Defence counts as other staff."""
        if self == ProfilePreviewReader.PUBLIC:
            return AnonymousUser()
        own = company.province.rom_id if company.province else NOBODY
        rom = own if self == ProfilePreviewReader.OWN_ROM else NOBODY
        return User(pk=NOBODY, rom_id=rom, rom_role=User.ROMRole.ADVISER)


@dataclass(frozen=True)
class ProfilePreviewLink:
    label: str
    url: str
    is_current: bool


def build_profile_preview_links(
    company: Company, current: ProfilePreviewReader | None = None
) -> list[ProfilePreviewLink]:
    page = reverse("companies:company_preview", args=[company.slug])
    return [
        ProfilePreviewLink(str(each.label), f"{page}?as={each}", each == current)
        for each in ProfilePreviewReader.for_company(company)
    ]


SHOWN = 50


@dataclass(frozen=True)
class ProfileReaderRow:
    day: date
    who: str
    what: str
    times: int


def list_profile_readers(company: Company) -> list[ProfileReaderRow]:
    """Return who read what, the latest days first, with how many times a day; one query."""
    rows = (
        company.readings.annotate(day=TruncDate("read_at"))
        .values("day", "group", "user__name", "user__is_superuser", "rom__name")
        .annotate(times=Count("pk"))
        .order_by("-day", "rom__name", "user__name", "group")
    )
    return [
        ProfileReaderRow(row["day"], _describe_profile_reader(row), str(ProfileGroup(row["group"]).label), row["times"])
        for row in rows[:SHOWN]
    ]


def _describe_profile_reader(row: Mapping[str, object]) -> str:
    """Return the name and function of the reader; of a deleted account only the ROM is left."""
    place = row["rom__name"] or (_("site administration") if row["user__is_superuser"] else "")
    return ", ".join(str(part) for part in (row["user__name"] or _("Someone"), place) if part)


OTHER = {"nl": "en", "en": "nl"}


class LanguageNote(NamedTuple):
    """The languages of a text, and what readers of a missing language see."""

    label: str
    dutch: bool
    english: bool
    text: str


def build_language_note(label: str, texts: dict[str, str]) -> LanguageNote:
    """Return the note about these texts by language."""
    there = [language for language in LANGUAGES if texts[language]]
    sentences = {
        (): _("There is no text to read yet."),
        ("nl",): _("English readers see the Dutch text, marked as Dutch."),
        ("en",): _("Dutch readers see the English text, marked as English."),
        ("nl", "en"): _("Everyone sees the text in their own language."),
    }
    return LanguageNote(label, "nl" in there, "en" in there, sentences[tuple(there)])


def build_language_notes(thing: object, names: Iterable[tuple[str, object]]) -> list[LanguageNote]:
    """Return a note for each pair of field name, without language, and label."""
    return [build_language_note(str(label), _get_texts_by_language(thing, name)) for name, label in names]


class MisplacedText(NamedTuple):
    """A saved text that seems to be in the box of the other language; `name` is its field without language."""

    name: str
    label: str
    dutch: bool
    english: bool


def find_misplaced_texts(thing: object, names: Iterable[tuple[str, object]]) -> list[MisplacedText]:
    """Return the misplaced texts among these pairs of field name, without language, and label."""
    found = []
    for name, label in names:
        wrong = {
            each for each, text in _get_texts_by_language(thing, name).items() if guess_language(text) == OTHER[each]
        }
        if wrong:
            found.append(MisplacedText(name, str(label), "nl" in wrong, "en" in wrong))
    return found


def _get_texts_by_language(thing: object, name: str) -> dict[str, str]:
    return {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}


RESTS = timedelta(days=30)  # after a call that reached somebody
RESTS_UNREACHED = timedelta(days=7)
YOUNG = 3  # months


class CallListFilter(TextChoices):
    TO_CALL = "to_call", gettext_lazy("to call")
    ALL = "all", gettext_lazy("all")


@dataclass(frozen=True)
class CallRow:
    company: Any  # a Company of `select_call_list`, with its latest call
    months: int
    outcome: str

    @property
    def age(self) -> str:
        return ngettext("%(number)d month", "%(number)d months", self.months) % {"number": self.months}


@dataclass(frozen=True)
class AgeBand:
    """The number of profiles of one age, with the name of its fill and its place in the bar in per cent."""

    fill: str
    label: str
    number: int
    x: str
    width: str


def select_region_profiles(user: User) -> CompanyQuerySet:
    """Select published profiles in the region of the user's ROM, or of all regions for an admin."""
    published = Company.objects.published()
    return published if user.is_superuser else published.filter(province__rom=user.rom_id, province__isnull=False)


def select_outdated_profiles(user: User, now: datetime) -> QuerySet[Company]:
    return select_region_profiles(user).unconfirmed_for(ASK, now)


def select_profiles_to_call(user: User, now: datetime) -> QuerySet[Company]:
    """Select the outdated profiles that nobody called recently."""
    not_reached = Q(outcome=FreshnessCall.Outcome.NOT_REACHED)
    recent = (not_reached & Q(called_at__gt=now - RESTS_UNREACHED)) | (~not_reached & Q(called_at__gt=now - RESTS))
    return select_outdated_profiles(user, now).exclude(
        Exists(FreshnessCall.objects.filter(recent, company=OuterRef("pk")))
    )


def select_call_list(user: User, show: CallListFilter, now: datetime) -> QuerySet[Company]:
    """Select the profiles with their latest call, those confirmed longest ago first."""
    found = (
        select_profiles_to_call(user, now) if show == CallListFilter.TO_CALL else select_outdated_profiles(user, now)
    )
    latest = FreshnessCall.objects.filter(company=OuterRef("pk")).order_by("-called_at", "-pk")
    return (
        found.select_related("province__rom")
        .defer("text_nl", "text_en")
        .annotate(
            call_at=Subquery(latest.values("called_at")[:1]),
            call_outcome=Subquery(latest.values("outcome")[:1]),
            call_note=Subquery(latest.values("note")[:1]),
            call_by=Subquery(latest.values("called_by__name")[:1]),
        )
        .order_by("confirmed_at", "pk")
    )


def build_call_rows(companies: Any, now: datetime) -> list[CallRow]:
    outcomes = dict(FreshnessCall.Outcome.choices)
    return [
        CallRow(each, count_months_old(each.confirmed_at, now), str(outcomes.get(each.call_outcome, "")))
        for each in companies
    ]


def build_age_bands(user: User, now: datetime) -> list[AgeBand]:
    """Count all published profiles of the region by age, in one query."""
    edges = [get_confirmation_cutoff(now, months) for months in (YOUNG, ASK, SINK)]
    counts = select_region_profiles(user).aggregate(
        young=Count("pk", filter=Q(confirmed_at__gte=edges[0])),
        older=Count("pk", filter=Q(confirmed_at__lt=edges[0], confirmed_at__gte=edges[1])),
        old=Count("pk", filter=Q(confirmed_at__lt=edges[1], confirmed_at__gte=edges[2])),
        stale=Count("pk", filter=Q(confirmed_at__lt=edges[2])),
    )
    words = {
        "young": _("less than 3 months"),
        "older": _("3 to 6 months"),
        "old": _("6 to 9 months"),
        "stale": _("9 months or more: loses points"),
    }
    total, before, found = sum(counts.values()) or 1, 0, []
    for fill, label in words.items():
        start, end = before * 1000 // total, (before + counts[fill]) * 1000 // total
        found.append(AgeBand(fill, label, counts[fill], format_per_cent(start), format_per_cent(end - start)))
        before += counts[fill]
    return found


def iter_call_table(companies: Any, now: datetime) -> Iterator[list[Any]]:
    """Yield the rows of a spreadsheet, the names of its columns first."""
    yield [
        *(_("Company"), _("Town"), _("Province"), _("Confirmed on"), _("Months"), _("Loses points"), _("Claimed")),
        *(_("Website"), _("Profile"), _("Called on"), _("Called by"), _("Outcome"), _("Note")),
    ]
    yes_no = {True: _("yes"), False: _("no")}
    for row in build_call_rows(companies, now):
        company = row.company
        yield [
            *(company.name, company.city, str(company.province or ""), to_local_day(company.confirmed_at), row.months),
            *(yes_no[company.is_stale], yes_no[company.is_claimed], company.website),
            settings.SITE_URL + company.get_absolute_url(),
            *(to_local_day(company.call_at) if company.call_at else "", company.call_by or "", row.outcome),
            company.call_note or "",
        ]


def format_unconfirmed_since(company: Company) -> str:
    """Return "Not confirmed since March 2026", for a profile that is out of date."""
    return _("Not confirmed since %(month)s") % {"month": format_month(company.confirmed_at)}


def get_freshness_warning(company: Company, now: datetime) -> str:
    """Return what happens unless somebody confirms the profile; "" for a draft, or if it is younger than six months."""
    if not company.is_published or company.confirmed_at >= get_confirmation_cutoff(now, ASK):
        return ""
    if company.is_stale:
        return _("%(since)s. The profile loses 10 points on every challenge.") % {
            "since": format_unconfirmed_since(company)
        }
    sinks_on = format_day(add_months(to_local_day(company.confirmed_at), SINK))
    return _("From %(day)s, the profile will lose 10 points on every challenge.") % {"day": sinks_on}
