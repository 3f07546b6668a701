"""Erasure: only documented data is left, in whatever model."""

from pathlib import Path

import pghistory
import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client

from challenges.responses.erased_models import ErasedSubmission
from challenges.responses.models import Submission
from companies import models as companies
from companies.members.erasure import (
    erase_account,
    find_sole_owned_companies,
    withdraw_orphaned_companies,
)
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from companies.profiles.part_models import ReferenceCase
from companies.profiles.services import erase_profile
from portal.accounts.models import User
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.inventory import ErasureFate, get_entry_model, is_about_person, list_inventory_entries
from portal.privacy.models import Erasure
from tests.factories import AnswerFactory, MembershipFactory, OutboxMailFactory, SubmissionFactory, UserFactory
from tests.planting import Planted, plant

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    """Every column of every table as text, the audit trail and the cache too."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def left(planted: Planted) -> set[str]:
    stored = everything_stored()
    return {name for name, word in planted.words.items() if word in stored}


def of_the_person() -> set[str]:
    """What must be gone with the account: all of what is about the person, and what names them in other rows."""
    found = set()
    for thing in list_inventory_entries():
        model = get_entry_model(thing)
        if thing.owner and is_about_person(thing, model):
            found |= {f"{thing.label}.{field.name}" for field in model._meta.concrete_fields}
        elif thing.owner and not thing.address:  # an invitation is about who is invited
            found |= {f"{thing.label}.{name}" for name, use in thing.uses() if use.fate != ErasureFate.STAYS}
    return found


def of_the_company() -> set[str]:
    about = [thing for thing in list_inventory_entries() if thing.company]
    return {f"{thing.label}.{field.name}" for thing in about for field in get_entry_model(thing)._meta.concrete_fields}


def test_account_leaves_nothing_outside_the_documented_list():
    mine, theirs = plant("mine"), plant("theirs")
    MembershipFactory(company=mine.company)
    before, of_mine = left(theirs), left(mine)
    erase_account(mine.user)
    assert left(mine) & of_the_person() == {"portal.User.email"}, "only the last mail has it, until it is sent"
    OutboxMail.objects.get(kind="erased").delete()
    assert len(of_mine & of_the_person()) > 20
    assert left(mine) == of_mine - of_the_person()
    assert left(theirs) == before


def test_company_leaves_nothing_and_its_people_keep_their_accounts():
    mine, theirs = plant("mine"), plant("theirs")
    before, of_mine = left(theirs), left(mine)
    erase_profile(mine.company)
    assert len(of_mine & of_the_company()) > 15
    assert left(mine) == of_mine - of_the_company()
    assert left(theirs) == before
    assert not Company.objects.filter(pk=mine.company.pk).exists()


def test_account_and_company_together_leave_nothing_but_what_was_only_made():
    mine = plant("mine")
    erase_account(mine.user, with_companies=True)
    OutboxMail.objects.get(kind="erased").delete()
    assert left(mine) & (of_the_person() | of_the_company()) == set()


def test_deleted_rows_leave_nothing_in_the_audit_trail_either():
    membership = MembershipFactory()
    case = ReferenceCase.objects.create(company=membership.company, title="caseword", year=2024, text_nl="x")
    case.delete()
    assert "caseword" in everything_stored()
    erase_profile(membership.company)
    assert "caseword" not in everything_stored()


def test_last_owner_must_say_what_becomes_of_the_company():
    membership = MembershipFactory()
    MembershipFactory(company=membership.company, role="member")
    assert find_sole_owned_companies(membership.user) == [membership.company]
    with pytest.raises(ValidationError, match="Draag je bedrijf eerst over"):
        erase_account(membership.user)
    assert User.objects.filter(pk=membership.user.pk).exists()


def test_one_of_two_owners_may_go_and_the_company_stays():
    membership = MembershipFactory()
    heir = MembershipFactory(company=membership.company)
    erase_account(membership.user)
    assert list(membership.company.memberships.all()) == [heir]
    assert find_sole_owned_companies(heir.user) == [membership.company]


def test_last_admin_who_can_sign_in_cannot_be_erased():
    admin, other = UserFactory(admin=True), UserFactory(admin=True, is_active=False)
    with pytest.raises(ValidationError, match="Maak eerst iemand anders beheerder"):
        erase_account(admin)
    assert User.objects.filter(pk=admin.pk).exists()
    User.objects.filter(pk=other.pk).update(is_active=True)
    erase_account(admin)
    assert list(User.objects.all()) == [other]


def test_sessions_of_the_person_are_closed_and_no_others():
    user, other = UserFactory(), UserFactory()
    for person in (user, user, other):
        Client().force_login(person)
    erase_account(user)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(other.pk)]


def test_person_gets_a_last_mail_that_names_nothing():
    user = UserFactory(name="Person Fifty", language="en")
    erase_account(user)
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.user, mail.subject) == (user.email, None, "Your account has been deleted")
    assert user.name not in mail.text + mail.html


def test_erasure_is_recorded_by_number_and_counts_alone():
    membership = MembershipFactory()
    OutboxMailFactory.create_batch(2, user=membership.user)
    number = membership.user.pk
    erase_account(membership.user, with_companies=True)
    account = Erasure.objects.get(what="account")
    assert (account.number, account.why, account.rows["portal.OutboxMail"]) == (number, "asked", 2)
    assert Erasure.objects.filter(what="company", number=membership.company.pk).exists()


def test_audit_trail_keeps_who_did_what_by_number():
    user, company = UserFactory(), MembershipFactory().company
    with pghistory.context(user=user.pk, url="/nl/companies/other/"):
        Company.objects.filter(pk=company.pk).update(city="Lelystad")
    number = user.pk
    erase_account(user)
    event = pghistory.models.Events.objects.tracks(company).last()
    assert (event.pgh_context["user"], event.pgh_data["city"]) == (number, "Lelystad")


def test_trail_forgets_addresses_of_a_company_that_is_gone_but_not_who_acted():
    membership = MembershipFactory(company__slug="gone-company")
    other = MembershipFactory(company__slug="other-company")
    for row in (membership, other):
        with pghistory.context(user=row.user.pk, url=f"/nl/companies/{row.company.slug}/edit/"):
            Company.objects.filter(pk=row.company.pk).update(city="Lelystad")
    erase_profile(membership.company)
    told = {each.metadata["user"]: each.metadata["url"] for each in pghistory.models.Context.objects.all()}
    assert told[membership.user.pk] == ""
    assert told[other.user.pk] == "/nl/companies/other-company/edit/"


def test_audit_trail_stays_closed_to_everything_else():
    MembershipFactory()
    events = Membership.pgh_event_model.objects
    for rewrite in (events.all().delete, lambda: events.update(role="member")):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            rewrite()


def test_nothing_but_erasure_and_retention_opens_the_door():
    root = Path(companies.__file__).parent.parent
    users = {
        path.relative_to(root).as_posix()
        for app in ("portal", "companies", "challenges")
        for path in (root / app).rglob("*.py")
        if "pgtrigger.ignore" in path.read_text() or "disable_guard_triggers" in path.read_text()
    }
    assert users == {
        "portal/privacy/audit_override.py",
        "portal/privacy/erasure.py",
        "portal/privacy/retention_rules.py",
        "challenges/retention_rules.py",
    }


def test_adrift_companies_are_withdrawn_and_nobody_stands_behind_them():
    membership, shared = MembershipFactory(), MembershipFactory()
    MembershipFactory(company=shared.company)
    Membership.objects.create(user=membership.user, company=shared.company, role="owner")
    assert withdraw_orphaned_companies(membership.user) == [membership.company]
    membership.company.refresh_from_db()
    assert (membership.company.state, membership.company.claimed_at) == ("withdrawn", None)
    shared.company.refresh_from_db()
    assert shared.company.state == "published"


def test_response_that_was_sent_in_leaves_its_hash_and_nothing_else():
    sent = SubmissionFactory(snapshot='{"answers":[],"company":{"name":"Torenuil"}}')
    erase_profile(sent.response.company)
    assert not Submission.objects.exists()
    stays = ErasedSubmission.objects.get()
    assert (stays.challenge, stays.submitted_at, stays.sha256) == (
        sent.response.challenge,
        sent.submitted_at,
        sent.sha256,
    )
    assert "Torenuil" not in everything_stored()


def test_draft_leaves_no_hash():
    draft = AnswerFactory().response
    erase_profile(draft.company)
    assert not ErasedSubmission.objects.exists()


def test_hash_of_what_was_erased_cannot_be_changed():
    erase_profile(SubmissionFactory().response.company)
    with pytest.raises((InternalError, ProgrammingError), match="stays_as_left|Cannot update"), transaction.atomic():
        ErasedSubmission.objects.update(sha256="0" * 64)
