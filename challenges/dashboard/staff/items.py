"""What can wait at a desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from portal.ui.dates import days_until, in_days

WEEK = timedelta(days=7)


class Kind(TextChoices):
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
    Kind.APPROVE: ngettext_lazy("challenge to approve", "challenges to approve", "number"),
    Kind.MEND: ngettext_lazy("refused challenge to mend", "refused challenges to mend", "number"),
    Kind.CLOSING: ngettext_lazy("challenge closes this week", "challenges close this week", "number"),
    Kind.INTRODUCTIONS: ngettext_lazy("introduction to answer", "introductions to answer", "number"),
    Kind.SEATS: ngettext_lazy("registration to approve", "registrations to approve", "number"),
    Kind.OUTCOMES: ngettext_lazy("table whose talks wait for a word", "tables whose talks wait for a word", "number"),
    Kind.UNDECIDED: ngettext_lazy("challenge without a decision", "challenges without a decision", "number"),
    Kind.RESPONSES: ngettext_lazy("response nobody has read yet", "responses nobody has read yet", "number"),
    Kind.PROPOSALS: ngettext_lazy("challenge with proposals to judge", "challenges with proposals to judge", "number"),
    Kind.DRAFTS: ngettext_lazy("own draft", "own drafts", "number"),
    Kind.PROFILES: ngettext_lazy("unclaimed or draft profile", "unclaimed or draft profiles", "number"),
    Kind.CLAIMS: ngettext_lazy("claim of a profile to judge", "claims of profiles to judge", "number"),
    Kind.CALLS: ngettext_lazy("profile to call about", "profiles to call about", "number"),
    Kind.VETTINGS: ngettext_lazy("vetting that runs out", "vettings that run out", "number"),
}


@dataclass(frozen=True)
class Item:
    """Something that waits: since `since`, or until `until`."""

    kind: Kind
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
            return in_days(self.until)
        days = -(days_until(self.since) or 0)
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days > 0 else _("today")

    @property
    def label(self) -> str:
        return str(self.kind.label)
