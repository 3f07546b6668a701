"""Files that go along with a response: taken, refused, removed, and kept once they were submitted."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from challenges.posting.models import Challenge
from challenges.responses.attachment_models import Attachment, AttachmentContent, SubmittedAttachment
from challenges.responses.attachments import add_attachment, list_attachments, remove_attachment
from challenges.responses.models import Response
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.factories import ChallengeFactory, MembershipFactory, SubmissionFactory, UserFactory
from tests.files import GOOD, HTML, bomb, office, pdf, zipped
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db
Add = Callable[..., Attachment]


@pytest.fixture
def membership() -> Membership:
    return MembershipFactory()


@pytest.fixture
def challenge() -> Challenge:
    return ChallengeFactory()


@pytest.fixture
def add(challenge: Challenge, membership: Membership) -> Add:
    def adding(name: str = "plan.pdf", content: bytes | None = None, user: User | None = None) -> Attachment:
        content = pdf(name) if content is None else content
        return add_attachment(user or membership.user, challenge, membership.company, name=name, content=content)

    return adding


def refusal(write: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as refused:
        write()
    assert refused.value.code in {"file", "closed"}
    return refused.value.messages[0]


def test_a_file_is_kept_byte_for_byte_with_its_hash(add, membership):
    attachment = add("Plan van aanpak.PDF", pdf("Radar"))
    content = bytes(AttachmentContent.objects.get(attachment=attachment).data)
    assert content == pdf("Radar")
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert (attachment.name, attachment.content_type, attachment.size) == (
        *("Plan van aanpak.pdf", "application/pdf"),
        len(content),
    )
    assert attachment.added_by == membership.user


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_goes_along(add, name):
    assert add(name, GOOD[name]).size == len(GOOD[name])


def test_a_file_makes_the_response_another_one(add):
    attachment = add()
    assert Response.objects.get().version == 1
    remove_attachment(attachment.added_by, attachment.response.challenge, attachment.response.company, attachment.pk)
    assert Response.objects.get().version == 2


def test_the_same_file_twice_is_refused_by_name(add):
    add("plan.pdf", pdf())
    assert refusal(lambda: add("ander.pdf", pdf())) == "“ander.pdf” is al toegevoegd als “plan.pdf”."
    assert Attachment.objects.count() == 1


def test_another_file_of_the_same_name_gets_a_number(add):
    add("plan.pdf", pdf("een"))
    assert add("PLAN.pdf", pdf("twee")).name == "PLAN (2).pdf"


def test_more_than_fit_are_refused(add, settings):
    settings.ATTACHMENTS_PER_RESPONSE = 2
    add("een.pdf"), add("twee.pdf")
    assert "hoogstens 2 bestanden" in refusal(lambda: add("drie.pdf"))


def test_a_file_that_is_too_large_is_refused_with_both_sizes(add, settings):
    settings.ATTACHMENT_MEGABYTES = 1
    edge = pdf().replace(b"%%EOF", b"%" + b"x" * (1024 * 1024 - len(pdf()) - 1) + b"%%EOF")
    assert add("past.pdf", edge).size == 1024 * 1024
    assert "1,0\xa0MB" in refusal(lambda: add("groot.pdf", edge + b"\n"))


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("programma.exe", b"MZ", "PDF, PNG, JPEG"),
        ("pagina.pdf", HTML, "niet bij het bestandstype"),
        ("pagina.txt", HTML, "webcode"),
        ("macro.docx", office("docm"), "macro"),
        ("bom.docx", bomb(), "te groot bij het openen"),
        ("twee.pdf", pdf() + zipped({"a": "x"}) + b"%%EOF", "tweede bestand"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_words(add, name, content, word):
    assert word in refusal(lambda: add(name, content))
    assert not Attachment.objects.exists()


def test_nothing_is_added_or_removed_after_the_deadline(add, challenge, membership):
    attachment = add()
    Challenge.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert "is gesloten op" in refusal(lambda: add("laat.pdf"))
    refusal(lambda: remove_attachment(membership.user, challenge, membership.company, attachment.pk))
    assert Attachment.objects.current().get() == attachment


def test_a_person_of_another_company_adds_nothing(add):
    refusal(lambda: add(user=UserFactory()))
    assert not Attachment.objects.exists()


def test_a_removed_file_is_gone_with_its_bytes(add, challenge, membership):
    remove_attachment(membership.user, challenge, membership.company, add().pk)
    assert not Attachment.objects.exists()
    assert not AttachmentContent.objects.exists()


def test_a_file_of_another_response_is_not_removed(add, challenge):
    attachment, other = add(), MembershipFactory()
    remove_attachment(other.user, challenge, other.company, attachment.pk)
    assert Attachment.objects.current().get() == attachment


def submitted(attachment: Attachment) -> Attachment:
    SubmittedAttachment.objects.create(
        submission=SubmissionFactory(response=attachment.response), attachment=attachment
    )
    return attachment


def test_a_submitted_file_is_taken_off_and_its_bytes_stay(add, challenge, membership):
    attachment = submitted(add())
    remove_attachment(membership.user, challenge, membership.company, attachment.pk)
    assert list_attachments(attachment.response) == []
    assert bytes(AttachmentContent.objects.get().data) == pdf("plan.pdf")
    assert add("plan.pdf").pk != attachment.pk


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.delete(),
        lambda row: AttachmentContent.objects.filter(attachment=row).update(data=b"x"),
        lambda row: SubmittedAttachment.objects.update(attachment=row.pk + 1),
        lambda row: Attachment.objects.filter(pk=row.pk).update(size=0),
        lambda row: Attachment.objects.filter(pk=row.pk).update(sha256="x"),
        lambda row: Attachment.objects.filter(pk=row.pk).update(name=""),
        lambda row: AttachmentContent.objects.create(attachment=row, data=b""),
    ],
)
def test_the_database_keeps_what_was_submitted(add, write):
    attachment = submitted(add())
    with pytest.raises(DatabaseError), transaction.atomic():
        write(attachment)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_the_limit(settings):
    settings.ATTACHMENTS_PER_RESPONSE = 1
    member, challenge = MembershipFactory(), ChallengeFactory()

    def adding(text: str) -> Callable[[], Attachment]:
        return lambda: add_attachment(member.user, challenge, member.company, name=f"{text}.pdf", content=pdf(text))

    found = at_once(adding("een"), adding("twee"), adding("drie"))
    assert [type(each) for each in found].count(Attachment) == 1
    assert Attachment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_goes_along_once():
    member, challenge = MembershipFactory(), ChallengeFactory()
    content = pdf()
    found = at_once(
        *[lambda: add_attachment(member.user, challenge, member.company, name="a.pdf", content=content)] * 3
    )
    assert {type(each) for each in found} <= {Attachment, ValidationError}
    assert Attachment.objects.count() == 1
    assert Company.objects.count() == 1
