import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override

from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from tests.challenges.introductions.conftest import make_case
from tests.clients import client_of
from tests.factories import ChallengeContactFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
LIST = "admin:challenges_introduction_changelist"


def act(action, *introductions):
    data = {"action": action, "_selected_action": [each.pk for each in introductions]}
    with override("en"):
        response = client_of(UserFactory(admin=True)).post(reverse(LIST), data)
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_actions_take_steps_for_a_rom_and_tell_what_cannot_be():
    case, other = make_case(), make_case()
    introduction, done = case.begin(), other.introduced()
    assert act("accept_for_owner", introduction) == ["1 introduction taken on."]
    told = act("accept_for_company_rom", introduction, done)
    assert told[-1] == "1 introduction taken on."
    assert str(done.company) in told[0]
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.INTRODUCED
    for action, state in (("meet", "met"), ("pilot", "pilot"), ("contract", "contract"), ("investment", "investment")):
        assert act(action, introduction) == ["1 introduction taken on."]
        introduction.refresh_from_db()
        assert introduction.state == state


def test_steps_read_as_sentences_and_nothing_is_changed_by_hand():
    case = make_case()
    introduction = case.begin(note="Wij willen kennismaken")
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.DECLINE)
    with override("en"):
        page = reverse("admin:challenges_introduction_change", args=[introduction.pk])
        admin = client_of(UserFactory(admin=True))
        html = admin.get(page).content.decode()
        assert f"{case.company} is interested and asks for an introduction" in html
        assert f"{case.challenge.rom} declined" in html
        assert 'name="_save"' not in html
        assert admin.post(page, {"state": "introduced"}).status_code == 403
        steps = admin.get(reverse("admin:challenges_introductionstep_changelist")).content.decode()
        assert f"{case.challenge.rom} declined" in steps


def test_list_and_history_of_contacts_hold_no_name():
    contact = ChallengeContactFactory(name="Geheimenaam", unit="Geheimeeenheid")
    admin = client_of(UserFactory(admin=True))
    for page, args in (("changelist", []), ("history", [contact.pk])):
        html = admin.get(reverse(f"admin:challenges_challengecontact_{page}", args=args)).content.decode()
        assert "Geheime" not in html
