"""Sign, withdraw and end declarations, also by two people at once and by a late task."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from companies.declarations.models import Declaration
from companies.declarations.services import run_due_declarations, sign_declarations, withdraw_declaration
from companies.declarations.statements import STATEMENTS, get_current_statement
from companies.profiles.models import Company
from companies.tasks import declarations_task
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox_models import OutboxMail
from portal.ui.dates import AMSTERDAM, get_today
from tests.factories import CompanyFactory, DeclarationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGNED = datetime(2026, 11, 24, 12, tzinfo=AMSTERDAM)
LAST_DAY = date(2027, 11, 24)
DIGESTS = {
    ("ownership", "2026-11"): "8ed8f04a5af1",
    ("established", "2026-11"): "041587690874",
    ("export_control", "2026-11"): "57c2db16e9c5",
    ("screening", "2026-11"): "6c4fc99b4b84",
}


@pytest.fixture
def member():
    return MembershipFactory()


def sign(member, *, name="Noor Hendriks", language="nl", **answers: bool) -> list[Declaration]:
    return sign_declarations(member.company, member.user, answers or {"screening": True}, name=name, language=language)


def on(day: date, hour: int = 12):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM), tick=False)


def ends() -> list[str]:
    return [each.end for each in Declaration.objects.order_by("pk")]


# --- signing --------------------------------------------------------------------------------------------------------


def test_signing_keeps_the_words_the_name_and_the_year(member):
    with on(date(2026, 11, 24)):
        [signed] = sign(member, name="  Noor\n Hendriks ", language="en", established=True)
    signed = Declaration.objects.get(pk=signed.pk)
    assert (signed.kind, signed.answer, signed.version) == (
        "established",
        True,
        get_current_statement("established").version,
    )
    assert (signed.statement_nl, signed.statement_en) == get_current_statement("established")[1:]
    assert (signed.signed_name, signed.signed_by, signed.language) == ("Noor Hendriks", member.user, "en")
    assert (signed.signed_at, signed.expires_on) == (SIGNED, LAST_DAY)


def test_several_statements_are_signed_together(member):
    assert len(sign(member, ownership=True, established=True, screening=False)) == 3
    assert member.company.declared == {"ownership": True, "established": True, "screening": False}


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_nothing_is_signed_without_a_name(member, name):
    with pytest.raises(ValidationError) as refusal:
        sign(member, name=name)
    assert "name" in refusal.value.error_dict


def test_a_name_too_long_is_refused_and_ends_nothing(member):
    sign(member)
    with pytest.raises(ValidationError):
        sign(member, name="x" * 151)
    assert ends() == [""]


def test_signing_nothing_is_refused(member):
    with pytest.raises(ValidationError, match="yes or no|ja of nee"):
        sign_declarations(member.company, member.user, {}, name="Noor", language="nl")


def test_a_plain_member_signs_too(member):
    colleague = MembershipFactory(company=member.company, role="member")
    assert len(sign(colleague)) == 1


@pytest.mark.parametrize("traits", [{}, {"adviser": True}, {"admin": True}])
def test_nobody_else_signs_or_withdraws_for_the_company(member, traits):
    stranger = UserFactory(**traits)
    [signed] = sign(member)
    with pytest.raises(ValidationError) as refusal:
        sign_declarations(member.company, stranger, {"screening": False}, name="Ik", language="nl")
    assert refusal.value.code == "stranger"
    with pytest.raises(ValidationError):
        withdraw_declaration(member.company, stranger, signed)
    assert ends() == [""]


def test_a_profile_that_nobody_claimed_signs_nothing():
    member = MembershipFactory(company=CompanyFactory())
    with pytest.raises(ValidationError):
        sign(member)


def test_signing_again_supersedes_and_starts_a_new_year(member):
    with on(date(2026, 11, 24)):
        sign(member)
    with on(date(2027, 11, 1)):
        [fresh] = sign(member)
    assert ends() == ["superseded", ""]
    assert fresh.expires_on == date(2028, 11, 1)


def test_another_answer_on_the_same_day_supersedes(member):
    sign(member, screening=True)
    sign(member, screening=False)
    assert ends() == ["superseded", ""]
    assert Company.objects.get().declared == {"screening": False}


def test_the_same_form_again_on_the_same_day_changes_nothing(member):
    sign(member)
    assert sign(member) == []
    assert ends() == [""]


def test_sign_declarations_stores_the_same_answer_of_a_colleague(member):
    sign(member)
    assert len(sign(MembershipFactory(company=member.company), name="Sem Tabak")) == 1
    assert ends() == ["superseded", ""]


def test_sign_declarations_marks_an_expired_one_as_lapsed(member):
    with on(date(2026, 11, 24)):
        sign(member)
    with on(date(2027, 11, 25)):
        sign(member)
    assert ends() == ["lapsed", ""]


def test_wordings_are_never_changed_only_added():
    """Who signed a version signed these words; a new wording is a new version, and a new line above."""
    found = {
        (kind, each.version): sha256(f"{each.nl}\n{each.en}".encode()).hexdigest()[:12]
        for kind, versions in STATEMENTS.items()
        for each in versions
    }
    assert found == DIGESTS
    assert list(STATEMENTS) == Declaration.Kind.values


# --- withdrawing ----------------------------------------------------------------------------------------------------


def test_withdrawing_ends_it_once(member):
    [signed] = sign(member)
    assert withdraw_declaration(member.company, member.user, signed) is True
    assert withdraw_declaration(member.company, member.user, signed) is False
    assert ends() == ["withdrawn"]


def test_withdraw_declaration_keeps_a_later_one(member):
    [old] = sign(member, screening=True)
    sign(member, screening=False)
    assert withdraw_declaration(member.company, member.user, old) is False
    assert ends() == ["superseded", ""]


def test_another_companys_declaration_is_not_withdrawn(member):
    other = DeclarationFactory()
    assert withdraw_declaration(member.company, member.user, other) is False
    assert ends() == [""]


# --- the calendar ---------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(member):
    with on(date(2026, 11, 24)):
        sign(member, screening=True, ownership=True)
    return member


def follow(day: date, hour: int = 12) -> int:
    with on(day, hour):
        return run_due_declarations()


def test_a_reminder_comes_thirty_days_before_the_last_day_and_once(signed):
    assert follow(date(2027, 10, 24)) == 0
    assert follow(date(2027, 10, 25), hour=0) == 2
    assert follow(date(2027, 10, 25)) == follow(date(2027, 11, 1)) == 0
    [notification] = Notification.objects.all()
    assert (notification.user, notification.kind) == (signed.user, "profile")
    assert notification.title == f"2 verklaringen van {signed.company.name} verlopen op wo 24 november"
    assert notification.url == f"/nl/companies/{signed.company.slug}/declarations/"


def test_what_has_run_out_is_marked_and_told_once(signed):
    assert follow(LAST_DAY, hour=23) == 2  # the reminder, late
    assert follow(date(2027, 11, 25), hour=0) == 2
    assert follow(date(2027, 11, 25)) == 0
    assert ends() == ["lapsed", "lapsed"]
    assert Notification.objects.count() == 2
    newest = Notification.objects.order_by("-pk")[0]
    assert newest.title == f"2 verklaringen van {signed.company.name} zijn verlopen"
    assert "Het telt niet meer mee" in newest.text


def test_after_a_long_stop_it_lapses_without_a_reminder(signed):
    assert follow(date(2029, 1, 1)) == 2
    assert follow(date(2029, 1, 1)) == 0
    assert [each.title.rpartition(" ")[2] for each in Notification.objects.all()] == ["verlopen"]
    assert ends() == ["lapsed", "lapsed"]


def test_every_member_is_told_in_their_own_language_as_soon_as_they_want(signed):
    colleague = MembershipFactory(company=signed.company, role="member", user__language="en").user
    NotificationPreference.objects.create(user=colleague, kind="profile", frequency="at_once")
    MembershipFactory()
    follow(date(2027, 10, 25))
    titles = dict(Notification.objects.values_list("user", "title"))
    assert titles.keys() == {signed.user.pk, colleague.pk}
    assert titles[colleague.pk] == f"2 declarations of {signed.company.name} expire on Wed 24 November"
    [mail] = OutboxMail.objects.all()
    assert (mail.to, mail.language) == (colleague.email, "en")
    assert "Ownership and control" in mail.text
    assert "Look and sign" in mail.html


def test_each_day_of_the_calendar_has_its_own_message(member):
    with on(date(2026, 11, 24)):
        sign(member, screening=True)
    with on(date(2026, 11, 26)):
        sign(member, ownership=True)
    assert follow(date(2027, 11, 1)) == 2
    assert Notification.objects.count() == 2


def test_withdrawn_and_superseded_ones_are_neither_told_nor_lapsed(member):
    with on(date(2026, 11, 24)):
        sign(member, screening=True)
        sign(member, screening=False)
        [second] = sign(member, ownership=True)
        withdraw_declaration(member.company, member.user, second)
    with on(date(2027, 6, 1)):
        sign(member, screening=True)
    assert follow(date(2027, 11, 30)) == 0
    assert Notification.objects.count() == 0


def test_signing_again_after_a_reminder_brings_a_reminder_next_year(signed):
    follow(date(2027, 10, 25))
    with on(date(2027, 10, 26)):
        sign(signed, screening=True, ownership=True)
    assert follow(date(2027, 11, 25)) == 0
    assert follow(date(2028, 9, 26)) == 2
    assert Notification.objects.count() == 2


def test_task_and_reconcile_do_the_same(signed, capsys):
    with on(date(2027, 11, 25)):
        declarations_task()
        assert ends() == ["lapsed", "lapsed"]
        call_command("reconcile")
    assert "0 declarations ran out" in capsys.readouterr().out


def test_nothing_due_costs_one_query(member, django_assert_num_queries):
    sign(member)
    with django_assert_num_queries(1):
        run_due_declarations()


# --- for pages ------------------------------------------------------------------------------------------------------


def to_sign_again(company):
    return [each.kind for each in company.declarations.to_sign_again(get_today()).order_by("kind")]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2027, 10, 24), []),
        (date(2027, 10, 25), ["ownership", "screening"]),
        (date(2027, 11, 25), ["ownership", "screening"]),
    ],
)
def test_what_needs_a_signature_is_what_runs_out_soon_or_has_run_out(signed, day, kinds):
    with on(day):
        assert to_sign_again(signed.company) == kinds
        run_due_declarations()
        assert to_sign_again(signed.company) == kinds
        if kinds:
            sign(signed, ownership=True)
            assert to_sign_again(signed.company) == ["screening"]


def test_what_was_withdrawn_needs_no_signature(member):
    with on(date(2026, 11, 24)):
        [signed] = sign(member)
        withdraw_declaration(member.company, member.user, signed)
    with on(date(2027, 11, 20)):
        assert to_sign_again(member.company) == []


def test_what_needs_a_signature_costs_one_query(signed, django_assert_num_queries):
    with on(date(2027, 11, 25)), django_assert_num_queries(1):
        to_sign_again(signed.company)


# --- at once --------------------------------------------------------------------------------------------------------


def at_once(*writes: Callable[[], object]) -> list[object]:
    def in_a_thread(write: Callable[[], object]) -> object:
        try:
            return write()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(writes)) as pool:
        return list(pool.map(in_a_thread, writes))


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_leave_one_in_force():
    one = MembershipFactory()
    other = MembershipFactory(company=one.company)
    at_once(*(lambda who=who, yes=yes: sign(who, screening=yes) for who in (one, other) for yes in (True, False)))
    assert Declaration.objects.filter(ended_at=None).count() == 1
    assert ends().count("superseded") == Declaration.objects.count() - 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_several_times_at_once_is_one_signature():
    member = MembershipFactory()
    made = at_once(*(lambda: sign(member, screening=True, ownership=True) for _ in range(4)))
    assert sorted(map(len, made)) == [0, 0, 0, 2]
    assert Declaration.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_signing_and_withdrawing_at_once_never_break():
    member = MembershipFactory()
    [signed] = sign(member, screening=True)
    at_once(
        lambda: sign(member, screening=False),
        lambda: withdraw_declaration(member.company, member.user, signed),
        lambda: sign(member, screening=False),
    )
    assert Declaration.objects.filter(ended_at=None).count() == 1
    assert Company.objects.get().declared == {"screening": False}


@pytest.mark.django_db(transaction=True)
def test_the_calendar_asked_several_times_at_once_tells_once():
    declaration = DeclarationFactory(signed_at=timezone.now() - timedelta(days=400))
    MembershipFactory(company=declaration.company)
    counts = at_once(*(run_due_declarations for _ in range(4)))
    assert sorted(counts) == [0, 0, 0, 1]
    assert Notification.objects.count() == 1
    assert get_today() > declaration.expires_on
