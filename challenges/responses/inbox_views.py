"""What companies sent in, for the ROM that asked: how many until it closes, then all of it; every reading is noted."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.posting.permissions import get_editable_challenge
from challenges.responses import pages as shown
from challenges.responses.archive import pack_submission
from challenges.responses.inbox import received, table_of
from challenges.responses.permissions import get_submission, reads_for_rom
from challenges.responses.reading_models import Reading
from challenges.responses.readings import note_reading, number_submitted, readable_submissions
from portal.core.policy import SignedInRequest, rom_staff, signed_in
from portal.documents.spreadsheet import CONTENT_TYPES, written_table


@rom_staff
def response_inbox(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    is_open = challenge.is_open_at(timezone.now())
    context = {
        "challenge": challenge,
        "is_open": is_open,
        "number": number_submitted(challenge),
        "rows": received(readable_submissions(request.user, challenge)),
        "erased": [] if is_open else challenge.erased_submissions.all(),
    }
    return render(request, "challenges/response_inbox.html", context)


@rom_staff
def response_read(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    get_editable_challenge(request.user, slug)
    submission = get_submission(request.user, slug, company)
    if request.method == "GET" and reads_for_rom(request.user, submission.response):
        note_reading(request.user, [submission], Reading.Way.PAGE)
    context = {
        "challenge": submission.response.challenge,
        "company": submission.response.company,
        "row": received([submission])[0],
        "written": shown.written(submission),
        "submission": submission,
    }
    return render(request, "challenges/response_read.html", context)


@rom_staff
def response_table(request: SignedInRequest, slug: str) -> HttpResponse:
    """All answers in one table, a row for each company."""
    challenge = get_editable_challenge(request.user, slug)
    kind = request.GET.get("format", "xlsx")
    kind = kind if kind in CONTENT_TYPES else "xlsx"
    submissions = readable_submissions(request.user, challenge)
    note_reading(request.user, submissions, Reading.Way.TABLE)
    response = HttpResponse(written_table(table_of(submissions), kind), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{challenge.slug}.{kind}"'
    return response


@signed_in
def response_download(request: SignedInRequest, slug: str, company: str) -> FileResponse:
    """What was submitted last as a ZIP: to read, the exact text that the hash is of, and the files."""
    submission = get_submission(request.user, slug, company)
    if reads_for_rom(request.user, submission.response):
        note_reading(request.user, [submission], Reading.Way.DOWNLOAD)
    return FileResponse(pack_submission(submission), as_attachment=True, filename=f"{slug}-{company}.zip")
