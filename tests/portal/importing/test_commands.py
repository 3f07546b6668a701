"""The import commands: what they print, what they return, and that no file makes them stumble."""

import gzip
import io
import json
import re
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError
from django.utils import translation

from challenges.posting.models import Challenge
from companies.profiles.importer import CompanyImporter
from companies.profiles.models import Company
from portal.importing.commands import ImportProgress, detect_terminal_language
from portal.importing.report import ImportReport
from tests.factories import TechnologyFactory

pytestmark = pytest.mark.django_db
COMPANY = {"id": "a", "name": "Birdwatch", "text": "We make a radar for the farm."}
CHALLENGE = {"id": "a", "title": "Birds", "text": "See."}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name, value in {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def write(tmp_path):
    def write(content, name="companies.jsonl"):
        path = tmp_path / name
        if isinstance(content, list):
            content = "".join(json.dumps(record) + "\n" for record in content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def run(path, *options, command="import_companies"):
    """What it printed, and how it ended where that was badly."""
    out, trouble = io.StringIO(), ""
    try:
        call_command(command, str(path), *options, stdout=out, stderr=io.StringIO())
    except CommandError as error:
        trouble = str(error)
    return out.getvalue().splitlines(), trouble


def test_good_file(write):
    lines, trouble = run(write([COMPANY, {**COMPANY, "id": "b", "agency": "x"}]))
    assert lines == [
        "There is no technology in the database, so none was found in the texts.",
        "fields passed over, not known: “agency”",
        "2 created, 0 updated, 0 unchanged, 0 refused.",
        "What changed is due for matching: a worker will find it, or run refresh_matches.",
    ]
    assert trouble == ""


def test_challenges(write):
    lines, trouble = run(write([CHALLENGE]), "--trusted", command="import_challenges")
    assert lines[-2:] == [
        "1 created, 0 updated, 0 unchanged, 0 refused.",
        "What changed is due for matching: a worker will find it, or run refresh_matches.",
    ]
    assert trouble == ""
    assert Challenge.objects.get().state == "open"


def test_drafts_are_counted_and_the_way_to_publish_them_is_explained(write):
    path = write([CHALLENGE, {**CHALLENGE, "id": "b"}])
    lines, trouble = run(path, command="import_challenges")
    assert lines[-2] == "2 created, 0 updated, 0 unchanged, 0 refused."
    assert lines[-1].startswith("2 challenges in this file are drafts. Submit a draft on the site first.")
    assert "import the file again with --trusted." in lines[-1]
    assert trouble == ""
    assert "delete them in the admin" in run(path, "--trusted", command="import_challenges")[0][-1]


def test_commands_in_the_readme_end_with_a_list_of_companies(write, tmp_path):
    """Follow README.md with a CSV of challenges and compressed JSON lines of companies."""
    TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")
    companies = write(gzip.compress(json.dumps(COMPANY).encode()), "companies.jsonl.gz")
    challenges = write("id,title,text\na,Birds,We want a radar that sees birds.\n", "challenges.csv")
    matches = tmp_path / "matches.jsonl"
    readme = Path("README.md").read_text(encoding="utf-8")
    commands = re.findall(r"manage\.py ((?:import|refresh|export)_.+)", readme)
    assert len(commands) == 4
    for name, *words in map(str.split, commands):
        files = {"companies.jsonl.gz": companies, "challenges.csv": challenges, "matches.jsonl": matches}
        call_command(name, *(str(files.get(word, word)) for word in words), stdout=io.StringIO(), stderr=io.StringIO())
    assert json.loads(matches.read_text())["ranking"] == ["a"]


def test_refused_line_is_printed_and_the_rest_goes_in(write):
    lines, trouble = run(write([{**COMPANY, "trl": 12}, {**COMPANY, "id": "b"}]))
    assert "line 1: trl: a whole number from 1 to 9 is expected, not “12”" in lines
    assert lines[-2] == "1 created, 0 updated, 0 unchanged, 1 refused."
    assert trouble == ""


def test_csv_that_lost_its_zeros(write):
    content = "id,name,text,kvk_number\n1,Avy,Drones.,1234567\n2,Tective,Drones.,01234567\n"
    lines, _trouble = run(write(content, "a.csv"))
    assert any(line.startswith("line 2: kvk_number:") and "01234567?" in line for line in lines)
    assert Company.objects.get().kvk_number == "01234567"


def test_fifty_refusals_are_printed_and_all_are_in_the_report(write, tmp_path):
    bad = [{**COMPANY, "id": str(number), "trl": 12} for number in range(70)]
    lines, _trouble = run(write([COMPANY, *bad]), "--report", str(tmp_path / "report.txt"))
    assert len([line for line in lines if line.startswith("line ")]) == 50
    assert "... and 20 more refusals." in lines
    report = (tmp_path / "report.txt").read_text(encoding="utf-8").splitlines()
    assert len([line for line in report if line.startswith("line ")]) == 70


def test_report_that_cannot_be_written(write, tmp_path):
    _lines, trouble = run(write([COMPANY]), "--report", str(tmp_path / "none" / "report.txt"))
    assert trouble.startswith("The report cannot be written: ")
    assert not Company.objects.exists()


def test_database_without_tables(write, monkeypatch):
    def fail(self):
        raise ProgrammingError

    monkeypatch.setattr(CompanyImporter, "__init__", fail)
    assert run(write([COMPANY]))[1] == "The database has no tables yet. Run migrate and load_reference first."


def test_stopped_import_says_so(write, monkeypatch):
    def stop(self, report):
        raise KeyboardInterrupt

    monkeypatch.setattr(ImportProgress, "__call__", stop)
    assert run(write([COMPANY]))[1] == "Stopped. What went in stays; the next run goes on from there."


def test_dry_run_keeps_nothing(write):
    lines, _trouble = run(write([COMPANY]), "--dry-run")
    assert lines[-2:] == ["1 created, 0 updated, 0 unchanged, 0 refused.", "This was a try: nothing was kept."]
    assert not Company.objects.exists()


def test_damaged_gzip_keeps_what_stands_before_and_ends_badly(write):
    records = "".join(
        json.dumps({**COMPANY, "id": number, "source": f"{hash(str(number))}"}) + "\n" for number in range(5000)
    )
    packed = gzip.compress(records.encode())
    lines, trouble = run(write(packed[: len(packed) // 2], "a.jsonl.gz"))
    assert trouble == "The file is damaged: it could not be read to its end."
    assert any("the file is damaged here" in line for line in lines)
    assert Company.objects.count() > 1000


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0), b"\x1f\x8bbroken"])
def test_file_without_anything_in_it(write, content):
    lines, trouble = run(write(content))
    assert lines == []
    assert trouble in {"The file is empty.", "The gzip file is broken from its start."}


def test_file_of_which_nothing_goes_in(write):
    lines, trouble = run(write("rubbish\nmore rubbish\n"))
    assert lines[-1] == "0 created, 0 updated, 0 unchanged, 2 refused."
    assert trouble == "Nothing in the file could be imported."


def test_missing_file_and_folder(tmp_path):
    assert run(tmp_path / "none.jsonl")[1] == f"There is no file {tmp_path}/none.jsonl."
    assert run(tmp_path)[1] == f"{tmp_path} is a folder, not a file."


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_csv_in_another_encoding(write, encoding):
    _lines, trouble = run(write("id;name;text\n1;Café Zoë;Radar.\n".encode(encoding), "a.csv"))
    assert trouble == ""
    assert Company.objects.get().name == "Café Zoë"


def test_odd_characters_are_refused_and_safe_to_print(write):
    lines, _trouble = run(
        write('{"id": "a", "\\ud800": 1, "name": "\\ud800", "text": "\\u0000"}\n' + json.dumps(COMPANY))
    )
    "\n".join(lines).encode()
    assert any("lone surrogate" in line and "NUL" in line for line in lines)


def test_change_is_in_the_audit_trail_with_the_command_and_file(write):
    run(write([COMPANY]))
    event = Company.pgh_event_model.objects.get()
    assert event.pgh_context.metadata == {"command": "import_companies", "file": "companies.jsonl"}


def test_progress_is_told_every_two_seconds(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    told = []
    progress = ImportProgress(told.append)
    for seconds in (0.5, 1.0, 1.0, 0.5, 1.6):
        now[0] += seconds
        progress(ImportReport(created=250))
    assert told == ["250 records ...", "250 records ..."]


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "nl"}, "nl"),
    ],
)
def test_language_of_the_terminal(environ, language):
    assert detect_terminal_language(environ) == language


def test_terminal_in_dutch_reads_dutch(write, monkeypatch):
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    with translation.override("en"):
        lines, _trouble = run(write([COMPANY]))
    with translation.override("nl"):
        assert lines[-2] == ImportReport(created=1).summary() + "."
