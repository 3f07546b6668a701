"""Request, edit, publish, compare and comment on timetables; enter preferences; create calendar links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from challenges.posting.forms import MOMENT
from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.models import REMARK_LENGTH, Wish
from challenges.timetables.plan_snapshot import Pair
from challenges.timetables.services.edits import hash_plan_meetings
from challenges.timetables.services.plans import MOST_FLOOR
from challenges.timetables.services.preferences import hash_preferences
from portal.core.dates import VALIDATORS
from portal.core.forms import VersionedForm
from portal.core.versions import StaleObject
from portal.ui.dates import format_time


class PlanRequestForm(forms.Form):
    """Request a timetable.

    after: the number of the newest timetable on the page, so that a form sent twice requests one timetable. locks: the
    numbers of timetables with locked meetings, each with how many; without any, `keep` is left out.
    """

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
        help_text=_("Guaranteed meetings for everyone may cost priority meetings. Calculate the effect above."),
    )

    def __init__(self, *args: Any, locks: Sequence[tuple[int, int]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not locks:
            del self.fields["keep"]
            return
        choices: list[tuple[Any, str]] = [("", gettext("no version"))]
        for number, count in locks:
            words = ngettext("version %(number)s: %(count)d talk", "version %(number)s: %(count)d talks", count)
            choices.append((number, words % {"number": number, "count": count}))
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]

    def service_kwargs(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("floor", "after")}


class PublishPlanForm(forms.Form):
    """Publish a timetable as provisional."""

    remarks_until = forms.DateTimeField(
        label=_("Remarks until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        validators=VALIDATORS,
        help_text=_("Empty: as long as it is provisional."),
    )


class CommentForm(forms.Form):
    """Comment on a timetable; plan: the number of the version that the person saw."""

    plan = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**6)
    text = forms.CharField(
        label=_("What does not suit you?"),
        max_length=REMARK_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The organiser alone reads this. Say which time or talk it is about."),
    )

    def show_conflict(self, error: StaleObject) -> None:
        """Keep what was typed after another version was published; sent again it is about that version."""
        self.data = {**self.data.dict(), "plan": error.version}  # type: ignore[attr-defined]


class PlanComparisonForm(forms.Form):
    """Choose two versions to compare; plans: all of them, the newest first."""

    first = forms.ChoiceField(label=_("From"))
    second = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any = None, *, plans: Sequence[Plan]) -> None:
        known = {str(plan.number): plan for plan in plans}
        newest = [str(plan.number) for plan in plans[:2]]
        super().__init__(data, initial={"first": newest[-1:] and newest[-1], "second": newest[:1] and newest[0]})
        self.known = known
        label = gettext("Version %(number)s, %(kind)s")
        choices = [
            (number, label % {"number": number, "kind": plan.get_kind_display().lower()})
            for number, plan in known.items()
        ]
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return {name: self.known[number] for name, number in self.cleaned_data.items()}


ADD, MOVE, REMOVE = "add", "move", "remove"


class PlanEditForm(VersionedForm):
    """Add, move or remove a meeting, by the button `what`; removing takes the pair alone."""

    registration = forms.TypedChoiceField(label=_("Company"), coerce=int)
    pitch = forms.TypedChoiceField(label=_("Challenge"), coerce=int)
    slot = forms.TypedChoiceField(label=_("Time"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, plan: Plan, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={**initial, "seen": hash_plan_meetings(plan)})
        self.plan = plan
        session = plan.session
        companies = session.registrations.confirmed().values_list("pk", "company__name")
        pitches = session.pitches.select_related("challenge", "table").order_by("table__number", "pk")
        choices: dict[str, list[tuple[Any, str]]] = {
            "registration": sorted(companies, key=lambda each: each[1].lower()),
            "pitch": [
                (each.pk, (f"{each.table.number}. " if each.table else "") + str(each.challenge.local("title")))
                for each in pitches
            ],
            "slot": [("", "–"), *((each.pk, format_time(each.starts_at)) for each in session.slots.all())],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

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

    def service_kwargs(self) -> dict[str, Any]:
        """Return the meetings to add and to remove, by id."""
        wanted = self.cleaned_data
        pair, now = (wanted["registration"], wanted["pitch"]), wanted["now"]
        add = [] if self.what == REMOVE else [(*pair, wanted["slot"])]
        remove = [(*pair, now.slot_id)] if self.what != ADD and now else []
        return {"add": add, "remove": remove, "seen": wanted["seen"]}


class MeetingLocksForm(VersionedForm):
    """Lock meetings; the buttons `all_of` and `none_of` carry the id of a registration.

    meetings: the registration of each meeting, by id.
    """

    locked = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, plan: Plan, meetings: Mapping[int, int]) -> None:
        super().__init__(data, initial={"seen": hash_plan_meetings(plan)})
        self.meetings = meetings
        self.fields["locked"].choices = [(pk, str(pk)) for pk in meetings]  # type: ignore[attr-defined]

    def chosen(self, known: Iterable[int]) -> set[int]:
        """Return the meetings that are ticked: as sent, or as they are now."""
        if not self.is_bound:
            return set(known)
        return self._get_ticked() if "locked" in self.cleaned_data else set()

    def service_kwargs(self) -> dict[str, Any]:
        return {"meetings": self._get_ticked(), "seen": self.cleaned_data["seen"]}

    def _get_ticked(self) -> set[int]:
        chosen = set(self.cleaned_data["locked"])
        for name, with_them in (("all_of", True), ("none_of", False)):
            of = {pk for pk, registration in self.meetings.items() if str(registration) == self.data.get(name)}
            chosen = chosen | of if with_them else chosen - of
        return chosen


NOTHING = _("Nothing said")


class MeetingPreferencesForm(VersionedForm):
    """Enter a preference for each company or table host, in a field named `wish_<id>`.

    names: of the other side, by id. known: preferences so far. side: who enters them.
    """

    def __init__(
        self, data: Any = None, *, names: Mapping[int, str], known: Mapping[Pair, str], side: Wish.Side
    ) -> None:
        wishes = {pitch if side == Wish.Side.COMPANY else company: wish for (company, pitch), wish in known.items()}
        first = {f"wish_{pk}": wishes.get(pk, "") for pk in names}
        super().__init__(data, initial=first | {"seen": hash_preferences(known)})
        self.names = names
        for pk, name in names.items():
            self.fields[f"wish_{pk}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[*Wish.Kind.choices, ("", NOTHING)],
                widget=forms.RadioSelect,
            )

    def service_kwargs(self) -> dict[str, Any]:
        """Return the preferences that were sent, by id; what was added to the page meanwhile is left out."""
        wanted = {pk: self.cleaned_data[f"wish_{pk}"] for pk in self.names if f"wish_{pk}" in self.data}
        return {"wanted": wanted, "seen": self.cleaned_data["seen"]}


class CalendarFeedForm(forms.Form):
    """Create a calendar link; seen: the id of the active one on the page, so that a form sent twice creates one."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**62)
    language = forms.ChoiceField(label=_("Language of the calendar"), choices=[("nl", "Nederlands"), ("en", "English")])

    def service_kwargs(self) -> dict[str, Any]:
        return {"language": self.cleaned_data["language"], "seen": self.cleaned_data["seen"] or 0}
