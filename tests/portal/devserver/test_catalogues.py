import gettext
import os

import pytest

from portal.devserver import catalogues
from portal.devserver.problem import SetupProblem

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "challenge"
msgstr "uitdaging"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "portal" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return path


def translated(source):
    with source.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("challenge")


def test_compile_all_makes_the_catalogue(tmp_path, source):
    catalogues.compile_all_catalogues(tmp_path)
    assert translated(source) == "uitdaging"
    assert [path.name for path in sorted(source.parent.iterdir())] == ["django.mo", "django.po"]


def test_compile_all_compiles_again_only_after_a_change(tmp_path, source):
    catalogues.compile_all_catalogues(tmp_path)
    compiled = source.with_suffix(".mo")
    os.utime(compiled, (2e9, 2e9))
    catalogues.compile_all_catalogues(tmp_path)
    assert compiled.stat().st_mtime == 2e9
    source.write_text(SOURCE.replace("uitdaging", "vraag"))
    os.utime(source, (2e9 + 1, 2e9 + 1))
    catalogues.compile_all_catalogues(tmp_path)
    assert translated(source) == "vraag"


def test_compile_all_names_a_broken_catalogue(tmp_path, source):
    source.write_text('msgid "challenge\nmsgstr')
    with pytest.raises(SetupProblem, match="django.po cannot be compiled"):
        catalogues.compile_all_catalogues(tmp_path)
    assert not source.with_suffix(".mo").exists()
