"""The rules of entry in words."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from portal.ui.dates import format_date_time


def list_entry_rules(session: Session, now: datetime) -> list[str]:
    """Each in a sentence, for whoever thinks of coming."""
    found = [_HOW[Session.Entry(session.entry)]()]
    if session.capacity:
        words = ngettext("There is %(n)s seat for companies.", "There are %(n)s seats for companies.", session.capacity)
        found.append(words % {"n": session.capacity})
    words = ngettext("%(n)s person per company.", "At most %(n)s people per company.", session.most_people)
    found.append(words % {"n": session.most_people})
    if session.entry_opens_at and session.entry_opens_at > now:
        found.append(_("Registration opens on %(when)s.") % {"when": format_date_time(session.entry_opens_at)})
    if session.entry_closes_at:
        words = (
            _("Register until %(when)s.") if session.entry_closes_at > now else _("Registration closed on %(when)s.")
        )
        found.append(words % {"when": format_date_time(session.entry_closes_at)})
    if session.matched_first_until and session.matched_first_until > now:
        words = _("Until %(when)s companies that match its challenges go first; others wait.")
        found.append(words % {"when": format_date_time(session.matched_first_until)})
    return found


_HOW = {
    Session.Entry.OPEN: lambda: _("Open to every company, while there are seats."),
    Session.Entry.APPROVAL: lambda: _("You ask for a seat; the organiser says yes or no to each company."),
    Session.Entry.INVITED: lambda: _("Only for companies that the organiser invites."),
}
