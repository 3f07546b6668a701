"""Files that go along with a response: added and removed until the deadline, under the same lock as its text."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.posting.models import Challenge
from challenges.responses.attachment_models import Attachment, AttachmentContent, SubmittedAttachment
from challenges.responses.locking import LockedResponse, lock_response
from challenges.responses.models import Response, Submission
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.documents.files.kinds import KINDS, RejectedFile
from portal.documents.files.names import clean_file_name, find_free_file_name
from portal.documents.files.validation import detect_file_kind

WHY: dict[str, str | Promise] = {
    "empty": gettext_lazy("“%(name)s” is empty. Choose another file."),
    "kind": gettext_lazy("You cannot add “%(name)s”. Use one of these file types: %(kinds)s."),
    "other": gettext_lazy("The content of “%(name)s” does not match its file type. Save it in the right format."),
    "broken": gettext_lazy("“%(name)s” is damaged or incomplete. Save the file again and add the new version."),
    "double": gettext_lazy("“%(name)s” contains a second file. Save a clean copy and add that instead."),
    "coding": gettext_lazy("“%(name)s” is not a UTF-8 text file. Save it as UTF-8 or as a PDF."),
    "markup": gettext_lazy("“%(name)s” contains web code, which is not allowed in a text file. Save it as a PDF."),
    "macros": gettext_lazy("“%(name)s” contains macros or controls. Save it without them or as a PDF."),
    "locked": gettext_lazy(
        "“%(name)s” is protected with a password. Remove the password so that the ROM can open the file."
    ),
    "huge": gettext_lazy("“%(name)s” is too large once opened. Save it as a PDF."),
}


def format_file_kinds() -> str:
    return ", ".join(kind.label for kind in KINDS)


def get_attachment_size_limit() -> int:
    return int(settings.ATTACHMENT_MEGABYTES) * 1024 * 1024


def get_attachment_limit() -> int:
    return int(settings.ATTACHMENTS_PER_RESPONSE)


def add_attachment(user: User, challenge: Challenge, company: Company, *, name: str, content: bytes) -> Attachment:
    """Let a file go along. Raises ValidationError: with code "file" for what is wrong with it, "closed" when the
    challenge is not open to this person."""
    name = clean_file_name(name)
    check_attachment_size(name, len(content))
    content_type = _check_file_kind(name, content)
    with transaction.atomic():
        held = lock_response(challenge, company, user)
        held.must_be_answerable_by(user)
        current = {each.sha256: each.name for each in held.response.attachments.current()}
        digest = sha256(content).hexdigest()
        if digest in current:
            raise build_file_error(
                _("“%(name)s” has already been added as “%(there)s”."), name=name, there=current[digest]
            )
        if len(current) >= get_attachment_limit():
            text = ngettext(
                "You can add up to %(number)d file.",
                "You can add up to %(number)d files.",
                get_attachment_limit(),
            )
            raise build_file_error(
                text + " " + _("“%(name)s” has not been added."), name=name, number=get_attachment_limit()
            )
        attachment = Attachment.objects.create(
            response=held.response,
            name=find_free_file_name(name, current.values()),
            content_type=content_type,
            size=len(content),
            sha256=digest,
            added_by=user,
            added_at=held.now,
        )
        AttachmentContent.objects.create(attachment=attachment, data=content)
        bump_response_version(held)
        return attachment


@transaction.atomic
def remove_attachment(user: User, challenge: Challenge, company: Company, attachment: int) -> None:
    """Take a file off what will be submitted. What a submission names stays with that; the rest is gone at once."""
    held = lock_response(challenge, company, user)
    held.must_be_answerable_by(user)
    found = held.response.attachments.current().filter(pk=attachment).first()
    if found is None:
        return
    if found.submitted_attachments.exists():
        found.removed_at = held.now
        found.save(update_fields=["removed_at"])
    else:
        found.delete()
    bump_response_version(held)


def list_attachments(response: Response) -> list[Attachment]:
    return list(response.attachments.current().order_by("added_at", "pk"))


def link_submitted_attachments(submission: Submission, attachments: list[Attachment]) -> None:
    """From now on these files stay as long as the submission."""
    SubmittedAttachment.objects.bulk_create(
        SubmittedAttachment(submission=submission, attachment=attachment) for attachment in attachments
    )


def bump_response_version(held: LockedResponse) -> None:
    """What will be sent is another from now on."""
    held.response.version += 1
    held.response.changed_at = held.now
    held.response.save(update_fields=["version", "changed_at"])


def check_attachment_size(name: str, size: int) -> None:
    if size > get_attachment_size_limit():
        text = _("“%(name)s” is too large (%(size)s). A file can be up to %(most)s.")
        raise build_file_error(
            text,
            name=clean_file_name(name),
            size=filesizeformat(size),
            most=filesizeformat(get_attachment_size_limit()),
        )


def build_file_error(text: str | Promise, **names: Any) -> ValidationError:
    return ValidationError(str(text) % names, code="file")


def _check_file_kind(name: str, content: bytes) -> str:
    try:
        return detect_file_kind(name, content).content_type
    except RejectedFile as refused:
        raise build_file_error(WHY[refused.code], name=name, kinds=format_file_kinds()) from None
