"""The annex of a challenge: written by who owns the challenge, and never read unseen."""

from django.db import transaction
from django.utils.translation import gettext as _

from challenges.posting.annex_models import Annex, AnnexReading
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_reading_company
from challenges.posting.services import check_change_allowed, request_new_review
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import check_version


def get_or_build_annex(challenge: Challenge) -> Annex:
    """Its row, or an empty one that is not stored."""
    return Annex.objects.filter(pk=challenge.pk).first() or Annex(challenge=challenge)


@transaction.atomic
def save_annex(challenge: Challenge, by: User, *, text_nl: str, text_en: str, visibility: str, seen: str = "") -> Annex:
    """Whoever writes it is a writer of the challenge; what was approved already goes back to review.

    seen: the version that the person had before them; StaleObject where somebody has written something else since.
    ValidationError (code "settled") once the challenge is closed.
    """
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    annex, fields = get_or_build_annex(challenge), {"text_nl": text_nl, "text_en": text_en, "visibility": visibility}
    annex.challenge = challenge
    if all(getattr(annex, name) == value for name, value in fields.items()) and (annex.version or annex.is_empty):
        return annex
    message = _(
        "Someone else has changed the restricted annex in the meantime. Your text is still here. Save again to keep it."
    )
    check_version(seen, str(annex.version), message)
    check_change_allowed(challenge, {"annex"})
    for name, value in fields.items():
        setattr(annex, name, value)
    annex.version += 1
    save_validated(annex)
    request_new_review(challenge, {"annex"}, by)
    return annex


def record_annex_reading(annex: Annex, user: User) -> None:
    """In the transaction of the page that shows it: with no note there is no page.

    One for each hour of the clock, person and version, so that a page loaded again tells nothing twice.
    """
    company = get_reading_company(annex, user)
    reading = AnnexReading(annex=annex, version=annex.version, user=user, company=company, rom_id=user.rom_id)
    AnnexReading.objects.bulk_create([reading], ignore_conflicts=True)
