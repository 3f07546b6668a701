"""What companies sent in, for the ROM that asked: how many until it closes, then all of it; every reading is noted."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.posting.permissions import get_editable_challenge
from challenges.responses.archive import pack_submission
from challenges.responses.inbox import build_received_responses, build_responses_table
from challenges.responses.pages import list_written_answers
from challenges.responses.permissions import get_visible_submission, is_rom_reader
from challenges.responses.reading_models import Reading
from challenges.responses.readings import count_submitted_responses, list_readable_submissions, record_response_reading
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file


@rom_staff
def response_inbox(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    is_open = challenge.is_open_at(timezone.now())
    context = {
        "challenge": challenge,
        "is_open": is_open,
        "number": count_submitted_responses(challenge),
        "rows": build_received_responses(list_readable_submissions(request.user, challenge)),
        "erased": [] if is_open else challenge.erased_submissions.all(),
    }
    return render(request, "challenges/responses/response_inbox.html", context)


@rom_staff
def response_read(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    get_editable_challenge(request.user, slug)
    submission = get_visible_submission(request.user, slug, company)
    if request.method == "GET" and is_rom_reader(request.user, submission.response):
        record_response_reading(request.user, [submission], Reading.Way.PAGE)
    context = {
        "challenge": submission.response.challenge,
        "company": submission.response.company,
        "row": build_received_responses([submission])[0],
        "written": list_written_answers(submission),
        "submission": submission,
    }
    return render(request, "challenges/responses/response_read.html", context)


@rom_staff
def response_table(request: SignedInRequest, slug: str) -> HttpResponse:
    """All answers in one table, a row for each company."""
    challenge = get_editable_challenge(request.user, slug)
    kind = request.GET.get("format", "xlsx")
    kind = kind if kind in CONTENT_TYPES else "xlsx"
    submissions = list_readable_submissions(request.user, challenge)
    record_response_reading(request.user, submissions, Reading.Way.TABLE)
    response = HttpResponse(
        build_table_file(build_responses_table(submissions), kind), content_type=CONTENT_TYPES[kind]
    )
    response["Content-Disposition"] = f'attachment; filename="{challenge.slug}.{kind}"'
    return response


@require_sign_in
def response_download(request: SignedInRequest, slug: str, company: str) -> FileResponse:
    """What was submitted last as a ZIP: to read, the exact text that the hash is of, and the files."""
    submission = get_visible_submission(request.user, slug, company)
    if is_rom_reader(request.user, submission.response):
        record_response_reading(request.user, [submission], Reading.Way.DOWNLOAD)
    return FileResponse(pack_submission(submission), as_attachment=True, filename=f"{slug}-{company}.zip")
