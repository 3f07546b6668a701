"""Names of files, as they come and as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.files.names import LONGEST, LONGEST_BYTES, clean_file_name, find_free_file_name, get_extension


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Plan van aanpak.PDF", "Plan van aanpak.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Fatma\\plan.pdf", "plan.pdf"),
        ("naam\u202efdp.exe.pdf", "naam fdp.exe.pdf"),
        ("a\x00b\nc\td.pdf", "a b c d.pdf"),
        ("  veel   ruimte  .pdf", "veel ruimte.pdf"),
        ('plan?*|<>":%.pdf', "plan________.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file"),
        ("", "file"),
        ("a/", "file"),
        ("CON.txt", "CON_.txt"),
        ("Nul.tar.txt", "Nul.tar_.txt"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("\ud800plan.pdf", "plan.pdf"),
        ("計画.pdf", "計画.pdf"),
        ("plan.pdf.", "plan.pdf"),
        ("zonder extensie", "zonder extensie"),
    ],
)
def test_a_name_is_made_safe(typed, kept):
    assert clean_file_name(typed) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_is_short_and_safe_and_stays_so(name):
    kept = clean_file_name(name)
    assert 0 < len(kept) <= LONGEST
    assert len(kept.encode()) <= LONGEST_BYTES
    assert not set(kept) & set('/\\\x00\n"<>:|?*%')
    assert clean_file_name(kept) == kept


@pytest.mark.parametrize(("name", "found"), [("a.PDF", ".pdf"), ("a", ""), (".txt", ".txt"), ("a.tar.gz", ".gz")])
def test_the_extension_is_the_last_one(name, found):
    assert get_extension(name) == found


def test_a_name_that_is_taken_gets_a_number():
    assert find_free_file_name("plan.pdf", []) == "plan.pdf"
    assert find_free_file_name("plan.pdf", ["Plan.pdf"]) == "plan (2).pdf"
    assert find_free_file_name("plan.pdf", ["plan.pdf", "PLAN (2).pdf"]) == "plan (3).pdf"
    longest = "a" * 116 + ".pdf"
    assert len(find_free_file_name(longest, [longest])) == LONGEST
