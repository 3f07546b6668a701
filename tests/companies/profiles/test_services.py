"""Making, changing and judging profiles."""

import pytest
from django.core.exceptions import ValidationError

from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.services import (
    create_staff_profile,
    review_technologies,
    review_technology,
    update_company,
    update_technology_suggestions,
)
from portal.core.versions import hash_fields
from tests.factories import CompanyFactory, CompanyTechnologyFactory, ProvinceFactory, TechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def radar():
    return TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")


@pytest.fixture
def adviser():
    province = ProvinceFactory()
    user = UserFactory(rom=province.rom, rom_role="adviser")
    user.province = province
    return user


def known_as(company: Company) -> dict[str, str]:
    return dict(company.technology_links.values_list("technology__slug", "known_as"))


def radar_maker() -> Company:
    company = CompanyFactory(name="Radarbouw", text_nl="Wij maken radar.")
    update_technology_suggestions(company)
    return company


def test_staff_profile_has_a_source_and_no_owner(adviser, radar):
    company = create_staff_profile(
        adviser, name="Avy", text_nl="Maakt radar.", province=adviser.province, source="news of 9 February 2026"
    )
    assert (company.is_claimed, company.state, company.source) == (False, "published", "news of 9 February 2026")
    assert not company.memberships.exists()
    assert known_as(company) == {"radar": "proposed"}


@pytest.mark.parametrize("wrong", ["source", "province", "name"])
def test_staff_profile_without_source_of_another_region_or_twice_is_refused(adviser, wrong):
    CompanyFactory(name="avy", province=adviser.province)
    fields = {"name": "Avy 2", "source": "s", "province": adviser.province}
    fields |= {"source": ""} if wrong == "source" else {}
    fields |= {"province": ProvinceFactory()} if wrong == "province" else {}
    fields |= {"name": "Avy"} if wrong == "name" else {}
    with pytest.raises(ValidationError) as refused:
        create_staff_profile(adviser, text_nl="x", **fields)
    assert refused.value.message_dict.keys() == {wrong}
    assert Company.objects.count() == 1


def test_staff_profile_without_province_is_made_by_admins_alone(adviser):
    admin = UserFactory(admin=True)
    assert create_staff_profile(admin, name="Avy", text_nl="x", source="s").province is None
    with pytest.raises(ValidationError):
        create_staff_profile(adviser, name="Avy 2", text_nl="x", source="s")


def test_update_lets_proposals_follow_the_text(radar):
    company = radar_maker()
    update_company(company, text_nl="Wij maken brood.")
    assert known_as(company) == {}


def test_refused_technology_is_never_proposed_again(radar):
    company = radar_maker()
    review_technology(company, radar, "refused")
    update_company(company, text_nl="Wij maken nog meer radar.", text_en="We make radar.")
    assert known_as(company) == {"radar": "refused"}


def test_confirmed_technology_stays_when_the_text_no_longer_names_it(radar):
    company = radar_maker()
    review_technology(company, radar, "confirmed")
    update_company(company, text_nl="Wij maken brood.")
    assert known_as(company) == {"radar": "confirmed"}


def test_update_of_what_somebody_else_changed_is_refused():
    company = CompanyFactory(name="Before")
    seen = hash_fields(company, ["name"])
    update_company(company, seen=seen, name="Theirs")
    with pytest.raises(ValidationError) as refused:
        update_company(company, seen=seen, name="Mine")
    assert refused.value.code == "changed"
    company.refresh_from_db()
    assert company.name == "Theirs"
    assert update_company(company, seen=hash_fields(company, ["name"]), name="Mine").name == "Mine"


def test_the_same_update_twice_and_an_update_of_other_fields_are_no_clash():
    company = CompanyFactory(name="Before", trl=None)
    seen = hash_fields(company, ["name"])
    update_company(company, seen=seen, name="Mine")
    assert update_company(company, seen=seen, name="Mine").name == "Mine"
    about_trl = hash_fields(company, ["trl"])
    update_company(company, name="Theirs")
    assert update_company(company, seen=about_trl, trl=4).trl == 4


@pytest.mark.parametrize(("state", "after"), [("draft", "published"), ("withdrawn", "withdrawn")])
def test_publishing_takes_a_draft_alone(state, after):
    company = CompanyFactory(state=state)
    assert update_company(company).state == state
    assert update_company(company, publish=True).state == after


def test_a_profile_without_a_text_is_not_published():
    company = CompanyFactory(state="draft", text_nl="", civil_use_nl="Een dak bekijken.")
    with pytest.raises(ValidationError) as refused:
        update_company(company, publish=True)
    assert refused.value.message_dict.keys() == {"text_nl"}
    company.refresh_from_db()
    assert company.state == "draft"


@pytest.mark.parametrize("name", Company.MATCHED_TEXTS)
def test_proposals_are_found_in_every_text_that_matching_reads(radar, name):
    company = CompanyFactory(text_nl="Wij maken toestellen.")
    company = update_company(company, **{name: "radar"})
    assert known_as(company) == {"radar": "proposed"}
    assert (name[-2:], "radar") in company.matched_texts


def test_the_second_to_judge_is_told_where_a_colleague_said_the_opposite(radar):
    link = CompanyTechnologyFactory(technology=radar, known_as="proposed")
    seen = {radar.pk: "proposed"}
    review_technologies(link.company, {radar: "refused"}, seen)
    with pytest.raises(ValidationError) as refused:
        review_technologies(link.company, {radar: "confirmed"}, seen)
    assert refused.value.code == "changed"
    review_technologies(link.company, {radar: "refused"}, seen)  # the same again is no clash
    review_technologies(link.company, {radar: "confirmed"}, {radar.pk: "refused"})
    assert known_as(link.company) == {"radar": "confirmed"}


def test_verdicts_are_stored_together_and_keep_their_phrase(radar):
    link = CompanyTechnologyFactory(technology=radar, known_as="proposed", phrase="radar", sentence="Wij maken radar.")
    sonar, lidar = TechnologyFactory(slug="sonar"), TechnologyFactory(slug="lidar")
    review_technologies(link.company, {radar: "confirmed", sonar: "refused", lidar: "stated"})
    assert known_as(link.company) == {"radar": "confirmed", "sonar": "refused", "lidar": "stated"}
    link.refresh_from_db()
    assert link.phrase == "radar"


def test_one_wrong_verdict_stores_none(radar):
    company = CompanyFactory()
    with pytest.raises(ValidationError):
        review_technologies(company, {radar: "confirmed", TechnologyFactory(): "proposed"})
    assert not CompanyTechnology.objects.exists()


def test_a_verdict_counts_as_a_change_for_matching(radar):
    link = CompanyTechnologyFactory(technology=radar, known_as="proposed")
    before = link.company.revision.version
    review_technologies(link.company, {radar: "confirmed"})
    link.company.revision.refresh_from_db()
    assert link.company.revision.version > before
