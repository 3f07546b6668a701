"""The pages of the wizard: which are open, done or optional, and which one comes first."""

import pytest

from companies.profiles.models import Company
from companies.profiles.wizard import (
    CASES,
    DONE,
    MATURITY,
    OPEN,
    OPTIONAL,
    PUBLISH,
    SHARING,
    SLUGS,
    TECHNOLOGIES,
    TEXT,
    WHO,
    build_wizard_steps,
    get_step_url,
    list_steps_for_matching,
)
from tests.factories import CompanyFactory, CompanyTechnologyFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty():
    return CompanyFactory(state=Company.State.DRAFT, province=None, text_nl="")


def states(company):
    return {step.slug: step.state for step in build_wizard_steps(company).all}


def test_steps_of_an_empty_profile(empty):
    assert states(empty) == dict.fromkeys(SLUGS, OPEN) | {CASES: OPTIONAL, SHARING: OPTIONAL}


def test_steps_of_a_complete_profile():
    company = CompanyFactory(trl=5)
    CompanyTechnologyFactory(company=company, known_as="stated")
    ReferenceCaseFactory(company=company)
    assert states(company) == dict.fromkeys(SLUGS, DONE) | {SHARING: OPTIONAL}


def test_open_steps_tell_what_they_lack_and_optional_ones_do_not(empty):
    for step in build_wizard_steps(empty).all:
        assert bool(step.lacks) == (step.state == OPEN), step.slug


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"city": "Delft"}, WHO),
        ({"text_en": "We make radars."}, TEXT),
        ({"trl": 1}, MATURITY),
        ({"state": "published", "text_nl": "Wij maken radars."}, PUBLISH),
    ],
)
def test_one_field_completes_a_step(empty, fields, slug):
    Company.objects.filter(pk=empty.pk).update(**fields)
    assert states(Company.objects.get(pk=empty.pk))[slug] == DONE


@pytest.mark.parametrize(
    ("known_as", "state"),
    [
        (["stated"], DONE),
        (["confirmed"], DONE),
        (["refused"], OPEN),
        (["proposed"], OPEN),
        (["stated", "proposed"], OPEN),
    ],
)
def test_technologies_are_done_when_no_suggestion_waits(empty, known_as, state):
    for each in known_as:
        CompanyTechnologyFactory(company=empty, known_as=each)
    assert states(empty)[TECHNOLOGIES] == state


def test_first_open_is_the_first_page_that_matching_needs(empty):
    assert build_wizard_steps(empty).first_open.slug == TEXT


def test_first_open_of_a_profile_with_all_that_matching_needs_is_the_last_page():
    company = CompanyFactory(trl=5, state="draft")
    CompanyTechnologyFactory(company=company, known_as="stated")
    assert build_wizard_steps(company).first_open.slug == PUBLISH


@pytest.mark.parametrize(
    ("slug", "previous", "following"),
    [(WHO, None, TEXT), (MATURITY, TECHNOLOGIES, CASES), (PUBLISH, SHARING, None)],
)
def test_current_step_has_neighbours(empty, slug, previous, following):
    steps = build_wizard_steps(empty, slug)
    neighbours = [each and each.slug for each in (steps.previous, steps.current, steps.next)]
    assert neighbours == [previous, slug, following]


def test_steps_without_a_current_one_have_no_neighbours(empty):
    steps = build_wizard_steps(empty)
    assert (steps.current, steps.previous, steps.next) == (None, None, None)


def test_build_wizard_steps_takes_two_queries(empty, django_assert_num_queries):
    with django_assert_num_queries(2):
        build_wizard_steps(empty)


def test_every_step_has_its_own_address(empty):
    assert len({get_step_url(empty, slug) for slug in SLUGS}) == len(SLUGS) == 7


def test_list_steps_for_matching_leaves_out_what_is_done(empty, django_assert_num_queries):
    with django_assert_num_queries(0):
        steps, number = list_steps_for_matching(empty, [])
    assert ([step.slug for step in steps], number) == ([WHO, TEXT, TECHNOLOGIES, MATURITY], 4)
    empty.trl, empty.city = 3, "Delft"
    steps, number = list_steps_for_matching(empty, [])
    assert ([step.slug for step in steps], number) == ([TEXT, TECHNOLOGIES], 4)


def test_steps_for_matching_are_numbered_as_in_the_wizard(empty):
    steps, _number = list_steps_for_matching(empty, [])
    assert [(step.slug, step.number) for step in steps] == [(step.slug, SLUGS.index(step.slug) + 1) for step in steps]
