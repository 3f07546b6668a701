"""What answers carry for the reader's safety, and how the doors behave. tests/test_secrets.py asks every page."""

import re

import pytest
from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import portal.settings
from portal.core.checks import iter_pages
from portal.notifications.outbox_models import OutboxMail
from tests.clients import client_of
from tests.factories import UserFactory
from tests.safety import Inline, wrong_headers

PASSWORD = "een lange zin 42"


@pytest.mark.usefixtures("without_sidebar")
def test_every_list_and_form_of_the_admin_has_nothing_inline(db):
    client = client_of(UserFactory(admin=True))
    names = [
        name
        for name, _address, _view in iter_pages()
        if name.startswith("admin:") and name.endswith(("_changelist", "_add"))
    ]
    found = {name: Inline(client.get(reverse(name)).content.decode()).found for name in names}
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.django_db
def test_errors_and_redirects_carry_them_too(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client, home = Client(raise_request_exception=False), reverse("challenges:home")
    csrf = Client(enforce_csrf_checks=True)
    asked = {
        400: [client.get(home + "?q=%00"), client.get(home, headers={"host": "evil.example"})],
        403: [csrf.post(reverse("account_login"), {"login": "x"})],
        404: [client.get(home + "absent/"), client.get("/absent")],
        302: [client.get(reverse("challenges:staff_dashboard")), client.get("/")],
        301: [client.get(home + "challenges")],
        200: [client.get("/health/live"), client.get("/static/portal/koppelvlak.css")],
    }
    assert {code: [each.status_code for each in found] for code, found in asked.items()} == {
        code: [code] * len(found) for code, found in asked.items()
    }
    assert [
        (each.status_code, wrong_headers(each)) for found in asked.values() for each in found if wrong_headers(each)
    ] == []
    pages = [each.content.decode() for code in (400, 403, 404) for each in asked[code]]
    assert [Inline(page).found for page in pages if Inline(page).found] == []


@pytest.mark.django_db
def test_an_error_of_the_server_carries_them_and_tells_nothing(monkeypatch):
    def fail(*args):
        raise RuntimeError("geheim")

    monkeypatch.setattr("challenges.dashboard.home_page.list_home_pairs", fail)
    response = Client(raise_request_exception=False).get(reverse("challenges:home"))
    assert response.status_code == 500
    assert wrong_headers(response) == {}
    assert "geheim" not in response.content.decode()
    assert Inline(response.content.decode()).found == []


def test_static_files_may_be_cached(db):
    client = client_of(UserFactory())
    assert "no-store" not in client.get("/static/portal/koppelvlak.css").get("Cache-Control", "")


# --- doors --------------------------------------------------------------------------------------------------------


@pytest.fixture
def person(db):
    user = UserFactory(email="iemand@example.org")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def log_in(client, email="iemand@example.org", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_log_in_makes_a_session_anew(person):
    """Whoever planted a session's key beforehand has nothing with it afterwards."""
    client = Client()
    client.session["planted"] = True
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert log_in(client).status_code == 302
    assert client.cookies["sessionid"].value != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_log_out_ends_the_session_and_a_new_password_ends_the_others(person):
    first, second = Client(), Client()
    log_in(first), log_in(second)
    key = first.cookies["sessionid"].value
    first.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=key).exists()
    person.set_password("een andere lange zin 43")
    person.save()
    assert second.get(reverse("my_start")).url.startswith(reverse("account_login"))


def test_cookies_are_kept_from_scripts_and_from_other_sites(person):
    client = Client()
    client.get(reverse("account_login"))
    log_in(client)
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    csrf = client.cookies["csrftoken"]
    assert (csrf["httponly"], csrf["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "\\\\evil.example", "/\\evil.example", "javascript:alert(1)", "///x.y"],
)
def test_nobody_is_led_elsewhere(person, settings, elsewhere):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    assert log_in(client, next=elsewhere).url == reverse("my_start")
    for page in ("account_login", "account_signup", "account_logout", "admin:login", "account_reauthenticate"):
        url = reverse(page)
        for method in (client.get, client.post):
            response = method(f"{url}?next={elsewhere}", {"next": elsewhere} if method == client.post else None)
            location = response.get("Location", "")
            assert "evil.example" not in location.partition("?")[0]
            assert f'href="{elsewhere}' not in response.content.decode()
            if page == "account_logout":
                log_in(client)


def test_another_host_is_refused(db, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    for host in ("evil.example", "testserver.evil.example", "testserver:80@evil.example"):
        response = Client().get(reverse("challenges:home"), headers={"host": host})
        assert response.status_code == 400
        assert "evil.example" not in response.content.decode()


def test_a_form_from_elsewhere_is_refused_in_the_language_of_the_reader(db):
    told = {}
    for language in ("nl", "en"):
        with override(language):
            response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
        assert response.status_code == 403
        told[language] = response.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert told["nl"] != told["en"]


# --- guessing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def limits(settings):
    """As in production: the tests' settings alone switch them off."""
    settings.ACCOUNT_RATE_LIMITS = portal.settings.ACCOUNT_RATE_LIMITS


def test_limits_are_on_outside_the_tests(settings):
    """The settings add to what allauth limits, and take nothing out of it."""
    settings.ACCOUNT_RATE_LIMITS = {}
    given = app_settings.RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = portal.settings.ACCOUNT_RATE_LIMITS
    assert given | {"my_data": "5/h/user"} == app_settings.RATE_LIMITS
    assert all(given[door] for door in ("login", "login_failed", "signup", "reset_password", "reauthenticate"))
    assert portal.settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_the_sixth_wrong_password_shuts_the_door_for_a_while(person, limits):
    for _ in range(5):
        log_in(Client(), password="mis")
    response = log_in(Client())
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "sessionid" not in response.cookies


def test_many_attempts_from_one_place_get_a_page_that_says_wait(db, limits):
    codes = [log_in(Client(), email=f"iemand{number}@example.org").status_code for number in range(35)]
    assert codes[-1] == 429
    page = log_in(Client(), email="nog-iemand@example.org")
    assert wrong_headers(page) == {}
    assert 'lang="nl"' in page.content.decode()


def same(one, other):
    """Whether two answers tell a reader the same."""
    bare = [re.sub(r'value="[^"]*"|\S+@example\.org', "", each.content.decode()) for each in (one, other)]
    return (one.status_code, one.get("Location"), bare[0]) == (other.status_code, other.get("Location"), bare[1])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobody_learns_who_has_an_account(person, language):
    with override(language):
        assert same(log_in(Client(), password="mis"), log_in(Client(), email="niemand@example.org", password="mis"))
        for page, data in (
            ("account_signup", {"name": "Iemand", "password1": PASSWORD}),
            ("account_reset_password", {}),
        ):
            found = [Client() for _ in range(2)]
            answers = [
                client.post(reverse(page), {**data, "email": email}, follow=True)
                for client, email in zip(found, ("iemand@example.org", "niemand@example.org"), strict=True)
            ]
            assert same(*answers)
            assert answers[0].redirect_chain == answers[1].redirect_chain


def test_who_has_an_account_already_is_told_by_mail_alone(person):
    Client().post(reverse("account_signup"), {"name": "X", "email": "Iemand@Example.org", "password1": PASSWORD})
    assert [mail.to for mail in OutboxMail.objects.all()] == ["iemand@example.org"]


@pytest.mark.parametrize("password", ["kort", "qwerty123456", "190283746520", "iemand@example.org"])
def test_weak_passwords_are_refused(db, password):
    data = {"name": "Iemand", "email": "iemand@example.org", "password1": password}
    response = Client().post(reverse("account_signup"), data)
    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)


def test_passwords_are_kept_by_a_slow_hash():
    assert not hasattr(portal.settings, "PASSWORD_HASHERS")
    assert django_settings.AUTH_PASSWORD_VALIDATORS == portal.settings.AUTH_PASSWORD_VALIDATORS
