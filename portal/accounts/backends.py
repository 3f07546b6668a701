"""Load the signed-in user of each request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from portal.accounts.models import User


class PrefetchingBackend(AuthenticationBackend):
    """With the ROM of staff at hand, which every page names, and in `company_ids` the companies whose member one is."""

    def get_user(self, user_id: int) -> User | None:
        is_member = Q(memberships__isnull=False)
        company_ids = ArrayAgg("memberships__company", filter=is_member, default=Value([]))
        users = User.objects.select_related("rom").annotate(company_ids=company_ids)
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
