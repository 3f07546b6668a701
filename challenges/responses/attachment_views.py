"""Files with a response: added and removed by the form that holds its answers, handed out to those who may read it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from challenges.posting.models import Challenge
from challenges.responses.attachment_models import Attachment
from challenges.responses.attachments import add_attachment, check_attachment_size, remove_attachment
from challenges.responses.partner_models import CoApplicant
from challenges.responses.permissions import is_rom_reader
from challenges.responses.reading_models import Reading
from challenges.responses.readings import record_response_reading
from companies.profiles.models import Company
from portal.core.policy import SignedInRequest, require_sign_in

LONGEST_NUMBER = 18  # digits


def process_posted_files(request: SignedInRequest, challenge: Challenge, company: Company) -> list[str]:
    """Add the files that the form brings, and take off the one whose button was pressed; what went wrong with which."""
    problems: list[str] = []
    for file in request.FILES.getlist("files"):
        problems += collect_error_messages(lambda file=file: add_uploaded_file(request, challenge, company, file))
    number = request.POST.get("detach", "")
    if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
        problems += collect_error_messages(lambda: remove_attachment(request.user, challenge, company, int(number)))
    return problems


def collect_error_messages(write: Callable[[], object]) -> list[str]:
    try:
        write()
    except ValidationError as error:
        return list(error.messages)
    return []


def add_uploaded_file(request: SignedInRequest, challenge: Challenge, company: Company, file: UploadedFile) -> None:
    name = file.name or ""
    check_attachment_size(name, file.size or 0)
    add_attachment(request.user, challenge, company, name=name, content=file.read())


@require_sign_in
def attachment_file(request: SignedInRequest, slug: str, company: str, number: int) -> HttpResponse:
    """The file as it was sent, to be saved and never shown by the browser itself."""
    found = Attachment.objects.visible_to(request.user).filter(
        response__challenge__slug=slug, response__company__slug=company
    )
    attachment = get_object_or_404(found.select_related("content", "response"), pk=number)
    if is_rom_reader(request.user, attachment.response) and not is_partner_attachment(request, attachment):
        record_response_reading(request.user, attachment.submissions.order_by("-number")[:1], Reading.Way.FILE)
    response = HttpResponse(bytes(attachment.content.data), content_type=attachment.content_type)
    response["Content-Disposition"] = content_disposition_header(True, attachment.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def is_partner_attachment(request: SignedInRequest, attachment: Attachment) -> bool:
    rows = CoApplicant.objects.filter(response=attachment.response)
    return rows.filter(company__in=request.user.memberships.values("company")).exists()
