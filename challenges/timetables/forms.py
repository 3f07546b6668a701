"""Forms with which timetables are requested, edited, published and commented on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challenges.posting.forms import MOMENT
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.models import REMARK_LENGTH, Wish
from challenges.timetables.services.plans import MOST_FLOOR
from portal.core.dates import VALIDATORS
from portal.ui.dates import format_time


class PlanRequestForm(forms.Form):
    """after: the number of the newest timetable on the page, so that a form sent twice asks once."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    keep = forms.TypedChoiceField(
        label=_("Keep the locked talks of"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("They stay where they are; all else is made anew."),
    )
    floor = forms.IntegerField(
        label=_("Meetings for every company, at least"),
        min_value=0,
        max_value=MOST_FLOOR,
        initial=0,
        help_text=_("A promise to everybody costs value and must-meets. Ask above to see how much."),
    )

    def __init__(self, *args: Any, locks: Sequence[tuple[int, int]] = (), **kwargs: Any) -> None:
        """locks: versions by number, each with how many talks are locked in it; without any nothing is asked."""
        super().__init__(*args, **kwargs)
        if not locks:
            del self.fields["keep"]
            return
        choices: list[tuple[Any, str]] = [("", gettext("no version"))]
        for number, count in locks:
            words = ngettext("version %(number)s: %(count)d talk", "version %(number)s: %(count)d talks", count)
            choices.append((number, words % {"number": number, "count": count}))
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]


class PublishPlanForm(forms.Form):
    """Showing a timetable as provisional."""

    remarks_until = forms.DateTimeField(
        label=_("Remarks until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        validators=VALIDATORS,
        help_text=_("Empty: as long as it is provisional."),
    )


class CommentForm(forms.Form):
    """plan: the number of the version that the person had before them."""

    plan = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**6)
    text = forms.CharField(
        label=_("What does not suit you?"),
        max_length=REMARK_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The organiser alone reads this. Say which time or talk it is about."),
    )

    def show_plan(self, number: int) -> None:
        """After another version took its place: what was typed stays, and is of that one when it is sent again."""
        if self.has_error("__all__", "changed"):
            self.data = {**{name: self.data[name] for name in self.data}, "plan": str(number)}


class PlanComparisonForm(forms.Form):
    """plans: the versions to choose from, the newest first."""

    first = forms.ChoiceField(label=_("From"))
    second = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any = None, *, plans: Sequence[Plan]) -> None:
        known = {str(plan.number): plan for plan in plans}
        newest = [str(plan.number) for plan in plans[:2]]
        super().__init__(data, initial={"first": newest[-1:] and newest[-1], "second": newest[:1] and newest[0]})
        self.known = known
        for name in ("first", "second"):
            field = self.fields[name]
            field.choices = [(number, format_version_choice(plan)) for number, plan in known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return {name: self.known[number] for name, number in self.cleaned_data.items()}


def format_version_choice(plan: Plan) -> str:
    return gettext("Version %(number)s, %(kind)s") % {"number": plan.number, "kind": plan.get_kind_display().lower()}


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


NOTHING = _("Nothing said")


class MeetingPreferencesForm(forms.Form):
    """known: by the id of the other side, what is said of it so far. Fields are named `wish_<id>`.

    seen: what the person had before them, for the service to compare.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, names: Mapping[int, str], known: Mapping[int, str], mark: str
    ) -> None:
        super().__init__(data, initial={f"wish_{pk}": known.get(pk, "") for pk in names} | {"seen": mark})
        self.names = names
        for pk, name in names.items():
            self.fields[f"wish_{pk}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[*Wish.Kind.choices, ("", NOTHING)],
                widget=forms.RadioSelect,
            )

    def wanted(self) -> dict[int, str]:
        """Of those that the form was sent with: one that was added meanwhile stays unsaid."""
        return {pk: self.cleaned_data[f"wish_{pk}"] for pk in self.names if f"wish_{pk}" in self.data}

    def show_mark(self, mark: str) -> None:
        """After a clash: what is chosen stays, and saving it again counts as knowing of the other change."""
        if self.has_error("__all__", "changed"):
            self.data = {**{name: self.data[name] for name in self.data}, "seen": mark}


class CalendarFeedForm(forms.Form):
    """seen: the feed that was there when the page was made, so that a form sent twice makes one address."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)
    language = forms.ChoiceField(label=_("Language of the calendar"), choices=[("nl", "Nederlands"), ("en", "English")])
