"""Describe a step of a registration, for pages, emails and the admin, and notify people of it.

The members of the company are notified, its guests hear of their place, and the organisers hear of registrations that
await approval or no longer fit the timetable. No notification names a person, only organisations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from challenges.posting.reviewers import get_owning_staff
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep, SessionInvitation
from challenges.sessions.workflow import COMPANY, RegistrationAction, RegistrationState
from companies.profiles.permissions import list_company_members
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES, get_local_text
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.services import notify
from portal.ui.dates import format_date_time, format_time_span

ENTRY_CODE_MAIL = "challenges/sessions/mail/entry_code.html"
REMOVED_MAIL = "challenges/sessions/mail/attendee_removed.html"
SENTENCES = {
    RegistrationAction.WALK_IN: gettext_lazy("%(who)s came without registering and was let in"),
    RegistrationAction.REFUSE: gettext_lazy("The organiser refused %(who)s"),
    RegistrationAction.OFFER: gettext_lazy("A seat came free and was offered to %(who)s"),
    RegistrationAction.REMIND: gettext_lazy("%(who)s was reminded of the offer"),
    RegistrationAction.ACCEPT: gettext_lazy("%(who)s took the offer"),
    RegistrationAction.DECLINE: gettext_lazy("%(who)s gave the offered seat back"),
    RegistrationAction.LAPSE: gettext_lazy("The offer to %(who)s lapsed: nobody answered in time"),
}
REGISTERED = {
    RegistrationState.REQUESTED: gettext_lazy("%(who)s asked for a seat"),
    RegistrationState.WAITING: gettext_lazy("%(who)s registered and joined the waiting list as number %(place)s"),
    RegistrationState.CONFIRMED: gettext_lazy("%(who)s registered and got its seat"),
}
APPROVED = {
    RegistrationState.WAITING: gettext_lazy(
        "The organiser approved %(who)s, which joined the waiting list as number %(place)s"
    ),
    RegistrationState.CONFIRMED: gettext_lazy("The organiser approved %(who)s, which got its seat"),
}
CANCELLED = {
    True: gettext_lazy("%(who)s cancelled"),
    False: gettext_lazy("The organiser cancelled the registration of %(who)s"),
}
TITLES = {
    RegistrationState.REQUESTED: gettext_lazy("Your registration is received"),
    RegistrationState.WAITING: gettext_lazy("You are number %(place)s on the waiting list"),
    RegistrationState.OFFERED: gettext_lazy("A seat came free for you"),
    RegistrationState.CONFIRMED: gettext_lazy("Your seat is confirmed"),
    RegistrationState.REFUSED: gettext_lazy("Your registration was refused"),
    RegistrationState.LAPSED: gettext_lazy("Your offered seat lapsed"),
    RegistrationState.CANCELLED: gettext_lazy("Your registration is cancelled"),
}


def describe_registration_step(step: RegistrationStep) -> str:
    """Describe the step in a sentence, without the reason."""
    values = {"who": step.registration.company, "place": step.place, "count": step.seats}
    return str(get_step_template(step)) % values


def get_step_template(step: RegistrationStep) -> object:
    what, state = RegistrationAction(step.what), RegistrationState(step.state)
    if what == RegistrationAction.REGISTER:
        return REGISTERED[state]
    if what == RegistrationAction.APPROVE:
        return APPROVED[state]
    if what == RegistrationAction.CANCEL:
        return CANCELLED[step.side == COMPANY]
    if what == RegistrationAction.CHANGE:
        return ngettext("%(who)s comes with %(count)d person", "%(who)s comes with %(count)d people", step.seats)
    if what == RegistrationAction.REORDER:
        return gettext_lazy("The organiser gave %(who)s place %(place)s on the waiting list")
    return SENTENCES[what]


@dataclass(frozen=True)
class RegistrationNotice:
    """A step as members of the company read it, in the active language."""

    step: RegistrationStep

    @property
    def registration(self) -> Registration:
        return self.step.registration

    @property
    def title(self) -> str:
        """Return the news in a few words, for the subject of an email."""
        if self.step.what == RegistrationAction.REMIND:
            return _("Your offered seat lapses soon")
        return str(TITLES[RegistrationState(self.step.state)]) % {"place": self.step.place}

    @property
    def about(self) -> str:
        """Return the title, time and place of the session."""
        session = self.registration.session
        title = get_local_text(session, "title").text
        when = format_time_span(session.starts_at, session.ends_at)
        return _("“%(title)s”, %(when)s, %(place)s in %(city)s.") % {
            "title": title,
            "when": when,
            "place": session.place,
            "city": session.city,
        }

    @property
    def group(self) -> str:
        text = ngettext("For %(count)d person.", "For %(count)d people.", self.step.seats)
        return text % {"count": self.step.seats}

    @property
    def next(self) -> str:
        """Return what the reader can do now."""
        state = RegistrationState(self.step.state)
        if state == RegistrationState.OFFERED:
            until = format_date_time(self.registration.offer_lapses_at)
            return _("Take it or give it back before %(moment)s. After that it goes to the next.") % {"moment": until}
        if state == RegistrationState.CONFIRMED:
            return _("Your page has the code that lets each of you in. Can you not come? Cancel there, for the next.")
        if state == RegistrationState.WAITING:
            return _("As soon as it is your turn and a seat is free, you are offered it.")
        if state == RegistrationState.REQUESTED:
            return _("The organiser says yes or no; then you hear from us.")
        return ""


UNTOLD = (RegistrationAction.CHANGE, RegistrationAction.REORDER, RegistrationAction.WALK_IN)


def notify_registration_step(step: RegistrationStep) -> None:
    notify_plan_gap(step)
    if step.what in UNTOLD:
        return
    registration = step.registration
    notify(
        list_company_members(registration.company_id),
        NotificationKind.SESSIONS,
        "challenges/sessions/mail/registration.html",
        key=f"registration:{registration.pk}:{step.pk}",
        context={"news": RegistrationNotice(step)},
        url=reverse("challenges:registration_own", args=[registration.session.slug]),
    )
    mail_entry_codes(registration, step.by)
    if step.what == RegistrationAction.CANCEL:
        mail_guests_removed(registration, get_registration_guests(registration), step.by)
    if step.state == RegistrationState.REQUESTED and step.what == RegistrationAction.REGISTER:
        notify(
            get_owning_staff(registration.session),
            NotificationKind.REGISTRATIONS,
            "challenges/sessions/mail/registration_requested.html",
            key=f"registration:{registration.pk}:{step.pk}",
            context={"news": RegistrationNotice(step)},
            url=reverse("challenges:registration_list", args=[registration.session.slug]) + "?state=requested",
        )


def notify_session_invited(invitation: SessionInvitation) -> None:
    notify(
        list_company_members(invitation.company_id),
        NotificationKind.SESSIONS,
        "challenges/sessions/mail/session_invitation.html",
        key=f"session-invitation:{invitation.pk}",
        context={"session": invitation.session},
        url=reverse("challenges:registration_own", args=[invitation.session.slug]),
    )


def notify_session_uninvited(invitation: SessionInvitation, now: datetime) -> None:
    """Notify the company in the transaction that deletes the invitation.

    Nobody is notified once the session has begun or the company is registered, because then nothing changes for it.
    """
    session = invitation.session
    if session.starts_at <= now or session.registrations.living().filter(company=invitation.company_id).exists():
        return
    notify(
        list_company_members(invitation.company_id),
        NotificationKind.SESSIONS,
        "challenges/sessions/mail/session_invitation_withdrawn.html",
        key=f"session-invitation:{invitation.pk}:taken_back",
        context={"session": session, "company": invitation.company},
        url=session.get_absolute_url(),
    )


def notify_plan_gap(step: RegistrationStep) -> None:
    """Notify the organisers that the published timetable no longer fits, because a company cancelled or was added.

    By default the daily email mentions it. The person who took the step is not notified. Without a published timetable
    nobody is.
    """
    registration = step.registration
    has_come = step.state == RegistrationState.CONFIRMED and step.what not in (
        RegistrationAction.CHANGE,
        RegistrationAction.REORDER,
    )
    has_left = step.what == RegistrationAction.CANCEL
    plan = get_published_plan(registration.session) if has_come or has_left else None
    if plan is None or (has_left and not plan.meetings.filter(registration=registration).exists()):
        return
    notify(
        get_owning_staff(registration.session).exclude(pk=step.by_id),
        NotificationKind.REGISTRATIONS,
        "challenges/sessions/mail/timetable_gap.html",
        key=f"timetable-gap:{step.pk}",
        context={"session": registration.session, "company": registration.company, "has_left": has_left},
        url=reverse("challenges:plan_repair", args=[registration.session.slug, plan.number]),
    )


def mail_entry_codes(registration: Registration, by: User | None = None) -> None:
    """Email each guest their entry code once, as soon as the place is confirmed.

    Guests have no account, so they cannot see the code on a page. The email is in the language of the member who
    registered them, or of a colleague.
    """
    if registration.state != RegistrationState.CONFIRMED:
        return
    language = _get_mail_language(registration, by)
    for guest in get_registration_guests(registration):
        _queue_guest_mail(guest, registration, language, f"seat-code:{guest.pk}", ENTRY_CODE_MAIL)


def mail_guests_removed(registration: Registration, gone: Iterable[Attendee], by: User | None = None) -> None:
    """Email guests that they no longer have a place, if they had received a code."""
    if not registration.steps.filter(state=RegistrationState.CONFIRMED).exists():
        return
    language = _get_mail_language(registration, by)
    for guest in gone:
        _queue_guest_mail(
            guest,
            registration,
            language,
            f"seat-cancelled:{guest.pk}",
            "challenges/sessions/mail/attendee_removed.html",
        )


def get_registration_guests(registration: Registration) -> QuerySet[Attendee]:
    """Return the attendees with an email address but without an account."""
    found: QuerySet[Attendee] = registration.attendees.filter(user=None).exclude(email="").exclude(code=None)
    return found.order_by("pk")


def _queue_guest_mail(guest: Attendee, registration: Registration, language: str, key: str, template: str) -> None:
    session = registration.session
    with override(language):
        context = {
            "guest": guest,
            "company": registration.company,
            "session": session,
            "when": format_time_span(session.starts_at, session.ends_at),
        }
    add_outbox_mail(
        key,
        to=guest.email,
        language=language,
        template=template,
        context=context,
        kind=NotificationKind.SESSIONS,
        is_secret=True,
    )


def _get_mail_language(registration: Registration, by: User | None) -> str:
    """Return the language of a member of the company; an organiser's language may be another."""
    people = list_company_members(registration.company_id)
    reader = next((person for person in people if person == by), None) or next(iter(people), None)
    return reader.language if reader else LANGUAGES[0]
