"""Who is told of a vetting: the company's people. Not the reason, which staff wrote for staff."""

from datetime import date
from enum import StrEnum

from django.db.models import CharField, Exists, Max, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from companies.declarations.vetting_models import SOON, Vetting
from companies.profiles.membership_models import Membership
from portal.accounts.models import User
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.services import notify_user


class VettingNews(StrEnum):
    """The last part of the key: each of a vetting is told once."""

    VETTED = "vetted"
    WITHDRAWN = "withdrawn"
    RAN_OUT = "ran_out"


def notify_of_vetting(vetting: Vetting, news: VettingNews, day: date) -> bool:
    """In its transaction; whether anybody heard it now. What else counts for the company on that day is said too."""
    others = Vetting.objects.in_force(day).filter(company=vetting.company_id).exclude(pk=vetting.pk)
    context = {
        "vetting": vetting,
        "company": vetting.company,
        "news": news,
        "until": others.aggregate(last=Max("expires_on"))["last"],
    }
    heard = [
        notify_user(
            person,
            NotificationKind.PROFILE,
            key=f"vetting:{vetting.pk}:{news}",
            template="companies/declarations/mail/vetting",
            context=context,
            url=vetting.company.get_absolute_url(),
        )
        for person in User.objects.filter(is_active=True, memberships__company=vetting.company_id).order_by("pk")
    ]
    return any(heard)


def select_unreported_expiries(day: date) -> QuerySet[Vetting]:
    """Those that ran out in the last thirty days, were not followed by one of the same scope, and that nobody of the
    company heard of. Who joins the company later does not count as somebody who should have."""
    over = Vetting.objects.filter(withdrawn_on=None, expires_on__lt=day, expires_on__gte=day - SOON)
    follows = Vetting.objects.in_force(day).filter(company=OuterRef("company"), scope=OuterRef("scope"))
    people = Membership.objects.of_reachable_people().filter(company=OuterRef("company"))
    key = Concat(Value("vetting:"), Cast(OuterRef("pk"), CharField()), Value(f":{VettingNews.RAN_OUT}"))
    told = Notification.objects.filter(key=key, user__memberships__company=OuterRef("company"))
    return over.filter(Exists(people)).exclude(Exists(follows)).exclude(Exists(told)).order_by("expires_on", "pk")
