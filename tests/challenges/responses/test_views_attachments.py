"""Files on the page where one answers, and handed out again."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.responses.attachment_models import Attachment
from challenges.responses.models import Answer, Response
from challenges.responses.reading_models import Reading
from tests.challenges.responses.conftest import Case, make_case
from tests.challenges.responses.test_views import typed
from tests.clients import client_of
from tests.factories import AttachmentContentFactory, CoApplicantFactory, MembershipFactory, UserFactory
from tests.files import HTML, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


def address(case: Case, name: str = "response_edit") -> str:
    return reverse(f"challenges:{name}", args=[case.challenge.slug])


def upload(case: Case, *names: str, content: bytes | None = None, **more: str) -> Any:
    sent = [SimpleUploadedFile(name, pdf(name) if content is None else content) for name in names]
    data = typed(case, "Mijn antwoord", **({"do": "attach"} | more)) | {"files": sent}
    return client_of(case.person).post(address(case), data, follow=True)


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def file_url(attachment: Attachment) -> str:
    response = attachment.response
    return reverse("challenges:attachment_file", args=[response.challenge.slug, response.company.slug, attachment.pk])


def test_adding_files_saves_what_was_typed_and_leads_back_to_the_files(case):
    response = upload(case, "een.pdf", "twee.pdf")
    assert response.redirect_chain[-1][0].endswith("/response/edit/#attachments")
    assert [each.name for each in Attachment.objects.all()] == ["een.pdf", "twee.pdf"]
    assert Answer.objects.get().text == "Mijn antwoord"
    assert "een.pdf" in unescape(response.content.decode())


def test_a_bad_file_is_told_by_name_and_the_good_one_and_the_text_are_kept(case):
    data = typed(case, "Mijn antwoord", do="attach")
    bad, good = SimpleUploadedFile("kwaad.pdf", HTML), SimpleUploadedFile("goed.pdf", pdf())
    response = client_of(case.person).post(address(case), data | {"files": [bad, good]}, follow=True)
    assert len(told(response)) == 1
    assert "“kwaad.pdf”" in told(response)[0]
    assert Attachment.objects.get().name == "goed.pdf"
    assert Answer.objects.get().text == "Mijn antwoord"


def test_a_chosen_file_goes_along_when_one_submits_at_once(case):
    upload(case, "plan.pdf", do="submit")
    submission = Response.objects.get().submissions.get()
    assert submission.attachments.get().name == "plan.pdf"
    assert '"name":"plan.pdf"' in submission.snapshot
    assert Attachment.objects.get().sha256 in submission.snapshot


def test_nothing_is_submitted_when_a_chosen_file_is_refused(case):
    response = upload(case, "plan.pdf", content=HTML, do="submit")
    assert len(told(response)) == 1
    assert not Response.objects.get().submissions.exists()
    assert Answer.objects.get().text == "Mijn antwoord"


def test_a_file_is_removed_by_its_button_and_what_was_typed_is_saved(case):
    upload(case, "plan.pdf")
    data = typed(case, "Langer antwoord", base=1, was="Mijn antwoord", detach=str(Attachment.objects.get().pk))
    client_of(case.person).post(address(case), data)
    assert not Attachment.objects.exists()
    assert Answer.objects.get().text == "Langer antwoord"


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 400, "²", "\x00"])
def test_a_number_that_no_file_has_removes_nothing(case, number):
    upload(case, "plan.pdf")
    data = typed(case, "Mijn antwoord", base=1, was="Mijn antwoord", detach=number)
    assert client_of(case.person).post(address(case), data).status_code in {200, 302}
    assert Attachment.objects.count() == 1


def test_a_submitted_file_that_is_taken_off_is_not_in_the_next_submission(case):
    upload(case, "plan.pdf", do="submit")
    data = typed(case, "Mijn antwoord", base=1, was="Mijn antwoord", detach=str(Attachment.objects.get().pk))
    client_of(case.person).post(address(case), data)
    client_of(case.person).post(address(case), typed(case, "Anders", base=1, was="Mijn antwoord", do="submit"))
    last, first = Response.objects.get().submissions.all()
    assert [each.attachments.count() for each in (first, last)] == [1, 0]


@pytest.mark.parametrize("name", ["Plan van aanpak.pdf", "Übersicht “ja”.pdf", "計画.pdf"])
def test_a_file_comes_back_as_it_was_to_be_saved_and_never_shown(case, name):
    upload(case, name, content=pdf())
    attachment = Attachment.objects.get()
    response = client_of(case.person).get(file_url(attachment))
    assert response.content == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


def readers(case: Case) -> dict[str, Client]:
    partner = MembershipFactory()
    CoApplicantFactory(response=case.response, company=partner.company, agreed=True)
    return {
        "visitor": Client(),
        "member": client_of(case.person),
        "colleague": client_of(case.colleague),
        "co-applicant": client_of(partner.user),
        "other company": client_of(MembershipFactory().user),
        "adviser": client_of(UserFactory(rom=case.challenge.rom, rom_role="adviser")),
        "other adviser": client_of(UserFactory(adviser=True)),
        "admin": client_of(UserFactory(admin=True)),
    }


OWN = {"member", "colleague", "co-applicant"}


@pytest.mark.parametrize(
    ("submitted", "closed", "expected"),
    [(False, False, OWN), (True, False, OWN), (False, True, OWN), (True, True, OWN | {"adviser", "admin"})],
)
def test_a_file_is_read_by_its_own_people_and_by_the_rom_once_submitted_and_closed(case, submitted, closed, expected):
    upload(case, "plan.pdf", do="submit" if submitted else "attach")
    if closed:
        Challenge.objects.update(state="evaluating")
    url = file_url(Attachment.objects.get())
    codes = {who: client.get(url).status_code for who, client in readers(case).items()}
    assert {who for who, code in codes.items() if code == 200} == expected
    assert codes["visitor"] == 302
    assert {code for who, code in codes.items() if who not in expected | {"visitor"}} == {404}
    assert Reading.objects.filter(way="file").count() == len(expected & {"adviser", "admin"})


def test_a_file_is_not_found_under_another_response(case):
    upload(case, "plan.pdf")
    other = AttachmentContentFactory().attachment.response
    attachment = Attachment.objects.get(name="plan.pdf")
    url = reverse("challenges:attachment_file", args=[other.challenge.slug, other.company.slug, attachment.pk])
    assert client_of(UserFactory(admin=True)).get(url).status_code == 404
    assert client_of(case.person).get(url.replace(f"/{attachment.pk}/", f"/{'9' * 30}/")).status_code == 404


def test_a_file_taken_off_after_submitting_stays_with_its_company_and_not_with_co_applicants(case):
    upload(case, "plan.pdf", do="submit")
    attachment = Attachment.objects.get()
    data = typed(case, "Mijn antwoord", base=1, was="Mijn antwoord", detach=str(attachment.pk))
    client_of(case.person).post(address(case), data)
    found = {who: client.get(file_url(attachment)).status_code for who, client in readers(case).items()}
    assert {who for who, code in found.items() if code == 200} == {"member", "colleague"}
