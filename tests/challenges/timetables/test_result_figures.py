"""Figures of meeting results, as functions over lines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from challenges.timetables.views.results import (
    HIDDEN,
    LISTS,
    ResultLine,
    build_result_pipeline,
    build_result_rows,
    get_list_label,
    select_result_lines,
)

LINE = ResultLine(
    challenge=1,
    title="Drones horen",
    company="Sonar BV",
    company_slug="sonar-bv",
    starts_at=datetime(2026, 12, 2, 9, tzinfo=UTC),
    said_company="",
    said_host="",
    company_says="",
    host_says="",
    introduction=0,
    state="",
    state_told="",
)
LINES = [
    LINE,
    replace(LINE, said_company="not_met"),
    replace(LINE, challenge=2, title="Auto's volgen", said_company="goes_on", said_host="no_fit"),
    replace(LINE, said_company="goes_on", said_host="goes_on", introduction=7, state="asked"),
    replace(
        LINE,
        challenge=2,
        title="Auto's volgen",
        said_company="goes_on",
        said_host="goes_on",
        introduction=8,
        state=HIDDEN,
    ),
]


def test_rows_are_by_title_with_all_last():
    rows = build_result_rows(LINES)
    assert [(row.challenge, row.title) for row in rows] == [(2, "Auto's volgen"), (1, "Drones horen"), (None, "")]
    numbers = [[number for _what, _label, number in row.cells] for row in rows]
    assert numbers == [[2, 2, 0, 2, 2, 1, 1], [3, 2, 1, 2, 1, 1, 1], [5, 4, 1, 4, 3, 2, 2]]
    assert len(build_result_rows([])) == 1


@pytest.mark.parametrize("challenge", [None, 1, 2])
def test_figure_is_the_length_of_its_list(challenge):
    row = next(row for row in build_result_rows(LINES) if row.challenge == challenge)
    for what, _label, number in row.cells:
        assert len(select_result_lines(LINES, what, challenge)) == number


def test_pipeline_leaves_out_states_without_introductions():
    assert [(what, number) for what, _label, number in build_result_pipeline(LINES)] == [("asked", 1), (HIDDEN, 1)]
    assert build_result_pipeline([LINE]) == []
    assert select_result_lines(LINES, "asked", None) == [LINES[3]]
    assert select_result_lines(LINES, "asked", 2) == []


def test_unknown_figure_has_no_list():
    assert select_result_lines(LINES, "xyzzy", None) is None
    assert select_result_lines(LINES, "", None) is None
    assert all(get_list_label(what) for what in LISTS)


def test_introduction_with_other_roms_cannot_be_opened():
    assert [line.can_open for line in LINES] == [False, False, False, True, False]
