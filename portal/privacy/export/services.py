"""Export everything that the site holds of one person and their company."""

from typing import IO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.privacy.export.archive import pack_archive
from portal.privacy.export.collect import collect_personal_data


@transaction.atomic
def export_personal_data(user: User) -> IO[bytes]:
    """Pack the archive of one person; tell the person once a day that it was requested.

    The message matters because somebody else may have asked for it. New models are included through the inventory.
    """
    archive = pack_archive(collect_personal_data(user))
    key = f"export:{timezone.now():%Y-%m-%d}"
    notify([user], NotificationKind.ACCOUNT, "portal/privacy/mail/data_exported.html", key=key, url=reverse("my_data"))
    return archive
