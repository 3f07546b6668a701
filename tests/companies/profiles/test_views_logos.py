"""A company's logo: upload, show and remove it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from PIL import Image

from companies.profiles.models import Company
from companies.profiles.part_models import Logo
from companies.profiles.services import remove_logo, set_logo
from portal.documents.files.logos import LogoPicture
from tests.clients import client_of
from tests.factories import CompanyFactory, LogoFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


def edit(company: Company) -> str:
    return reverse("companies:logo_edit", args=[company.slug])


def send(client: Client, company: Company, content: bytes, name: str = "logo.png"):
    return client.post(edit(company), {"logo": SimpleUploadedFile(name, content)})


def picture_of(company: Company, client: Client | None = None, query: str = ""):
    return (client or Client()).get(reverse("companies:company_logo", args=[company.slug]) + query)


def test_logo_is_saved_shown_and_taken_away():
    membership = MembershipFactory()
    client, company = client_of(membership.user), membership.company
    assert send(client, company, png(), name="evil.svg").status_code == 302
    logo = Logo.objects.get()
    assert (logo.width, logo.height, logo.content_type) == (30, 20, "image/webp")
    page = client.get(company.get_absolute_url()).content.decode()
    assert f"logo/?v={logo.sha256}" in page
    assert f'alt="Logo van {company}"' in page
    assert logo.sha256 in client.get(reverse("companies:company_list")).content.decode()
    assert client.post(edit(company), {"remove": "yes"}).status_code == 302
    assert not Logo.objects.exists()
    assert picture_of(company).status_code == 404
    assert "logo/?v=" not in client.get(company.get_absolute_url()).content.decode()


def test_logo_is_served_with_its_content_type():
    logo = LogoFactory()
    response = picture_of(logo.company, query=f"?v={logo.sha256}")
    assert response.content == bytes(logo.content)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'inline; filename="logo.webp"'
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"


def test_picture_without_its_hash_is_asked_for_again():
    logo = LogoFactory()
    for query in ("", "?v=", "?v=" + "0" * 64):
        assert "max-age" not in picture_of(logo.company, query=query)["Cache-Control"]


def test_logo_of_an_unpublished_company_is_not_cached():
    membership = MembershipFactory(company__state="draft")
    logo = LogoFactory(company=membership.company)
    response = picture_of(logo.company, client_of(membership.user), f"?v={logo.sha256}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert picture_of(logo.company).status_code == 404


def test_logo_of_somebody_else_is_not_changed():
    company = LogoFactory().company
    client = client_of(MembershipFactory().user)
    assert send(client, company, png("blue")).status_code == 404
    assert client.post(edit(company), {"remove": "yes"}).status_code == 404
    assert Logo.objects.count() == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.png", "x" * 10_000 + ".png", "logo.svg", "\u202egnp.exe"])
def test_name_of_the_file_does_not_matter(name):
    membership = MembershipFactory()
    content = png()
    head = f'--b\r\nContent-Disposition: form-data; name="logo"; filename="{name}"\r\nContent-Type: text/html\r\n\r\n'
    body = head.encode() + content + b"\r\n--b--\r\n"
    response = client_of(membership.user, raise_request_exception=False).post(
        edit(membership.company), body, content_type="multipart/form-data; boundary=b"
    )
    assert response.status_code in {200, 302, 400}
    assert Logo.objects.count() == (response.status_code == 302)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", b"\x00\xff" * 100])
def test_bad_file_is_an_error_on_the_form_and_the_logo_stays(content):
    membership = MembershipFactory()
    LogoFactory(company=membership.company)
    response = send(client_of(membership.user), membership.company, content)
    assert response.status_code == 200
    assert response.context["form"].errors["logo"]
    assert Logo.objects.count() == 1


def test_no_file_is_an_error_on_the_form():
    membership = MembershipFactory()
    for data in ({}, {"logo": "a text"}):
        response = client_of(membership.user).post(edit(membership.company), data)
        assert response.status_code == 200
        assert response.context["form"].errors["logo"]


def test_the_same_logo_again_changes_nothing():
    company, picture = CompanyFactory(), LogoPicture(b"x", 1, 1)
    first = set_logo(company, picture)
    assert set_logo(company, picture).changed_at == first.changed_at
    events = Logo.pgh_event_model.objects.filter(pgh_obj_id=company.pk)
    assert events.count() == 1
    remove_logo(company)
    remove_logo(company)
    assert events.count() == 2
    assert "content" not in {field.name for field in Logo.pgh_event_model._meta.fields}


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("content_type", "image/svg+xml", "logo_is_webp"),
        ("width", 513, "logo_is_small"),
        ("height", 0, "logo_is_small"),
        ("sha256", "x", "logo_sha256"),
    ],
)
def test_database_refuses_a_logo_that_was_not_re_encoded(field, value, name):
    LogoFactory()
    with pytest.raises(IntegrityError, match=name):
        Logo.objects.update(**{field: value})
