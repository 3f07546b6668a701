"""The kinds of items that wait for the staff of a ROM."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from portal.ui.dates import count_days_until, format_days_until

WEEK = timedelta(days=7)


class ItemKind(TextChoices):
    APPROVE = "approve", gettext_lazy("Approval")
    MEND = "mend", gettext_lazy("To mend")
    CLOSING = "closing", gettext_lazy("Closing")
    INTRODUCTIONS = "introductions", gettext_lazy("Introduction")
    SEATS = "seats", gettext_lazy("Registration")
    OUTCOMES = "outcomes", gettext_lazy("Talks")
    UNDECIDED = "undecided", gettext_lazy("Matches")
    RESPONSES = "responses", gettext_lazy("Response")
    PROPOSALS = "proposals", gettext_lazy("Technologies")
    DRAFTS = "drafts", gettext_lazy("Draft")
    PROFILES = "profiles", gettext_lazy("Profile")
    CLAIMS = "claims", gettext_lazy("Claim")
    CALLS = "calls", gettext_lazy("Call")
    VETTINGS = "vettings", gettext_lazy("Vetting")


COUNTED = {
    ItemKind.APPROVE: ngettext_lazy("challenge to approve", "challenges to approve", "number"),
    ItemKind.MEND: ngettext_lazy("refused challenge to mend", "refused challenges to mend", "number"),
    ItemKind.CLOSING: ngettext_lazy("challenge closes this week", "challenges close this week", "number"),
    ItemKind.INTRODUCTIONS: ngettext_lazy("introduction to answer", "introductions to answer", "number"),
    ItemKind.SEATS: ngettext_lazy("registration to approve", "registrations to approve", "number"),
    ItemKind.OUTCOMES: ngettext_lazy(
        "table whose talks wait for a word", "tables whose talks wait for a word", "number"
    ),
    ItemKind.UNDECIDED: ngettext_lazy("challenge without a decision", "challenges without a decision", "number"),
    ItemKind.RESPONSES: ngettext_lazy("response nobody has read yet", "responses nobody has read yet", "number"),
    ItemKind.PROPOSALS: ngettext_lazy(
        "challenge with proposals to judge", "challenges with proposals to judge", "number"
    ),
    ItemKind.DRAFTS: ngettext_lazy("own draft", "own drafts", "number"),
    ItemKind.PROFILES: ngettext_lazy("unclaimed or draft profile", "unclaimed or draft profiles", "number"),
    ItemKind.CLAIMS: ngettext_lazy("claim of a profile to judge", "claims of profiles to judge", "number"),
    ItemKind.CALLS: ngettext_lazy("profile to call about", "profiles to call about", "number"),
    ItemKind.VETTINGS: ngettext_lazy("vetting that expires", "vettings that expire", "number"),
}


@dataclass(frozen=True)
class DashboardItem:
    """Something that waits: since `since`, or until `until`."""

    kind: ItemKind
    title: str
    url: str
    note: str
    action: str
    action_url: str
    since: datetime | None = None
    until: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        return self.since is not None and now - self.since > WEEK

    @property
    def waits(self) -> str:
        """ "in 3 days" where it runs out, "3 days" where it has been waiting."""
        if self.until is not None:
            return format_days_until(self.until)
        days = -(count_days_until(self.since) or 0)
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days > 0 else _("today")

    @property
    def label(self) -> str:
        return str(self.kind.label)
