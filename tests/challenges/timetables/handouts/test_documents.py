"""Papers and files: whole, tagged, in the reader's language, and nothing in them is taken for a command."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from challenges.timetables.handouts.pdf import split_into_pages
from companies.profiles.models import Company
from tests.factories import SlotFactory

pytestmark = pytest.mark.django_db


def pdf(client, case, name, *more, language="nl"):
    with override(language):
        response = client.get(case.url(name, *more, kind="pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.")
    return response.content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_paper_is_tagged_and_says_its_language(client, case, language):
    client.force_login(case.organiser)
    first, pitch = case.registrations[0].pk, case.pitches[0].pk
    papers = [("agenda_list",), ("agenda_detail", first), ("sheet_list",), ("sheet_detail", pitch)]
    papers += [("plan_whole", 1), ("brief_detail", first, pitch)]
    for name, *more in papers:
        content = pdf(client, case, name, *more, language=language)
        assert b"/MarkInfo" in content
        assert f"/Lang({language})".encode() in content


def test_a_name_is_never_a_command(client, case):
    """Text that Typst would run as markup is printed as it was typed."""
    odd = '#panic("uit") $x$ *vet* @wie \\ <label> //'
    Company.objects.filter(pk=case.registrations[0].company_id).update(name=odd)
    client.force_login(case.organiser)
    for name, *more in (("agenda_list",), ("sheet_list",), ("plan_whole", 1)):
        pdf(client, case, name, *more)


def test_a_long_grid_goes_on_over_the_next_page():
    assert [split_into_pages(slots) for slots in (0, 10, 11, 16)] == [
        [],
        [(0, 10)],
        [(0, 5), (5, 11)],
        [(0, 8), (8, 16)],
    ]


def test_a_plan_of_any_size_is_set(client, case):
    """No slots, no talks; more slots than a page is wide."""
    client.force_login(case.organiser)
    last = case.slots[-1]
    for number in range(1, 13):
        at = last.ends_at + timedelta(minutes=20 * number)
        SlotFactory(session=case.session, starts_at=at, ends_at=at + timedelta(minutes=15))
    pdf(client, case, "plan_whole", 1)
    case.plan.meetings.all().delete()
    case.session.slots.all().delete()
    for name, *more in (("agenda_list",), ("sheet_list",), ("plan_whole", 1)):
        pdf(client, case, name, *more)


def test_spreadsheet_holds_the_list_and_the_grid(client, case):
    Company.objects.filter(pk=case.registrations[1].company_id).update(name="=1+1")
    client.force_login(case.organiser)
    book = load_workbook(BytesIO(client.get(case.url("plan_whole", 1, kind="xlsx")).content))
    assert book.sheetnames == ["Lijst", "Raster"]
    talks = list(book["Lijst"].iter_rows(values_only=True))
    assert [row[2] for row in talks[1:4]] == [7, 9, 9]
    assert "'=1+1" in {row[4] for row in talks}
    assert [row[0] for row in book["Raster"].iter_rows(values_only=True)][1:] == [7, 9]
    text = client.get(case.url("plan_whole", 1, kind="csv")).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith(case.slots[0].starts_at.astimezone().strftime("%Y"))
    assert "'=1+1" in text
