import pytest

from challenges.introductions.workflow import IntroductionAction, IntroductionParty
from challenges.posting.models import Challenge
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.factories import ChallengeContactFactory, CompanyContactFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(number=1):
    """The readers of the last messages."""
    return {row.user for row in Notification.objects.order_by("-pk")[:number]}


def test_begun_is_told_to_all_other_sides_once(case):
    colleague = MembershipFactory(company=case.company).user
    case.begin()
    assert {row.user for row in Notification.objects.all()} == {case.owner, case.neighbour, colleague}
    assert OutboxMail.objects.count() == Notification.objects.count() == 3


def test_staff_who_did_nothing_in_it_are_spared_once_a_colleague_did(case):
    other = UserFactory(rom=case.challenge.rom, rom_role="manager")
    introduction = case.begin()
    assert other in {row.user for row in Notification.objects.all()}
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    Notification.objects.all().delete()
    case.take(introduction, IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT)
    assert {row.user for row in Notification.objects.all()} == {case.owner, case.member}


def test_each_reads_it_in_their_own_language_and_what_they_can_do(case):
    case.owner.language = "en"
    case.owner.save()
    introduction = case.begin()
    english, dutch = (Notification.objects.get(user=user) for user in (case.owner, case.neighbour))
    assert english.title == f"{case.company} is interested and asks for an introduction"
    assert dutch.title == f"{case.company} heeft interesse en vraagt om een introductie"
    assert "Say yes or no until" in english.text
    assert english.url == f"/en/introductions/{introduction.pk}/"
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    assert "kunnen antwoorden" in Notification.objects.get(user=case.member).text


def test_reason_is_told_and_the_note_is_read_on_the_page_alone(case):
    introduction = case.begin()
    case.take(
        introduction,
        IntroductionParty.OWNER,
        IntroductionAction.DECLINE,
        reason="not_now",
        note="Geheim-van-de-notitie",
    )
    mail = OutboxMail.objects.get(user=case.member)
    assert "niet op dit moment" in mail.text
    assert "Geheim-van-de-notitie" not in mail.text + mail.html


def test_company_that_may_not_see_the_challenge_is_told_nothing_more(case):
    introduction = case.begin()
    Challenge.objects.filter(pk=case.challenge.pk).update(visibility=Challenge.Visibility.INVITED)
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.DECLINE)
    assert not Notification.objects.filter(user=case.member).exists()


def test_no_mail_names_a_person_or_an_address(case):
    asker = ChallengeContactFactory(challenge=case.challenge)
    contact = CompanyContactFactory(company=case.company)
    introduction = case.introduced()
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.MEET)
    words = [asker.unit, asker.name, asker.email, contact.name, contact.email]
    words += [user.name for user in (case.member, case.owner, case.neighbour)]
    sent = "".join(mail.subject + mail.text + mail.html for mail in OutboxMail.objects.all())
    assert OutboxMail.objects.count() == 8
    assert [word for word in words if word in sent] == []
