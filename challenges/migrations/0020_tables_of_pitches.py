"""The number of a pitch's table becomes a table: each session that has pitches gets one room with those tables."""

from django.db import migrations
from django.db.models import F


def make_tables(apps, schema_editor):
    Room, MeetingTable = apps.get_model("challenges", "Room"), apps.get_model("challenges", "MeetingTable")
    for session, pitches in pitches_by_session(apps):
        room = Room.objects.create(session_id=session, name_nl="Zaal", name_en="Hall", order=1)
        tables = MeetingTable.objects.bulk_create(
            MeetingTable(session_id=session, room=room, number=number) for number in numbers_of(pitches)
        )
        of_number = {table.number: table for table in tables}
        for pitch in pitches:
            pitch.table = of_number[known_number(pitch)]
            pitch.save(update_fields=["table"])


def pitches_by_session(apps):
    Pitch = apps.get_model("challenges", "Pitch")
    sessions = Pitch.objects.order_by("session").values_list("session", flat=True).distinct()
    return [(session, list(Pitch.objects.filter(session=session))) for session in sessions]


def numbers_of(pitches):
    return sorted({known_number(pitch) for pitch in pitches})


def known_number(pitch):
    """Tables are numbered from 1: what was 0, which no one could have meant, comes after the others."""
    return pitch.number or 999


def number_again(apps, schema_editor):
    """A pitch without a table gets a number that no table has."""
    Pitch = apps.get_model("challenges", "Pitch")
    for pitch in Pitch.objects.annotate(known=F("table__number")):
        pitch.number = pitch.known or 1000 + pitch.pk % 30_000
        pitch.save(update_fields=["number"])


# In the history a number stays what it was, as long as there is a table of that number now.
HISTORY = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE challenges_pitchevent DISABLE TRIGGER USER;
UPDATE challenges_pitchevent AS event SET table_id = known.id
FROM challenges_meetingtable AS known
WHERE known.session_id = event.session_id AND known.number = event.number AND event.table_id IS NULL;
ALTER TABLE challenges_pitchevent ENABLE TRIGGER USER;
"""
HISTORY_AGAIN = """
ALTER TABLE challenges_pitchevent DISABLE TRIGGER USER;
UPDATE challenges_pitchevent AS event SET number = coalesce(
    (SELECT number FROM challenges_meetingtable AS known WHERE known.id = event.table_id), 0
) WHERE number IS NULL;
ALTER TABLE challenges_pitchevent ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("challenges", "0019_sessions_prepared")]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, HISTORY_AGAIN),
        migrations.RunPython(make_tables, number_again),
        migrations.RunSQL(HISTORY, migrations.RunSQL.noop),
    ]
