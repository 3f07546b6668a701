"""What was submitted, as a ZIP that needs no site: a page to read, the very text that the hash is of, and the files."""

from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string

from challenges.responses.models import Submission
from challenges.responses.pages import list_written_answers, parse_snapshot

IN_MEMORY = 5_000_000  # bytes; a larger archive is a file that nobody can name


def pack_submission(submission: Submission) -> IO[bytes]:
    """Open for reading from its start; it is gone once closed. The SHA-256 of response.json is the receipt's."""
    archive: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the response closes it)
    attachments = list(submission.attachments.order_by("pk"))
    with ZipFile(archive, "w", ZIP_DEFLATED) as parts:
        parts.writestr("response.json", submission.snapshot.encode())
        parts.writestr("response.html", render_submission_html(submission))
        sums = [(submission.sha256, "response.json")]
        for attachment in attachments:
            parts.writestr(f"attachments/{attachment.name}", bytes(attachment.content.data))
            sums.append((attachment.sha256, f"attachments/{attachment.name}"))
        parts.writestr("SHA256SUMS", "".join(f"{digest}  {name}\n" for digest, name in sums))
    archive.seek(0)
    return archive


def render_submission_html(submission: Submission) -> str:
    """In the language that is switched on."""
    context = {
        "submission": submission,
        "challenge": submission.response.challenge,
        "sent": parse_snapshot(submission),
        "written": list_written_answers(submission),
        "site_url": settings.SITE_URL,
    }
    return render_to_string("challenges/responses/response_archive.html", context)
