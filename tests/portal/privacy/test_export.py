"""The export: all of a person's data and nobody else's, whatever models there are."""

import json
import re
from zipfile import ZipFile

import pghistory
import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from challenges.posting.invitation_models import ChallengeInvitation
from companies.profiles.models import Company
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.export import SCHEMA, export_personal_data, pack_archive
from portal.privacy.inventory import get_entry_model, is_about_person, list_inventory_entries
from portal.privacy.personal_data import collect_personal_data
from tests.factories import (
    WEBP,
    AttachmentContentFactory,
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    LogoFactory,
    MembershipFactory,
    NotificationFactory,
    OutboxMailFactory,
    ResponseFactory,
    UserFactory,
)
from tests.planting import Planted, plant

pytestmark = pytest.mark.django_db


def archive(user) -> ZipFile:
    return ZipFile(pack_archive(collect_personal_data(user)))


def as_data(user) -> dict:
    return json.loads(archive(user).read("data.json"))


def everything(user) -> str:
    pages = archive(user)
    return "".join(pages.read(name).decode() for name in ("data.json", "data.html"))


def untold(planted: Planted) -> set[str]:
    """Keys; what this person may not see on the site; and of what they only made all but that they made it."""
    found = set()
    for thing in list_inventory_entries():
        model, row = get_entry_model(thing), planted.rows.get(thing.label)
        is_own = is_about_person(thing, model)
        personal = {name for name, _use in thing.uses()}
        names = {each.name for each in model._meta.concrete_fields} if row else set()
        if is_own or row is None:
            names &= set(thing.unseen.split())
        elif hasattr(model.objects, "visible_to") and row not in model.objects.visible_to(planted.user):
            pass
        else:
            names = {*thing.unseen.split(), thing.address} if thing.company else names - personal
        found |= {f"{thing.label}.{name}" for name in names}
    return found


def test_export_holds_every_word_of_the_person_and_the_company_and_none_of_others():
    mine, theirs = plant("mine"), plant("theirs")
    pages, left_out = everything(mine.user), untold(mine)
    assert len(mine.words) > 40
    assert {name for name, word in mine.words.items() if (word in pages) == (name in left_out)} == set()
    assert {name for name, word in theirs.words.items() if word in pages} == set()


def test_both_pages_hold_the_same():
    mine = plant("mine")
    pages = archive(mine.user)
    page, data = pages.read("data.html").decode(), pages.read("data.json").decode()
    assert {name for name, word in mine.words.items() if (word in page) != (word in data)} == set()


def test_what_the_export_leaves_out_is_known():
    left_out = untold(mine := plant("mine")) & mine.words.keys()
    assert {"portal.User.password", "mfa.Authenticator.data", "challenges.Decision.note"} <= left_out
    assert "companies.Company.text_nl" not in left_out


def test_another_member_is_nobody_in_the_export():
    membership = MembershipFactory()
    colleague = MembershipFactory(company=membership.company, role="member", user__name="Colleague Name").user
    response = ResponseFactory(company=membership.company, created_by=colleague)
    data = as_data(membership.user)
    assert data["person"]["companies.Membership"] == [
        {
            "id": membership.pk,
            "user": {"id": membership.user.pk, "name": membership.user.name},
            "company": {"id": membership.company.pk, "name": membership.company.name},
            "role": "owner",
            "created_at": data["person"]["companies.Membership"][0]["created_at"],
        }
    ]
    assert data["company"]["challenges.Response"][0]["id"] == response.pk
    assert data["company"]["challenges.Response"][0]["created_by"] == {"somebody_else": True}
    assert colleague.name not in everything(membership.user)
    assert colleague.email not in everything(membership.user)


def test_what_a_row_points_to_is_named_where_the_person_may_see_it():
    membership = MembershipFactory()
    hidden = ChallengeInvitation.objects.create(challenge=ChallengeFactory(draft=True), company=membership.company)
    shown = ChallengeInvitation.objects.create(challenge=ChallengeFactory(), company=membership.company)
    rows = {
        row["id"]: row["challenge"] for row in as_data(membership.user)["company"]["challenges.ChallengeInvitation"]
    }
    assert rows[hidden.pk] == {"id": hidden.challenge.pk}
    assert rows[shown.pk] == {"id": shown.challenge.pk, "name": shown.challenge.title_nl}


def test_mail_is_found_by_address_when_it_was_sent_before_there_was_an_account():
    user = UserFactory(email="me@example.org")
    OutboxMailFactory(user=None, to="Me@Example.org", subject="Sent before")
    OutboxMailFactory(user=None, to="me@example.org.example", subject="To another")
    OutboxMailFactory(user=UserFactory(), to="me@example.org", subject="Of another account")
    assert [mail["subject"] for mail in as_data(user)["person"]["portal.OutboxMail"]] == ["Sent before"]


def test_an_address_that_is_not_proven_finds_nothing():
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="victim@example.org", verified=False)
    OutboxMailFactory(user=None, to="victim@example.org")
    assert "portal.OutboxMail" not in as_data(user)["person"]


def test_text_of_mail_with_a_link_that_acts_is_left_out():
    user = UserFactory()
    OutboxMailFactory(user=user, is_secret=True, text="Your link: secretlink")
    OutboxMailFactory(user=user, text="Plain words")
    pages = everything(user)
    assert "secretlink" not in pages
    assert "Plain words" in pages


def test_acts_are_told_with_what_when_and_where():
    user, other, company = UserFactory(), UserFactory(), CompanyFactory()
    with pghistory.context(user=user.pk, url="/nl/companies/x/edit/"):
        Company.objects.filter(pk=company.pk).update(city="Lelystad")
    with pghistory.context(user=other.pk, url="/nl/other/"):
        Company.objects.filter(pk=company.pk).update(city="Almere")
    assert [{**act, "at": ""} for act in as_data(user)["acts"]] == [
        {
            "at": "",
            "what": "update",
            "thing": "companies.Company",
            "number": str(company.pk),
            "page": "/nl/companies/x/edit/",
        }
    ]


def test_data_have_a_version_and_keys_that_do_not_depend_on_the_language():
    user = plant("mine").user
    with translation.override("en"):
        english = as_data(user)
    with translation.override("nl"):
        dutch = as_data(user)
    assert english["schema"] == dutch["schema"] == SCHEMA
    assert english["person"].keys() == dutch["person"].keys()
    assert english["company"].keys() == dutch["company"].keys()


def test_page_is_in_the_readers_language_and_needs_nothing_from_outside():
    user = MembershipFactory().user
    with translation.override("en"):
        english = archive(user).read("data.html").decode()
    with translation.override("nl"):
        dutch = archive(user).read("data.html").decode()
    assert ("<h1>My data</h1>" in english, "<h1>Mijn gegevens</h1>" in dutch) == (True, True)
    assert not re.search(r"<(script|link|img|iframe)|src=|url\(", english)


def test_text_of_people_is_no_markup_in_the_page():
    user = UserFactory(name="<b>Bo</b>")
    assert "<b>Bo</b>" not in archive(user).read("data.html").decode()


def test_stored_files_come_along_by_the_name_that_the_row_tells():
    user = UserFactory()
    data = collect_personal_data(user)
    data.files["files/x/1-logo.png"] = lambda: b"a picture"
    pages = ZipFile(pack_archive(data))
    assert pages.read("files/x/1-logo.png") == b"a picture"
    assert json.loads(pages.read("data.json"))["files"] == ["files/x/1-logo.png"]
    assert 'href="files/x/1-logo.png"' in pages.read("data.html").decode()


def test_attachments_and_the_logo_come_along_as_files():
    membership = MembershipFactory()
    LogoFactory(company=membership.company)
    own = AttachmentContentFactory(
        attachment__response__company=membership.company, attachment__name="Plan van aanpak.txt", data=b"Ons plan"
    )
    AttachmentContentFactory(attachment__name="van-een-ander.txt")
    pages = archive(membership.user)
    files = {name: pages.read(name) for name in pages.namelist() if name.startswith("files/")}
    assert files == {
        f"files/challenges.AttachmentContent/{own.pk}-Plan van aanpak.txt": b"Ons plan",
        f"files/companies.Logo/{membership.company.logo.pk}-logo.webp": WEBP,
    }
    told = json.loads(pages.read("data.json"))
    assert told["files"] == sorted(files)
    assert told["company"]["challenges.AttachmentContent"][0]["data"] in files


def test_name_of_a_file_leads_out_of_no_folder():
    membership = MembershipFactory()
    AttachmentContentFactory(attachment__response__company=membership.company, attachment__name="../../a\\b.txt")
    [name] = collect_personal_data(membership.user).files
    assert name.endswith("-b.txt")
    assert ".." not in name


def test_person_is_told_once_a_day_that_the_data_were_asked_for():
    user = UserFactory()
    for _time in range(2):
        export_personal_data(user)
    assert Notification.objects.filter(user=user, kind="account").count() == 1
    mail = OutboxMail.objects.get(user=user)
    assert mail.subject == "Je gegevens zijn gedownload"


def test_export_asks_a_steady_number_of_queries(django_assert_max_num_queries):
    membership = MembershipFactory()
    NotificationFactory.create_batch(20, user=membership.user)
    CompanyTechnologyFactory.create_batch(20, company=membership.company)
    with CaptureQueriesContext(connection) as first:
        collect_personal_data(membership.user)
    NotificationFactory.create_batch(20, user=membership.user)
    CompanyTechnologyFactory.create_batch(20, company=membership.company)
    with django_assert_max_num_queries(len(first)):
        collect_personal_data(membership.user)
