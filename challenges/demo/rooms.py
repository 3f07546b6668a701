"""What is prepared of an example session: its rooms and tables, its time slots, and who sits where."""

from itertools import count

from challenges.demo.files import Table
from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.part_services import lay_out_slots
from challenges.sessions.services import combine_session_time

PARTS = {"challenges", "hosts", "rooms", "slots", "walks"}


def add_session_layout(session: Session, table: Table) -> None:
    """Of a session that was created just now; a file that names no rooms means one, with a table for each challenge."""
    slugs = table["challenges"]
    usual = [{"nl": "Zaal", "en": "Hall", "tables": len(slugs)}] if slugs else []
    tables = _add_rooms_and_tables(session, table.get("rooms", usual), table.get("walks", []))
    if "slots" in table:
        _add_time_slots(session, table["slots"])
    _add_pitches(session, slugs, tables, table.get("hosts", []))


def _add_rooms_and_tables(session: Session, rooms: list[Table], walks: list[Table]) -> list[MeetingTable]:
    """Tables are numbered from 1, through all rooms."""
    made = Room.objects.bulk_create(
        Room(session=session, name_nl=room["nl"], name_en=room["en"], order=order)
        for order, room in enumerate(rooms, 1)
    )
    Walk.objects.bulk_create(
        Walk(session=session, minutes=walk["minutes"], first=made[first - 1], second=made[second - 1])
        for walk in walks
        for first, second in [walk["between"]]
    )
    number = count(1)
    return MeetingTable.objects.bulk_create(
        MeetingTable(session=session, room=place, number=next(number))
        for place, room in zip(made, rooms, strict=True)
        for _each in range(room["tables"])
    )


def _add_time_slots(session: Session, table: Table) -> None:
    stretches = lay_out_slots(
        starts_at=combine_session_time(session, table["first"]), **{k: v for k, v in table.items() if k != "first"}
    )
    Slot.objects.bulk_create(Slot(session=session, starts_at=start, ends_at=end) for start, end in stretches)


def _add_pitches(session: Session, slugs: list[str], tables: list[MeetingTable], hosts: list[Table]) -> None:
    """One table each, in the order of the file; a challenge that is gone leaves its table empty."""
    ids = dict(Challenge.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    hosts = hosts or [{}] * len(slugs)
    rows = [row for row in zip(slugs, tables, hosts, strict=True) if row[0] in ids]
    pitches = Pitch.objects.bulk_create(
        Pitch(session=session, challenge_id=ids[slug], table=table, **_build_host_fields(host))
        for slug, table, host in rows
    )
    Presence.objects.bulk_create(
        Presence(
            pitch=pitch,
            starts_at=combine_session_time(session, host["from"]),
            ends_at=combine_session_time(session, host["to"]),
        )
        for pitch, (_slug, _table, host) in zip(pitches, rows, strict=True)
        if "from" in host
    )


def _build_host_fields(host: Table) -> Table:
    return {
        "host_name": host.get("name", ""),
        "host_organisation": host.get("organisation", ""),
        "places": host.get("places", 1),
        "least_meetings": host.get("least", 0),
        "most_meetings": host.get("most"),
    }
