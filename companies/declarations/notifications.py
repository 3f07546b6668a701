"""Notify the members of a company of a vetting, without the reason, which staff wrote for staff."""

from datetime import date
from enum import StrEnum

from django.db.models import CharField, Exists, Max, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from companies.declarations.models import SOON, Vetting
from companies.profiles.membership_models import Membership
from companies.profiles.permissions import list_company_members
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.services import notify


class VettingNews(StrEnum):
    """What happened to a vetting: the last part of the key of a notification, so that each is sent once."""

    VETTED = "vetted"
    WITHDRAWN = "withdrawn"
    RAN_OUT = "ran_out"


def notify_of_vetting(vetting: Vetting, news: VettingNews, day: date) -> bool:
    """Notify the members, in the transaction of the vetting; return whether anybody had not been notified before."""
    others = Vetting.objects.in_force(day).filter(company=vetting.company_id).exclude(pk=vetting.pk)
    context = {
        "vetting": vetting,
        "company": vetting.company,
        "news": news,
        "until": others.aggregate(last=Max("expires_on"))["last"],
    }
    number = notify(
        list_company_members(vetting.company_id),
        NotificationKind.PROFILE,
        "companies/declarations/mail/vetting.html",
        key=f"vetting:{vetting.pk}:{news}",
        context=context,
        url=vetting.company.get_absolute_url(),
    )
    return number > 0


def select_unreported_expiries(day: date) -> QuerySet[Vetting]:
    """Select vettings that expired in the last 30 days without a later one of the same scope, unless a member was
    notified. It is enough that one was: people who join the company afterwards need no notification."""
    over = Vetting.objects.filter(withdrawn_on=None, expires_on__lt=day, expires_on__gte=day - SOON)
    follows = Vetting.objects.in_force(day).filter(company=OuterRef("company"), scope=OuterRef("scope"))
    people = Membership.objects.of_reachable_people().filter(company=OuterRef("company"))
    key = Concat(Value("vetting:"), Cast(OuterRef("pk"), CharField()), Value(f":{VettingNews.RAN_OUT}"))
    notified = Notification.objects.filter(key=key, user__memberships__company=OuterRef("company"))
    return over.filter(Exists(people)).exclude(Exists(follows)).exclude(Exists(notified)).order_by("expires_on", "pk")
