"""Setting who sees what, and the notes of who read it."""

import pytest
from django.core.exceptions import ValidationError

from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.services import update_technology_suggestions
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import Audience, CompanyConfidential, CompanyContact, ProfileGroup, Reading
from companies.profiles.visibility_services import hash_visibility, record_profile_reading, update_visibility
from portal.technologies.evidence import KnownAs
from tests.factories import (
    CompanyConfidentialFactory,
    CompanyContactFactory,
    CompanyFactory,
    MembershipFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NO_CONTACT = {"name": "", "email": "", "phone": ""}
NO_TEXT = {"text_nl": "", "text_en": ""}


def shared(company, seen="", contact=NO_CONTACT, confidential=NO_TEXT, **audiences):
    said = {ProfileGroup(group): Audience(audience) for group, audience in audiences.items()}
    return update_visibility(company, audiences=said, contact=contact, confidential=confidential, seen=seen)


def test_share_sets_audiences_and_parts():
    company = CompanyFactory()
    shared(
        company, maturity="staff", contact=NO_CONTACT | {"name": "Noor"}, confidential=NO_TEXT | {"text_nl": "Geheim"}
    )
    company.refresh_from_db()
    assert company.audience(ProfileGroup.MATURITY) == Audience.STAFF
    assert (company.contact.name, company.confidential.text_nl) == ("Noor", "Geheim")


def test_share_takes_an_emptied_part_away():
    company = CompanyContactFactory().company
    CompanyConfidentialFactory(company=company)
    shared(company)
    assert not CompanyContact.objects.exists()
    assert not CompanyConfidential.objects.exists()


def test_share_refuses_what_the_constraints_refuse():
    company = CompanyFactory()
    with pytest.raises(ValidationError):
        update_visibility(
            company, audiences={ProfileGroup.CONFIDENTIAL: Audience.EVERYONE}, contact=NO_CONTACT, confidential=NO_TEXT
        )
    with pytest.raises(ValidationError):
        shared(company, contact=NO_CONTACT | {"email": "no address"})
    assert not CompanyContact.objects.exists()


def test_share_tells_the_second_of_two_and_lets_the_same_form_pass_twice():
    company = CompanyFactory()
    seen = hash_visibility(company)
    shared(company, seen, contact=NO_CONTACT | {"name": "Noor"})
    shared(company, seen, contact=NO_CONTACT | {"name": "Noor"})
    with pytest.raises(ValidationError, match="Iemand anders"):
        shared(company, seen, contact=NO_CONTACT | {"name": "Bas"})
    assert CompanyContact.objects.get().name == "Noor"


def test_another_audience_of_the_level_is_a_reason_to_match_again():
    company = CompanyFactory()
    before = company.revision.version
    shared(company, maturity="own_rom")
    company.revision.refresh_from_db()
    assert company.revision.version > before


def test_audiences_are_in_the_history_and_texts_are_not():
    company = CompanyConfidentialFactory(text_nl="Heel geheim").company
    shared(company, team="staff", confidential=NO_TEXT | {"text_nl": "Nog geheimer"})
    assert Company.pgh_event_model.objects.filter(pgh_obj=company, audience_team="staff").exists()
    events = CompanyConfidential.pgh_event_model.objects.filter(pgh_obj_id=company.pk)
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "update"]
    assert not {"text_nl", "text_en"} & {field.name for field in events.model._meta.fields}


def test_use_that_is_no_longer_for_everyone_is_not_quoted_any_more():
    technology = TermFactory(text="drones").technology
    company = CompanyFactory(text_nl="Wij bouwen toestellen.", civil_use_nl="Onze drones tellen bollen.")
    update_technology_suggestions(company)
    CompanyTechnology.objects.update(known_as=KnownAs.CONFIRMED)
    shared(company, use="staff")
    link = company.technology_links.get()
    assert (link.technology, link.known_as, link.phrase, link.sentence) == (technology, KnownAs.CONFIRMED, "", "")


def test_use_that_is_no_longer_for_everyone_proposes_nothing():
    TermFactory(text="drones")
    company = CompanyFactory(text_nl="Wij bouwen toestellen.", civil_use_nl="Onze drones tellen bollen.")
    update_technology_suggestions(company)
    assert company.technology_links.count() == 1
    shared(company, use="staff")
    assert not company.technology_links.exists()
    shared(company, use="everyone")
    assert company.technology_links.count() == 1


def test_quotes_from_the_public_text_stay():
    TermFactory(text="drones")
    company = CompanyFactory(text_nl="Wij bouwen\ndrones voor boeren.", civil_use_nl="Tellen.")
    update_technology_suggestions(company)
    CompanyTechnology.objects.update(known_as=KnownAs.CONFIRMED)
    shared(company, use="staff")
    assert company.technology_links.get().phrase == "drones"


def test_reading_is_noted_of_others_and_not_of_the_companys_people():
    company = MembershipFactory().company
    CompanyContactFactory(company=company)
    CompanyConfidentialFactory(company=company)
    adviser = UserFactory(rom=company.province.rom, rom_role="adviser")
    for reader in (company.memberships.get().user, UserFactory(adviser=True), UserFactory(), adviser):
        record_profile_reading(reader, disclose_company(company, reader))
    assert [(each.user, each.rom, each.group) for each in Reading.objects.order_by("group")] == [
        (adviser, adviser.rom, "confidential"),
        (adviser, adviser.rom, "contact"),
    ]


def test_reading_what_is_for_everyone_is_not_noted():
    company = CompanyContactFactory(company__audience_contact="everyone").company
    adviser = UserFactory(adviser=True)
    record_profile_reading(adviser, disclose_company(company, adviser))
    assert not Reading.objects.exists()


def test_admin_who_reads_is_noted():
    company = CompanyContactFactory().company
    admin = UserFactory(admin=True)
    record_profile_reading(admin, disclose_company(company, admin))
    assert Reading.objects.get().user == admin
