"""Saying whom one wants to meet: a page at a time, by the company or by the host."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.locking import mark_of, must_have_seen
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_say_for_host
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import State
from challenges.timetables.preference_models import Wish
from companies.profiles.permissions import acts_for
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.ui.dates import moment

Pair = tuple[int, int]  # ids of registration and pitch


def closed_since(session: Session, now: datetime) -> datetime | None:
    """Since when nobody can say wishes any more; None as long as they can."""
    until = session.wishes_until or session.ends_at
    return until if until <= now else None


def said_by_company(registration: Registration) -> dict[Pair, str]:
    return _said(Wish.objects.filter(side=Wish.Side.COMPANY, registration=registration))


def said_by_host(pitch: Pitch) -> dict[Pair, str]:
    """Of the companies that come."""
    return _said(Wish.objects.filter(side=Wish.Side.HOST, pitch=pitch, registration__state=State.CONFIRMED))


def _said(wishes: QuerySet[Wish]) -> dict[Pair, str]:
    return {(row, at): wish for row, at, wish in wishes.values_list("registration", "pitch", "wish")}


def mark_of_wishes(said: Mapping[Pair, str]) -> str:
    return mark_of(sorted(said.items()))


@transaction.atomic
def say_for_company(registration: Registration, by: User, wanted: Mapping[int, str], *, seen: str = "") -> bool:
    """wanted: by the id of a pitch, "" for nothing; what is left out stays as it was. Whether anything changed.

    ValidationError for who does not act for the company, without a seat, for more musts than the session allows, once
    wishes are closed, and where a colleague said something else meanwhile.
    """
    session = _held(registration.session_id)
    registration = Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    if not acts_for(by, registration.company):
        raise ValidationError(_("You do not act for this company."), code="not_yours")
    if registration.state != State.CONFIRMED:
        raise ValidationError(_("Only who has a seat says whom they want to meet."), code="no_seat")
    pairs = {(registration.pk, pitch): wish for pitch, wish in wanted.items()}
    return _say(session, Wish.Side.COMPANY, by, pairs, said_by_company(registration), seen)


@transaction.atomic
def say_for_host(pitch: Pitch, by: User, wanted: Mapping[int, str], *, seen: str = "") -> bool:
    """The same by the host, or by the organiser on its behalf. wanted: by the id of a confirmed registration."""
    session = _held(pitch.session_id)
    pitch = Pitch.objects.select_for_update(of=("self",), no_key=True).get(pk=pitch.pk)
    if not can_say_for_host(by, pitch):
        raise ValidationError(_("Your ROM has no say in this."), code="not_yours")
    coming = set(Registration.objects.confirmed().filter(session=pitch.session_id).values_list("pk", flat=True))
    pairs = {(registration, pitch.pk): wish for registration, wish in wanted.items() if registration in coming}
    return _say(session, Wish.Side.HOST, by, pairs, said_by_host(pitch), seen)


def _held(session: int) -> Session:
    """Held before what belongs to it, in the order of all writes on a session; what closes it waits."""
    return Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session)


def _say(
    session: Session, side: Wish.Side, by: User, wanted: Mapping[Pair, str], known: Mapping[Pair, str], seen: str
) -> bool:
    changed = {pair: wish for pair, wish in wanted.items() if known.get(pair, "") != wish}
    if not changed:
        return False
    if since := closed_since(session, database_now()):
        words = _("Wishes closed on %(when)s. Ask the organiser if something has to change.")
        raise ValidationError(words % {"when": moment(since)}, code="closed")
    must_have_seen(seen, mark_of_wishes(known))
    _not_too_many({**known, **changed}.values(), session.must_meets)
    for (registration, pitch), wish in sorted(changed.items()):
        rows = Wish.objects.filter(registration=registration, pitch=pitch, side=side)
        if not wish:
            rows.delete()
        elif not rows.update(wish=wish, by=by, at=Now()):
            Wish.objects.create(registration_id=registration, pitch_id=pitch, side=side, wish=wish, by=by)
    return True


def _not_too_many(wishes: Collection[str], most: int) -> None:
    number = list(wishes).count(Wish.Kind.MUST)
    if number > most:
        words = ngettext(
            "You may say “must meet” %(most)s time; you said it %(number)s times.",
            "You may say “must meet” %(most)s times; you said it %(number)s times.",
            most,
        )
        raise ValidationError(words % {"most": most, "number": number}, code="too_many")
