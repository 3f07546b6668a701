"""The form of a company in the admin, as a browser posts it when nothing else is filled in."""

from companies.profiles.models import Company
from companies.profiles.visibility_models import ProfileGroup

INLINES = ("technology_links", "memberships", "funding_rounds", "reference_cases")
COMPANY_FORM = {
    "established": "unknown",
    **{f"audience_{group}": Company._meta.get_field(f"audience_{group}").get_default() for group in ProfileGroup},
    **{f"{inline}-{count}_FORMS": 0 for inline in INLINES for count in ("TOTAL", "INITIAL")},
}
