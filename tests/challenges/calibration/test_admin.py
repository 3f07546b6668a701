"""What outcomes teach, in the admin: what there is of what is needed, the button, and the proposal in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from challenges.calibration.engine.learning import FEWEST_PREFERENCES
from challenges.calibration.model_comparison import make_due_comparisons
from challenges.calibration.models import LearningRun
from challenges.calibration.services import propose_new_weights
from challenges.calibration.versions import activate_model_version
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.models import Decision
from tests.challenges.calibration.scenario import judge, scene
from tests.factories import CompanyFactory, FitFactory, MembershipFactory, ProvinceFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
BY_REGION, AGAINST_REGION = (0.1, 0.05, 0.05, 0.8, 0.0), (0.3, 0.2, 0.1, -0.6, 0.0)
PAGE, BUTTON = "admin:challenges_learningrun_changelist", "admin:challenges_learningrun_propose"


@pytest.fixture
def chief():
    return UserFactory(admin=True, name="Ada")


@pytest.fixture
def boss(client, chief):
    client.force_login(chief)
    with override("en"):
        yield client


@pytest.fixture
def proposal(chief):
    judge(scene(), BY_REGION)
    return propose_new_weights(chief).version


def html(response):
    return response.content.decode()


@pytest.mark.parametrize("name", [PAGE, BUTTON])
@pytest.mark.parametrize("person", [lambda: UserFactory(adviser=True), lambda: MembershipFactory().user])
def test_others_than_admins_neither_read_nor_ask_what_outcomes_teach(client, name, person):
    client.force_login(person())
    for method in (client.get, client.post):
        assert method(reverse(name), follow=True).status_code == 403
    assert not LearningRun.objects.exists()


def test_a_visitor_is_asked_to_log_in(client):
    for name in (PAGE, BUTTON):
        assert client.post(reverse(name)).status_code == 302
    assert not LearningRun.objects.exists()


def test_looking_is_posted(boss):
    assert boss.get(reverse(BUTTON)).status_code == 405


def test_page_tells_what_there_is_of_what_is_needed_and_what_counts(boss):
    made = scene(challenges=2)
    judge(made, BY_REGION)
    page = boss.get(reverse(PAGE))
    preferences, challenges, roms = page.context["needs"]
    assert (challenges.told, roms.told) == ("2 of 10", "2, enough")
    assert preferences.told == f"{preferences.there} of {FEWEST_PREFERENCES}"
    assert preferences.told in html(page)
    assert "Dismissed: Does something else, not far enough" in html(page)
    assert "No part by more than 2 points in one step." in html(page)


def test_too_few_outcomes_are_told_with_numbers(boss):
    judge(scene(challenges=2), BY_REGION)
    answer = boss.post(reverse(BUTTON), follow=True)
    [message] = [str(each) for each in answer.context["messages"]]
    assert message == "Nothing is proposed: there are too few outcomes to learn from."
    assert "Challenges: 2 of 10. ROMs: 2, enough." in html(answer)
    assert "by Ada." in html(answer)
    assert not Fit.objects.proposals().exists()


def test_the_button_makes_a_proposal_and_leads_to_it(boss, chief, django_capture_on_commit_callbacks):
    judge(scene(), BY_REGION)
    with django_capture_on_commit_callbacks() as queued:
        answer = boss.post(reverse(BUTTON))
    version = Fit.objects.proposals().get()
    assert answer.url == reverse("admin:challenges_fit_change", args=[version.pk])
    assert version.made_by == chief
    assert len(queued) == 1
    assert f"Version {version} is proposed." in html(boss.get(answer.url))


def test_while_a_proposal_waits_the_page_leads_to_it_and_has_no_button(boss, proposal):
    page = html(boss.get(reverse(PAGE)))
    assert reverse("admin:challenges_fit_change", args=[proposal.pk]) in page
    assert reverse(BUTTON) not in page
    assert "a proposal waits already" in html(boss.post(reverse(BUTTON), follow=True))


def test_page_of_a_proposal_says_in_words_what_would_change_and_why(boss, proposal):
    page = html(boss.get(reverse("admin:challenges_fit_change", args=[proposal.pk])))
    assert (
        "Region counts for 14 instead of 12 of 100 points, because companies from the region were taken on more often "
        "than the score expected." in page
    )
    lesson = proposal.figures["lesson"]
    assert f"more points in {round(100 * lesson['agrees_then'])}% of the preferences" in page
    assert f"in {round(100 * lesson['agrees_now'])}% by the weights of that moment" in page
    assert reverse("admin:challenges_fitcomparison_change", args=[FitComparison.objects.get().pk]) in page


def test_page_of_a_proposal_that_lowers_a_part_says_why(boss, chief):
    judge(scene(), AGAINST_REGION)
    version = propose_new_weights(chief).version
    page = html(boss.get(reverse("admin:challenges_fit_activate", args=[version.pk])))
    assert "companies from the region were taken on less often than the score expected" in page


def test_page_of_a_proposal_speaks_dutch(boss, proposal):
    with override("nl"):
        page = html(boss.get(reverse("admin:challenges_fit_change", args=[proposal.pk])))
    assert "Regio telt voor 14 in plaats van 12 van de 100 punten, omdat bedrijven uit de regio vaker" in page


def test_weights_of_any_two_versions_are_compared(boss, proposal, chief):
    activate_model_version(chief, proposal)
    other = FitFactory(points=[400, 250, 100, 170, 80])
    chosen = {"action": "compare", "_selected_action": [proposal.pk, other.pk]}
    answer = boss.post(reverse("admin:challenges_fit_changelist"), chosen, follow=True)
    weights = {weight.name: (weight.before, weight.after, weight.difference) for weight in answer.context["weights"]}
    assert weights["region"] == (140, 170, "+3")
    assert weights["maturity"] == (proposal.points[2], 100, f"−{(proposal.points[2] - 100) / 10:g}")
    assert answer.context["lesson"] == []


def test_comparison_tells_for_whom_places_change(boss, proposal):
    make_due_comparisons()
    near, far = (CompanyFactory(province=ProvinceFactory(), founded_year=2024, team_size=size) for size in (5, 60))
    comparison = FitComparison.objects.get()
    moved = [[near.pk, None, 1, [1] * 6, [2] * 6], [far.pk, 1, None, [2] * 6, [1] * 6], [0, 2, 2, [1] * 6, [1] * 6]]
    comparison.result["challenges"] = [{"challenge": 0, "moved": moved}]
    comparison.places, comparison.changed = 2, 1
    comparison.save()
    page = boss.get(reverse("admin:challenges_fitcomparison_change", args=[comparison.pk]))
    region, age, size = (
        {line.label: (line.before, line.after, line.difference) for line in shares.lines}
        for shares in page.context["groups"]
    )
    assert region == {str(near.province): (0, 1, "+1"), str(far.province): (1, 0, "−1")}
    assert list(age.values()) == [(1, 1, "")]
    assert size == {"1–9": (0, 1, "+1"), "50–249": (1, 0, "−1")}
    assert "Region counts for 14 instead of 12" in html(page)


def test_activating_and_going_back_by_the_pages_restores_the_weights(boss, proposal):
    before = Fit.objects.get(is_active=True)
    boss.post(reverse("admin:challenges_fit_activate", args=[proposal.pk]))
    assert Fit.objects.get(is_active=True).points == proposal.points
    boss.post(reverse("admin:challenges_fit_activate", args=[before.pk]))
    assert Fit.objects.get(is_active=True).points == before.points == list(MaximumPoints())


def test_undone_decisions_are_not_in_the_numbers(boss):
    judge(scene(challenges=2), BY_REGION)
    Decision.objects.all().delete()
    assert boss.get(reverse(PAGE)).context["needs"][0].told == f"0 of {FEWEST_PREFERENCES}"


def test_page_costs_the_same_however_many_outcomes(boss):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert boss.get(reverse(PAGE)).status_code == 200
        return len(captured)

    judge(scene(challenges=2), BY_REGION)
    boss.post(reverse(BUTTON))
    before = queries()
    judge(scene(challenges=6), BY_REGION)
    for _ in range(3):
        boss.post(reverse(BUTTON))
    assert queries() == before <= 14


@pytest.mark.parametrize("answer", LearningRun.Answer.values)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_answer_is_told(boss, answer, language):
    figures = {"preferences": 60, "challenges": 12, "roms": 2, "new": 3, "agrees_now": 0.5, "agrees_then": 0.55}
    run = LearningRun.objects.create(answer=answer, figures=figures)
    with override(language):
        assert boss.get(reverse("admin:challenges_learningrun_change", args=[run.pk])).status_code == 200
        assert boss.get(reverse(PAGE)).context["last"][1]
