from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import override

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.models import Introduction
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from portal.core.database_clock import database_now
from portal.ui.dates import format_day, get_today
from tests.challenges.introductions.conftest import make_case
from tests.clients import client_of
from tests.factories import (
    ChallengeContactFactory,
    CompanyContactFactory,
    IntroductionFactory,
    IntroductionStepFactory,
    MatchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST, PIPELINE = "challenges:introduction_list", "challenges:introduction_pipeline"


@pytest.fixture
def case():
    return make_case()


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def words(response):
    return " ".join(response.content.decode().split())


def test_company_asks_from_the_page_of_a_challenge(case):
    client = client_of(case.member)
    page = client.get(case.challenge.get_absolute_url())
    ask = reverse("challenges:introduction_ask", args=[case.challenge.slug])
    assert page.context["way_to_meet"].url == ask
    assert client.get(ask).status_code == 200
    response = client.post(ask, {"note": "Wij meten dit al."})
    introduction = Introduction.objects.get()
    assert response["Location"] == introduction.get_absolute_url()
    assert introduction.steps.get().note == "Wij meten dit al."
    assert client.get(case.challenge.get_absolute_url()).context["way_to_meet"].url == introduction.get_absolute_url()
    assert client.get(ask)["Location"] == introduction.get_absolute_url()


def test_who_heard_a_no_reads_from_when_to_ask_again(case):
    introduction = case.begin()
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.DECLINE)
    way = client_of(case.member).get(case.challenge.get_absolute_url()).context["way_to_meet"]
    first = format_day(get_today() + timedelta(days=30))
    assert (way.url, first in way.sentence) == (introduction.get_absolute_url(), True)
    ask = reverse("challenges:introduction_ask", args=[case.challenge.slug])
    assert first in client_of(case.member).get(ask).context["why_not"]
    client_of(case.member).post(ask, {"note": ""})
    propose = reverse("challenges:introduction_propose", args=[case.challenge.slug, case.company.slug])
    assert first in client_of(case.neighbour).get(propose).context["why_not"]
    assert client_of(case.owner).get(propose).context["why_not"] == ""
    page = introduction.get_absolute_url()
    for person in (case.member, case.neighbour):
        assert first in client_of(person).get(page).context["page"].anew
    assert "wanneer je wilt" in client_of(case.owner).get(page).context["page"].anew
    assert Introduction.objects.count() == 1


def test_staff_propose_from_the_list_of_matches_and_for_their_own_region(case):
    MatchFactory(challenge=case.challenge, company=case.company)
    propose = reverse("challenges:introduction_propose", args=[case.challenge.slug, case.company.slug])
    page = client_of(case.owner).get(case.challenge.get_absolute_url())
    assert propose in words(page)
    assert client_of(case.stranger).get(propose).status_code == 404
    client_of(case.neighbour).post(propose, {"note": ""})
    introduction = Introduction.objects.get()
    assert introduction.begun_by == IntroductionParty.COMPANY_ROM
    page = client_of(case.owner).get(case.challenge.get_absolute_url())
    assert introduction.get_absolute_url() in words(page)
    assert propose not in words(page)


def test_why_two_cannot_be_introduced_is_said_before_anybody_writes(case):
    case.company.claimed_at = None
    case.company.save()
    case.company.memberships.all().delete()
    propose = reverse("challenges:introduction_propose", args=[case.challenge.slug, case.company.slug])
    with override("en"):
        page = client_of(case.owner).get(propose.replace("/nl/", "/en/"))
    assert "no one acts for it" in words(page)
    assert "<textarea" not in words(page)


def test_too_long_a_motivation_stays_on_the_page(case):
    text = "x" * 700
    page = client_of(case.member).post(
        reverse("challenges:introduction_ask", args=[case.challenge.slug]), {"note": text}
    )
    assert text in words(page)
    assert page.context["form"].errors
    assert not Introduction.objects.exists()


def test_each_reader_has_the_buttons_of_the_moment(case):
    introduction = case.begin()
    url = introduction.get_absolute_url()

    def buttons(user):
        context = client_of(user).get(url).context
        onward = [value for value, _label in context["onward"].fields["what"].choices] if context["onward"] else []
        ends = [what for what, _form, _posted in context["ends"]]
        return context["can_accept"], context["can_withdraw"], ends, onward

    assert buttons(case.member) == (False, True, [], [])
    assert buttons(case.owner) == buttons(case.neighbour) == (True, False, ["decline"], [])
    client_of(case.owner).post(url, {"what": "accept"})
    assert buttons(case.owner) == (False, True, [], [])
    response = client_of(case.neighbour).post(url, {"what": "accept"})
    assert said(response) == ["Iedereen zei ja. Je ziet nu wie je kunt bellen."]
    steps = ["meet", "follow_up", "test", "pilot"]
    assert buttons(case.member) == (False, False, ["stop"], steps)
    assert buttons(case.owner) == (False, False, ["stop"], [*steps, "contract", "investment"])
    Introduction.objects.filter(pk=introduction.pk).update(state=IntroductionState.STOPPED)
    assert buttons(case.owner) == (False, False, [], [])


def test_no_button_is_left_when_the_clock_has_ended_it(case):
    introduction = case.begin()
    Introduction.objects.update(
        asked_at=database_now() - timedelta(days=20), remind_at=None, lapses_at=database_now() - timedelta(minutes=1)
    )
    page = client_of(case.owner).get(introduction.get_absolute_url())
    assert not page.context["can_accept"]
    assert page.context["page"].chip.label == "Vervallen"
    response = client_of(case.owner).post(introduction.get_absolute_url(), {"what": "accept"})
    assert response.context["form"].errors
    assert introduction.steps.count() == 1


def test_declining_without_a_reason_keeps_what_was_typed(case):
    introduction = case.begin()
    url = introduction.get_absolute_url()
    page = client_of(case.owner).post(url, {"what": "decline", "note": "Wij hebben al iets."})
    assert page.status_code == 200
    assert "Wij hebben al iets." in words(page)
    assert '<details class="after" open>' in words(page)
    client_of(case.owner).post(url, {"what": "decline", "reason": "other", "note": "Wij hebben al iets."})
    page = client_of(case.member).get(url)
    assert "Reden: een andere reden" in words(page).lower().replace("reden:", "Reden:")
    assert {party.name: party.yes.name for party in page.context["page"].parties}[str(case.owner.rom)] == "REFUSED"


def test_wrong_day_keeps_the_choice_and_says_why(case):
    introduction = case.introduced()
    tomorrow = (get_today() + timedelta(days=1)).isoformat()
    typed = {"onward": "yes", "what": "pilot", "happened_on": tomorrow, "note": "Acht weken."}
    page = client_of(case.owner).post(introduction.get_absolute_url(), typed)
    assert "Die dag moet nog komen" in words(page)
    assert "Acht weken." in words(page)
    assert 'value="pilot"' in words(page)
    done = client_of(case.owner).post(introduction.get_absolute_url(), typed | {"happened_on": get_today().isoformat()})
    assert done["Location"] == introduction.get_absolute_url()
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.PILOT


@pytest.mark.parametrize("data", [{}, {"what": "nonsense"}, {"what": "lapse"}, {"onward": "yes"}])
def test_nonsense_changes_nothing_and_is_told(case, data):
    introduction = case.begin()
    response = client_of(case.owner).post(introduction.get_absolute_url(), data)
    assert said(response) or response.context["form"].errors
    introduction.refresh_from_db()
    assert (introduction.state, introduction.steps.count()) == (IntroductionState.ASKED, 1)


def test_list_is_filtered_and_its_counts_are_the_lists(case):
    waiting = case.begin()
    own = {"challenge__rom": case.challenge.rom}
    IntroductionFactory(**own, state="declined", state_since=database_now() - timedelta(days=40))
    IntroductionFactory(**own, introduced=True)
    IntroductionFactory()
    client = client_of(case.owner)
    page = client.get(reverse(LIST))
    assert page.context["page"].paginator.count == 3
    assert page.context["rows"][-1].introduction.state == "declined"
    for facet in page.context["facets"]:
        for option in facet.options:
            found = client.get(reverse(LIST), {facet.name: option.value}).context["page"].paginator.count
            assert found == option.count, (facet.name, option)
    mine = client.get(reverse(LIST), {"turn": "mine"}).context["rows"]
    assert [row.introduction for row in mine] == [waiting]
    assert mine[0].is_mine
    both = client.get(reverse(LIST), {"turn": "mine", "age": "month"})
    assert both.context["page"].paginator.count == 0
    assert both.status_code == 200


def test_list_of_nobody_shows_the_way(case):
    page = client_of(UserFactory()).get(reverse(LIST))
    assert page.context["is_empty"]
    assert "Nog geen introductie" in words(page)


def test_desk_and_overview_count_what_waits_for_an_answer(case):
    introduction = case.begin(IntroductionParty.OWNER)
    url = introduction.get_absolute_url()
    assert url in words(client_of(case.member).get(reverse("challenges:company_home")))
    counters = client_of(case.neighbour).get(reverse("challenges:staff_dashboard") + "?kind=introductions").context
    assert [item.url for item, _late in counters["rows"]] == [url]
    assert {each.kind: each.number for each in counters["counters"]}["introductions"] == 1
    assert url not in words(client_of(case.owner).get(reverse("challenges:staff_dashboard")))
    case.take(introduction, IntroductionParty.COMPANY, IntroductionAction.ACCEPT)
    assert url not in words(client_of(case.member).get(reverse("challenges:company_home")))


def test_pipeline_is_of_ones_own_rom_and_an_admin_chooses(case):
    introduction = case.introduced()
    IntroductionFactory(introduced=True)
    page = client_of(case.owner).get(reverse(PIPELINE))
    assert [bar.stage.reached for bar in page.context["bars"]][:2] == [1, 1]
    assert [line.introduction for line in page.context["rows"]] == [introduction]
    admin = client_of(UserFactory(admin=True))
    assert admin.get(reverse(PIPELINE)).context["bars"][0].stage.reached == 2
    chosen = admin.get(reverse(PIPELINE), {"rom": case.challenge.rom.slug})
    assert chosen.context["bars"][0].stage.reached == 1
    assert admin.get(reverse(PIPELINE), {"rom": "nowhere"}).context["bars"][0].stage.reached == 2


def test_contact_of_a_challenge_is_saved_and_checked(case):
    url = reverse("challenges:challenge_contact", args=[case.challenge.slug])
    fields = {"unit": "Havenwacht", "is_anonymous": "on", "name": "Bram", "email": "b@example.org", "answer_days": "15"}
    wrong = client_of(case.owner).post(url, fields | {"answer_days": "99"})
    assert wrong.context["form"].errors
    assert "Havenwacht" in words(wrong)
    assert client_of(case.owner).post(url, fields).status_code == 302
    assert ChallengeContact.objects.get(challenge=case.challenge).answer_days == 15


def filled(case, number):
    """Many introductions of one ROM and one company, each with steps."""
    for _number in range(number):
        row = IntroductionFactory(challenge__rom=case.challenge.rom, company=case.company, introduced=True)
        IntroductionStepFactory(introduction=row, by=case.member)
        step = {"what": "meet", "side": "owner", "state": "met", "happened_on": get_today(), "by": case.owner}
        IntroductionStepFactory(introduction=row, **step)


@pytest.mark.parametrize("name", [LIST, PIPELINE])
@pytest.mark.parametrize("who", ["owner", "member"])
def test_lists_cost_the_same_however_long(case, name, who, django_assert_max_num_queries):
    if name == PIPELINE and who == "member":
        who = "neighbour"
    filled(case, 30)
    client = client_of(getattr(case, who))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name)).status_code == 200


def test_page_of_one_costs_at_most_twelve_queries(case, django_assert_max_num_queries):
    ChallengeContactFactory(challenge=case.challenge)
    CompanyContactFactory(company=case.company)
    introduction = case.introduced()
    case.take(introduction, IntroductionParty.COMPANY, IntroductionAction.MEET)
    case.company.audience_contact = "staff"
    case.company.save()
    for user in (case.member, case.owner, case.neighbour):
        client = client_of(user)
        with django_assert_max_num_queries(12):
            client.get(introduction.get_absolute_url())
