"""One meeting put in, moved or taken out by hand; and those that are locked."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from portal.ui.dates import format_time

Triple = tuple[int, int, int]
ADD, MOVE, REMOVE = "add", "move", "remove"


class PlanEditForm(forms.Form):
    """seen: what the person had before them. what: the button; the pair is enough to move or to remove."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    registration = forms.TypedChoiceField(label=_("Company"), coerce=int)
    pitch = forms.TypedChoiceField(label=_("Challenge"), coerce=int)
    slot = forms.TypedChoiceField(label=_("Time"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, plan: Plan, mark: str, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={**initial, "seen": mark})
        self.plan, self.mark = plan, mark
        session = plan.session
        coming = session.registrations.confirmed().values_list("pk", "company__name")
        self._offer("registration", sorted(coming, key=lambda each: each[1].lower()))
        pitches = session.pitches.select_related("challenge", "table")
        self._offer(
            "pitch", [(each.pk, _format_pitch_choice(each)) for each in pitches.order_by("table__number", "pk")]
        )
        self._offer("slot", [("", "–"), *((each.pk, format_time(each.starts_at)) for each in session.slots.all())])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if {"registration", "pitch"} <= found.keys():
            pair = Meeting.objects.filter(
                plan=self.plan, registration=found["registration"], pitch=found["pitch"]
            ).first()
            if self.what != ADD and pair is None:
                self.add_error(None, _("These two do not meet in this version."))
            if self.what != REMOVE and found.get("slot") is None and "slot" not in self.errors:
                self.add_error("slot", _("Choose a time."))
            found["now"] = pair
        return found

    @property
    def what(self) -> str:
        asked = self.data.get("what", "")
        return asked if asked in (MOVE, REMOVE) else ADD

    def wanted(self) -> tuple[list[Triple], list[Triple]]:
        """What is added and what is removed."""
        wanted = self.cleaned_data
        pair, now = (wanted["registration"], wanted["pitch"]), wanted["now"]
        add = [] if self.what == REMOVE else [(*pair, wanted["slot"])]
        remove = [(*pair, now.slot_id)] if self.what != ADD and now else []
        return add, remove

    def show_mark(self) -> None:
        """After a clash with a colleague: what was chosen stays, and sending it again counts as knowing of theirs."""
        if self.has_error("__all__", "changed"):
            self.data = {**{name: self.data[name] for name in self.data}, "seen": self.mark}


def _format_pitch_choice(pitch: Any) -> str:
    title = str(pitch.challenge.local("title"))
    return f"{pitch.table.number}. {title}" if pitch.table else title


class MeetingLocksForm(forms.Form):
    """meetings: by id, those that are locked. all_of, none_of: a button, with the id of a registration."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    locked = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, meetings: Mapping[int, int], mark: str) -> None:
        """meetings: the registration of each, by id."""
        super().__init__(data, initial={"seen": mark})
        self.meetings = meetings
        self.fields["locked"].choices = [(pk, str(pk)) for pk in meetings]  # type: ignore[attr-defined]

    def chosen(self, known: Iterable[int]) -> set[int]:
        """Those that are ticked: as typed, or as they are."""
        if not self.is_bound:
            return set(known)
        return self.wanted() if "locked" in self.cleaned_data else set()

    def show_mark(self, mark: str) -> None:
        """After a clash: what is ticked stays, and saving it again counts as knowing of the other change."""
        if self.has_error("__all__", "changed"):
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = mark
            self.data = data

    def wanted(self) -> set[int]:
        chosen = set(self.cleaned_data["locked"])
        for name, with_them in (("all_of", True), ("none_of", False)):
            of = {pk for pk, registration in self.meetings.items() if str(registration) == self.data.get(name)}
            chosen = chosen | of if with_them else chosen - of
        return chosen
