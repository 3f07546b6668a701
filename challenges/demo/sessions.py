"""The session that was held, and the examples to come."""

from datetime import date, datetime, time, timedelta
from typing import Any

from challenges.demo.files import Table, read_sessions
from challenges.demo.references import IdLookup, combine_dutch_time, load_province_ids, load_rom_ids, shift_local_day
from challenges.demo.rooms import PARTS, add_session_layout
from challenges.sessions.models import ProgrammeItem, Session

WHOLE_DAY = (time(), time(23, 59))
SATURDAY = 5


def load_demo_sessions(now: datetime) -> list[Session]:
    """Those that are missing, with their programme and the challenges pitched there."""
    roms = load_rom_ids()
    created = []
    for slug, table in read_sessions().items():
        if not Session.objects.filter(slug=slug).exists():
            session = Session.objects.create(slug=slug, **_build_session_fields(table, now, roms))
            _add_programme_items(session, table["programme"])
            add_session_layout(session, table)
            created.append(session)
    return created


def get_next_weekday(day: date) -> date:
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def _build_session_fields(table: Table, now: datetime, roms: IdLookup) -> dict[str, Any]:
    """Of the model. Where the source names no times, the session takes the whole day."""
    fields = {name: value for name, value in table.items() if name not in {"programme", *PARTS}}
    held_on = fields.pop("date", None)
    day = held_on or get_next_weekday(shift_local_day(now, fields.pop("in_days")))
    starts, ends = fields.pop("starts", WHOLE_DAY[0]), fields.pop("ends", WHOLE_DAY[1])
    fields |= {"starts_at": combine_dutch_time(day, starts), "ends_at": combine_dutch_time(day, ends)}
    if "province" in fields:
        fields["province_id"] = load_province_ids()[fields.pop("province")]
    return fields | {"rom_id": roms[fields.pop("rom")], "state": Session.State.PUBLISHED}


def _add_programme_items(session: Session, items: list[Table]) -> None:
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(session=session, starts_at=item.get("at"), text_nl=item["nl"], text_en=item["en"], order=order)
        for order, item in enumerate(items, start=1)
    )
