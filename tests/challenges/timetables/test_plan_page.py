"""Functions for the page of a timetable."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.translation import override

from challenges.sessions.plan_models import Plan
from challenges.timetables.engine.programme import MeetingPair
from challenges.timetables.engine.reasons import PriorityPrice
from challenges.timetables.pages.plans import (
    build_plan_rows,
    build_publish_panel,
    describe_minimum,
    describe_price,
    get_fewest_meetings,
    get_plan_figures,
    get_publication_chip,
    list_missed_priorities,
    mark_slots_after_break,
)
from challenges.timetables.plan_snapshot import PlanRecord
from challenges.timetables.services.publication import publish_final_plan, publish_provisional_plan
from tests.challenges.timetables.scenario import Scene

PAIR = MeetingPair(0, 0)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def slot(start, end):
    noon = datetime(2026, 12, 2, 12, tzinfo=UTC)
    return SimpleNamespace(starts_at=noon + timedelta(minutes=start), ends_at=noon + timedelta(minutes=end))


def test_break_is_ten_minutes_or_more():
    slots = [slot(0, 30), slot(39, 60), slot(70, 90)]
    assert [is_after for _slot, is_after in mark_slots_after_break(slots)] == [False, False, True]
    assert mark_slots_after_break([]) == []


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (None, "That cannot be told"),
        (PriorityPrice(PAIR, None, True), "It cannot be kept, whatever else is given up."),
        (
            PriorityPrice(PAIR, 0, True, 365),
            "No other priority meeting is lost. The timetable would then score 36.5 at most.",
        ),
        (PriorityPrice(PAIR, 1, True, 10), "It costs 1 other must-meet; the timetable"),
        (PriorityPrice(PAIR, 2, False, 10), "It costs 2 other must-meets or more; the timetable"),
    ],
)
def test_price_of_a_missed_meeting_in_words(price, words):
    assert describe_price(price).startswith(words)


@pytest.mark.parametrize(
    ("without", "words"),
    [
        (None, []),
        ({"musts": 3, "value": 900}, ["Without the promise no timetable is better: it costs nothing."]),
        ({"musts": 3, "value": 1000}, ["Without the promise a timetable is worth 10 more at most (10.0 %)."]),
        ({"musts": 5, "value": 800}, ["Without the promise a timetable keeps 2 more must-meets at most."]),
    ],
)
def test_promised_minimum_says_what_it_costs(without, words):
    plan = Plan(floor=2, musts_kept=3, value=900, programme=PlanRecord(without_floor=without).to_json())
    assert describe_minimum(plan, 1) == ["Every company has 2 talks at least: that was promised.", *words]
    assert describe_minimum(Plan(floor=0), 0) == []


@pytest.mark.parametrize(
    ("kind", "is_proved", "words"),
    [
        (Plan.Kind.SOLVE, True, "proved: none is better"),
        (Plan.Kind.SOLVE, False, "none can be worth more than the bound"),
        (Plan.Kind.REPAIR, True, "proved: none that moves as few is better"),
        (Plan.Kind.REPAIR, False, "repaired: not proved to be best"),
        (Plan.Kind.HAND, False, "changed by hand: the bound is that of the version it began from"),
    ],
)
def test_figures_judge_a_timetable_by_its_kind(kind, is_proved, words):
    figures = get_plan_figures(Plan(kind=kind, is_proved=is_proved, value=750, bound=1000))
    assert figures == {"gap": 25.0, "reached": "75%", "judged": words}
    assert get_plan_figures(Plan(value=750)) == {}
    assert get_plan_figures(Plan(value=0, bound=0))["gap"] == 0.0


@pytest.mark.django_db
def test_rows_are_the_tables_in_order_with_every_slot(django_assert_num_queries):
    scene = Scene()
    plan = scene.plan((0, 1, 2), (1, 0, 0))
    plan.meetings.filter(registration=scene.coming[0]).update(is_must=True, value=1600)
    slots = list(scene.session.slots.order_by("starts_at"))
    with django_assert_num_queries(2):
        rows = build_plan_rows(plan, slots)
    assert [row.pitch for row in rows] == [each.pk for each in scene.pitches]
    assert [[len(cell.meetings) for cell in row.cells] for row in rows] == [[1, 0, 0], [0, 0, 1]]
    [meeting] = rows[1].cells[2].meetings
    assert (meeting.company, meeting.bar, meeting.is_must) == (scene.coming[0].company.name, "100%", True)
    assert [row.meeting_count for row in rows] == [1, 1]


@pytest.mark.django_db
def test_missed_priority_asks_for_a_price_only_where_it_can_be_kept():
    scene = Scene()
    plan = scene.plan()
    pair = {"registration": scene.coming[0].pk, "pitch": scene.pitches[0].pk}
    plan.reasons = [
        {**pair, "grounds": [{"rule": "never", **pair}]},
        {**pair, "grounds": [], "without": "free"},
        {"rule": "walk"},
    ]
    refused, free = list_missed_priorities(plan, [])
    assert refused.price_at == ""
    assert free.price_at == f"{scene.coming[0].pk}-{scene.pitches[0].pk}"
    assert free.why[0].startswith("Nothing stands in its way")


@pytest.mark.django_db
def test_fewest_meetings_count_companies_without_any():
    scene = Scene(companies=3)
    plan = scene.plan((0, 0, 0), (0, 1, 1), (1, 1, 0))
    assert get_fewest_meetings(plan) == {"talks": 0, "names": [scene.coming[2].company.name], "more": 0}
    scene.session.registrations.update(state="cancelled")
    assert get_fewest_meetings(plan) == {}


@pytest.mark.django_db
def test_panel_says_whom_publishing_notifies():
    scene = Scene()
    first = scene.plan((0, 0, 0), (1, 1, 0))
    panel = build_publish_panel(first)
    assert panel.provisional.startswith("2 companies that come get a message")
    assert panel.final.startswith("2 companies that come get a message")
    assert (panel.chip, panel.replaces, panel.shown) == (None, False, None)
    assert (build_publish_panel(first, lapsed=2).provisional, build_publish_panel(first, lapsed=2).final) == ("", "")
    publish_provisional_plan(first, scene.by)
    second = scene.plan((0, 0, 0), (1, 1, 1))
    panel = build_publish_panel(second)
    assert (panel.shown, panel.replaces) == (first, True)
    assert panel.provisional.startswith("Only the 1 company whose own talks are different")
    assert build_publish_panel(scene.plan((0, 0, 0), (1, 1, 0))).provisional.startswith("It is the same")
    publish_final_plan(second, scene.by)
    panel = build_publish_panel(first)
    assert panel.provisional == ""
    assert panel.final.endswith("The ROMs of the challenges with other talks get a message, too.")
    second.refresh_from_db()
    assert build_publish_panel(second).final == ""


def test_chip_says_how_participants_see_a_version():
    now = timezone.now()
    draft, provisional = Plan(pk=1), Plan(pk=2, provisional_at=now)
    final = Plan(pk=3, provisional_at=now, final_at=now)
    assert get_publication_chip(draft, None) is None
    assert get_publication_chip(provisional, provisional).label == "Provisional, shown to the participants"
    assert get_publication_chip(final, final).label == "Final, shown to the participants"
    assert get_publication_chip(provisional, final).label == "Shown before, replaced since"
