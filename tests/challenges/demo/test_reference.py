"""The examples lean on the reference data: without it, with it, and after a technology was merged."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from challenges.demo.loader import load_demo
from challenges.demo.references import MissingReference
from companies.profiles.models import CompanyTechnology
from portal.technologies.models import Technology
from tests.challenges.demo.reference import create_reference


@pytest.fixture
def reference(db):
    create_reference()


def test_load_demo_is_quick_in_queries(reference, django_assert_max_num_queries):
    with django_assert_max_num_queries(900):  # each move and introduction goes through its service
        load_demo(timezone.now())


def test_load_demo_needs_the_reference_data(db):
    with pytest.raises(MissingReference, match="load_reference"):
        load_demo(timezone.now())
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_demo")


def test_technologies_merged_before_loading_lead_to_the_one_that_stayed(reference):
    kept = Technology.objects.get(slug="sensor-fusion")
    Technology.objects.filter(slug="acoustic-sensors").update(merged_into=kept)
    load_demo(timezone.now())
    links = CompanyTechnology.objects.filter(company__slug="zilverreiger-sensing", technology=kept)
    assert links.count() == 1
