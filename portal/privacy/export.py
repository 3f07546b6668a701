"""Export what the site holds of a person: data.json for machines, data.html for people, and the files."""

import json
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.models import LABELS
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify
from portal.privacy.inventory import get_entry_title, list_inventory_entries
from portal.privacy.personal_data import (
    COMPANY,
    PERSON,
    SOMEBODY_ELSE,
    DataSection,
    PersonalData,
    RecordedAct,
    collect_personal_data,
)

SCHEMA = 1  # raised when a key changes its meaning or goes; new keys do not
NOTHING: tuple[Any, ...] = (None, "", [], {})  # not worth a line on the page
IN_MEMORY = 5_000_000  # bytes; a larger archive is a file that nobody can name


def pack_archive(data: PersonalData) -> IO[bytes]:
    """The archive, open for reading from its start; it is gone once closed."""
    archive: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the response closes it)
    with ZipFile(archive, "w", ZIP_DEFLATED) as pages:
        pages.writestr(
            "data.json", json.dumps(build_archive_json(data), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        )
        pages.writestr("data.html", render_archive_html(data))
        for name, read in data.files.items():
            pages.writestr(name, read())
    archive.seek(0)
    return archive


def build_archive_json(data: PersonalData) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        "language": get_language(),
        PERSON: {section.label: section.rows for section in data.sections if section.about == PERSON},
        COMPANY: {section.label: section.rows for section in data.sections if section.about == COMPANY},
        "acts": [vars(act) for act in data.acts],
        "files": sorted(data.files),
    }


def render_archive_html(data: PersonalData) -> str:
    """In the language that is switched on."""
    context = {
        "user": data.user,
        "site_url": settings.SITE_URL,
        "made_at": timezone.now(),
        "parts": [
            (_("About you"), [format_section(section) for section in data.sections if section.about == PERSON]),
            (
                _("About your company"),
                [format_section(section) for section in data.sections if section.about == COMPANY],
            ),
        ],
        "acts": [format_recorded_act(act) for act in data.acts],
        "files": sorted(data.files),
    }
    return render_to_string("portal/privacy/my_data_archive.html", context)


def format_section(section: DataSection) -> dict[str, Any]:
    rows = []
    for row in section.rows:
        told = [(section.fields[name], value) for name, value in row.items() if value not in NOTHING]
        rows.append([(capfirst(each.verbose_name), format_field_value(each, value)) for each, value in told])
    return {"title": capfirst(section.title), "note": section.note, "rows": rows}


def format_field_value(field: Any, value: Any) -> Any:
    """A value as a person reads it."""
    if value == SOMEBODY_ELSE:
        return _("somebody else")
    if isinstance(value, dict) and field.is_relation:
        return value.get("name", value["id"])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    told = dict(field.flatchoices).get(value, value) if field.flatchoices else value
    return str(told) if isinstance(told, int) else told  # a year or a number is written without points


def format_recorded_act(act: RecordedAct) -> dict[str, Any]:
    titles = {thing.label: capfirst(get_entry_title(thing)) for thing in list_inventory_entries()}
    return {**vars(act), "what": LABELS.get(act.what, act.what), "thing": titles.get(act.thing, act.thing)}


@transaction.atomic
def export_personal_data(user: User) -> IO[bytes]:
    """Pack the archive of one person; tell the person once a day that it was requested.

    The message matters because somebody else may have asked for it. New models are included through the inventory.
    """
    archive = pack_archive(collect_personal_data(user))
    key = f"export:{timezone.now():%Y-%m-%d}"
    notify([user], NotificationKind.ACCOUNT, "portal/privacy/mail/data_exported.html", key=key, url=reverse("my_data"))
    return archive
