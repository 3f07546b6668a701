"""Account, My data: the download, asked of nobody but the person."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def user():
    user = UserFactory(name="Person Fifty")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def say_password(client: Client) -> None:
    response = client.get(reverse("my_data_unlock"))
    assert response.status_code == 302
    response = client.post(response["Location"], {"password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("my_data")


def test_page_asks_for_the_password_before_it_offers_the_download(client):
    page = client.get(reverse("my_data")).content.decode()
    assert reverse("my_data_unlock") in page
    assert "Download mijn gegevens" not in page
    say_password(client)
    page = client.get(reverse("my_data")).content.decode()
    assert "Download mijn gegevens" in page


def test_download_without_the_password_leads_to_it(client):
    response = client.post(reverse("my_data"))
    assert (response.status_code, response["Location"]) == (302, reverse("my_data_unlock"))


def test_download_is_a_zip_that_nobody_keeps(client, user):
    say_password(client)
    response = client.post(reverse("my_data"))
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="koppelvlak-')
    assert "no-store" in response["Cache-Control"]
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert archive.namelist() == ["data.json", "data.html"]
    assert user.name in archive.read("data.html").decode()


def test_download_has_a_limit(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"my_data": "2/h/user"}
    say_password(client)
    codes = [client.post(reverse("my_data")).status_code for _time in range(3)]
    assert codes == [200, 200, 429]
