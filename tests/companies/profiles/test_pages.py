"""What pages of profiles show: language notes, previews, readers, the call list and the age of a profile."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from companies.profiles.models import Company
from companies.profiles.pages import (
    CallListFilter,
    ProfilePreviewReader,
    build_age_bands,
    build_call_rows,
    build_language_note,
    build_language_notes,
    build_profile_preview_links,
    find_misplaced_texts,
    format_unconfirmed_since,
    get_freshness_warning,
    iter_call_table,
    list_profile_readers,
    select_call_list,
    select_outdated_profiles,
    select_profiles_to_call,
    select_region_profiles,
)
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import ProfileGroup, Reading
from portal.accounts.models import User
from tests.companies.profiles.ages import NOW, aged
from tests.factories import CompanyFactory, FreshnessCallFactory, ReadingFactory, UserFactory

pytestmark = pytest.mark.django_db

DUTCH = "Wij maken radars waarmee de krijgsmacht kleine drones kan zien en volgen, ook in het donker."
ENGLISH = "We make radars with which the armed forces can see and follow small drones, also in the dark."


def adviser_of(company):
    return UserFactory(rom=company.province.rom, rom_role="adviser")


# --- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "dutch", "english"),
    [
        ({"nl": "", "en": ""}, False, False),
        ({"nl": "a", "en": ""}, True, False),
        ({"nl": "", "en": "a"}, False, True),
        ({"nl": "a", "en": "b"}, True, True),
    ],
)
def test_build_language_note_tells_which_languages_there_are(texts, dutch, english):
    note = build_language_note("Uses", texts)
    assert (note.label, note.dutch, note.english) == ("Uses", dutch, english)


def test_build_language_note_has_another_text_for_each_case():
    cases = [{"nl": nl, "en": en} for nl in ("", "a") for en in ("", "b")]
    assert len({build_language_note("", case).text for case in cases}) == 4


def test_build_language_notes_reads_the_fields():
    company = Company(text_nl="a", civil_use_en="b")
    notes = build_language_notes(company, [("text", "Text"), ("civil_use", "Use")])
    assert [(note.label, note.dutch, note.english) for note in notes] == [("Text", True, False), ("Use", False, True)]


@pytest.mark.parametrize(
    ("text_nl", "text_en", "wrong"),
    [
        (DUTCH, ENGLISH, None),
        (ENGLISH, DUTCH, (True, True)),
        (ENGLISH, "", (True, False)),
        ("", DUTCH, (False, True)),
        ("", "", None),
        ("Radar.", "Radar.", None),
    ],
)
def test_find_misplaced_texts(text_nl, text_en, wrong):
    found = find_misplaced_texts(Company(text_nl=text_nl, text_en=text_en), [("text", "Text")])
    assert [(each.name, each.dutch, each.english) for each in found] == ([("text", *wrong)] if wrong else [])


# --- previews --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "visible"),
    [
        (ProfilePreviewReader.PUBLIC, set()),
        (ProfilePreviewReader.ROM, {ProfileGroup.TEAM}),
        (ProfilePreviewReader.DEFENCE, {ProfileGroup.TEAM}),
        (ProfilePreviewReader.OWN_ROM, {ProfileGroup.TEAM, ProfileGroup.CONTACT}),
    ],
)
def test_preview_reader_sees_what_a_real_one_would(reader, visible):
    company = CompanyFactory(audience_team="staff", audience_contact="own_rom")
    shown = disclose_company(company, reader.build_reader(company))
    assert {group for group in (ProfileGroup.TEAM, ProfileGroup.CONTACT) if shown.can_see(group)} == visible


def test_preview_readers_are_no_stored_accounts():
    company = CompanyFactory()
    readers = [each.build_reader(company) for each in ProfilePreviewReader]
    assert isinstance(readers[0], AnonymousUser)
    assert not User.objects.filter(pk__in=[each.pk for each in readers[1:]]).exists()


def test_preview_of_a_company_without_province_has_no_own_rom():
    readers = ProfilePreviewReader.for_company(CompanyFactory(province=None))
    assert set(ProfilePreviewReader) - set(readers) == {ProfilePreviewReader.OWN_ROM}


def test_build_profile_preview_links_marks_the_current_one():
    company = CompanyFactory()
    links = build_profile_preview_links(company, ProfilePreviewReader.ROM)
    assert [link.url.partition("?as=")[2] for link in links if link.is_current] == ["rom"]
    assert len(links) == len(ProfilePreviewReader)


@pytest.mark.parametrize("reader", ProfilePreviewReader)
def test_in_a_sentence_changes_only_the_first_letter(reader):
    assert reader.in_a_sentence[1:] == str(reader.label)[1:]
    assert reader.in_a_sentence[0].islower()


# --- readers ---------------------------------------------------------------------------------------------------------


def test_list_profile_readers_counts_readings_of_a_day_once(django_assert_num_queries):
    first = ReadingFactory()
    ReadingFactory(company=first.company, user=first.user, rom=first.rom)
    ReadingFactory()
    with django_assert_num_queries(1):
        rows = list_profile_readers(first.company)
    assert [(row.who, row.times) for row in rows] == [(f"{first.user.name}, {first.rom.name}", 2)]


def test_list_profile_readers_puts_the_latest_day_first():
    reading = ReadingFactory()
    older = ReadingFactory(company=reading.company, group=ProfileGroup.CONFIDENTIAL)
    Reading.objects.filter(pk=older.pk).update(read_at=timezone.now() - timedelta(days=3))
    rows = list_profile_readers(reading.company)
    assert [row.what for row in rows] == [str(ProfileGroup.CONTACT.label), str(ProfileGroup.CONFIDENTIAL.label)]


def test_list_profile_readers_keeps_the_rom_of_a_deleted_account():
    reading = ReadingFactory()
    rom = reading.rom.name
    Reading.objects.filter(pk=reading.pk).update(user=None)
    assert [row.who.rpartition(", ")[2] for row in list_profile_readers(reading.company)] == [rom]


# --- the call list ---------------------------------------------------------------------------------------------------


def test_select_region_profiles_of_staff_and_admins():
    here, there = CompanyFactory(), CompanyFactory()
    CompanyFactory(province=here.province, state="draft")
    assert list(select_region_profiles(adviser_of(here))) == [here]
    assert set(select_region_profiles(UserFactory(admin=True))) == {here, there}


@pytest.mark.parametrize(("months", "listed"), [(0, False), (5, False), (6, True), (12, True)])
def test_select_outdated_profiles_after_six_months(months, listed):
    company = aged(months)
    assert (company in select_outdated_profiles(adviser_of(company), NOW)) == listed


@pytest.mark.parametrize(
    ("outcome", "days", "listed"),
    [
        ("not_reached", 6, False),
        ("not_reached", 8, True),
        ("will_change", 8, False),
        ("will_change", 29, False),
        ("will_change", 31, True),
    ],
)
def test_select_profiles_to_call_leaves_out_recent_calls(outcome, days, listed):
    company = aged(8)
    FreshnessCallFactory(company=company, outcome=outcome, called_at=NOW - timedelta(days=days))
    assert (company in select_profiles_to_call(adviser_of(company), NOW)) == listed
    assert company in select_call_list(adviser_of(company), CallListFilter.ALL, NOW)


def test_select_call_list_has_the_latest_call_and_the_oldest_profile_first():
    younger = aged(7)
    older = aged(10, province=younger.province)
    FreshnessCallFactory(company=older, note="First", called_at=NOW - timedelta(days=90))
    call = FreshnessCallFactory(company=older, note="Second", called_at=NOW - timedelta(days=60))
    found = list(select_call_list(adviser_of(older), CallListFilter.TO_CALL, NOW))
    assert found == [older, younger]
    assert [each.call_note for each in found] == ["Second", None]
    assert found[0].call_by == call.called_by.name


def test_build_call_rows_has_age_and_outcome():
    company = aged(7)
    FreshnessCallFactory(company=company, outcome="stopped", called_at=NOW - timedelta(days=60))
    rows = build_call_rows(select_call_list(adviser_of(company), CallListFilter.TO_CALL, NOW), NOW)
    assert [(row.company, row.months, row.age) for row in rows] == [(company, 7, "7 maanden")]
    assert rows[0].outcome


def test_build_age_bands_counts_every_profile_once(django_assert_num_queries):
    company = aged(0)
    for months in (2, 3, 5, 6, 8, 9, 30):
        aged(months, province=company.province)
    user = adviser_of(company)
    with django_assert_num_queries(1):
        bands = build_age_bands(user, NOW)
    assert [(band.fill, band.number) for band in bands] == [("young", 2), ("older", 2), ("old", 2), ("stale", 2)]
    assert len({band.width for band in bands}) == 1


def test_build_age_bands_without_profiles_has_no_width():
    bands = build_age_bands(UserFactory(adviser=True), NOW)
    assert [band.number for band in bands] == [0, 0, 0, 0]


def test_iter_call_table_has_as_many_cells_in_each_row():
    company = aged(7, city="Delft")
    FreshnessCallFactory(company=company, called_at=NOW - timedelta(days=60))
    aged(8, province=company.province)
    head, *rows = iter_call_table(select_call_list(adviser_of(company), CallListFilter.ALL, NOW), NOW)
    assert {len(row) for row in rows} == {len(head)}
    assert {row[0] for row in rows} == set(Company.objects.values_list("name", flat=True))


# --- the age of a profile --------------------------------------------------------------------------------------------


def test_format_unconfirmed_since_names_the_month():
    assert "januari 2026" in format_unconfirmed_since(aged(10))


@pytest.mark.parametrize("months", [0, 5])
def test_get_freshness_warning_of_a_young_profile_is_empty(months):
    assert get_freshness_warning(aged(months), NOW) == ""


def test_get_freshness_warning_of_a_draft_is_empty():
    assert get_freshness_warning(aged(12, state="draft"), NOW) == ""


def test_get_freshness_warning_names_the_day_or_the_month():
    assert "24 januari" in get_freshness_warning(aged(7), NOW)
    stale = aged(10, stale_since=NOW)
    assert format_unconfirmed_since(stale) in get_freshness_warning(stale, NOW)
