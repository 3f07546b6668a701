"""Words planted in what two sides hold back from each other; pages are read until both said yes, and after the end."""

import pytest
from django.urls import reverse

from challenges.introductions.workflow import IntroductionAction, IntroductionParty
from challenges.posting.models import Challenge
from companies.profiles.visibility_models import Audience, Reading
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.introductions.conftest import Case, make_case
from tests.clients import client_of
from tests.factories import ChallengeContactFactory, CompanyContactFactory, MatchFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
UNIT, ASKER, COMPANY = "Eenheidwoord", "Vragerwoord", "Bedrijfwoord"
MEMBER, OWNER, NEIGHBOUR = "Lidnaam", "Eigenaarnaam", "Buurnaam"


@pytest.fixture
def case() -> Case:
    case = make_case()
    ChallengeContactFactory(
        challenge=case.challenge, unit=UNIT, name=ASKER, email=f"{ASKER}@example.org", is_anonymous=True
    )
    CompanyContactFactory(company=case.company, name=COMPANY, email=f"{COMPANY}@example.org")
    case.company.audience_contact = Audience.OWN_ROM
    case.company.save()
    for user, name in ((case.member, MEMBER), (case.owner, OWNER), (case.neighbour, NEIGHBOUR)):
        user.name = name
        user.save()
    MatchFactory(challenge=case.challenge, company=case.company)
    return case


def read(case: Case, user, introduction) -> str:
    """All that somebody finds about the two, on every page that leads there."""
    client = client_of(user)
    pages = [
        introduction.get_absolute_url(),
        case.challenge.get_absolute_url(),
        reverse("challenges:challenge_list"),
        reverse("challenges:introduction_list"),
        reverse("challenges:introduction_pipeline"),
        reverse("challenges:staff_dashboard"),
        reverse("challenges:company_home"),
        reverse("challenges:match_detail", args=[case.challenge.slug, case.company.slug]),
        reverse("challenges:introduction_ask", args=[case.challenge.slug]),
        reverse("challenges:introduction_propose", args=[case.challenge.slug, case.company.slug]),
        reverse("challenges:challenge_contact", args=[case.challenge.slug]),
        reverse("notification_list"),
        reverse("mail_log"),
    ]
    own_name = user.name
    found = "".join(client.get(page).content.decode() for page in pages)
    return found.replace(own_name, "")


def words_seen(case: Case, user, introduction) -> set[str]:
    text = read(case, user, introduction)
    return {word for word in (UNIT, ASKER, COMPANY, MEMBER, OWNER, NEIGHBOUR) if word in text}


def test_contacts_are_shown_from_the_last_yes_until_the_end(case):
    introduction = case.begin(IntroductionParty.COMPANY)
    case.take(introduction, IntroductionParty.COMPANY_ROM, IntroductionAction.ACCEPT)
    assert words_seen(case, case.member, introduction) == set()
    assert words_seen(case, case.owner, introduction) == {UNIT, ASKER}  # on its own page of the challenge
    assert words_seen(case, case.neighbour, introduction) == set()

    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    assert words_seen(case, case.member, introduction) == {UNIT, ASKER, COMPANY, OWNER, NEIGHBOUR}
    assert words_seen(case, case.owner, introduction) == {UNIT, ASKER, COMPANY, MEMBER, NEIGHBOUR}
    assert words_seen(case, case.neighbour, introduction) == {UNIT, ASKER, COMPANY, MEMBER, OWNER}
    assert words_seen(case, case.stranger, introduction) == set()
    readers = set(Reading.objects.filter(company=case.company, group="contact").values_list("user", flat=True))
    assert readers == {case.owner.pk, case.neighbour.pk}

    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.STOP)
    assert words_seen(case, case.member, introduction) == set()
    assert words_seen(case, case.neighbour, introduction) == set()
    mails = "".join(mail.subject + mail.text + mail.html for mail in OutboxMail.objects.all())
    assert [word for word in (UNIT, ASKER, COMPANY, MEMBER, OWNER, NEIGHBOUR) if word in mails] == []


@pytest.mark.parametrize("end", [IntroductionAction.DECLINE, IntroductionAction.WITHDRAW])
def test_an_end_without_a_yes_shows_nothing(case, end):
    introduction = case.begin(IntroductionParty.OWNER)
    case.take(
        introduction, IntroductionParty.OWNER if end == IntroductionAction.WITHDRAW else IntroductionParty.COMPANY, end
    )
    for user in (case.member, case.neighbour):
        assert words_seen(case, user, introduction) == set()


def test_company_reads_the_unit_at_once_where_the_challenge_is_not_anonymous(case):
    case.challenge.contact.is_anonymous = False
    case.challenge.contact.save()
    introduction = case.begin(IntroductionParty.OWNER)
    assert words_seen(case, case.member, introduction) == {UNIT}


def test_company_reads_of_a_unit_of_defence_until_everyone_said_yes(case):
    Challenge.objects.filter(pk=case.challenge.pk).update(branch="navy")
    introduction = case.begin(IntroductionParty.OWNER)
    page = client_of(case.member).get(introduction.get_absolute_url()).content.decode()
    assert "een eenheid van Defensie" in page
    assert "Marine" not in page
