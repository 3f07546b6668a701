"""What companies say of a provisional timetable, and that the organiser has seen to it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.locking import lock_owned_session
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.comment_models import REMARK_LENGTH, Remark
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user
from portal.ui.dates import format_date_time

MOST_REMARKS = 20  # of one company on one version


@transaction.atomic
def add_comment(plan: Plan, registration: Registration, by: User, text: str) -> Remark:
    """The same words again are the same remark.

    ValidationError for who does not act for a company that comes, once the timetable is final or remarks are closed,
    and where another version took its place meanwhile ("changed").
    """
    session = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.session_id)
    registration = Registration.objects.select_related("company").get(pk=registration.pk, session=session)
    if not is_company_member(by, registration.company) or registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("Only who has a seat can say something about it."), code="no_seat")
    _check_comments_open(plan, session)
    said = _clean_comment(text)
    rows = Remark.objects.filter(plan=plan, registration=registration)
    if found := rows.filter(text=said).first():
        return found
    if rows.count() >= MOST_REMARKS:
        raise ValidationError(_("You said enough for now: the organiser reads it first."), code="too_many")
    made = Remark.objects.create(plan=plan, registration=registration, text=said, by=by)
    _notify_comment_organisers(made)
    return made


def _check_comments_open(plan: Plan, session: Session) -> None:
    shown = Plan.objects.shown().filter(session=session).first()
    if shown and shown.final_at:
        told = _("The timetable is final: no remarks any more. Can you not come? Call or write to the organiser.")
        raise ValidationError(told, code="final")
    if shown != plan:
        told = _("The organiser shows another version since you looked. See whether your remark still holds.")
        raise ValidationError(told, code="changed")
    if since := get_comments_closed_time(shown, database_now()):
        told = _("Remarks closed on %(when)s. Can you not come? Call or write to the organiser.")
        raise ValidationError(told % {"when": format_date_time(since)}, code="closed")


def get_comments_closed_time(plan: Plan, now: datetime) -> datetime | None:
    """Since when nobody makes remarks any more on one that is provisional; None as long as they can."""
    return plan.remarks_until if plan.remarks_until and plan.remarks_until <= now else None


def _clean_comment(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise ValidationError(_("Say what does not suit you."), code="empty")
    if len(said) > REMARK_LENGTH:
        raise ValidationError(_("Say it in at most %(most)s characters.") % {"most": REMARK_LENGTH}, code="too_long")
    return said


def _notify_comment_organisers(made: Remark) -> None:
    """By default in the daily mail. What was said stands on the page alone."""
    session = made.plan.session
    for person in User.objects.filter(build_owning_staff_condition(session), is_active=True).order_by("pk").distinct():
        notify_user(
            person,
            NotificationKind.REGISTRATIONS,
            key=f"remark:{made.pk}",
            template="challenges/timetables/mail/remark",
            context={"session": session, "company": made.registration.company},
            url=reverse("challenges:plan_detail", args=[session.slug, made.plan.number]) + "#remarks",
        )


@transaction.atomic
def mark_comment_handled(made: Remark, by: User) -> bool:
    """Whether nobody had seen to it yet."""
    lock_owned_session(made.plan.session, by)
    return bool(Remark.objects.open().filter(pk=made.pk).update(handled_at=timezone.now(), handled_by=by))
