"""The range of dates that forms accept: PostgreSQL can store dates that Python cannot read back."""

from datetime import UTC, datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
BETWEEN = (FIRST, LAST)
_MESSAGE = _("Choose a date between the years 1900 and 2200.")
VALIDATORS = [MinValueValidator(FIRST, _MESSAGE), MaxValueValidator(LAST, _MESSAGE)]
