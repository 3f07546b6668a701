"""What a ROM gets to read of responses, when, and that each reading is kept."""

import csv
import hashlib
from html import unescape
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from challenges.posting.models import Challenge
from challenges.responses.models import Submission
from challenges.responses.partner_models import CoApplicant
from challenges.responses.reading_models import Reading
from companies.profiles.services import erase_profile
from tests.challenges.responses.conftest import Case, make_case
from tests.challenges.responses.test_views import typed
from tests.clients import client_of
from tests.factories import CoApplicantFactory, MembershipFactory, SubmissionFactory, UserFactory
from tests.files import pdf

pytestmark = pytest.mark.django_db
ANSWER = "=HYPERLINK(0) één"


@pytest.fixture
def case() -> Case:
    """Submitted, with a file and a company that joins in."""
    case = make_case()
    case.save("Eerst")
    CoApplicantFactory(response=case.response, agreed=True, company__name="Torenvalk")
    data = typed(case, ANSWER, base=1, was="Eerst", do="submit") | {"files": SimpleUploadedFile("plan.pdf", pdf())}
    client_of(case.person).post(reverse("challenges:response_edit", args=[case.challenge.slug]), data)
    assert Submission.objects.count() == 1
    return case


def close() -> None:
    Challenge.objects.update(state="evaluating")


def address(case: Case, name: str) -> str:
    of_company = [case.company.slug] if name in {"response_read", "response_download"} else []
    return reverse(f"challenges:{name}", args=[case.challenge.slug, *of_company])


def page(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def adviser(case: Case) -> Client:
    return client_of(UserFactory(rom=case.challenge.rom, rom_role="adviser"))


def test_before_it_closes_the_rom_learns_how_many_and_nothing_else(case, adviser):
    shown = page(adviser.get(address(case, "response_inbox")))
    assert "heeft 1 bedrijf een reactie ingediend" in shown
    assert case.company.name not in shown
    assert adviser.get(address(case, "response_read")).status_code == 404
    assert adviser.get(address(case, "response_download")).status_code == 404
    table = page(adviser.get(address(case, "response_table"), {"format": "csv"}))
    assert "één" not in table
    assert not Reading.objects.exists()


def test_afterwards_it_reads_who_wrote_what(case, adviser):
    close()
    shown = page(adviser.get(address(case, "response_inbox")))
    assert case.company.name in shown
    assert "Torenvalk" in shown
    assert "nieuw" in shown
    read = page(adviser.get(address(case, "response_read")))
    assert ANSWER in read
    assert "plan.pdf" in read
    assert Submission.objects.get().sha256 in read
    assert "nieuw" not in page(adviser.get(address(case, "response_inbox")))


READERS = ["response_inbox", "response_read", "response_table", "response_download"]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("closed", [False, True])
def test_each_page_is_given_to_those_who_may(case, name, closed):
    if closed:
        close()
    people = {
        "other company": MembershipFactory().user,
        "adviser": UserFactory(rom=case.challenge.rom, rom_role="adviser"),
        "other adviser": UserFactory(adviser=True),
        "admin": UserFactory(admin=True),
        "member": case.person,
        "co-applicant": MembershipFactory(company=CoApplicant.objects.get().company).user,
        "registered": UserFactory(),
    }
    may = {"adviser", "admin"} if closed or name in {"response_inbox", "response_table"} else set()
    may |= {"member"} if name == "response_download" else set()
    codes = {who: client_of(user).get(address(case, name)).status_code for who, user in people.items()}
    assert {who for who, code in codes.items() if code == 200} == may
    assert set(codes.values()) <= {200, 403, 404}
    assert codes["other adviser"] == 404


@pytest.mark.parametrize(
    ("name", "way"), [("response_read", "page"), ("response_table", "table"), ("response_download", "download")]
)
def test_each_reading_is_kept_and_admins_see_it(case, adviser, name, way):
    close()
    for _ in range(2):
        adviser.get(address(case, name))
    assert [reading.way for reading in Reading.objects.all()] == [way, way]
    listed = client_of(UserFactory(admin=True)).get(reverse("admin:challenges_reading_changelist"))
    assert case.company.name in page(listed)


def test_ones_own_download_is_no_reading(case):
    close()
    assert client_of(case.person).get(address(case, "response_download")).status_code == 200
    assert not Reading.objects.exists()


def test_a_response_that_was_taken_back_is_not_read(case, adviser):
    client_of(case.person).post(reverse("challenges:response_withdraw", args=[case.challenge.slug]))
    close()
    assert adviser.get(address(case, "response_read")).status_code == 404
    assert case.company.name not in page(adviser.get(address(case, "response_inbox")))


def test_who_left_after_it_was_submitted_is_marked(case, adviser):
    CoApplicant.objects.update(state="withdrawn")
    close()
    assert "geen partner meer" in page(adviser.get(address(case, "response_read")))


@pytest.mark.parametrize("kind", ["xlsx", "csv", "nonsense"])
def test_the_table_holds_all_answers_and_no_formula(case, adviser, kind):
    close()
    response = adviser.get(address(case, "response_table"), {"format": kind})
    if kind == "csv":
        rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    else:
        rows = [list(row) for row in load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)]
    assert len(rows) == 2
    assert rows[1][0] == case.company.name
    assert "'" + ANSWER in rows[1]
    assert Submission.objects.get().sha256 in rows[1]


@pytest.mark.parametrize("who", ["member", "adviser"])
def test_the_download_holds_the_very_text_of_the_hash_and_the_files(case, adviser, who):
    close()
    client = adviser if who == "adviser" else client_of(case.person)
    response = client.get(address(case, "response_download"))
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    assert hashlib.sha256(archive.read("response.json")).hexdigest() == Submission.objects.get().sha256
    assert archive.read("attachments/plan.pdf") == pdf()
    assert ANSWER in unescape(archive.read("response.html").decode())
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_the_list_takes_the_same_queries_for_many(case, adviser, django_assert_max_num_queries):
    close()
    with django_assert_max_num_queries(12) as few:
        adviser.get(address(case, "response_inbox"))
    for _ in range(10):
        SubmissionFactory(response__challenge=case.challenge)
    with django_assert_max_num_queries(12) as many:
        adviser.get(address(case, "response_inbox"))
    assert len(many) == len(few)


def test_inbox_keeps_the_hash_of_what_went_with_its_company_once_closed():
    sent = SubmissionFactory(response__challenge__state="evaluating")
    adviser = client_of(UserFactory(rom=sent.response.challenge.rom, rom_role="adviser"))
    erase_profile(sent.response.company)
    page = adviser.get(reverse("challenges:response_inbox", args=[sent.response.challenge.slug])).content.decode()
    assert sent.sha256 in page
    assert sent.response.company.name not in page


def test_inbox_of_an_open_challenge_tells_nothing_of_what_went():
    sent = SubmissionFactory()
    adviser = client_of(UserFactory(rom=sent.response.challenge.rom, rom_role="adviser"))
    erase_profile(sent.response.company)
    page = adviser.get(reverse("challenges:response_inbox", args=[sent.response.challenge.slug])).content.decode()
    assert sent.sha256 not in page
