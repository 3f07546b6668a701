"""The pages' data, in a fixed number of queries however many companies, tables and slots there are."""

from collections.abc import Collection, Iterable, Sequence

from challenges.posting.models import Challenge
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.handouts.agenda import Agenda, agenda_of, walks_of
from challenges.timetables.handouts.meetings import by_company, spans_of, talks_of
from challenges.timetables.handouts.table_sheets import Sheet, sheet_of
from portal.accounts.models import User
from portal.ui.language import reader


def own_agenda(plan: Plan, registration: Registration, user: User) -> Agenda:
    """A challenge that its reader may not see (any more) is told without its title."""
    mine = plan.meetings.filter(registration=registration)
    of_mine = mine.values("pitch__challenge")
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=of_mine).values_list("pk", flat=True))
    return _agendas(plan, [registration], seen)[0]


def agendas_of(plan: Plan, registrations: Sequence[Registration]) -> list[Agenda]:
    """For the organisers."""
    return _agendas(plan, registrations, None)


def _agendas(plan: Plan, registrations: Sequence[Registration], seen: Collection[int] | None) -> list[Agenda]:
    meetings = plan.meetings.filter(registration__in=[each.pk for each in registrations])
    talks = by_company(talks_of(meetings, reader(), seen))
    spans, walks = spans_of(plan.session.slots.all()), walks_of(plan.session_id)
    return [agenda_of(each, talks.get(each.pk, []), spans, walks) for each in registrations]


def sheets_of(plan: Plan, pitches: Iterable[Pitch]) -> list[Sheet]:
    """By table; those of pitches without a table and without a talk are left out."""
    known = list(pitches)
    talks = talks_of(plan.meetings.filter(pitch__in=[pitch.pk for pitch in known]), reader())
    spans = spans_of(plan.session.slots.all())
    sheets = [sheet_of(each, [talk for talk in talks if talk.pitch == each.pk], spans, reader()) for each in known]
    return sorted((sheet for sheet in sheets if sheet.tables), key=lambda sheet: (sheet.tables, sheet.pitch.pk))
