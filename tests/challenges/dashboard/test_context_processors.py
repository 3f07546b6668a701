"""SQL written once for all readers of a kind: only what was declared to differ may differ."""

from datetime import UTC, datetime, timedelta

import pytest

from challenges.dashboard.context_processors import Values, compile_query

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
ONE = {"user": -1, "now": NOON}
OTHER = {"user": -11, "now": NOON + timedelta(seconds=1)}


@pytest.mark.django_db
def test_written_query_is_filled_in_with_the_values_at_hand():
    def write(values: Values):
        return "SELECT %s, %s, %s", (values["user"], "open", values["now"] + timedelta(days=7))

    now = datetime(2027, 1, 2, 3, tzinfo=UTC)
    assert compile_query(write, ONE, OTHER).rows({"user": 5, "now": now}) == [(5, "open", now + timedelta(days=7))]


@pytest.mark.parametrize(
    "write",
    [
        lambda values: ("SELECT %s", (values["user"] * 2,)),
        lambda values: ("SELECT %s", (f"{values['user']}@example.org",)),
        lambda values: ("SELECT %s", (values["now"] + timedelta(days=values["user"]),)),
        lambda values: ("SELECT 1" if values["user"] == -1 else "SELECT 2", ()),
        lambda values: ("SELECT 1", (1,) * -values["user"]),
    ],
)
def test_query_that_depends_on_the_reader_in_another_way_is_refused(write):
    with pytest.raises(ValueError, match="depends on the reader"):
        compile_query(write, ONE, OTHER)
