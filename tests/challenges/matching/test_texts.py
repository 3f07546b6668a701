"""What pages say: reasons, failed rules, what is asked, the steps and facts of a challenge."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from challenges.catalogue.pages import build_status_steps, list_challenge_facts
from challenges.matching.match_texts import (
    describe_failure,
    describe_match_reason,
    describe_own_reason,
    join_labels,
    split_answered_labels,
)
from challenges.posting.criteria import count_matching_companies, list_criteria
from challenges.posting.models import Challenge
from challenges.posting.pages import list_move_buttons
from challenges.posting.services import get_challenge_roles, transition_challenge
from challenges.posting.status_chips import get_full_status_chip, get_status_chip
from portal.technologies.vocabulary import Vocabulary
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    MatchFactory,
    ProvinceFactory,
    RequirementFactory,
    SessionFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = timezone.now() + 5 * DAY


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def technology(label: str, **fields: object):
    return TechnologyFactory(label_en=label, label_nl=label, **fields)


def test_reason_names_what_is_met_and_the_weightiest_that_is_not():
    challenge = ChallengeFactory()
    drones, radar, sonar = technology("Drones"), technology("Radar"), technology("Sonar")
    RequirementFactory(challenge=challenge, technology=sonar, weight=2)
    RequirementFactory(challenge=challenge, technology=radar, weight=5)
    RequirementFactory(challenge=challenge, technology=drones, necessity="must", weight=1)
    match, asked = MatchFactory(challenge=challenge), challenge.requirements.all()
    vocabulary = Vocabulary.load()
    assert describe_match_reason(match, asked, {drones.pk}, vocabulary) == "Names drones; not radar."
    assert describe_own_reason(match, asked, {drones.pk}, vocabulary) == ("You name drones; you do not name radar yet.")
    everything = {drones.pk, radar.pk, sonar.pk}
    assert describe_match_reason(match, asked, everything, vocabulary) == (
        "Names drones, radar and sonar: everything that is asked."
    )


def test_reason_counts_a_more_specific_technology_as_named():
    drones = technology("Drones")
    swarm = technology("Swarms", parent=drones)
    requirement = RequirementFactory(technology=drones)
    named, missing = split_answered_labels([requirement], {swarm.pk}, Vocabulary.load())
    assert (named, missing) == (["drones"], [])


@pytest.mark.parametrize(
    ("points", "start"),
    [
        ({"technology": 20}, "Comes near"),
        ({"technology": 0, "text": 180}, "Both texts"),
        ({"technology": 0}, "Fits in"),
    ],
)
def test_reason_without_a_technology_tells_which_part_fits(points: dict, start: str):
    match = MatchFactory(**{"text": 0, **points})
    assert describe_match_reason(match, [RequirementFactory()], set(), Vocabulary.load()).startswith(start)


def test_listed_names_three_and_counts_the_rest():
    assert join_labels(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


@pytest.mark.parametrize(
    ("rule", "asked", "told", "sentence"),
    [
        ("trl_floor", {"trl_min": 5}, {"trl": 4}, "TRL 4, at least TRL 5 is asked."),
        ("trl_floor", {"trl_min": 5}, {"trl": None}, "No TRL stated, at least TRL 5 is asked."),
        ("established", {}, {"established": False}, "Not established in the EU or a NATO country."),
        (
            "established",
            {},
            {"established": None},
            "Does not state whether it is established in the EU or a NATO country.",
        ),
        ("vetted", {}, {}, "Not vetted yet."),
        ("invited", {}, {}, "Not invited."),
        ("must_have", {}, {}, "Required: a technology that it must have. The profile does not mention it."),
        ("something_new", {}, {}, "Does not meet one of the rules."),
    ],
)
def test_failed_rule_says_what_is_asked_and_what_was_found(rule: str, asked: dict, told: dict, sentence: str):
    challenge, company = ChallengeFactory(**asked), CompanyFactory(**told)
    assert describe_failure(rule, None, challenge, company, Vocabulary.load()).sentence == sentence


def test_failed_must_names_the_technology():
    radar = technology("Radar")
    rule = describe_failure("must_have", radar.pk, ChallengeFactory(), CompanyFactory(), Vocabulary.load())
    assert rule.to_you == "Required: Radar. Your profile does not mention it."


def test_failed_region_names_both_places():
    challenge = ChallengeFactory(rom__name="Horizon Flevoland")
    company = CompanyFactory(province=ProvinceFactory(name_en="Zeeland", name_nl="Zeeland"))
    rule = describe_failure("region", None, challenge, company, Vocabulary.load())
    assert rule.sentence == "Zeeland; only the region of Horizon Flevoland is asked."


def test_asked_lines_count_the_companies_that_meet_each():
    drones = technology("Drones")
    swarm = technology("Swarms", parent=drones)
    challenge = ChallengeFactory(trl_min=5, trl_max=7, needs_established=True, only_region=True)
    RequirementFactory(challenge=challenge, technology=drones, necessity="must", known_as="confirmed")
    near = CompanyFactory(trl=6, established=True, province=ProvinceFactory(rom=challenge.rom))
    CompanyTechnologyFactory(company=near, technology=swarm)
    CompanyFactory(trl=8)
    CompanyFactory(trl=9, state="draft")
    lines = list_criteria(challenge, challenge.requirements.all(), Vocabulary.load())
    found = count_matching_companies(lines, {near.province_id})
    assert [(line.label, line.must, line.count, line.total) for line in found] == [
        ("Drones", True, 1, 2),
        ("Maturity: at least TRL 5", True, 2, 2),
        ("Established in the EU or a NATO country", True, 1, 2),
        (f"In the region of {challenge.rom}", True, 1, 2),
        ("Maturity: TRL 7 or higher", False, 1, 2),
    ]


def test_a_proposal_is_said_to_be_one():
    requirement = RequirementFactory(technology=technology("Radar"), known_as="proposed")
    [line] = list_criteria(requirement.challenge, [requirement], Vocabulary.load())
    assert line.label == "Radar (found in the text, not confirmed)"


def test_steps_show_the_current_state():
    now = timezone.now()
    found = build_status_steps(ChallengeFactory(state="evaluating"), now)
    assert [(step.passed, step.current) for step in found] == [
        (True, False),
        (True, False),
        (False, True),
        (False, False),
    ]
    assert build_status_steps(ChallengeFactory(state="withdrawn"), now) == []


@pytest.mark.parametrize(
    ("fields", "current", "number"),
    [
        ({"state": "draft"}, "Draft", 0),
        ({"state": "in_review"}, "Review", 1),
        ({"state": "scheduled", "opens_at": LATER}, "Scheduled", 2),
        ({"state": "pre_release", "pre_release_at": LATER - 2 * DAY, "opens_at": LATER}, "Announced", 0),
        ({"state": "pre_release", "opens_at": LATER}, "Open", 1),
        ({"state": "decided"}, "Decided", 3),
    ],
)
def test_four_steps_lead_to_publication_or_on_from_it(fields, current, number):
    with translation.override("en"):
        found = build_status_steps(ChallengeFactory(**fields), timezone.now())
    assert [(step.label, step.passed, step.current) for step in found[number : number + 1]] == [(current, False, True)]
    assert [len(found), sum(step.passed for step in found)] == [4, number]


def test_chip_speaks_only_where_a_challenge_deviates():
    now = timezone.now()
    assert get_status_chip(ChallengeFactory(), now) is None
    soon = get_status_chip(ChallengeFactory(closes_at=now + timedelta(days=3)), now)
    assert (soon.state, "in 3 days" in soon.label) == ("soon", True)
    assert get_status_chip(ChallengeFactory(draft=True), now).state == "draft"
    assert get_full_status_chip(ChallengeFactory(), now).state == "open"


def test_facts_name_session_budget_and_source():
    challenge = ChallengeFactory(branch="navy", budget_eur=40_000, source="Example", visibility="vetted")
    session = SessionFactory(title_nl="DURF")
    found = {fact.label: fact for fact in list_challenge_facts(challenge, [session], timezone.now())}
    assert found["Asked by"].value == "Navy"
    assert found["Budget"].value == "€ 40,000"
    assert found["Visible to"].value == "Vetted companies"
    assert found["Session"].url == session.get_absolute_url()


@pytest.mark.parametrize(
    ("state", "opens", "closes", "told"),
    [
        ("draft", -DAY, DAY, ("Opens", "as soon as it is approved")),
        ("in_review", -DAY, DAY, ("Opens", "as soon as it is approved")),
        ("draft", -2 * DAY, -DAY, ("Opening date", None)),
        ("in_review", DAY, 2 * DAY, ("Opens", None)),
        ("withdrawn", -DAY, DAY, ("Opening date", None)),
        ("withdrawn", DAY, 2 * DAY, ("Opening date", None)),
        ("open", -DAY, DAY, ("Posted", None)),
    ],
)
def test_facts_say_posted_of_what_was_approved_alone(state, opens, closes, told):
    now = timezone.now()
    challenge = ChallengeFactory(state=state, opens_at=now + opens, closes_at=now + closes)
    found = {fact.label: fact.value for fact in list_challenge_facts(challenge, [], now)}
    label, value = told
    assert {"Opens", "Posted", "Opening date"} & set(found) == {label}
    assert value in (None, found[label])
    assert str(challenge.rom) in found[label] + found.get("ROM", "")


@pytest.mark.parametrize(
    ("state", "closes", "label"),
    [
        *(("open", DAY, "Closes"), ("draft", DAY, "Closes"), ("open", -DAY, "Closed"), ("decided", -DAY, "Closed")),
        *(("evaluating", DAY, "Deadline"), ("withdrawn", DAY, "Deadline"), ("draft", -DAY, "Deadline")),
    ],
)
def test_facts_say_closes_of_what_is_still_to_close_alone(state, closes, label):
    now = timezone.now()
    challenge = ChallengeFactory(state=state, opens_at=now - 9 * DAY, closes_at=now + closes)
    found = {fact.label for fact in list_challenge_facts(challenge, [], now)}
    assert {"Closes", "Closed", "Deadline"} & found == {label}


@pytest.mark.parametrize("state", list(Challenge.State))
def test_every_move_offered_is_a_move_that_works(state: str):
    admin = UserFactory(admin=True)
    for move in list_move_buttons(ChallengeFactory(state=state), get_challenge_roles(ChallengeFactory(), admin)):
        challenge = RequirementFactory(challenge__state=state).challenge
        transition_challenge(challenge, move.target, admin, reason="Daarom.")
        assert challenge.moves.earliest("id").target == move.target
