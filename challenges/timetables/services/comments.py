"""Add comments of companies on a provisional timetable, and mark them as handled."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.models import Session
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.services import lock_owned_session
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.models import REMARK_LENGTH, Remark
from challenges.timetables.notifications import notify_comment_added
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.versions import StaleObject
from portal.ui.dates import format_date_time

MOST_REMARKS = 20  # by one company on one version


@transaction.atomic
def add_comment(plan: Plan, registration: Registration, by: User, text: str) -> Remark:
    """Add a comment on a timetable and notify the organisers; the same text again is the same comment.

    Raises ValidationError for a person who does not act for a company with a confirmed registration, once the timetable
    is final or comments are closed, and where another version was published meanwhile (code "changed").
    """
    session = Session.objects.lock().get(pk=plan.session_id)
    registration = Registration.objects.select_related("company").get(pk=registration.pk, session=session)
    if not is_company_member(by, registration.company) or registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("Only who has a seat can say something about it."), code="no_seat")
    _check_comments_open(plan, session)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Say what does not suit you."), code="empty")
    if len(text) > REMARK_LENGTH:
        raise ValidationError(_("Say it in at most %(most)s characters.") % {"most": REMARK_LENGTH}, code="too_long")
    rows = Remark.objects.filter(plan=plan, registration=registration)
    if found := rows.filter(text=text).first():
        return found
    if rows.count() >= MOST_REMARKS:
        raise ValidationError(_("You said enough for now: the organiser reads it first."), code="too_many")
    comment = Remark.objects.create(plan=plan, registration=registration, text=text, by=by)
    notify_comment_added(comment)
    return comment


def _check_comments_open(plan: Plan, session: Session) -> None:
    published = get_published_plan(session)
    if published and published.final_at:
        message = _("The timetable is final: no remarks any more. Can you not come? Call or write to the organiser.")
        raise ValidationError(message, code="final")
    if published != plan:
        message = _("The organiser shows another version since you looked. See whether your remark still holds.")
        raise StaleObject(message, str(published.number) if published else "")
    if since := get_comments_closed_time(published, database_now()):
        message = _("Remarks closed on %(when)s. Can you not come? Call or write to the organiser.")
        raise ValidationError(message % {"when": format_date_time(since)}, code="closed")


def get_comments_closed_time(plan: Plan, now: datetime) -> datetime | None:
    """Return when comments on a provisional timetable closed; None while they are open."""
    return plan.remarks_until if plan.remarks_until and plan.remarks_until <= now else None


@transaction.atomic
def mark_comment_handled(comment: Remark, by: User) -> bool:
    """Mark a comment as handled, and return False where somebody else had done so."""
    lock_owned_session(comment.plan.session, by)
    return bool(Remark.objects.open().filter(pk=comment.pk).update(handled_at=timezone.now(), handled_by=by))
