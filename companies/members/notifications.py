"""Notify people who joins, claims, invites or leaves, each in their own language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.services import Notice, notify_each

TEMPLATE = "companies/members/mail/membership.html"


@dataclass(frozen=True)
class MessageTexts:
    """The title, text and button of a message; %(who)s, %(company)s and %(until)s are filled in."""

    title: Any
    text: Any
    label: Any  # of the button
    kind: NotificationKind = NotificationKind.JOINING

    def fill(self, about: dict[str, Any]) -> dict[str, Any]:
        """Return the texts in the active language, for the template."""
        return {"title": str(self.title) % about, "text": str(self.text) % about, "label": str(self.label)}


LOOK_AT_REQUEST = gettext_lazy("Look at the request")
OPEN_PROFILE = gettext_lazy("Open the profile")
YOUR_REQUESTS = gettext_lazy("Look at your requests")
THE_PEOPLE = gettext_lazy("Look who acts for it")

ASKED = MessageTexts(
    gettext_lazy("%(who)s asks to join %(company)s"),
    gettext_lazy("As an owner you decide who acts for %(company)s."),
    LOOK_AT_REQUEST,
)
REMINDED = MessageTexts(
    gettext_lazy("%(who)s still waits for your answer"),
    gettext_lazy("The request to join %(company)s is a week old. Say yes or no."),
    LOOK_AT_REQUEST,
)
ACCEPTED = MessageTexts(
    gettext_lazy("You act for %(company)s now"),
    gettext_lazy("Your request was accepted: you keep the profile together, and answer challenges."),
    OPEN_PROFILE,
)
DECLINED = MessageTexts(
    gettext_lazy("Your request to join was declined"),
    gettext_lazy("You asked to join %(company)s. The answer is no."),
    YOUR_REQUESTS,
)
CLAIMED = MessageTexts(
    gettext_lazy("%(who)s wants to confirm the profile of %(company)s"),
    gettext_lazy("A ROM made this profile. Read why it is theirs, and say yes or no."),
    LOOK_AT_REQUEST,
)
CLAIM_ACCEPTED = MessageTexts(
    gettext_lazy("The profile of %(company)s is yours"),
    gettext_lazy("You are its owner. Look whether everything in it is right."),
    OPEN_PROFILE,
)
CLAIM_DECLINED = MessageTexts(
    gettext_lazy("You cannot confirm the profile yet"),
    gettext_lazy("You asked for %(company)s. The ROM says no, for this reason:"),
    YOUR_REQUESTS,
)
OVERTAKEN = MessageTexts(
    gettext_lazy("Somebody else confirmed the profile of %(company)s"),
    gettext_lazy("Your own request is closed. Do you work there? Then ask to join."),
    OPEN_PROFILE,
)
JOINED = MessageTexts(
    gettext_lazy("%(who)s acts for %(company)s now"),
    gettext_lazy("As an owner you can change that."),
    THE_PEOPLE,
)
LEFT = MessageTexts(
    gettext_lazy("%(who)s no longer acts for %(company)s"),
    gettext_lazy("You are told because you are an owner."),
    THE_PEOPLE,
)
PROMOTED = MessageTexts(
    gettext_lazy("You are an owner of %(company)s now"),
    gettext_lazy("With the other owners you decide who acts for it."),
    THE_PEOPLE,
    NotificationKind.ACCOUNT,
)
DEMOTED = MessageTexts(
    gettext_lazy("You are no longer an owner of %(company)s"),
    gettext_lazy("You still act for it, as a member."),
    THE_PEOPLE,
    NotificationKind.ACCOUNT,
)
REMOVED = MessageTexts(
    gettext_lazy("You no longer act for %(company)s"),
    gettext_lazy("An owner has taken you off its people. What you wrote for the company stays with it."),
    OPEN_PROFILE,
    NotificationKind.ACCOUNT,
)
INVITED = MessageTexts(
    gettext_lazy("%(who)s invites you to %(company)s"),
    gettext_lazy(
        "%(who)s asks you to act for %(company)s in Koppelvlak. The invitation works once, for this mail address "
        "alone, until %(until)s. Do you not know them? Then do nothing."
    ),
    gettext_lazy("Look at the invitation"),
)
CLAIM_LINK = MessageTexts(
    gettext_lazy("Confirm the profile of %(company)s"),
    gettext_lazy(
        "%(who)s wants to act for %(company)s in Koppelvlak, and named this address as the proof. Is that you? Open "
        "the link where you are signed in; it works once, until %(until)s. Is it not you? Then do nothing."
    ),
    gettext_lazy("Confirm the profile"),
)


def get_company_name_for(company: Company, reader: User) -> str:
    """Return the name if the reader may see the profile, else the number that the reader typed."""
    if Company.objects.visible_to(reader).filter(pk=company.pk).exists():
        return company.name
    with override(reader.language):
        return _("the company with KvK number %(number)s") % {"number": company.kvk_number}


def notify_about_membership(
    users: Iterable[User],
    words: MessageTexts,
    *,
    key: str,
    company: Company,
    page: str = "",
    of: object = None,
    who: object = "",
    quote: str = "",
) -> None:
    """Notify people of a change in the members of a company.

    page: the URL name of a page of the company, or of the row `of`; "" for the reader's own requests.
    """
    url = reverse(f"companies:{page}", args=[of or company.slug]) if page else reverse("companies:membership_requests")
    notices = []
    for user in users:
        about = {"who": str(who), "company": get_company_name_for(company, user)}
        with override(user.language):
            context = words.fill(about) | {"quote": quote}
        notices.append(Notice(user, words.kind, TEMPLATE, key, context, url))
    notify_each(notices)


def notify_owners(
    company: Company, words: MessageTexts, *, key: str, who: object, but: Iterable[User | None] = ()
) -> None:
    """Notify the active owners of a company, except `but`."""
    owners = company.memberships.owners().of_reachable_people().exclude(user__in=but).select_related("user")
    people = [membership.user for membership in owners.order_by("user_id")]
    notify_about_membership(people, words, key=key, company=company, page="member_list", who=who)


def mail_secret_link(
    words: MessageTexts, *, key: str, to: str, language: str, page: str, link: str, about: dict[str, Any]
) -> None:
    """Mail a link that gives its reader a right; the text is not stored, and the log of emails does not show it.

    page: the URL name of the page of the link. about: who, company and until, all as text.
    """
    with override(language):
        url = settings.SITE_URL + reverse(f"companies:{page}", args=[link])
        context = words.fill(about) | {"url": url}
    add_outbox_mail(key, to=to, language=language, template=TEMPLATE, context=context, kind=words.kind, is_secret=True)
