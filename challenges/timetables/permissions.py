from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.permissions import get_prepared_session, get_represented_pitch
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.registration_models import Registration
from portal.accounts.models import User


def get_prepared_plan(user: User, slug: str, number: int) -> Plan:
    """Return a timetable for the organisers of its session; 404 for others."""
    return get_object_or_404(
        Plan.objects.visible_to(user).select_related("session__rom", "made_by"), session__slug=slug, number=number
    )


def get_made_plan(user: User, slug: str, number: int) -> Plan:
    """Return a timetable that is ready for the organisers of its session; 404 for others and while it is not ready."""
    plan = get_prepared_plan(user, slug, number)
    if not plan.is_made:
        raise Http404
    return plan


def get_company_agenda(user: User, slug: str, number: int) -> tuple[Plan, Registration]:
    """Return the published timetable and a registration for the organisers; 404 for others and for other sessions."""
    session = get_prepared_session(user, slug)
    registration = get_object_or_404(session.registrations.confirmed().select_related("company"), pk=number)
    return _get_published_or_404(session), registration


def get_table_sheet(user: User, slug: str, number: int) -> tuple[Plan, Pitch]:
    """Return the published timetable and a pitch for those who speak for its host; 404 for others."""
    pitch = get_represented_pitch(user, slug, number)
    return _get_published_or_404(pitch.session), pitch


def _get_published_or_404(session: Session) -> Plan:
    plan = get_published_plan(session)
    if plan is None:
        raise Http404
    return plan


def filter_visible_meetings(user: User, slug: str) -> QuerySet[Meeting]:
    """Return the meetings of the published timetable that a user may see, in the order of the day.

    Companies see their own, the ROM of a challenge those about it, and organisers all.
    """
    found = Meeting.objects.visible_to(user).filter(
        plan__in=Plan.objects.shown().values("pk"), plan__session__slug=slug
    )
    found = found.select_related("plan__session__rom", "registration__company__province__rom", "slot", "table__room")
    found = found.select_related("pitch__challenge__rom")
    return found.order_by("slot__starts_at", "table__number", "pk")


def get_visible_meeting(user: User, slug: str, registration: int, pitch: int) -> Meeting:
    """Return the meeting of this pair; 404 for users who may not see it, and where the pair does not meet."""
    return get_object_or_404(filter_visible_meetings(user, slug), registration=registration, pitch=pitch)


def get_participant_plan(user: User, slug: str) -> tuple[Plan, Registration | None, QuerySet[Pitch]]:
    """Return the published timetable, the registration of the user's company, and the pitches of the user's ROM.

    404 before a timetable is published, and for users with neither a confirmed registration nor a pitch.
    """
    plan = get_object_or_404(Plan.objects.shown().select_related("session__rom"), session__slug=slug)
    mine = plan.session.registrations.confirmed().filter(company__in=user.memberships.values("company"))
    registration = mine.select_related("company").order_by("pk").first()
    pitches = plan.session.pitches.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))
    if registration is None and not pitches.exists():
        raise Http404
    return plan, registration, pitches
