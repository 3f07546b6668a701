"""Everything about one person and their company, to take along. Follows the register: new models come by themselves."""

from typing import IO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.models import User
from portal.models.notification import Kind
from portal.services.my_data.packing import pack
from portal.services.my_data.reading import read
from portal.services.notifications import notify

__all__ = ["export", "pack", "read"]


@transaction.atomic
def export(user: User) -> IO[bytes]:
    """The archive; the person is told once a day that it was asked for, as it might not be they who asked."""
    archive = pack(read(user))
    key = f"export:{timezone.now():%Y-%m-%d}"
    notify(user, Kind.ACCOUNT, key=key, template="portal/mail/data_exported", context={}, url=reverse("my_data"))
    return archive
