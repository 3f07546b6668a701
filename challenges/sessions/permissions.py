"""Rules and guarded reads of sessions, pitches and registrations: a `get_*` function raises Http404 without access."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from challenges.posting.models import Challenge
from challenges.posting.ownership import is_rom_owner
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Attendee, Registration
from companies.profiles.models import Company
from portal.accounts.models import User


def can_prepare_session(user: User | AnonymousUser, session: Session) -> bool:
    """Return whether the user organises the session: staff of the ROMs that own it, and admins."""
    return is_rom_owner(user, session)


def get_prepared_session(user: User, slug: str) -> Session:
    """Return a session that the user organises; raise Http404 for others."""
    return get_object_or_404(Session.objects.owned_by(user).select_related("rom"), slug=slug)


def get_prepared_pitch(user: User, slug: str, number: int) -> Pitch:
    """Return a pitch of a session that the user organises; raise Http404 for others."""
    owned = Session.objects.owned_by(user).filter(slug=slug)
    found = Pitch.objects.filter(session__in=owned).select_related("session__rom", "challenge", "table")
    return get_object_or_404(found, pk=number)


def can_speak_for_host(user: User | AnonymousUser, pitch: Pitch) -> bool:
    """Return whether the user represents the host: the ROMs that own the challenge, and the organisers of the
    session."""
    return is_rom_owner(user, pitch.challenge) or can_prepare_session(user, pitch.session)


def get_confirmed_registration(user: User, company: Company, slug: str) -> Registration:
    """Return the confirmed registration of the user's company; raise Http404 if there is none."""
    mine = Registration.objects.visible_to(user).confirmed().filter(company=company, session__slug=slug)
    return get_object_or_404(mine.select_related("session__rom", "company"))


def get_represented_pitches(user: User) -> QuerySet[Pitch]:
    """Return the pitches for which `can_speak_for_host` returns True."""
    own = Q(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    return Pitch.objects.filter(own | Q(session__in=Session.objects.owned_by(user).values("pk")))


def get_represented_session(user: User, slug: str) -> tuple[Session, QuerySet[Pitch]]:
    """Return a session and the pitches that the user represents there.

    Raise Http404 for a user who neither organises the session nor represents a host.
    """
    pitches = get_represented_pitches(user)
    known = Q(pk__in=Session.objects.owned_by(user).values("pk"))
    spoken = Q(pk__in=Session.objects.visible_to(user).filter(pitches__in=pitches).values("pk"))
    session = get_object_or_404(Session.objects.filter(known | spoken).select_related("rom"), slug=slug)
    return session, pitches.filter(session=session)


def get_represented_pitch(user: User, slug: str, number: int) -> Pitch:
    """Return a pitch of this session that the user represents; raise Http404 for others."""
    found = get_represented_pitches(user).filter(session__in=Session.objects.visible_to(user).filter(slug=slug))
    found = found.select_related("session__rom", "challenge__rom")
    return get_object_or_404(found, pk=number)


def get_registrable_session(user: User, company: Company, slug: str) -> Session:
    """Return a session that the user may see or for which their company is registered; raise Http404 for others."""
    registered = Registration.objects.visible_to(user).filter(company=company).values("session")
    known = Session.objects.visible_to(user).values("pk")
    found = Session.objects.filter(Q(pk__in=known) | Q(pk__in=registered)).select_related("rom")
    return get_object_or_404(found, slug=slug)


def get_attendee(user: User, slug: str, code: str) -> Attendee:
    """Return the attendee with this entry code, for their company, the organisers and themselves; raise Http404 for
    others."""
    seen = Q(registration__in=Registration.objects.visible_to(user).values("pk")) | Q(user=user)
    found = Attendee.objects.filter(seen).select_related("registration__session__rom", "registration__company")
    return get_object_or_404(found, registration__session__slug=slug, code=code)


def can_see_own_plan(user: User | AnonymousUser, session: Session) -> bool:
    """Return whether `get_participant_plan` gives this user a timetable."""
    if not user.is_authenticated:
        return False
    mine = Registration.objects.confirmed().filter(company__in=user.memberships.values("company"))
    hosted = Pitch.objects.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    concerned = Q(session__in=mine.values("session")) | Q(session__in=hosted.values("session"))
    return Plan.objects.shown().filter(concerned, session=session).exists()
