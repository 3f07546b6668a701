"""What a person wants by email, and the links in emails that end one kind.

A link is signed, so it works without signing in and nobody can make one up. It names one person and one kind, or the
digest, which stands for every kind that comes in it. Revoking ends all earlier links of that person.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import translation

from portal.accounts.consents import set_challenge_mail_consent
from portal.accounts.models import User
from portal.notifications.models import DEFAULTS, MailFrequency, Notification, NotificationKind, NotificationPreference

DIGEST = "digest"
SCOPES = (*NotificationKind.values, DIGEST)
SIGNER = Signer(sep=".", salt="portal.unsubscribe")


def get_mail_frequencies(user: User) -> dict[NotificationKind, MailFrequency]:
    """Return how soon the user gets each kind, in the order of the kinds."""
    chosen = dict(NotificationPreference.objects.filter(user=user).values_list("kind", "frequency"))
    return {kind: MailFrequency(chosen.get(kind, DEFAULTS[kind])) for kind in NotificationKind}


class MailChoice(NamedTuple):
    """What a person wants of one kind, and how often its links were revoked."""

    frequency: MailFrequency
    revoked: int


def get_mail_choices(
    users: Collection[User], kinds: Collection[NotificationKind]
) -> dict[tuple[int, NotificationKind], MailChoice]:
    """Return the choice of each person for each kind, by (user id, kind); one query."""
    chosen = NotificationPreference.objects.filter(user__in=users, kind__in=kinds)
    known = {
        (user, kind): MailChoice(MailFrequency(frequency), revoked)
        for user, kind, frequency, revoked in chosen.values_list("user", "kind", "frequency", "links_revoked")
    }
    default = {kind: MailChoice(DEFAULTS[kind], 0) for kind in kinds}
    return {(user.pk, kind): known.get((user.pk, kind), default[kind]) for user in users for kind in kinds}


@transaction.atomic
def set_mail_frequencies(user: User, wanted: Mapping[NotificationKind, MailFrequency]) -> None:
    """Store the choices. What waits for a digest follows them; what comes at once from now on is in the next digest."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    now = get_mail_frequencies(user)
    for kind, frequency in wanted.items():
        if now[kind] == frequency:
            continue
        NotificationPreference.objects.update_or_create(user=user, kind=kind, defaults={"frequency": frequency})
        if kind == NotificationKind.CHALLENGES:
            set_challenge_mail_consent(
                user, frequency != MailFrequency.OFF, f"{NotificationKind(kind).label}: {frequency.label}"
            )
        pending = Notification.objects.filter(user=user, kind=kind, mailed_at=None).exclude(frequency=MailFrequency.OFF)
        pending.update(frequency=MailFrequency.DAILY if frequency == MailFrequency.AT_ONCE else frequency)


def unsubscribe_user(user: User, scope: str) -> None:
    """End email of this kind; for the digest, of every kind that comes in it."""
    digested = (MailFrequency.DAILY, MailFrequency.WEEKLY)
    kinds = (
        [kind for kind, frequency in get_mail_frequencies(user).items() if frequency in digested]
        if scope == DIGEST
        else [NotificationKind(scope)]
    )
    set_mail_frequencies(user, dict.fromkeys(kinds, MailFrequency.OFF))


def create_unsubscribe_token(user: User, scope: str, revoked: int | None = None) -> str:
    """Sign a link to end one kind; `revoked` saves a query where it is known how often the links were revoked."""
    return SIGNER.sign(f"{user.pk}-{scope}-{_count_revocations(user.pk, scope) if revoked is None else revoked}")


def read_unsubscribe_token(token: str) -> tuple[User, str] | None:
    """Return the user and the scope of a link; None when it is forged, revoked, or of an account that is gone."""
    try:
        number, scope, revoked = SIGNER.unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=int(number), is_active=True).first()
    known = user is not None and scope in SCOPES and int(revoked) == _count_revocations(user.pk, scope)
    return (user, scope) if user and known else None


@transaction.atomic
def revoke_unsubscribe_links(user: User) -> None:
    for kind, frequency in get_mail_frequencies(user).items():
        preference, _new = NotificationPreference.objects.get_or_create(
            user=user, kind=kind, defaults={"frequency": frequency}
        )
        NotificationPreference.objects.filter(pk=preference.pk).update(links_revoked=F("links_revoked") + 1)


def build_mail_footer(user: User, scope: str, revoked: int | None = None) -> dict[str, str]:
    """Return what the footer of an email reads: unsubscribe_url, preferences_url and about, in the user's language."""
    with translation.override(user.language):
        token = create_unsubscribe_token(user, scope, revoked)
        return {
            "unsubscribe_url": settings.SITE_URL + reverse("unsubscribe", args=[token]),
            "preferences_url": settings.SITE_URL + reverse("notification_preferences"),
            "about": get_scope_label(scope),
        }


def build_unsubscribe_headers(foot: Mapping[str, str]) -> dict[str, str]:
    """Return headers by which mail programs offer a button that posts to the link (RFC 8058)."""
    return {"List-Unsubscribe": f"<{foot['unsubscribe_url']}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def get_scope_label(scope: str) -> str:
    return translation.gettext("What is new, together") if scope == DIGEST else str(NotificationKind(scope).label)


def _count_revocations(user: int, scope: str) -> int:
    rows = NotificationPreference.objects.filter(user=user)
    rows = rows if scope == DIGEST else rows.filter(kind=scope)
    return rows.aggregate(total=Sum("links_revoked"))["total"] or 0
