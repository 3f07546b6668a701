"""How dates are written where Django writes them: in the admin, and in what people take along."""

from datetime import datetime

from django.forms import DateField
from django.utils import formats, translation


def test_date_is_written_as_in_europe_in_both_languages():
    at = datetime(2026, 2, 5, 13, 30)  # noqa: DTZ001 (as it is written)
    written = {}
    for language in ("nl", "en"):
        with translation.override(language):
            written[language] = formats.date_format(at, "DATETIME_FORMAT")
            assert DateField(localize=True).clean("2026-02-05") == at.date()
    assert written == {"nl": "5 februari 2026 13:30", "en": "5 February 2026, 13:30"}
