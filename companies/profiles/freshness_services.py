"""Whether profiles are still true: who said so, and what sinks when nobody does."""

from datetime import datetime

from django.utils import timezone

from companies.profiles.freshness import SINK
from companies.profiles.models import Company, build_confirmation_fields


def confirm_profile(company: Company, *, seen: datetime | None = None) -> bool:
    """The profile is still true, as it stands; False where somebody else said so since `seen`, its confirmed_at."""
    rows = Company.objects.filter(pk=company.pk)
    if seen is not None:
        rows = rows.filter(confirmed_at=seen)
    return bool(rows.update(**build_confirmation_fields(timezone.now())))


def mark_outdated_profiles(now: datetime) -> int:
    """What nobody confirmed for nine months sinks; the number of profiles that did just now.

    One statement: a row that somebody confirms at this moment is looked at again once that is done, and stays up.
    """
    return Company.objects.unconfirmed_for(SINK, now).filter(stale_since=None).update(stale_since=now)
