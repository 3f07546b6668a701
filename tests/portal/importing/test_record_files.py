"""Records out of files of every kind, sound and broken. No file, however broken, ends in a traceback."""

import gzip
import json
from pathlib import Path

import pytest
from django.utils import translation

from portal.importing.readers import MAX_LINE, ImportRecord, RecordFile, RejectedLine, UnreadableFile


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def read(tmp_path):
    def read(content: bytes | str, name: str = "file.jsonl") -> list[ImportRecord | RejectedLine]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(RecordFile(path))

    return read


def unreadable(path: Path) -> str:
    with pytest.raises(UnreadableFile) as error:
        list(RecordFile(path))
    return str(error.value)


# --- JSON lines ---------------------------------------------------------------------------------------------------


def test_json_lines_come_with_their_line_numbers(read):
    assert read('{"id": 1}\n\n{"id": "é"}') == [ImportRecord(1, {"id": 1}), ImportRecord(3, {"id": "é"})]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.gz", "a"])
def test_gzip_is_known_by_its_content(read, name):
    assert read(gzip.compress(b'{"id": 1}\n'), name) == [ImportRecord(1, {"id": 1})]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_lines_in_another_unicode_encoding(read, encoding):
    assert read('{"id": "Fryslân"}\n{"id": "b"}\n'.encode(encoding)) == [
        ImportRecord(1, {"id": "Fryslân"}),
        ImportRecord(2, {"id": "b"}),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 1', "not JSON, from character 9 on"),
        (b"rubbish", "not JSON, from character 1 on"),
        (b'["a", "b"]', "not a JSON object ({...}), but […]"),
        (b'"text"', "not a JSON object ({...}), but “text”"),
        (b"null", "not a JSON object ({...}), but “null”"),
        (b'{"id": "caf\xe9"}', "not in UTF-8"),
        (b'{"trl": NaN}', "not JSON that can be read: a number or a nesting beyond measure"),
        (b'{"trl": ' + b"9" * 5000 + b"}", "not JSON that can be read: a number or a nesting beyond measure"),
        (b'{"a": ' + b"[" * 100_000 + b"}", "not JSON that can be read: a number or a nesting beyond measure"),
        (b'{"a": "\0"}', "not JSON, from character 8 on"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_bad_json_line_is_refused_and_the_next_one_read(read, line, reason):
    assert read(b'{"id": 1}\n' + line + b'\n{"id": 3}\n') == [
        ImportRecord(1, {"id": 1}),
        RejectedLine(2, reason),
        ImportRecord(3, {"id": 3}),
    ]


def test_line_of_ten_megabytes_is_refused_and_the_next_one_read(read):
    long = '{"text": "' + "a" * 10_000_000 + '"}'
    refusal = RejectedLine(1, f"longer than {MAX_LINE} characters")
    assert read(f'{long}\n{{"id": 2}}') == [refusal, ImportRecord(2, {"id": 2})]


def test_one_json_list_is_told_apart(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[\n{"id": 1}\n]')
    assert unreadable(path) == "The file is one JSON list. Write every object on a line of its own."


# --- CSV ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_usual_delimiter(read, delimiter):
    content = 'ID;KvK-number;Team size\r\na;"01234567";3\r\n'.replace(";", delimiter)
    assert read(content, "a.csv") == [ImportRecord(2, {"id": "a", "kvk_number": "01234567", "team_size": "3"})]


def test_csv_value_over_several_lines_has_the_number_of_its_first_line(read):
    assert read('id,text\na,"one\ntwo"\n\nb,three\n', "a.csv") == [
        ImportRecord(2, {"id": "a", "text": "one\ntwo"}),
        ImportRecord(5, {"id": "b", "text": "three"}),
    ]


def test_csv_without_a_telling_name(read):
    assert read("id,name\n1,Avy\n", "list.txt") == [ImportRecord(2, {"id": "1", "name": "Avy"})]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_csv_in_another_unicode_encoding(read, encoding):
    assert read("id,name\n1,Café\n".encode(encoding), "a.csv") == [ImportRecord(2, {"id": "1", "name": "Café"})]


def test_csv_in_windows_encoding_is_recognised_and_noted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("id;name\n1;Café €\n2;Zoë".encode("cp1252"))
    file = RecordFile(path)
    assert "Windows-1252" in file.note
    assert [record.values["name"] for record in file] == ["Café €", "Zoë"]


def test_csv_with_one_line_in_another_encoding_refuses_that_line(read):
    content = "id,name\n1,Café\n".encode() + "2,Zoë\n".encode("latin-1") + b"3,Avy\n"
    assert read(content, "a.csv") == [
        ImportRecord(2, {"id": "1", "name": "Café"}),
        RejectedLine(3, "not in UTF-8"),
        ImportRecord(4, {"id": "3", "name": "Avy"}),
    ]


def test_csv_in_an_unknown_encoding_is_refused_as_a_whole(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n1,\x81\x8d\n")
    assert unreadable(path) == "The file is neither UTF-8 nor Windows-1252. Save it in UTF-8 and import that."


def test_csv_row_of_another_length_is_refused(read):
    assert read("id,name\n1,a,b\n2\n3,c\n", "a.csv") == [
        RejectedLine(2, "3 values, but the first line names 2"),
        RejectedLine(3, "1 values, but the first line names 2"),
        ImportRecord(4, {"id": "3", "name": "c"}),
    ]


def test_csv_with_bad_quotes_refuses_that_row(read):
    quotes = "its quotation marks do not add up, or a value is too long"
    assert read('id,name\n1,"a" b\n2,c\n3,"d\n', "a.csv") == [
        RejectedLine(2, quotes),
        ImportRecord(3, {"id": "2", "name": "c"}),
        RejectedLine(4, quotes),
    ]


def test_csv_value_beyond_measure_is_refused_and_reading_goes_on(read):
    assert [type(row) for row in read(f"id,name\n1,{'a' * 10_000_000}\n2,b\n", "a.csv")] == [RejectedLine, ImportRecord]


def test_csv_that_names_a_field_twice(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,Name,name\n1,a,b\n")
    assert unreadable(path) == "The first line names “name” twice."


# --- nothing to read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0)])
def test_empty_file(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    assert unreadable(path) == "The file is empty."


def test_blank_file_has_no_records(read):
    assert read("\n \n") == []
    assert read("\n \n", "a.csv") == []


def test_missing_file_and_folder(tmp_path):
    assert unreadable(tmp_path / "none.csv") == f"There is no file {tmp_path}/none.csv."
    assert unreadable(tmp_path) == f"{tmp_path} is a folder, not a file."
    assert "too long" in unreadable(tmp_path / ("a" * 5000))


def test_spreadsheet(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert unreadable(path) == "This is a spreadsheet or an archive. Save it as CSV in UTF-8 and import that."


def test_gzip_broken_from_its_start(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b"\x1f\x8b" + b"rubbish" * 20)
    assert unreadable(path) == "The gzip file is broken from its start."


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_gzip_broken_further_on_gives_what_stands_before(tmp_path, name, damage):
    path = tmp_path / name
    lines = [json.dumps({"id": number, "text": str(hash(str(number)))}) for number in range(20_000)]
    content = ["id,text", *(f"{n},{hash(str(n))}" for n in range(20_000))] if "csv" in name else lines
    packed = bytearray(gzip.compress("\n".join(content).encode()))
    middle = len(packed) // 2
    packed = packed[:middle] if damage == "cut" else packed[:middle] + b"\xff" * 50 + packed[middle + 50 :]
    path.write_bytes(packed)
    *records, last = RecordFile(path)
    assert len(records) > 1000
    assert isinstance(last, RejectedLine)
    assert last.ends
    assert last.reason == "the file is damaged here; nothing behind this line could be read"


def test_utf16_cut_in_the_middle_of_a_character(read):
    *_records, last = read('{"id": 1}\n{"id": 2}\n'.encode("utf-16")[:-1])
    assert isinstance(last, RejectedLine)
    assert last.ends
