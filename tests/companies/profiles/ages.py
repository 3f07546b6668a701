"""Companies whose profile was confirmed a number of months ago."""

from datetime import date, datetime

from companies.profiles.freshness import add_months
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.ui.dates import AMSTERDAM
from tests.factories import CompanyFactory, MembershipFactory

NOW = datetime(2026, 11, 24, 12, tzinfo=AMSTERDAM)
TODAY = NOW.date()


def confirmed(months: int, today: date) -> datetime:
    return datetime.combine(add_months(today, -months), NOW.time(), AMSTERDAM)


def aged(months: int, today: date = TODAY, **fields) -> Company:
    return CompanyFactory(confirmed_at=confirmed(months, today), **fields)


def member_of_aged(months: int, today: date = TODAY, **fields) -> Membership:
    """An owner, unless `fields` say otherwise, of a company of this age."""
    company = fields.pop("company", None) or aged(months, today, claimed=True)
    return MembershipFactory(company=company, **fields)
