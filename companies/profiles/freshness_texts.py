"""How fresh a profile is, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from companies.profiles.freshness import ASK, SINK, add_months, get_confirmation_cutoff
from companies.profiles.models import Company
from portal.ui.dates import format_day, format_month, to_local_day


def format_unconfirmed_since(company: Company) -> str:
    """ "Not confirmed since March 2026": of a stale profile."""
    return _("Not confirmed since %(month)s") % {"month": format_month(company.confirmed_at)}


def get_freshness_warning(company: Company, now: datetime) -> str:
    """What it costs its people to leave the question open; "" while nothing is asked: of a young profile or a draft."""
    if not company.is_published or company.confirmed_at >= get_confirmation_cutoff(now, ASK):
        return ""
    if company.is_stale:
        return _("%(since)s. It loses 10 points on every challenge.") % {"since": format_unconfirmed_since(company)}
    sinks_on = format_day(add_months(to_local_day(company.confirmed_at), SINK))
    return _("From %(day)s on it loses 10 points on every challenge.") % {"day": sinks_on}
