"""Forms with which organisers prepare a session and its parts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from challenges.posting.forms import MOMENT
from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.part_models import LONGEST_WALK, MOST_TABLES, MeetingTable, Pitch
from challenges.sessions.part_services import (
    ProgrammeItemInput,
    RoomInput,
    hash_pitch,
    hash_programme,
    hash_room_layout,
    hash_slots,
    lay_out_slots,
)
from challenges.sessions.services import MOMENTS, combine_session_time
from portal.accounts.models import User
from portal.core.dates import VALIDATORS
from portal.core.forms import VersionedForm
from portal.regions.models import ROM

MOST_ROWS = 200


class RowsForm(VersionedForm):
    """A form with several rows; row n has the fields `<column>_n`. An empty row is ignored; an emptied row is removed.

    columns: the names of the fields of a row. needed: the fields that a row must have unless it is empty. hidden: the
    fields that do not count when deciding whether a row is empty.
    """

    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    extra = 3
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, known: Sequence[Mapping[str, Any]], version: str
    ) -> None:
        first = {f"{name}_{n}": row[name] for n, row in enumerate(known) for name in self.columns if name in row}
        number = len(known) + self.extra
        super().__init__(data, initial=first | {"seen": version, "rows": number})
        sent = str((data or {}).get("rows") or "")
        is_number = sent.isascii() and sent.isdecimal() and len(sent) < 5
        self.number = min(int(sent), MOST_ROWS) if is_number else number
        for n in range(self.number):
            for name in self.columns:
                self.fields[f"{name}_{n}"] = self.field_of(name, n + 1)

    def field_of(self, name: str, number: int) -> forms.Field:
        raise NotImplementedError

    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{n}"] for name in self.columns] for n in range(self.number)]

    def filled(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the rows that are not empty, each with its number, counted from 0."""
        shown = [name for name in self.columns if name not in self.hidden]
        rows = [(n, {name: self.cleaned_data.get(f"{name}_{n}") for name in self.columns}) for n in range(self.number)]
        return [(n, row) for n, row in rows if any(row[name] not in (None, "", frozenset()) for name in shown)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n, row in self.filled():
            for name in self.needed:
                if row[name] in (None, "") and not self.has_error(f"{name}_{n}"):
                    self.add_error(f"{name}_{n}", _("Fill this in too, or empty the whole row."))
        return data


class SessionForm(VersionedForm, forms.ModelForm):
    """The fields of a session. An admin without a ROM also chooses the ROM that organises it."""

    rom = forms.ModelChoiceField(ROM.objects.all(), label=_("Organised by"), empty_label=_("Choose a ROM"))
    field_order = ["rom"]
    parts = (
        (_("Text"), ("rom", "title_nl", "title_en", "text_nl", "text_en")),
        (
            _("When and where"),
            (
                *("starts_at", "ends_at", "place", "city", "address", "province", "latitude", "longitude"),
                *("travel_nl", "travel_en"),
            ),
        ),
        (
            _("Registration"),
            (
                *("entry", "capacity", "most_people", "entry_opens_at", "entry_closes_at", "matched_first_until"),
                "offer_hours",
            ),
        ),
        (_("Talks"), ("least_meetings", "most_meetings", "must_meets", "wishes_until")),
    )

    class Meta:
        model = Session
        fields = [
            *("title_nl", "title_en", "text_nl", "text_en", "starts_at", "ends_at", "place", "city", "address"),
            *("province", "latitude", "longitude", "travel_nl", "travel_en", "entry", "capacity", "most_people"),
            *("entry_opens_at", "entry_closes_at", "matched_first_until", "offer_hours"),
            *("least_meetings", "most_meetings", "must_meets", "wishes_until"),
        ]
        help_texts = {
            "starts_at": _("Date and time in the Netherlands."),
            "latitude": _("For the link to a map on a phone: 52.45690. May stay empty."),
            "longitude": _("For example 5.52770."),
            "capacity": _("Number of places for all company attendees together. Leave empty for no limit."),
            "matched_first_until": _("Until then only companies matched to its challenges get a seat at once."),
            "must_meets": _("For each company, and for each host."),
            "wishes_until": _(
                "Until then companies and hosts say whom they want to meet. Empty: until the session ends."
            ),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["seen"] = str(self.instance.version) if self.instance.pk else ""
        for name in MOMENTS:
            self.fields[name].widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        self.fields["wishes_until"].validators += VALIDATORS
        for name in ("text_nl", "text_en", "travel_nl", "travel_en"):
            self.fields[name].widget.attrs["rows"] = 4
        if user.rom_id is not None or self.instance.pk:
            del self.fields["rom"]

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.parts]

    def service_kwargs(self) -> dict[str, Any]:
        """Return the fields; for a new session also the ROM that organises it."""
        fields = super().service_kwargs()
        return fields if self.instance.pk else {"rom": self.user.rom} | fields


class RoomsForm(RowsForm):
    """A row for each room with the numbers of its tables, and the walking minutes between existing rooms."""

    columns, needed, hidden = ("room", "name_nl", "name_en", "tables"), ("name_nl",), ("room",)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        rooms = list(session.rooms.prefetch_related("tables"))
        known = [
            {
                "room": room.pk,
                "name_nl": room.name_nl,
                "name_en": room.name_en,
                "tables": format_table_numbers(table.number for table in room.tables.all()),
            }
            for room in rooms
        ]
        super().__init__(data, known=known, version=hash_room_layout(session))
        minutes = {(walk.first_id, walk.second_id): walk.minutes for walk in session.walks.all()}
        ordered = sorted(rooms, key=lambda room: room.pk)
        self.pairs = {
            f"walk_{first.pk}_{second.pk}": (first, second)
            for number, first in enumerate(ordered)
            for second in ordered[number + 1 :]
        }
        for name, (first, second) in self.pairs.items():
            self.fields[name] = forms.IntegerField(
                label=gettext("%(first)s to %(second)s") % {"first": first, "second": second},
                min_value=0,
                max_value=LONGEST_WALK,
                required=False,
            )
            self.initial[name] = minutes.get((first.pk, second.pk))

    def field_of(self, name: str, number: int) -> forms.Field:
        if name == "room":
            return forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
        if name == "tables":
            return TableNumbersField(label=gettext("Room %(number)s: tables") % {"number": number}, required=False)
        labels = {
            "name_nl": gettext("Room %(number)s: name in Dutch"),
            "name_en": gettext("Room %(number)s: name in English"),
        }
        return forms.CharField(label=labels[name] % {"number": number}, max_length=100, required=False)

    def walks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.pairs]

    def service_kwargs(self) -> dict[str, Any]:
        rooms = [
            RoomInput(row["room"], row["name_nl"], row["name_en"] or "", row["tables"] or frozenset())
            for _n, row in self.filled()
        ]
        walks = {(a.pk, b.pk): self.cleaned_data[name] or 0 for name, (a, b) in self.pairs.items()}
        return {"rooms": rooms, "walks": walks, "seen": self.cleaned_data["seen"]}


class TableNumbersField(forms.CharField):
    """Table numbers typed as "1-4, 7"; cleans to a frozenset of numbers."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace("\u2013", "-").replace(" ", "")
        numbers: set[int] = set()
        for part in filter(None, re.split("[,;]", text)):
            if not (found := re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", part, re.ASCII)):
                raise ValidationError(gettext("Write numbers of tables as 1-4, 7."))
            first, last = int(found[1]), int(found[2] or found[1])
            if not 1 <= first <= last <= MOST_TABLES:
                raise ValidationError(gettext("Number tables from 1 to 999."))
            numbers.update(range(first, last + 1))
        return frozenset(numbers)


def format_table_numbers(numbers: Iterable[int]) -> str:
    """Return table numbers as a text: [1, 2, 3, 7] becomes "1-3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


class SlotsForm(RowsForm):
    columns = needed = ("starts", "ends")

    def __init__(self, data: Any = None, *, session: Session) -> None:
        local = timezone.localtime
        known = [{"starts": local(slot.starts_at), "ends": local(slot.ends_at)} for slot in session.slots.all()]
        super().__init__(data, known=known, version=hash_slots(session))
        self.session = session

    def field_of(self, name: str, number: int) -> forms.Field:
        labels = {"starts": gettext("Slot %(number)s: from"), "ends": gettext("Slot %(number)s: to")}
        return build_time_field(labels[name] % {"number": number})

    def service_kwargs(self) -> dict[str, Any]:
        stretches = [
            (combine_session_time(self.session, row["starts"]), combine_session_time(self.session, row["ends"]))
            for _n, row in self.filled()
        ]
        return {"stretches": stretches, "seen": self.cleaned_data["seen"]}


class SlotLayoutForm(VersionedForm):
    """A series of equal time slots, entered at once."""

    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    number = forms.IntegerField(label=_("Number of slots"), min_value=1, max_value=100, initial=10)
    minutes = forms.IntegerField(label=_("Minutes for each"), min_value=1, max_value=240, initial=20)
    pause = forms.IntegerField(label=_("Minutes between"), min_value=0, max_value=120, initial=5)
    break_after = forms.IntegerField(
        label=_("Break after slot number"), min_value=1, max_value=100, required=False, help_text=_("Empty: no break.")
    )
    break_minutes = forms.IntegerField(
        label=_("Minutes of the break"), min_value=1, max_value=240, required=False, initial=15
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        first = {"starts": timezone.localtime(session.starts_at), "seen": hash_slots(session)}
        super().__init__(data, auto_id="lay_%s", initial=first)
        self.session = session

    def service_kwargs(self) -> dict[str, Any]:
        data = self.cleaned_data
        has_break = data["break_after"] and data["break_minutes"]
        stretches = lay_out_slots(
            combine_session_time(self.session, data["starts"]),
            *(data["number"], data["minutes"], data["pause"]),
            break_after=data["break_after"] if has_break else None,
            break_minutes=data["break_minutes"] or 0,
        )
        return {"stretches": stretches, "seen": data["seen"]}


class PitchAddForm(forms.Form):
    challenge = forms.ModelChoiceField(
        Challenge.objects.none(),
        to_field_name="slug",
        label=_("Challenge"),
        empty_label=_("Choose a challenge"),
        error_messages={"invalid_choice": _("Choose a challenge from the list.")},
    )

    def __init__(self, *args: Any, user: User, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Challenge.objects.visible_to(user).exclude(pitches__session=session)
        self.fields["challenge"].queryset = found.order_by("title_nl", "pk")  # type: ignore[attr-defined]


class PitchForm(VersionedForm, forms.ModelForm):
    hours = forms.CharField(
        label=_("Hours present"),
        required=False,
        max_length=200,
        help_text=_("As 13:00-14:15, 15:00-16:00. Empty: the whole session."),
    )

    class Meta:
        model = Pitch
        fields = ["table", "host_name", "host_organisation", "places", "least_meetings", "most_meetings"]
        help_texts = {
            "host_name": _("Not shown to everyone: only organisers see it, and who they tell it."),
            "places": _("How many companies sit at the table at the same time."),
        }

    field_order = ["table", "host_name", "host_organisation", "hours"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Pitch.objects.filter(session=self.instance.session_id).exclude(pk=self.instance.pk)
        tables = MeetingTable.objects.filter(session=self.instance.session_id).exclude(
            pk__in=taken.filter(table__isnull=False).values("table")
        )
        self.fields["table"].queryset = tables.select_related("room")  # type: ignore[attr-defined]
        self.fields["table"].label_from_instance = lambda table: f"{table.number} ({table.room})"  # type: ignore[attr-defined]
        self.fields["table"].error_messages["invalid_choice"] = gettext("This table is taken, or is no longer there.")
        self.fields["table"].empty_label = gettext("No table yet")  # type: ignore[attr-defined]
        self.initial |= {"seen": hash_pitch(self.instance), "hours": format_host_hours(self.instance)}

    def clean_hours(self) -> list[tuple[datetime, datetime]]:
        return [
            (combine_session_time(self.instance.session, start), combine_session_time(self.instance.session, end))
            for start, end in parse_host_hours(self.cleaned_data["hours"])
        ]

    def _post_clean(self) -> None:
        """Do nothing: the service validates the model, and the instance has to keep its stored values here."""


def format_host_hours(pitch: Pitch) -> str:
    local = timezone.localtime
    return ", ".join(f"{local(each.starts_at):%H:%M}-{local(each.ends_at):%H:%M}" for each in pitch.presences.all())


def parse_host_hours(text: str) -> list[tuple[time, time]]:
    found = []
    for part in filter(None, (part.strip() for part in text.replace("\u2013", "-").split(","))):
        times = re.fullmatch(r"(\d{1,2})[:.](\d\d)\s*-\s*(\d{1,2})[:.](\d\d)", part, re.ASCII)
        try:
            start, end = time(int(times[1]), int(times[2])), time(int(times[3]), int(times[4]))  # type: ignore[index]
        except (TypeError, ValueError):
            raise ValidationError(gettext("Write hours as 13:00-14:15, 15:00-16:00.")) from None
        if end <= start:
            raise ValidationError(gettext("The hours of a host end before they start."))
        found.append((start, end))
    return found


class ProgrammeForm(RowsForm):
    columns, needed = ("starts", "text_nl", "text_en"), ("text_nl",)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        items = session.programme.all()
        known = [{"starts": item.starts_at, "text_nl": item.text_nl, "text_en": item.text_en} for item in items]
        super().__init__(data, known=known, version=hash_programme(session))

    def field_of(self, name: str, number: int) -> forms.Field:
        if name == "starts":
            return build_time_field(gettext("Item %(number)s: from") % {"number": number})
        labels = {"text_nl": gettext("Item %(number)s: in Dutch"), "text_en": gettext("Item %(number)s: in English")}
        return forms.CharField(label=labels[name] % {"number": number}, max_length=300, required=False)

    def service_kwargs(self) -> dict[str, Any]:
        rows = [ProgrammeItemInput(row["starts"], row["text_nl"], row["text_en"] or "") for _n, row in self.filled()]
        timed = iter(sorted((row for row in rows if row.starts_at), key=lambda row: row.starts_at or time()))
        items = [next(timed) if row.starts_at else row for row in rows]
        return {"items": items, "seen": self.cleaned_data["seen"]}


class SessionCopyForm(forms.Form):
    day = forms.DateField(
        label=_("Day of the new session"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    title_nl = forms.CharField(label=_("title in Dutch"), max_length=200)
    title_en = forms.CharField(label=_("title in English"), max_length=200, required=False)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not 1901 <= day.year <= 2199:
            raise ValidationError(gettext("Choose a date between the years 1900 and 2200."))
        return day


def build_time_field(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
