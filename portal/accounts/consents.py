"""What people were told and agreed to, with the text as it was and when; a new version of a text is a new row."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts.consent_models import Consent
from portal.accounts.models import User
from portal.privacy.inventory import list_inventory_entries

NOTICE_VERSION = "2026-11-24"  # raise it when the privacy page says something new
MAIL_VERSION = "1"


def build_privacy_notice() -> str:
    """What the privacy page says of every field, in the language that is switched on."""
    return "\n".join(f"{use.why}: {use.period}" for thing in list_inventory_entries() for _name, use in thing.uses())


def record_notice_consent(user: User) -> None:
    """The person made an account on a page that says where the privacy notice stands."""
    _record_consent(user, Consent.What.NOTICE, NOTICE_VERSION, build_privacy_notice())


@transaction.atomic
def set_challenge_mail_consent(user: User, wanted: bool, text: str) -> None:
    """Consent by the person's own choice, as easily withdrawn; text: what was chosen."""
    now = Consent.objects.filter(user=user, what=Consent.What.CHALLENGE_MAIL, withdrawn_at=None)
    if not wanted:
        now.update(withdrawn_at=timezone.now())
    elif not now.exists():
        _record_consent(user, Consent.What.CHALLENGE_MAIL, MAIL_VERSION, text)


def _record_consent(user: User, what: Consent.What, version: str, text: str) -> None:
    Consent.objects.get_or_create(
        user=user,
        what=what,
        version=version,
        withdrawn_at=None,
        defaults={"text_hash": sha256(text.encode()).hexdigest(), "language": (get_language() or "nl")[:2]},
    )
