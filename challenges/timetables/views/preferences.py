"""Let companies and table hosts enter with whom they want to meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import BaseForm, BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.matching.match_list import load_company_technologies
from challenges.matching.match_texts import describe_match_reason, describe_own_reason
from challenges.matching.models import Match
from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.permissions import (
    can_prepare_session,
    get_confirmed_registration,
    get_represented_pitch,
    get_represented_session,
)
from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.forms import MeetingPreferencesForm
from challenges.timetables.models import Wish
from challenges.timetables.services.preferences import (
    get_preferences_closed_time,
    load_company_preferences,
    load_host_preferences,
    save_company_preferences,
    save_host_preferences,
)
from companies.profiles.permissions import company_member, require_own_company
from portal.accounts.models import User
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@dataclass(frozen=True)
class PreferenceLine:
    """Show one choice; side: a detail beside the title. match: the score in tenths, None without a stored match."""

    field: BoundField
    title: str
    url: str
    side: str
    match: int | None
    why: str


@company_member
def preference_company(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show and save the preferences of the reader's company; 404 without a confirmed registration."""
    registration = get_confirmed_registration(request.user, require_own_company(request.user), slug)
    pitches = list(_select_visible_pitches(registration.session, request.user))
    known = load_company_preferences(registration)
    names = {pitch.pk: str(pitch.challenge.local("title")) for pitch in pitches}
    form = MeetingPreferencesForm(get_post_data(request), names=names, known=known, side=Wish.Side.COMPANY)
    if save_form(form, save_company_preferences, registration, request.user) is not None:
        messages.success(request, _("Your wishes are saved."))
        return redirect("challenges:preference_company", slug)
    context = {
        "session": registration.session,
        "form": form,
        "lines": _build_company_lines(registration, pitches, form, Vocabulary.load()),
        "closed": get_preferences_closed_time(registration.session, timezone.now()),
    }
    return render(request, "challenges/timetables/preference_company.html", context)


@rom_staff
def preference_hosts(request: SignedInRequest, slug: str) -> HttpResponse:
    """List the pitches for which the reader speaks, with how many preferences each host has; organisers see all."""
    session, pitches = get_represented_session(request.user, slug)
    context = {
        "session": session,
        "pitches": _count_host_preferences(session, pitches),
        "closed": get_preferences_closed_time(session, timezone.now()),
    }
    if can_prepare_session(request.user, session):
        context["heard"] = _count_companies_heard(session)
    return render(request, "challenges/timetables/preference_hosts.html", context)


@rom_staff
def preference_host(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show and save the preferences of one host for whom the reader speaks; 404 for others."""
    pitch = get_represented_pitch(request.user, slug, number)
    coming = list(pitch.session.registrations.confirmed().select_related("company"))
    known = load_host_preferences(pitch)
    names = {each.pk: each.company.name for each in coming}
    form = MeetingPreferencesForm(get_post_data(request), names=names, known=known, side=Wish.Side.HOST)
    if save_form(form, save_host_preferences, pitch, request.user) is not None:
        messages.success(request, _("Your wishes are saved."))
        return redirect("challenges:preference_host", slug, number)
    context = {
        "session": pitch.session,
        "pitch": pitch,
        "form": form,
        "lines": _build_host_lines(pitch, coming, form, Vocabulary.load()),
        "closed": get_preferences_closed_time(pitch.session, timezone.now()),
    }
    return render(request, "challenges/timetables/preference_host.html", context)


def _select_visible_pitches(session: Session, user: User) -> QuerySet[Pitch]:
    """Return the pitches whose challenge a user may see, in the order of the tables, with their requirements."""
    asked = Prefetch("challenge__requirements", Requirement.objects.counting(), to_attr="asked")
    found = session.pitches.filter(challenge__in=Challenge.objects.visible_to(user)).select_related(
        "challenge", "table"
    )
    return found.prefetch_related(asked).order_by("table__number", "pk")


def _build_company_lines(
    registration: Registration, pitches: Sequence[Pitch], form: BaseForm, vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """Return the choices of a company, in the order of the tables."""
    rows = Match.objects.ranked().filter(
        company=registration.company_id, challenge__in=[pitch.challenge_id for pitch in pitches]
    )
    matches = {match.challenge_id: match for match in rows}
    offered = load_company_technologies([registration.company_id])[registration.company_id]
    lines = []
    for pitch in pitches:
        challenge, match = pitch.challenge, matches.get(pitch.challenge_id)
        why = describe_own_reason(match, challenge.asked, offered, vocabulary) if match else ""  # type: ignore[attr-defined]
        title, total = str(challenge.local("title")), match.total if match else None
        lines.append(PreferenceLine(form[f"wish_{pitch.pk}"], title, challenge.get_absolute_url(), "", total, why))
    return lines


def _build_host_lines(
    pitch: Pitch, registrations: Sequence[Registration], form: BaseForm, vocabulary: Vocabulary
) -> list[PreferenceLine]:
    """Return the choices of a host, the best match first, then companies without a match by name."""
    companies = [each.company_id for each in registrations]
    rows = Match.objects.ranked().filter(challenge=pitch.challenge_id, company__in=companies)
    matches = {match.company_id: match for match in rows}
    offered = load_company_technologies(companies)
    asked = list(Requirement.objects.counting().filter(challenge=pitch.challenge_id))
    lines = []
    for each in registrations:
        company, match = each.company, matches.get(each.company_id)
        why = describe_match_reason(match, asked, offered[company.pk], vocabulary) if match else ""
        lines.append(
            PreferenceLine(form[f"wish_{each.pk}"], company.name, "", company.city, match.total if match else None, why)
        )
    return sorted(lines, key=lambda line: (-(line.match or 0), line.title.lower()))


def _count_host_preferences(session: Session, pitches: QuerySet[Pitch]) -> QuerySet[Pitch]:
    """Return pitches of a session with `said` and `musts`: preferences of the host for companies that come."""
    host = Q(wishes__side=Wish.Side.HOST, wishes__registration__state=RegistrationState.CONFIRMED)
    counted = pitches.filter(session=session).annotate(
        said=Count("wishes", filter=host), musts=Count("wishes", filter=host & Q(wishes__wish=Wish.Kind.MUST))
    )
    return counted.select_related("challenge", "table").order_by("table__number", "pk")


def _count_companies_heard(session: Session) -> Mapping[str, int]:
    """Count the companies that come, and those with a preference."""
    coming = session.registrations.confirmed()
    spoke = coming.filter(wishes__side=Wish.Side.COMPANY).distinct()
    return {"coming": coming.count(), "spoke": spoke.count()}
