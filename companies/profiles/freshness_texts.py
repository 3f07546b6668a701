"""How fresh a profile is, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from companies.profiles.freshness import ASK, SINK, confirmed_before, months_after
from companies.profiles.models import Company
from portal.ui.dates import as_day, day, month


def not_confirmed(company: Company) -> str:
    """ "Not confirmed since March 2026": of a stale profile."""
    return _("Not confirmed since %(month)s") % {"month": month(company.confirmed_at)}


def asks_whether_true(company: Company, now: datetime) -> str:
    """What it costs its people to leave the question open; "" while nothing is asked: of a young profile or a draft."""
    if not company.is_published or company.confirmed_at >= confirmed_before(now, ASK):
        return ""
    if company.is_stale:
        return _("%(since)s. It loses 10 points on every challenge.") % {"since": not_confirmed(company)}
    sinks_on = day(months_after(as_day(company.confirmed_at), SINK))
    return _("From %(day)s on it loses 10 points on every challenge.") % {"day": sinks_on}
