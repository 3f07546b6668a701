"""A step of a registration in words, for the page, for mail and for the admin. It names organisations, nobody else."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.sessions.registration_models import Registration, RegistrationStep
from challenges.sessions.registration_workflow import COMPANY, State, What
from portal.ui.dates import moment, span
from portal.ui.language import local_text

SENTENCES = {
    What.WALK_IN: gettext_lazy("%(who)s came without registering and was let in"),
    What.REFUSE: gettext_lazy("The organiser refused %(who)s"),
    What.OFFER: gettext_lazy("A seat came free and was offered to %(who)s"),
    What.REMIND: gettext_lazy("%(who)s was reminded of the offer"),
    What.ACCEPT: gettext_lazy("%(who)s took the offer"),
    What.DECLINE: gettext_lazy("%(who)s gave the offered seat back"),
    What.LAPSE: gettext_lazy("The offer to %(who)s lapsed: nobody answered in time"),
}
REGISTERED = {
    State.REQUESTED: gettext_lazy("%(who)s asked for a seat"),
    State.WAITING: gettext_lazy("%(who)s registered and came on the waiting list, at place %(place)s"),
    State.CONFIRMED: gettext_lazy("%(who)s registered and got its seat"),
}
APPROVED = {
    State.WAITING: gettext_lazy("The organiser approved %(who)s, which came on the waiting list, at place %(place)s"),
    State.CONFIRMED: gettext_lazy("The organiser approved %(who)s, which got its seat"),
}
CANCELLED = {
    True: gettext_lazy("%(who)s cancelled"),
    False: gettext_lazy("The organiser cancelled the registration of %(who)s"),
}
TITLES = {
    State.REQUESTED: gettext_lazy("Your registration is received"),
    State.WAITING: gettext_lazy("You are on the waiting list, at place %(place)s"),
    State.OFFERED: gettext_lazy("A seat came free for you"),
    State.CONFIRMED: gettext_lazy("Your seat is confirmed"),
    State.REFUSED: gettext_lazy("Your registration was refused"),
    State.LAPSED: gettext_lazy("Your offered seat lapsed"),
    State.CANCELLED: gettext_lazy("Your registration is cancelled"),
}


def sentence(step: RegistrationStep) -> str:
    """What happened, without the reason."""
    values = {"who": step.registration.company, "place": step.place, "count": step.seats}
    return str(template_of(step)) % values


def template_of(step: RegistrationStep) -> object:
    what, state = What(step.what), State(step.state)
    if what == What.REGISTER:
        return REGISTERED[state]
    if what == What.APPROVE:
        return APPROVED[state]
    if what == What.CANCEL:
        return CANCELLED[step.side == COMPANY]
    if what == What.CHANGE:
        return ngettext("%(who)s comes with %(count)d person", "%(who)s comes with %(count)d people", step.seats)
    if what == What.REORDER:
        return gettext_lazy("The organiser gave %(who)s place %(place)s on the waiting list")
    return SENTENCES[what]


@dataclass(frozen=True)
class News:
    """A step as the company's people read it."""

    step: RegistrationStep

    @property
    def registration(self) -> Registration:
        return self.step.registration

    @property
    def title(self) -> str:
        """Short enough for the subject of a mail."""
        if self.step.what == What.REMIND:
            return _("Your offered seat lapses soon")
        return str(TITLES[State(self.step.state)]) % {"place": self.step.place}

    @property
    def about(self) -> str:
        """Which session, when and where, and for how many."""
        session = self.registration.session
        title = local_text(session, "title").text
        when = span(session.starts_at, session.ends_at)
        return _("“%(title)s”, %(when)s, %(place)s in %(city)s.") % {
            "title": title,
            "when": when,
            "place": session.place,
            "city": session.city,
        }

    @property
    def group(self) -> str:
        told = ngettext("For %(count)d person.", "For %(count)d people.", self.step.seats)
        return told % {"count": self.step.seats}

    @property
    def next(self) -> str:
        """What the reader can do now."""
        state = State(self.step.state)
        if state == State.OFFERED:
            until = moment(self.registration.offer_lapses_at)
            return _("Take it or give it back before %(moment)s. After that it goes to the next.") % {"moment": until}
        if state == State.CONFIRMED:
            return _("Your page has the code that lets each of you in. Can you not come? Cancel there, for the next.")
        if state == State.WAITING:
            return _("As soon as it is your turn and a seat is free, you are offered it.")
        if state == State.REQUESTED:
            return _("The organiser says yes or no; then you hear from us.")
        return ""
