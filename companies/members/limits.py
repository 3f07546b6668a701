"""How often one may ask, counted in the rows themselves: nothing else has to be remembered, or can be lost."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

DAY = timedelta(days=1)
REQUESTS_A_DAY = 5  # by one person, of all companies together; claims likewise
INVITATIONS_A_DAY = 20  # by one company
MAILS_TO_A_COMPANY = 6  # a day, whoever claims it: nobody's mailbox is filled from here


def check_daily_limit(most: int, rows: models.QuerySet[Any], moment: str = "created_at") -> None:
    """ValidationError where `most` of the rows are of the last 24 hours."""
    if rows.filter(**{f"{moment}__gte": timezone.now() - DAY}).count() >= most:
        raise ValidationError(_("This was asked too often today. Try again tomorrow."), code="too often")
