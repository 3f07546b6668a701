"""Merging two technologies moves every link, on a real database."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from companies.profiles.models import CompanyTechnology
from portal.technologies.evidence import KnownAs
from portal.technologies.models import FocusArea, Technology
from portal.technologies.services import merge_technologies
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    RequirementFactory,
    TechnologyFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return TechnologyFactory(slug="lidar")


@pytest.fixture
def gone():
    return TechnologyFactory(slug="laser-radar")


def test_merge_moves_links_terms_and_requirements(kept, gone):
    link, term, requirement = (
        factory(technology=gone) for factory in (CompanyTechnologyFactory, TermFactory, RequirementFactory)
    )
    merge_technologies(kept, gone)
    for row in (link, term, requirement):
        row.refresh_from_db()
        assert row.technology == kept


def test_merge_keeps_the_old_address(client, kept, gone):
    merge_technologies(kept, gone)
    response = client.get(reverse("technology_detail", args=["laser-radar"]))
    assert response.status_code == 301
    assert response["Location"] == reverse("technology_detail", args=["lidar"])


def test_merge_takes_the_old_one_out_of_the_tree(kept, gone):
    gone.parent = TechnologyFactory()
    gone.save()
    merge_technologies(kept, gone)
    gone.refresh_from_db()
    assert (gone.parent, gone.level, gone.merged_into) == (None, 1, kept)
    assert gone not in Technology.objects.current()


def test_merge_leads_earlier_merges_on(kept, gone):
    earlier = TechnologyFactory(merged_into=gone)
    merge_technologies(kept, gone)
    earlier.refresh_from_db()
    assert earlier.merged_into == kept


def test_merge_moves_children_related_and_focus_areas(kept, gone):
    child = TechnologyFactory(parent=gone)
    other = TechnologyFactory()
    gone.related.add(other, kept)
    kept.related.add(other)
    area = FocusArea.objects.create(code="sensors", framework="defence", label_nl="Sensoren", label_en="Sensors")
    gone.focus_areas.add(area)
    merge_technologies(kept, gone)
    child.refresh_from_db()
    assert child.parent == kept
    assert list(kept.related.all()) == [other]
    assert list(other.related.all()) == [kept]
    assert not gone.related.exists()
    assert list(kept.focus_areas.all()) == [area]


def test_merge_into_a_grandchild_lifts_it_to_the_place_of_the_old_one(gone):
    middle = TechnologyFactory(parent=gone)
    kept = TechnologyFactory(parent=middle)
    merge_technologies(kept, gone)
    kept.refresh_from_db()
    middle.refresh_from_db()
    assert (kept.parent, kept.level) == (None, 1)
    assert (middle.parent, middle.level) == (kept, 2)


def test_merge_refuses_a_vocabulary_of_four_levels(gone):
    kept = TechnologyFactory(parent=TechnologyFactory(parent=TechnologyFactory()))
    TechnologyFactory(parent=gone)
    with pytest.raises(ValidationError):
        merge_technologies(kept, gone)


def test_merge_refuses_itself_and_what_was_merged_before(kept, gone):
    with pytest.raises(ValidationError):
        merge_technologies(kept, kept)
    merge_technologies(kept, gone)
    for pair in ((kept, gone), (gone, kept)):
        with pytest.raises(ValidationError):
            merge_technologies(*pair)


@pytest.mark.parametrize(
    ("of_kept", "of_gone", "stays"),
    [
        (KnownAs.PROPOSED, KnownAs.CONFIRMED, KnownAs.CONFIRMED),
        (KnownAs.PROPOSED, KnownAs.REFUSED, KnownAs.REFUSED),
        (KnownAs.STATED, KnownAs.REFUSED, KnownAs.STATED),
        (KnownAs.REFUSED, KnownAs.STATED, KnownAs.REFUSED),
        (KnownAs.CONFIRMED, KnownAs.PROPOSED, KnownAs.CONFIRMED),
    ],
)
def test_merge_of_both_at_one_company_keeps_what_a_person_said(kept, gone, of_kept, of_gone, stays):
    company = CompanyFactory()
    CompanyTechnologyFactory(company=company, technology=kept, known_as=of_kept)
    CompanyTechnologyFactory(company=company, technology=gone, known_as=of_gone)
    merge_technologies(kept, gone)
    assert [link.known_as for link in company.technology_links.all()] == [stays]


def test_merge_keeps_a_phrase_where_the_other_has_none(kept, gone):
    company = CompanyFactory()
    CompanyTechnologyFactory(company=company, technology=kept)
    CompanyTechnologyFactory(company=company, technology=gone, known_as="proposed", phrase="laserradar", language="nl")
    merge_technologies(kept, gone)
    link = CompanyTechnology.objects.get()
    assert (link.known_as, link.phrase, link.language) == ("stated", "laserradar", "nl")


def test_merge_of_both_at_one_challenge_keeps_the_stronger_wish(kept, gone):
    challenge = ChallengeFactory()
    RequirementFactory(challenge=challenge, technology=kept, weight=4)
    RequirementFactory(challenge=challenge, technology=gone, weight=2, necessity="must")
    merge_technologies(kept, gone)
    (requirement,) = challenge.requirements.all()
    assert (requirement.technology, requirement.weight, requirement.necessity) == (kept, 4, "must")


def test_merge_makes_the_companies_due_again(kept, gone):
    company = CompanyTechnologyFactory(technology=gone).company
    before = company.revision.version
    merge_technologies(kept, gone)
    company.revision.refresh_from_db()
    assert company.revision.version > before


def test_merge_leaves_history_as_it_was(kept, gone):
    link = CompanyTechnologyFactory(technology=gone)
    merge_technologies(kept, gone)
    events = link.events.order_by("pgh_id").values_list("technology", flat=True)
    assert list(events) == [gone.pk, kept.pk]


def test_merge_takes_the_same_number_of_queries_for_many_links(kept, gone, django_assert_max_num_queries):
    CompanyTechnologyFactory.create_batch(20, technology=gone)
    with django_assert_max_num_queries(45):
        merge_technologies(kept, gone)
