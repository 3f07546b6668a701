"""Forms of a profile and of its parts, without a page around them."""

import pytest
from django import forms
from django.utils import timezone

from companies.profiles.forms import (
    CompanyForm,
    IdentityForm,
    KvKField,
    MaturityForm,
    ProfileTextForm,
    ProseField,
    StaffProfileForm,
    format_profile_value,
    limit_text_length,
)
from companies.profiles.models import Company
from companies.profiles.part_forms import CallForm, ReferenceProjectForm, TechnologyReviewForm, VisibilityForm
from companies.profiles.part_models import FIRST_CASE_YEAR
from companies.profiles.visibility_models import Audience, ProfileGroup
from portal.technologies.vocabulary import Vocabulary
from tests.factories import CompanyFactory, CompanyTechnologyFactory, ProvinceFactory, TechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


@pytest.mark.parametrize(
    ("typed", "number"),
    [("01234567", "01234567"), (" 0123 4567 ", "01234567"), ("01.23.45.67", "01234567"), ("", None), (" . ", None)],
)
def test_kvk_field_takes_eight_digits_with_spaces_and_dots(typed, number):
    assert KvKField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"])
def test_kvk_field_refuses_other_numbers(typed):
    with pytest.raises(forms.ValidationError):
        KvKField(required=False).clean(typed)


def test_prose_field_counts_a_line_end_once():
    field = ProseField(max_length=5)
    limit_text_length(field, 5)
    assert field.clean("ab\r\ncd") == "ab\ncd"
    with pytest.raises(forms.ValidationError):
        field.clean("ab\r\ncde")


def test_limit_text_length_replaces_the_limit_of_the_browser():
    field = forms.CharField(max_length=5, widget=forms.Textarea())
    limit_text_length(field, 7)
    assert "maxlength" not in field.widget.attrs
    assert "7" in field.widget.attrs["data-counter"]
    assert field.clean("1234567") == "1234567"


@pytest.mark.parametrize(("year", "is_valid"), [(1799, False), (1800, True), (THIS_YEAR, True), (THIS_YEAR + 1, False)])
def test_identity_form_takes_a_founding_year_until_now(year, is_valid):
    company = CompanyFactory()
    data = {"name": company.name, "kind": "sme", "province": company.province.pk, "founded_year": year}
    assert IdentityForm(data, instance=company).is_valid() == is_valid


@pytest.mark.parametrize(("state", "is_valid"), [("draft", True), ("published", False)])
def test_profile_text_form_needs_a_text_once_published(state, is_valid):
    form = ProfileTextForm({"text_nl": "", "text_en": ""}, instance=CompanyFactory(state=state))
    assert form.is_valid() == is_valid


def test_profile_text_form_keeps_a_longer_text_of_an_import():
    company = CompanyFactory(text_nl="a" * 20_001)
    assert ProfileTextForm({"text_nl": "b" * 20_001, "text_en": ""}, instance=company).is_valid()
    assert not ProfileTextForm({"text_nl": "b" * 20_002, "text_en": ""}, instance=company).is_valid()


@pytest.mark.parametrize(("typed", "trl"), [("none", None), ("", None), ("7", 7)])
def test_maturity_form_reads_not_stated(typed, trl):
    form = MaturityForm({"trl": typed}, instance=CompanyFactory(trl=3))
    assert form.is_valid()
    assert form.cleaned_data["trl"] == trl


def test_maturity_form_offers_nine_levels_and_not_stated():
    assert len(list(MaturityForm(instance=CompanyFactory()).levels)) == 10


def test_company_form_shows_every_field_in_one_section():
    form = CompanyForm(instance=CompanyFactory())
    shown = [field.name for _title, fields in form.sections for field in fields]
    assert sorted([*shown, "seen"]) == sorted(form.fields)


def test_staff_profile_form_offers_provinces_of_the_rom():
    own, _other = ProvinceFactory(), ProvinceFactory()
    adviser = UserFactory(rom=own.rom, rom_role="adviser")
    assert list(StaffProfileForm(user=adviser).fields["province"].queryset) == [own]
    assert StaffProfileForm(user=UserFactory(admin=True)).fields["province"].queryset.count() > 1


def test_staff_profile_form_is_for_staff_of_unclaimed_profiles():
    company = CompanyFactory()
    adviser = UserFactory(rom=company.province.rom, rom_role="adviser")
    assert StaffProfileForm.is_for(adviser, company)
    assert not StaffProfileForm.is_for(adviser, CompanyFactory(province=company.province, claimed=True))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("city", "", "Niet opgegeven"),
        ("trl", None, "Niet opgegeven"),
        ("established", True, "Ja"),
        ("established", False, "Nee"),
        ("city", "Delft", "Delft"),
        ("kind", "startup", str(Company.Kind.STARTUP.label)),
    ],
)
def test_format_profile_value(name, value, words):
    assert format_profile_value(Company(**{name: value}), name) == words


@pytest.mark.parametrize(
    ("year", "is_valid"), [(FIRST_CASE_YEAR - 1, False), (FIRST_CASE_YEAR, True), (THIS_YEAR + 1, False)]
)
def test_reference_project_form_takes_years_that_have_passed(year, is_valid):
    assert ReferenceProjectForm({"title": "Proef", "year": year}).is_valid() == is_valid


@pytest.mark.parametrize(
    ("outcome", "note", "is_valid"), [("other", "", False), ("other", "Verhuisd.", True), ("stopped", "", True)]
)
def test_call_form_needs_a_note_for_another_outcome(outcome, note, is_valid):
    assert CallForm({"outcome": outcome, "note": note}).is_valid() == is_valid


def test_technology_review_form_gives_changed_answers_only():
    company = CompanyFactory()
    proposed, doubtful, stated = [
        CompanyTechnologyFactory(company=company, known_as=known_as) for known_as in ("proposed", "proposed", "stated")
    ]
    added = TechnologyFactory()
    data = {
        f"verdict_{proposed.technology_id}": "yes",
        f"verdict_{stated.technology_id}": "no",
        "add": added.slug,
        "seen": f"{proposed.technology_id}:proposed nonsense {stated.technology_id}:stated",
    }
    form = TechnologyReviewForm([proposed, doubtful, stated], Vocabulary.load(), data)
    assert form.is_valid()
    assert form.service_kwargs() == {
        "verdicts": {proposed.technology: "confirmed", stated.technology: "refused", added: "stated"},
        "seen": {proposed.technology_id: "proposed", stated.technology_id: "stated"},
    }


def test_technology_review_form_leaves_out_refused_technologies():
    refused = CompanyTechnologyFactory(known_as="refused")
    form = TechnologyReviewForm([refused], Vocabulary.load())
    assert (form.proposed, form.settled) == ([], [])
    assert refused.technology.slug in dict(_flatten(form.fields["add"].choices))


def _flatten(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def test_visibility_form_never_offers_everyone_for_the_confidential_text():
    form = VisibilityForm(CompanyFactory())
    offered = {group: [value for value, _label in form.fields[f"audience_{group}"].choices] for group in ProfileGroup}
    assert Audience.EVERYONE not in offered.pop(ProfileGroup.CONFIDENTIAL)
    assert all(Audience.EVERYONE in values for values in offered.values())


def test_visibility_form_starts_with_what_is_stored():
    form = VisibilityForm(CompanyFactory(audience_team=Audience.STAFF))
    assert form.initial["audience_team"] == Audience.STAFF
    shown = [field.name for _title, fields in form.parts for field in fields]
    assert sorted([*shown, "seen"]) == sorted(form.fields)
