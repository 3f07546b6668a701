"""The pages' data, in a fixed number of queries however many companies, tables and slots there are."""

from collections.abc import Collection, Iterable, Sequence

from challenges.posting.models import Challenge
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.handouts.agenda import CompanyAgenda, build_agenda, load_walking_times
from challenges.timetables.handouts.meetings import build_slot_spans, group_by_registration, load_handout_meetings
from challenges.timetables.handouts.table_sheets import TableSheet, build_table_sheet
from portal.accounts.models import User
from portal.core.bilingual import get_reader_language


def load_own_agenda(plan: Plan, registration: Registration, user: User) -> CompanyAgenda:
    """A challenge that its reader may not see (any more) is told without its title."""
    mine = plan.meetings.filter(registration=registration)
    of_mine = mine.values("pitch__challenge")
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=of_mine).values_list("pk", flat=True))
    return _build_agendas(plan, [registration], seen)[0]


def load_agendas(plan: Plan, registrations: Sequence[Registration]) -> list[CompanyAgenda]:
    """For the organisers."""
    return _build_agendas(plan, registrations, None)


def _build_agendas(
    plan: Plan, registrations: Sequence[Registration], seen: Collection[int] | None
) -> list[CompanyAgenda]:
    meetings = plan.meetings.filter(registration__in=[each.pk for each in registrations])
    talks = group_by_registration(load_handout_meetings(meetings, get_reader_language(), seen))
    spans, walks = build_slot_spans(plan.session.slots.all()), load_walking_times(plan.session_id)
    return [build_agenda(each, talks.get(each.pk, []), spans, walks) for each in registrations]


def load_table_sheets(plan: Plan, pitches: Iterable[Pitch]) -> list[TableSheet]:
    """By table; those of pitches without a table and without a talk are left out."""
    known = list(pitches)
    talks = load_handout_meetings(plan.meetings.filter(pitch__in=[pitch.pk for pitch in known]), get_reader_language())
    spans = build_slot_spans(plan.session.slots.all())
    sheets = [
        build_table_sheet(each, [talk for talk in talks if talk.pitch == each.pk], spans, get_reader_language())
        for each in known
    ]
    return sorted((sheet for sheet in sheets if sheet.tables), key=lambda sheet: (sheet.tables, sheet.pitch.pk))
