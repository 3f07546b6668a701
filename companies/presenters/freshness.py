"""How fresh a profile is, in words."""

from django.utils.translation import gettext as _

from companies.models import Company
from portal.face.dates import month


def not_confirmed(company: Company) -> str:
    """ "Not confirmed since March 2026": of a stale profile."""
    return _("Not confirmed since %(month)s") % {"month": month(company.confirmed_at)}
