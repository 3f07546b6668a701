"""Export everything that the site holds of one person and their company."""

from typing import IO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.models import Kind
from portal.notifications.services import notify
from portal.privacy.export.archive import pack
from portal.privacy.export.collect import read


@transaction.atomic
def export_personal_data(user: User) -> IO[bytes]:
    """Pack the archive of one person; tell the person once a day that it was requested.

    The message matters because somebody else may have asked for it. New models are included through the inventory.
    """
    archive = pack(read(user))
    key = f"export:{timezone.now():%Y-%m-%d}"
    notify(user, Kind.ACCOUNT, key=key, template="portal/mail/data_exported", context={}, url=reverse("my_data"))
    return archive
