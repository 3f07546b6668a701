"""Record what people have read and agreed to, with a hash of the text; a new version of a text is a new row."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts.models import Consent, User
from portal.privacy.inventory import list_inventory_entries

NOTICE_VERSION = "2026-11-24"  # change it when the privacy page changes
MAIL_VERSION = "1"


def build_privacy_notice() -> str:
    """Return what the privacy page says about every field, in the active language."""
    return "\n".join(f"{use.why}: {use.period}" for thing in list_inventory_entries() for _name, use in thing.uses())


def record_notice_consent(user: User) -> None:
    """Record that the person signed up on a page that links to the privacy notice."""
    _record_consent(user, Consent.What.NOTICE, NOTICE_VERSION, build_privacy_notice())


@transaction.atomic
def set_challenge_mail_consent(user: User, wanted: bool, text: str) -> None:
    """Give or withdraw the consent to mail about challenges; text: the label of the choice."""
    current = Consent.objects.filter(user=user, what=Consent.What.CHALLENGE_MAIL, withdrawn_at=None)
    if not wanted:
        current.update(withdrawn_at=timezone.now())
    elif not current.exists():
        _record_consent(user, Consent.What.CHALLENGE_MAIL, MAIL_VERSION, text)


def _record_consent(user: User, what: Consent.What, version: str, text: str) -> None:
    Consent.objects.get_or_create(
        user=user,
        what=what,
        version=version,
        withdrawn_at=None,
        defaults={"text_hash": sha256(text.encode()).hexdigest(), "language": (get_language() or "nl")[:2]},
    )
