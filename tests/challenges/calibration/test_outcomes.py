"""Which outcome counts as what, read from the decisions and introductions of now."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from challenges.calibration.outcomes import load_judged_outcomes
from challenges.calibration.pages import list_grade_events
from challenges.introductions.models import Introduction
from challenges.introductions.services import start_introduction
from challenges.introductions.workflow import EndReason, IntroductionAction, IntroductionParty, IntroductionState
from challenges.matching.model_versions import Fit
from challenges.matching.models import Decision
from challenges.matching.services import save_match_decision, undo_match_decision
from tests.challenges.calibration.scenario import judge, matched, scene
from tests.challenges.introductions.conftest import make_case
from tests.factories import ChallengeFactory, CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
OWNER, COMPANY, NEIGHBOUR = IntroductionParty.OWNER, IntroductionParty.COMPANY, IntroductionParty.COMPANY_ROM


@pytest.fixture
def case():
    case = make_case()
    matched(case.challenge, case.company, (170, 140, 150, 0, 11))
    return case


def grades():
    return [outcome.judged.grade for outcome in load_judged_outcomes()]


def decided(case, **said):
    return save_match_decision(case.owner, case.challenge, case.company, **said)


def introduced(case, *steps):
    introduction = case.introduced()
    for side, what, said in steps:
        case.take(introduction, side, what, **said)
    return introduction


def test_an_outcome_has_the_shares_of_its_parts_and_the_rom_of_its_challenge(case):
    decided(case, kind="shortlisted")
    [outcome] = load_judged_outcomes()
    assert outcome.judged.shares == (0.5, 0.5, 1.0, 0.0, 0.1)
    assert (outcome.judged.want_id, outcome.judged.rom_id) == (case.challenge.pk, case.challenge.rom_id)


def test_a_part_that_weighed_nothing_has_no_share():
    company, challenge = CompanyFactory(), ChallengeFactory()
    matched(challenge, company, (500, 250, 150, 100, 0))
    Fit.objects.update(points=[500, 250, 150, 100, 0])
    save_match_decision(UserFactory(admin=True), challenge, company, kind="shortlisted")
    assert load_judged_outcomes()[0].judged.shares == (1.0, 1.0, 1.0, 1.0, 0.0)


@pytest.mark.parametrize("reason", Decision.Reason.values)
def test_a_dismissal_counts_only_where_it_says_that_the_company_does_not_fit(case, reason):
    decided(case, kind="dismissed", reason=reason)
    assert grades() == ([0] if reason in {"wrong_technology", "not_mature"} else [])


def test_shortlisted_counts_and_an_undone_decision_teaches_nothing(case):
    decided(case, kind="shortlisted")
    assert grades() == [1]
    undo_match_decision(case.challenge, case.company)
    assert grades() == []


def test_a_changed_decision_counts_as_it_is_now(case):
    decided(case, kind="shortlisted")
    decided(case, kind="dismissed", reason="not_mature")
    assert grades() == [0]


def test_asking_as_the_rom_counts_as_shortlisting_and_asking_as_the_company_does_not(case):
    introduction = case.begin(COMPANY)
    assert grades() == []
    case.take(introduction, OWNER, IntroductionAction.ACCEPT)
    assert grades() == [1]


@pytest.mark.parametrize(
    ("state", "grade"),
    [
        *(("introduced", 2), ("met", 2), ("follow_up", 2)),
        *(("test", 3), ("pilot", 3), ("contract", 4), ("investment", 4)),
    ],
)
def test_the_furthest_state_counts(case, state, grade):
    what = {IntroductionState.MET: IntroductionAction.MEET}.get(state, state)
    introduced(case, *([] if state == "introduced" else [(OWNER, IntroductionAction(what), {})]))
    assert Introduction.objects.get().state == state
    assert grades() == [grade]


@pytest.mark.parametrize("reason", EndReason.values)
def test_a_no_of_the_rom_of_the_challenge_counts_where_it_says_that_it_does_not_fit(case, reason):
    case.take(case.begin(COMPANY), OWNER, IntroductionAction.DECLINE, reason=reason, note="Zie boven.")
    assert grades() == ([0] if reason in {"no_fit", "too_early"} else [])


@pytest.mark.parametrize("reason", EndReason.values)
def test_a_stop_by_the_rom_of_the_challenge_takes_what_was_reached_back_where_it_does_not_fit(case, reason):
    introduced(
        case,
        (OWNER, IntroductionAction.TEST, {}),
        (OWNER, IntroductionAction.STOP, {"reason": reason, "note": "Zie boven."}),
    )
    assert grades() == ([0] if reason in {"no_fit", "too_early"} else [3])


@pytest.mark.parametrize("side", [COMPANY, NEIGHBOUR])
@pytest.mark.parametrize(("reason", "expected"), [("no_fit", []), ("too_early", []), ("no_capacity", [1])])
def test_a_company_that_says_itself_that_it_does_not_fit_leaves_the_pair_out(case, side, reason, expected):
    decided(case, kind="shortlisted")
    case.take(case.begin(OWNER), side, IntroductionAction.DECLINE, reason=reason)
    assert grades() == expected


def test_what_was_taken_back_or_lapsed_does_not_count(case):
    introduction = case.begin(OWNER)
    assert grades() == [1]
    case.take(introduction, OWNER, IntroductionAction.WITHDRAW)
    assert grades() == []
    other = start_introduction(case.owner, case.challenge, case.company, OWNER)
    Introduction.objects.filter(pk=other.pk).update(state=IntroductionState.LAPSED)
    assert grades() == []


def test_what_came_last_counts_where_a_no_and_a_yes_contradict(case):
    introduction = introduced(case)
    decided(case, kind="dismissed", reason="wrong_technology")
    assert grades() == [0]
    case.take(introduction, OWNER, IntroductionAction.TEST)
    assert grades() == [3]
    decided(case, kind="shortlisted")
    assert grades() == [3]


def test_a_judgement_whose_points_nobody_knows_does_not_count():
    save_match_decision(UserFactory(admin=True), ChallengeFactory(), CompanyFactory(), kind="shortlisted")
    assert grades() == []


def test_gathering_costs_three_queries_however_much_there_is():
    small = scene(challenges=2)
    judge(small, (1, 0, 0, 0, 0))
    with CaptureQueriesContext(connection) as few:
        assert len(load_judged_outcomes()) == 16
    judge(scene(challenges=10), (1, 0, 0, 0, 0))
    with CaptureQueriesContext(connection) as many:
        assert len(load_judged_outcomes()) == 96
    assert len(few) == len(many) == 3


def test_the_manual_has_the_table_as_it_is():
    manual = (settings.BASE_DIR / "docs" / "matching.md").read_text()
    with override("en"):
        for row in list_grade_events():
            assert f"| {' · '.join(row.events)} | {row.grade} |" in manual
