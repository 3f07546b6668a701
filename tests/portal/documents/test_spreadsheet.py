import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.spreadsheet import escape_formula, unescape_formula

STARTS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("start", STARTS)
def test_harmless_shows_what_would_run(start):
    assert escape_formula(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


def test_harmless_leaves_numbers_and_plain_text():
    assert [escape_formula(cell) for cell in (-5, None, True, "1-2=3", "'quoted'")] == [
        -5,
        None,
        True,
        "1-2=3",
        "'quoted'",
    ]


def test_harmless_replaces_what_a_spreadsheet_cannot_hold():
    assert escape_formula("a\x00b\x0bc") == "a�b�c"


@given(st.text(alphabet=st.sampled_from(f"'{STARTS}ab"), max_size=6) | st.text(alphabet=st.characters(codec="utf-8")))
def test_original_undoes_harmless(text):
    safe = escape_formula(text)
    assert not safe or safe[0] not in STARTS
    if "�" not in safe:
        assert unescape_formula(safe) == text
