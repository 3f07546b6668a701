"""A step of an introduction, taken by a person for a side: the table says whether, the row is held, all are told."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.locking import Held, Said, hold
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import tell
from challenges.introductions.permissions import sides_of
from challenges.introductions.workflow import DATED, REASONED, Reason, Side, What, may
from portal.accounts.models import User
from portal.ui.dates import as_day, day

FORBIDDEN = gettext_lazy("You do not act for this side of the introduction.")
NOTHING = Said()


@transaction.atomic
def take_step(user: User, introduction: Introduction, what: What, side: Side, said: Said = NOTHING) -> Introduction:
    """Take a step for a side that the person acts for; the same step sent twice is taken once.

    Raises ValidationError: "forbidden" where the person does not act for the side, "changed" where the step cannot be
    taken (any more), and by field (reason, note, happened_on) where something is missing or cannot be.
    """
    return step_in(hold(introduction), user, what, side, said)


def step_in(held: Held, user: User, what: What, side: Side, said: Said) -> Introduction:
    introduction = held.introduction
    if side not in sides_of(user, introduction):
        raise ValidationError(FORBIDDEN, code="forbidden")
    last = introduction.steps.order_by("at", "pk").last()
    if last and (last.what, last.side, last.by_id) == (what, side, user.pk):
        return introduction
    if not may(held.standing, side, what):
        raise ValidationError(why_not(held), code="changed")
    check(held, what, said)
    tell(held.record(what, side, user, said))
    return introduction


def why_not(held: Held) -> str:
    """What the introduction has become meanwhile."""
    introduction = held.introduction
    if held.standing.is_late:
        return _("This introduction lapsed %(day)s: nobody answered in time.") % {"day": day(introduction.lapses_at)}
    told = _("This cannot be done any more. The introduction is now: %(state)s.")
    return told % {"state": introduction.get_state_display().lower()}


def check(held: Held, what: What, said: Said) -> None:
    """Raises ValidationError, by field."""
    if what in REASONED and said.reason not in Reason.values:
        raise ValidationError({"reason": _("Say why: choose a reason.")})
    if what in REASONED and said.reason == Reason.OTHER and not said.note.strip():
        raise ValidationError({"note": _("Say in a few words what the reason is.")})
    if what in DATED:
        check_day(held, said)


def check_day(held: Held, said: Said) -> None:
    """What happened did so after the introduction, not before what is already noted, and not in the future."""
    if said.happened_on is None:
        raise ValidationError({"happened_on": _("Say on which day it was.")})
    if said.happened_on > as_day(held.now):
        raise ValidationError({"happened_on": _("That day is still to come. Note it when it has happened.")})
    first = earliest_day(held.introduction)
    if said.happened_on < first:
        raise ValidationError({"happened_on": _("That is before %(day)s, the last step.") % {"day": day(first)}})


def earliest_day(introduction: Introduction) -> date:
    steps = IntroductionStep.objects.filter(introduction=introduction, happened_on__isnull=False)
    last = steps.order_by("-happened_on").values_list("happened_on", flat=True).first()
    return max(day for day in (last, as_day(introduction.introduced_at or introduction.asked_at)) if day)
