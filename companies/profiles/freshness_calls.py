"""What staff write down of a call about a profile that nobody confirmed for long."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from companies.profiles.freshness_models import FreshnessCall
from companies.profiles.freshness_services import confirm_profile
from companies.profiles.models import Company
from companies.profiles.permissions import can_call_company
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import StaleObject
from portal.ui.dates import format_day

Outcome = FreshnessCall.Outcome


@transaction.atomic
def record_call(user: User, company: Company, *, outcome: str, note: str = "", seen: str = "") -> FreshnessCall:
    """Note a call; "still true" confirms a profile that nobody claimed. A claimed one only its own people confirm.

    seen: the id of the latest call that the person had before them, "" for none. StaleObject where a colleague called
    since; the same form sent twice is one call.
    """
    company = Company.objects.lock().select_related("province").get(pk=company.pk)
    if not can_call_company(user, company):
        raise PermissionDenied
    last = get_latest_call(company)
    if last and str(last.pk) != seen:
        if (last.called_by_id, last.outcome, last.note) == (user.pk, outcome, note):
            return last
        told = {
            "who": last.called_by or _("Somebody"),
            "day": format_day(last.called_at),
            "what": last.get_outcome_display(),
        }
        message = _("%(who)s called on %(day)s: %(what)s. What you typed is still here; save again to add it.") % told
        raise StaleObject(message, str(last.pk))
    call = FreshnessCall(company=company, called_by=user, outcome=outcome, note=note)
    save_validated(call)
    if outcome == Outcome.STILL_TRUE and not company.is_claimed:
        confirm_profile(company)
    return call


def get_latest_call(company: Company) -> FreshnessCall | None:
    return company.freshness_calls.select_related("called_by").order_by("-called_at", "-pk").first()
