"""The session that was held, and the examples to come."""

from datetime import date, datetime, time, timedelta
from typing import Any

from challenges.demo.files import Table, read_sessions
from challenges.demo.references import Lookup, day_from, moment, province_ids, rom_ids
from challenges.demo.rooms import PARTS, prepare
from challenges.sessions.models import ProgrammeItem, Session

WHOLE_DAY = (time(), time(23, 59))
SATURDAY = 5


def load_sessions(now: datetime) -> list[Session]:
    """Those that are missing, with their programme and the challenges pitched there."""
    roms = rom_ids()
    created = []
    for slug, table in read_sessions().items():
        if not Session.objects.filter(slug=slug).exists():
            session = Session.objects.create(slug=slug, **_fields(table, now, roms))
            _add_programme(session, table["programme"])
            prepare(session, table)
            created.append(session)
    return created


def weekday_from(day: date) -> date:
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def _fields(table: Table, now: datetime, roms: Lookup) -> dict[str, Any]:
    """Of the model. Where the source names no times, the session takes the whole day."""
    fields = {name: value for name, value in table.items() if name not in {"programme", *PARTS}}
    held_on = fields.pop("date", None)
    day = held_on or weekday_from(day_from(now, fields.pop("in_days")))
    starts, ends = fields.pop("starts", WHOLE_DAY[0]), fields.pop("ends", WHOLE_DAY[1])
    fields |= {"starts_at": moment(day, starts), "ends_at": moment(day, ends)}
    if "province" in fields:
        fields["province_id"] = province_ids()[fields.pop("province")]
    return fields | {"rom_id": roms[fields.pop("rom")], "state": Session.State.PUBLISHED}


def _add_programme(session: Session, items: list[Table]) -> None:
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(session=session, starts_at=item.get("at"), text_nl=item["nl"], text_en=item["en"], order=order)
        for order, item in enumerate(items, start=1)
    )
