"""A step of an introduction, taken by a person for a side: the table says whether, the row is held, all are told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.locking import LockedIntroduction, StepDetails, lock_introduction
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import notify_introduction_step
from challenges.introductions.permissions import get_user_sides
from challenges.introductions.workflow import (
    DATED,
    REASONED,
    EndReason,
    IntroductionAction,
    IntroductionParty,
    can_take_step,
)
from portal.accounts.models import User
from portal.ui.dates import format_day, to_local_day

FORBIDDEN = gettext_lazy("You do not act for this side of the introduction.")
NOTHING = StepDetails()


@transaction.atomic
def take_introduction_step(
    user: User,
    introduction: Introduction,
    what: IntroductionAction,
    side: IntroductionParty,
    said: StepDetails = NOTHING,
) -> Introduction:
    """Take a step for a side that the person acts for; the same step sent twice is taken once.

    Raises ValidationError: "forbidden" where the person does not act for the side, "changed" where the step cannot be
    taken (any more), and by field (reason, note, happened_on) where something is missing or cannot be.
    """
    return apply_introduction_step(lock_introduction(introduction), user, what, side, said)


def apply_introduction_step(
    held: LockedIntroduction, user: User, what: IntroductionAction, side: IntroductionParty, said: StepDetails
) -> Introduction:
    introduction = held.introduction
    if side not in get_user_sides(user, introduction):
        raise ValidationError(FORBIDDEN, code="forbidden")
    last = introduction.steps.order_by("at", "pk").last()
    if last and (last.what, last.side, last.by_id) == (what, side, user.pk):
        return introduction
    if not can_take_step(held.standing, side, what):
        raise ValidationError(explain_unavailable_step(held), code="changed")
    validate_step_details(held, what, said)
    notify_introduction_step(held.record(what, side, user, said))
    return introduction


def explain_unavailable_step(held: LockedIntroduction) -> str:
    """What the introduction has become meanwhile."""
    introduction = held.introduction
    if held.standing.is_late:
        return _("This introduction lapsed %(day)s: nobody answered in time.") % {
            "day": format_day(introduction.lapses_at)
        }
    told = _("This cannot be done any more. The introduction is now: %(state)s.")
    return told % {"state": introduction.get_state_display().lower()}


def validate_step_details(held: LockedIntroduction, what: IntroductionAction, said: StepDetails) -> None:
    """Raises ValidationError, by field."""
    if what in REASONED and said.reason not in EndReason.values:
        raise ValidationError({"reason": _("Say why: choose a reason.")})
    if what in REASONED and said.reason == EndReason.OTHER and not said.note.strip():
        raise ValidationError({"note": _("Say in a few words what the reason is.")})
    if what in DATED:
        validate_step_day(held, said)


def validate_step_day(held: LockedIntroduction, said: StepDetails) -> None:
    """What happened did so after the introduction, not before what is already noted, and not in the future."""
    if said.happened_on is None:
        raise ValidationError({"happened_on": _("Say on which day it was.")})
    if said.happened_on > to_local_day(held.now):
        raise ValidationError({"happened_on": _("That day is still to come. Note it when it has happened.")})
    first = get_earliest_step_day(held.introduction)
    if said.happened_on < first:
        raise ValidationError({"happened_on": _("That is before %(day)s, the last step.") % {"day": format_day(first)}})


def get_earliest_step_day(introduction: Introduction) -> date:
    steps = IntroductionStep.objects.filter(introduction=introduction, happened_on__isnull=False)
    last = steps.order_by("-happened_on").values_list("happened_on", flat=True).first()
    return max(day for day in (last, to_local_day(introduction.introduced_at or introduction.asked_at)) if day)
