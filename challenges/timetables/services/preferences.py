"""Save meeting preferences: those of a company for all table hosts, or of a host for all companies."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.permissions import can_speak_for_host
from challenges.sessions.registration_models import Registration
from challenges.sessions.services import CHANGED
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.models import Wish
from challenges.timetables.plan_snapshot import Pair
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.versions import check_version, hash_version
from portal.ui.dates import format_date_time


def get_preferences_closed_time(session: Session, now: datetime) -> datetime | None:
    """Return when preferences closed; None while they are open."""
    until = session.wishes_until or session.ends_at
    return until if until <= now else None


def load_company_preferences(registration: Registration) -> dict[Pair, str]:
    rows = Wish.objects.filter(side=Wish.Side.COMPANY, registration=registration)
    return {(company, pitch): wish for company, pitch, wish in rows.values_list("registration", "pitch", "wish")}


def load_host_preferences(pitch: Pitch) -> dict[Pair, str]:
    """Return the preferences of a host for companies with a confirmed registration."""
    rows = Wish.objects.filter(side=Wish.Side.HOST, pitch=pitch, registration__state=RegistrationState.CONFIRMED)
    return {(company, host): wish for company, host, wish in rows.values_list("registration", "pitch", "wish")}


def hash_preferences(preferences: Mapping[Pair, str]) -> str:
    return hash_version(sorted(preferences.items()))


@transaction.atomic
def save_company_preferences(
    registration: Registration, by: User, wanted: Mapping[int, str], *, seen: str = ""
) -> bool:
    """Save the preferences of a company, and return whether anything changed.

    wanted: by the id of a pitch, "" for none; pitches that are left out stay as they were.
    Raises ValidationError for a person who does not act for the company, without a confirmed registration, for more
    priority meetings than the session allows, once preferences are closed, and where a colleague changed them.
    """
    session = Session.objects.lock().get(pk=registration.session_id)
    registration = Registration.objects.lock().get(pk=registration.pk)
    if not is_company_member(by, registration.company):
        raise ValidationError(_("You do not represent this company."), code="not_yours")
    if registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("Only who has a seat says whom they want to meet."), code="no_seat")
    pairs = {(registration.pk, pitch): wish for pitch, wish in wanted.items()}
    return _save_preferences(session, Wish.Side.COMPANY, by, pairs, load_company_preferences(registration), seen)


@transaction.atomic
def save_host_preferences(pitch: Pitch, by: User, wanted: Mapping[int, str], *, seen: str = "") -> bool:
    """Save the preferences of a host, entered by its ROM or by the organiser, like those of a company.

    wanted: by the id of a registration; those that are not confirmed are ignored.
    """
    session = Session.objects.lock().get(pk=pitch.session_id)
    pitch = Pitch.objects.select_for_update(of=("self",), no_key=True).get(pk=pitch.pk)
    if not can_speak_for_host(by, pitch):
        raise ValidationError(_("Your ROM has no say in this."), code="not_yours")
    coming = set(Registration.objects.confirmed().filter(session=pitch.session_id).values_list("pk", flat=True))
    pairs = {(registration, pitch.pk): wish for registration, wish in wanted.items() if registration in coming}
    return _save_preferences(session, Wish.Side.HOST, by, pairs, load_host_preferences(pitch), seen)


def _save_preferences(
    session: Session, side: Wish.Side, by: User, wanted: Mapping[Pair, str], known: Mapping[Pair, str], seen: str
) -> bool:
    changed = {pair: wish for pair, wish in wanted.items() if known.get(pair, "") != wish}
    if not changed:
        return False
    if since := get_preferences_closed_time(session, database_now()):
        message = _("Wishes closed on %(when)s. Ask the organiser if something has to change.")
        raise ValidationError(message % {"when": format_date_time(since)}, code="closed")
    check_version(seen, hash_preferences(known), CHANGED)
    number, most = list({**known, **changed}.values()).count(Wish.Kind.MUST), session.must_meets
    if number > most:
        message = ngettext(
            "You may say “must meet” %(most)s time; you said it %(number)s times.",
            "You may say “must meet” %(most)s times; you said it %(number)s times.",
            most,
        )
        raise ValidationError(message % {"most": most, "number": number}, code="too_many")
    for (registration, pitch), wish in sorted(changed.items()):
        rows = Wish.objects.filter(registration=registration, pitch=pitch, side=side)
        if not wish:
            rows.delete()
        elif not rows.update(wish=wish, by=by, at=Now()):
            Wish.objects.create(registration_id=registration, pitch_id=pitch, side=side, wish=wish, by=by)
    return True
