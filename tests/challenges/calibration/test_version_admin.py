"""Versions of the matching in the admin: compared, activated, gone back to, kept and thrown away, and told."""

import random

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from challenges.calibration.model_comparison import make_due_comparisons
from challenges.matching.inputs import Stock
from challenges.matching.model_services import train_model_version
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.refresh.runner import run_due_matching
from companies.profiles.models import Company
from tests.challenges.matching.test_refresh import stock
from tests.factories import CompanyFactory, FitFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
PAGES = ["activate", "throw_away", "keep", "let_go", "compare"]
POST_ONLY = ["keep", "let_go", "compare"]


@pytest.fixture
def chief():
    return UserFactory(admin=True, name="Ada")


@pytest.fixture
def boss(client, chief):
    client.force_login(chief)
    with override("en"):
        yield client


@pytest.fixture
def first():
    stock(random.Random(5))
    run_due_matching()
    return Fit.objects.get()


@pytest.fixture
def second(first):
    """Made when the texts were others, so that it scores otherwise; a quarter more companies would be drift."""
    for words in ("drone", "radar drone"):
        CompanyFactory(text_nl=words)
    return train_model_version(Stock.now(), Fit.Made.COMMAND)[0]


def page(name, version):
    return reverse(f"admin:challenges_fit_{name}", args=[version.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("person", [lambda: UserFactory(adviser=True), lambda: MembershipFactory().user])
def test_others_than_admins_get_no_page_of_a_version(client, name, person):
    version = FitFactory()
    client.force_login(person())
    for method in (client.get, client.post):
        assert method(page(name, version), follow=True).status_code == 403
    version.refresh_from_db()
    assert (version.is_active, version.is_kept, version.dropped_at) == (False, False, None)


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_asked_to_log_in_and_an_absent_version_is_404(client, name, chief):
    assert client.post(page(name, FitFactory())).status_code == 302
    assert not Fit.objects.filter(is_active=True).exists()
    client.force_login(chief)
    for number in (0, 10**20):
        assert client.post(reverse(f"admin:challenges_fit_{name}", args=[number])).status_code == 404


@pytest.mark.parametrize("name", POST_ONLY)
def test_what_writes_is_posted(boss, name):
    assert boss.get(page(name, FitFactory())).status_code == 405


def test_activate_asks_and_matches_everything(boss, chief, first, second, django_capture_on_commit_callbacks):
    assert "Everything is matched anew" in boss.get(page("activate", second)).content.decode()
    assert Fit.objects.get(is_active=True) == first
    with django_capture_on_commit_callbacks() as queued:
        assert told(boss.post(page("activate", second))) == [
            f"Version {second} is active now; everything is matched by it."
        ]
    assert len(queued) == 1
    second.refresh_from_db()
    assert (second.is_active, second.activated_by) == (True, chief)


def test_page_of_an_earlier_version_offers_to_go_back(boss, first, second):
    boss.post(page("activate", second))
    assert "Go back to this version" in boss.get(page("change", first)).content.decode()
    boss.post(page("activate", first))
    assert Fit.objects.get(is_active=True) == first


def test_activation_that_is_refused_is_told(boss, first):
    old = FitFactory(format=1)
    assert "Activate this version" not in boss.get(page("change", old)).content.decode()
    assert "earlier release" in told(boss.post(page("activate", old)))[0]
    assert Fit.objects.get(is_active=True) == first


def test_keep_and_let_go(boss, second):
    assert told(boss.post(page("keep", second))) == [f"Version {second} is kept."]
    assert Fit.objects.get(pk=second.pk).is_kept
    assert "Kept: it is not cleared away." in boss.get(page("change", second)).content.decode()
    boss.post(page("let_go", second))
    assert not Fit.objects.get(pk=second.pk).is_kept


def test_throw_away_wants_a_reason_and_tells_it(boss, second):
    assert boss.post(page("throw_away", second), {"reason": " "}).context["form"].errors
    assert boss.post(page("throw_away", second), {"reason": "Too odd."}).status_code == 302
    html = boss.get(page("change", second)).content.decode()
    assert "by Ada: “Too odd.”" in html
    assert "Activate this version" not in html


def test_the_active_version_is_not_thrown_away(boss, first):
    assert "not thrown away" in told(boss.post(page("throw_away", first), {"reason": "x"}))[0]


def test_history_tells_who_activated(boss, second):
    boss.post(page("activate", second))
    entries = boss.get(page("history", second)).context["entries"]
    changed = [change.sentence for entry in entries if entry.who == "Ada" for change in entry.changes]
    assert "Active was “no” and became “yes”." in changed
    assert any(sentence.startswith("Activated by was empty and became “Ada") for sentence in changed)


def test_two_chosen_versions_are_compared(boss, first, second, django_capture_on_commit_callbacks):
    FitComparison.objects.all().delete()
    chosen = {"action": "compare", "_selected_action": [first.pk, second.pk]}
    with django_capture_on_commit_callbacks() as queued:
        answer = boss.post(reverse("admin:challenges_fit_changelist"), chosen)
    comparison = FitComparison.objects.get()
    assert len(queued) == 1
    assert answer.url == reverse("admin:challenges_fitcomparison_change", args=[comparison.pk])
    assert (comparison.before, comparison.after) == (first, second)


@pytest.mark.parametrize("number", [1, 3])
def test_other_than_two_are_not_compared(boss, first, second, number):
    chosen = [first.pk, second.pk, FitFactory().pk][:number]
    answer = boss.post(reverse("admin:challenges_fit_changelist"), {"action": "compare", "_selected_action": chosen})
    assert told(answer) == ["Choose two versions to compare."]


def test_two_of_which_one_cannot_be_read_are_told(boss, first):
    chosen = {"action": "compare", "_selected_action": [first.pk, FitFactory(format=1).pk]}
    assert "earlier release" in told(boss.post(reverse("admin:challenges_fit_changelist"), chosen))[0]


def test_a_version_is_compared_with_the_active_one(boss, first, second):
    answer = boss.post(page("compare", second))
    assert answer.url == reverse("admin:challenges_fitcomparison_change", args=[FitComparison.objects.get().pk])
    assert "earlier release" in told(boss.post(page("compare", FitFactory(format=1))))[0]


def shown(boss):
    comparison = FitComparison.objects.get()
    return boss.get(reverse("admin:challenges_fitcomparison_change", args=[comparison.pk]))


def test_comparison_is_told_as_being_made_until_a_worker_has_made_it(boss, second):
    assert "This comparison is being made." in shown(boss).content.decode()
    make_due_comparisons()
    assert "This comparison is being made." not in shown(boss).content.decode()


def test_comparison_tells_who_comes_in_and_goes_out_with_both_scores(boss, second, settings):
    company = Company.objects.order_by("pk").first()
    comparison = FitComparison.objects.get()
    make_due_comparisons()
    comparison.refresh_from_db()
    challenge = comparison.result["challenges"][0]
    gone = [0, 1, None, [99] * 6, [9] * 6]
    challenge["moved"] = [[company.pk, None, 1, [100, 50, 0, 0, 0, 0], [100, 95, 0, 0, 0, 0]], gone]
    comparison.places, comparison.changed = 40, 1
    comparison.save()
    response = shown(boss)
    [row] = response.context["shown"].rows
    [comes], [goes] = row.comes, row.goes
    assert (comes.company, comes.place_before, comes.place_after) == (company.name, None, 1)
    assert (comes.total.before, comes.total.after) == ("15", "19.5")
    assert [(part.label, part.before, part.after) for part in comes.parts if part.is_changed] == [("Text", "5", "9.5")]
    assert goes.company == "A company that is gone"
    html = response.content.decode()
    assert "Of 40 places among the first ten, 39 stay with the same company: 97%." in html
    assert "The points of these companies differ by" in html


def test_average_movement_is_over_all_companies_looked_at(boss, second):
    make_due_comparisons()
    comparison = FitComparison.objects.get()
    moved = [[1, 1, 1, [100], [130]], [2, 2, 2, [100], [99]]]
    comparison.result |= {"parts": ["text"], "challenges": [{"challenge": 0, "moved": moved}]}
    comparison.save()
    assert shown(boss).context["shown"].told[-1] == "The points of these companies differ by 1.6 on average."


def test_comparison_again_is_made_of_the_stock_of_now(boss, second, django_capture_on_commit_callbacks):
    make_due_comparisons()
    CompanyFactory()
    again = reverse("admin:challenges_fitcomparison_again", args=[FitComparison.objects.get().pk])
    assert boss.get(again).status_code == 405
    with django_capture_on_commit_callbacks() as queued:
        boss.post(again)
    make_due_comparisons()
    assert len(queued) == 1
    assert FitComparison.objects.get().result["stock"]["companies"] == 15


def test_comparison_costs_the_same_however_many_challenges(boss, second):
    make_due_comparisons()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert shown(boss).status_code == 200
        return len(captured)

    before = queries()
    stock(random.Random(6), challenges=20)
    boss.post(reverse("admin:challenges_fitcomparison_again", args=[FitComparison.objects.get().pk]))
    make_due_comparisons()
    assert len(FitComparison.objects.get().result["challenges"]) == 26
    assert queries() == before <= 12


def test_list_tells_state_and_difference(boss, first, second):
    make_due_comparisons()
    FitComparison.objects.update(places=40, changed=3)
    html = boss.get(reverse("admin:challenges_fit_changelist")).content.decode()
    assert f"Of 40 places among the first ten, 3 go to another company than by version {first}." in html
    assert "By the command fit_matching" in html


def test_page_speaks_dutch(boss, second):
    with override("nl"):
        html = boss.get(page("change", second)).content.decode()
    assert "door de opdracht fit_matching" in html
