"""Load the signed-in user of each request."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value

from portal.accounts.models import User


class PrefetchingBackend(AuthenticationBackend):
    """With the ROM of staff at hand, which every page names, and in `company_ids` the companies whose member one is."""

    def get_user(self, user_id: int) -> User | None:
        user = build_user_queryset().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


@cache  # every request asks for it, and a copy is made in half the time
def build_user_queryset() -> QuerySet[User]:
    is_member = Q(memberships__isnull=False)
    company_ids = ArrayAgg("memberships__company", filter=is_member, default=Value([]))
    return User.objects.select_related("rom").annotate(company_ids=company_ids)
