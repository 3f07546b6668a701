"""Saying whom one wants to meet: a page at a time, by the company or by the host."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.locking import CHANGED
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_speak_for_host
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.preference_models import Wish
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.versions import check_version, hash_version
from portal.ui.dates import format_date_time

Pair = tuple[int, int]  # ids of registration and pitch


def get_preferences_closed_time(session: Session, now: datetime) -> datetime | None:
    """Since when nobody can say wishes any more; None as long as they can."""
    until = session.wishes_until or session.ends_at
    return until if until <= now else None


def load_company_preferences(registration: Registration) -> dict[Pair, str]:
    return _map_preferences(Wish.objects.filter(side=Wish.Side.COMPANY, registration=registration))


def load_host_preferences(pitch: Pitch) -> dict[Pair, str]:
    """Of the companies that come."""
    return _map_preferences(
        Wish.objects.filter(side=Wish.Side.HOST, pitch=pitch, registration__state=RegistrationState.CONFIRMED)
    )


def _map_preferences(wishes: QuerySet[Wish]) -> dict[Pair, str]:
    return {(row, at): wish for row, at, wish in wishes.values_list("registration", "pitch", "wish")}


def hash_preferences(said: Mapping[Pair, str]) -> str:
    return hash_version(sorted(said.items()))


@transaction.atomic
def save_company_preferences(
    registration: Registration, by: User, wanted: Mapping[int, str], *, seen: str = ""
) -> bool:
    """wanted: by the id of a pitch, "" for nothing; what is left out stays as it was. Whether anything changed.

    ValidationError for who does not act for the company, without a seat, for more musts than the session allows, once
    wishes are closed, and where a colleague said something else meanwhile.
    """
    session = _lock_session_row(registration.session_id)
    registration = Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    if not is_company_member(by, registration.company):
        raise ValidationError(_("You do not act for this company."), code="not_yours")
    if registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("Only who has a seat says whom they want to meet."), code="no_seat")
    pairs = {(registration.pk, pitch): wish for pitch, wish in wanted.items()}
    return _save_preferences(session, Wish.Side.COMPANY, by, pairs, load_company_preferences(registration), seen)


@transaction.atomic
def save_host_preferences(pitch: Pitch, by: User, wanted: Mapping[int, str], *, seen: str = "") -> bool:
    """The same by the host, or by the organiser on its behalf. wanted: by the id of a confirmed registration."""
    session = _lock_session_row(pitch.session_id)
    pitch = Pitch.objects.select_for_update(of=("self",), no_key=True).get(pk=pitch.pk)
    if not can_speak_for_host(by, pitch):
        raise ValidationError(_("Your ROM has no say in this."), code="not_yours")
    coming = set(Registration.objects.confirmed().filter(session=pitch.session_id).values_list("pk", flat=True))
    pairs = {(registration, pitch.pk): wish for registration, wish in wanted.items() if registration in coming}
    return _save_preferences(session, Wish.Side.HOST, by, pairs, load_host_preferences(pitch), seen)


def _lock_session_row(session: int) -> Session:
    """Held before what belongs to it, in the order of all writes on a session; what closes it waits."""
    return Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session)


def _save_preferences(
    session: Session, side: Wish.Side, by: User, wanted: Mapping[Pair, str], known: Mapping[Pair, str], seen: str
) -> bool:
    changed = {pair: wish for pair, wish in wanted.items() if known.get(pair, "") != wish}
    if not changed:
        return False
    if since := get_preferences_closed_time(session, database_now()):
        words = _("Wishes closed on %(when)s. Ask the organiser if something has to change.")
        raise ValidationError(words % {"when": format_date_time(since)}, code="closed")
    check_version(seen, hash_preferences(known), CHANGED)
    _check_priority_limit({**known, **changed}.values(), session.must_meets)
    for (registration, pitch), wish in sorted(changed.items()):
        rows = Wish.objects.filter(registration=registration, pitch=pitch, side=side)
        if not wish:
            rows.delete()
        elif not rows.update(wish=wish, by=by, at=Now()):
            Wish.objects.create(registration_id=registration, pitch_id=pitch, side=side, wish=wish, by=by)
    return True


def _check_priority_limit(wishes: Collection[str], most: int) -> None:
    number = list(wishes).count(Wish.Kind.MUST)
    if number > most:
        words = ngettext(
            "You may say “must meet” %(most)s time; you said it %(number)s times.",
            "You may say “must meet” %(most)s times; you said it %(number)s times.",
            most,
        )
        raise ValidationError(words % {"most": most, "number": number}, code="too_many")
