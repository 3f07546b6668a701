"""Outcomes propose other weights, within bounds; a person activates them and goes back; with too few, nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from challenges.calibration import services
from challenges.calibration.engine.learning import FEWEST_CHALLENGES, FEWEST_PREFERENCES
from challenges.calibration.models import Judgement, LearningRun
from challenges.calibration.services import (
    NEW_NEEDED,
    Answer,
    gather_learning_evidence,
    propose_new_weights,
    propose_weights_if_due,
)
from challenges.calibration.versions import activate_model_version, discard_model_version
from challenges.matching.inputs import Stock
from challenges.matching.model_services import create_active_version, get_active_points, load_active_version
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.models import Decision
from challenges.tasks import teaching_task
from portal.notifications.models import Notification
from tests.challenges.calibration.scenario import NOW, judge, scene
from tests.factories import FitFactory, UserFactory

pytestmark = pytest.mark.django_db
BY_REGION, AGAINST_REGION = (0.1, 0.05, 0.05, 0.8, 0.0), (0.3, 0.2, 0.1, -0.6, 0.0)
REGION = 3  # its place among the parts
STEP = 20  # tenths: what is promised on the page, in the manual and here


@pytest.fixture
def ada():
    return UserFactory(admin=True)


@pytest.fixture
def judged():
    made = scene()
    judge(made, BY_REGION)
    return made


@pytest.fixture
def proposed(judged, ada):
    return propose_new_weights(ada)


def test_people_who_choose_by_region_raise_it_by_a_bounded_step(judged, proposed, ada):
    version = proposed.version
    assert proposed.answer == Answer.PROPOSED
    assert (version.made_as, version.made_by, version.based_on) == (Fit.Made.OUTCOMES, ada, judged.fit)
    assert version.points[REGION] == NOW[REGION] + STEP
    assert max(abs(new - old) for new, old in zip(version.points, NOW, strict=True)) <= STEP
    assert sum(version.points) == 1000


def test_people_who_choose_companies_from_elsewhere_lower_it(ada):
    judge(scene(), AGAINST_REGION)
    run = propose_new_weights(ada)
    assert run.answer == Answer.PROPOSED
    assert NOW[REGION] - STEP <= run.version.points[REGION] < NOW[REGION]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_who_choose_by_the_score_of_now_or_by_nothing_propose_nothing(ada, seed):
    judge(scene(), tuple(most / 1000 for most in NOW) if seed % 2 else (0,) * 5, seed=seed)
    run = propose_new_weights(ada)
    assert (run.answer, run.version) == (Answer.WITHIN_NOISE, None)
    assert run.figures["agrees_now"] > 0
    assert not Fit.objects.filter(made_as=Fit.Made.OUTCOMES).exists()


def test_a_proposal_changes_the_weights_alone_and_waits(judged, proposed):
    fit, model = load_active_version()
    assert fit == judged.fit
    version = Fit.objects.get(pk=proposed.version_id)
    assert (version.stock, version.companies, version.challenges) == (fit.stock, fit.companies, fit.challenges)
    assert not version.is_active
    assert FitComparison.objects.filter(before=fit, after=version, made_at=None).exists()
    activate_model_version(None, version)
    changed = load_active_version()[1]
    assert changed.points == tuple(version.points) != model.points
    assert (changed.text_full, changed.n_offers) == (model.text_full, model.n_offers)


def test_the_lesson_is_kept_with_the_version(proposed):
    lesson = Fit.objects.get(pk=proposed.version_id).figures["lesson"]
    assert lesson["verdict"] == "proposed"
    assert (lesson["before"], lesson["after"]) == ([*NOW], proposed.version.points)
    assert lesson["challenges"] > FEWEST_CHALLENGES
    assert lesson["agrees_then"] > lesson["agrees_now"]
    assert lesson["sure"][REGION]


def test_too_few_outcomes_propose_nothing_and_say_how_many_there_are(ada):
    made = scene(challenges=FEWEST_CHALLENGES - 1)
    judge(made, BY_REGION)
    run = propose_new_weights(ada)
    assert (run.answer, run.version) == (Answer.TOO_FEW, None)
    assert 0 < run.figures["challenges"] < FEWEST_CHALLENGES
    assert run.figures["preferences"] > FEWEST_PREFERENCES
    assert get_active_points() == NOW


def test_outcomes_of_one_rom_propose_nothing(ada):
    judge(scene(roms=1), BY_REGION)
    assert propose_new_weights(ada).answer == Answer.TOO_FEW


def test_undone_decisions_teach_nothing(judged, ada):
    Decision.objects.all().delete()
    run = propose_new_weights(ada)
    assert (run.answer, run.figures["preferences"]) == (Answer.TOO_FEW, 0)
    assert Judgement.objects.exists()


def test_nothing_matched_yet_is_told(ada):
    assert propose_new_weights(ada).answer == Answer.UNMATCHED


def test_one_proposal_waits_at_a_time(proposed, ada):
    run = propose_new_weights(ada)
    assert (run.answer, run.version) == (Answer.WAITS, None)
    assert Fit.objects.proposals().count() == 1


def judged_again(number):
    """So many pairs are judged anew, just now."""
    later = timezone.now() + timedelta(seconds=5)
    pks = Judgement.objects.order_by("pk").values("pk")[:number]
    Judgement.objects.filter(pk__in=list(pks.values_list("pk", flat=True))).update(judged_at=later)


@pytest.mark.parametrize("settle", ["activate", "throw_away"])
def test_the_next_proposal_wants_new_outcomes(proposed, ada, settle):
    if settle == "activate":
        activate_model_version(ada, proposed.version)
    else:
        discard_model_version(ada, proposed.version, "Eerst meer ROM's.")
    assert gather_learning_evidence().new == 0
    run = propose_new_weights(ada)
    assert (run.answer, run.figures["new"]) == (Answer.TOO_SOON, 0)
    judged_again(NEW_NEEDED - 1)
    assert propose_new_weights(ada).answer == Answer.TOO_SOON
    judged_again(NEW_NEEDED)
    assert propose_new_weights(ada).answer == Answer.PROPOSED


def test_going_back_restores_the_weights_and_counts_new_outcomes_anew(judged, proposed, ada):
    activate_model_version(ada, proposed.version)
    assert get_active_points() == tuple(proposed.version.points)
    judged_again(NEW_NEEDED)
    later = timezone.now() + timedelta(seconds=10)
    activate_model_version(ada, judged.fit)
    Fit.objects.filter(pk=judged.fit.pk).update(activated_at=later)
    assert get_active_points() == load_active_version()[1].points == NOW
    assert gather_learning_evidence().since == later
    assert propose_new_weights(ada).answer == Answer.TOO_SOON


def test_a_refit_after_activation_keeps_the_new_weights_and_counts_on(proposed, ada):
    activate_model_version(ada, proposed.version)
    since = gather_learning_evidence().since
    fit, model = create_active_version(Stock.now())
    assert model.points == tuple(fit.points) == tuple(proposed.version.points)
    assert gather_learning_evidence().since == since


def test_a_proposal_on_weights_that_are_no_longer_those_of_now_is_not_activated(proposed, ada):
    other = FitFactory(points=[300, 350, 150, 120, 80])
    activate_model_version(ada, other)
    with override("en"), pytest.raises(ValidationError, match="weights have changed since"):
        activate_model_version(ada, proposed.version)
    discard_model_version(ada, proposed.version, "Verouderd.")


def test_the_last_proposal_is_not_cleared_away(proposed, ada):
    discard_model_version(ada, proposed.version, "Niet nu.")
    for _ in range(8):
        create_active_version(Stock.now())
    assert Fit.objects.filter(pk=proposed.version_id).exists()
    assert gather_learning_evidence().new == 0


def test_each_look_is_kept_and_no_more_than_a_number_of_them(ada, monkeypatch):
    monkeypatch.setattr(services, "KEPT_RUNS", 2)
    for _ in range(4):
        propose_new_weights(None)
    assert LearningRun.objects.count() == 2


def test_a_second_step_goes_on_where_the_first_one_ended(proposed, ada):
    activate_model_version(ada, proposed.version)
    judged_again(NEW_NEEDED)
    second = propose_new_weights(ada).version
    assert second.points[REGION] == NOW[REGION] + 2 * STEP


def test_the_clock_looks_once_in_a_month_unless_somebody_did(ada):
    now = timezone.now()
    assert propose_weights_if_due(now).asked_by is None
    assert propose_weights_if_due(now) is None
    LearningRun.objects.update(asked_at=now - timedelta(days=32))
    assert propose_weights_if_due(now).answer == Answer.UNMATCHED
    LearningRun.objects.all().delete()
    propose_new_weights(ada)
    assert propose_weights_if_due(now) is None


def test_the_clock_asks_for_the_comparison_of_what_it_proposes(judged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        teaching_task()
    assert FitComparison.objects.get().made_at
    with django_capture_on_commit_callbacks() as queued:
        teaching_task()
    assert not queued


def test_admins_are_told_of_a_proposal_but_not_who_asked_for_it(judged, ada):
    other, _adviser = UserFactory(admin=True, language="nl"), UserFactory(adviser=True)
    version = propose_new_weights(ada).version
    note = Notification.objects.get()
    assert (note.user, note.title) == (other, "Voorstel voor nieuwe gewichten")
    assert note.url == f"/nl/admin/challenges/fit/{version.pk}/change/"


def test_the_command_says_what_it_found(judged, capsys):
    call_command("propose_weights")
    told = capsys.readouterr().out
    assert "Region counts for 14 instead of 12 of 100 points" in told
    assert f"Version {Fit.objects.proposals().get()} waits." in told
    call_command("propose_weights")
    assert "a proposal waits already" in capsys.readouterr().out


def test_the_command_says_that_there_are_too_few(capsys):
    judge(scene(challenges=2), BY_REGION)
    call_command("propose_weights")
    assert "Challenges: 2 of 10." in capsys.readouterr().out
