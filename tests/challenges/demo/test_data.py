"""The example files by themselves: what they name exists, and what they quote stands in the text."""

import re
from collections import Counter

import pytest

from challenges.demo.files import (
    read_challenges,
    read_companies,
    read_decisions,
    read_people,
    read_questions,
    read_responses,
    read_sessions,
    read_workflow_histories,
    unwrap_paragraphs,
)
from portal.technologies.reference_files import read_technologies

VOCABULARY = set(read_technologies())
COMPANIES = read_companies()
CHALLENGES = read_challenges()
INVENTED = {slug: table for slug, table in COMPANIES.items() if table.get("is_example")}
POSTED = {slug: table for slug, table in CHALLENGES.items() if table.get("is_example")}
REAL = {slug: table for slug, table in COMPANIES.items() if slug not in INVENTED}
PROVINCES = {"DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH"}
LANGUAGES = ("nl", "en")


def proofs(table):
    """(language, technology, phrase) of everything that a company states or a challenge asks."""
    for entry in table.get("technologies", table.get("requirements", [])):
        for language in LANGUAGES:
            if language in entry:
                yield language, entry["slug"], entry[language]


def test_unwrapped_joins_lines_and_keeps_paragraphs():
    assert unwrap_paragraphs("\na b\n  c\n\nd\n") == "a b c\n\nd"


@pytest.mark.parametrize("table", [*COMPANIES.values(), *CHALLENGES.values()], ids=[*COMPANIES, *CHALLENGES])
def test_technologies_are_in_the_vocabulary_once(table):
    slugs = [entry["slug"] for entry in table.get("technologies", table.get("requirements", []))]
    assert set(slugs) <= VOCABULARY
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("table", COMPANIES.values(), ids=COMPANIES)
def test_phrase_of_a_company_stands_in_its_text(table):
    assert [proof for proof in proofs(table) if proof[2] not in table.get(f"text_{proof[0]}", "")] == []


@pytest.mark.parametrize("table", CHALLENGES.values(), ids=CHALLENGES)
def test_phrase_of_a_challenge_stands_in_its_teaser(table):
    assert [proof for proof in proofs(table) if proof[2] not in table[f"teaser_{proof[0]}"]] == []


@pytest.mark.parametrize("table", CHALLENGES.values(), ids=CHALLENGES)
def test_challenge_speaks_both_languages(table):
    assert all(table[f"{name}_{language}"] for name in ("title", "teaser") for language in LANGUAGES)


@pytest.mark.parametrize("table", POSTED.values(), ids=POSTED)
def test_teaser_is_neither_short_nor_long(table):
    assert all(50 <= len(table[f"teaser_{language}"].split()) <= 120 for language in LANGUAGES)


@pytest.mark.parametrize("table", INVENTED.values(), ids=INVENTED)
def test_invented_company_is_complete(table):
    assert table.get("text_nl") or table.get("text_en")
    assert table["province"] in PROVINCES
    assert table["technologies"]
    assert 1 <= table["trl"] <= 9


def test_kvk_numbers_have_eight_digits_are_plainly_invented_and_unique():
    numbers = [table["kvk_number"] for table in INVENTED.values()]
    assert all(re.fullmatch(r"000[0-9]{5}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers) >= 48


def test_every_province_has_companies():
    assert set(Counter(table["province"] for table in INVENTED.values())) == PROVINCES


def test_most_companies_speak_both_languages_and_some_do_not():
    single = [slug for slug, table in INVENTED.items() if not (table.get("text_nl") and table.get("text_en"))]
    assert 3 <= len(single) <= 8


def test_no_text_shouts():
    texts = [
        value
        for table in [*COMPANIES.values(), *CHALLENGES.values(), *read_sessions().values()]
        for value in table.values()
        if isinstance(value, str)
    ]
    assert [text for text in texts if "!" in text] == []


def test_real_companies_hold_nothing_but_what_is_sourced():
    allowed = {"name", "source", "text_nl", "text_en", "technologies", "rounds"}
    assert len(REAL) == 4
    assert all(set(table) <= allowed and table["source"] for table in REAL.values())
    assert sorted(table["rounds"][0]["amount_eur"] for table in REAL.values()) == [
        1_675_000,
        2_300_000,
        2_500_000,
        5_650_000,
    ]


def test_real_challenges_name_their_source_and_have_no_deadline_of_ours():
    real = [table for slug, table in CHALLENGES.items() if slug not in POSTED]
    assert all(table["source"] and table["state"] in {"archived", "decided"} for table in real)
    assert not any("closes_in_days" in table for table in real)


def test_challenges_show_every_state_and_visibility():
    assert {table["state"] for table in POSTED.values()} == {"open", "evaluating", "draft", "withdrawn"}
    assert {table["visibility"] for table in POSTED.values()} == {"public", "registered", "vetted", "invited"}
    assert {3, 7} <= {table["closes_in_days"] for table in POSTED.values()}


def test_what_is_told_of_a_life_is_of_a_draft_and_of_people_who_are_there():
    people, approved = {table["email"] for table in read_people()}, []
    for life in read_workflow_histories():
        assert POSTED[life["challenge"]]["state"] == "draft"
        assert {value for name, value in life.items() if name == "writer" or name.endswith("_by")} <= people
        approved.append("approved_by" in life)
    assert {True, False} == set(approved)


def test_sessions_pitch_challenges_that_are_there():
    pitched = [slug for table in read_sessions().values() for slug in table["challenges"]]
    assert set(pitched) <= set(CHALLENGES)
    assert len(read_sessions()["durf-voorbeeldsessie"]["challenges"]) == 12


def test_invited_and_decided_companies_are_there():
    named = {slug for table in POSTED.values() for slug in table.get("invited", [])}
    named |= {table["company"] for table in read_decisions()}
    named |= {table["company"] for table in read_people() if "company" in table}
    assert named <= set(INVENTED)


def test_people_cover_every_role_at_an_address_that_cannot_exist():
    people = read_people()
    assert all(re.search(r"@example\.org$", table["email"]) for table in people)
    assert {table.get("role") or table.get("rom_role") or "admin" for table in people} == {
        *("owner", "member"),
        *("adviser", "manager", "admin"),
    }


def test_questions_are_of_a_challenge_and_speak_both_languages():
    asked = read_questions()
    assert asked.keys() <= POSTED.keys()
    assert all(each["nl"] and each["en"] for questions in asked.values() for each in questions)
    assert all(("help_nl" in each) == ("help_en" in each) for questions in asked.values() for each in questions)


def test_responses_answer_what_is_asked_by_people_of_the_company():
    asked, people = read_questions(), {table["email"]: table for table in read_people()}
    for response in read_responses():
        assert len(response["texts"]) <= len(asked[response["challenge"]])
        assert people[response["by"]]["company"] == response["company"]
