"""What breaks a rule is an error in the form, in every app, and never an error of the server."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from challenges.posting.models import Challenge
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    PitchFactory,
    RequirementFactory,
    ROMFactory,
    SessionFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
)
from tests.portal.administration.company_form import COMPANY_FORM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(admin=True))
    with override("en"):
        yield client


def errors(boss, name, data, inlines=(), args=()):
    for inline in inlines:
        data = {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0} | data
    response = boss.post(reverse(f"admin:{name}", args=args), data)
    assert response.status_code == 200, response
    return " ".join(text for texts in response.context["errors"] for text in texts)


COMPANY = COMPANY_FORM | {"name": "Avy", "slug": "avy", "kind": "startup", "state": "draft"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"trl": 12}, "less than or equal to 9"),
        ({"trl": 0}, "greater than or equal to 1"),
        ({"trl": "9e99"}, "Enter a whole number"),
        ({"kvk_number": "1234567"}, "A KvK number has eight digits."),
        ({"kvk_number": "1234567٣"}, "A KvK number has eight digits."),
        ({"team_size": 2**63}, "less than or equal to"),
        ({"founded_year": -1}, "greater than or equal to"),
        ({"reference_years": "2019,x"}, "Enter a whole number"),
        ({"reference_years": "99999"}, "did not validate"),
        ({"name": ""}, "required"),
        ({"name": "x" * 201}, "at most 200"),
        ({"name": "a\x00b"}, "Null characters"),
        ({"text_nl": "x" * 100_001}, "at most"),
        ({"slug": "no spaces"}, "valid"),
        ({"website": "javascript:alert(1)"}, "valid URL"),
        ({"state": "sold"}, "valid choice"),
        ({"province": "99999999999"}, "valid choice"),
        ({"province": "abc"}, "valid choice"),
    ],
)
def test_bad_company(boss, fields, told):
    assert told in errors(boss, "companies_company_add", COMPANY | fields)


def test_second_company_with_a_kvk_number(boss):
    CompanyFactory(kvk_number="12345678")
    told = errors(boss, "companies_company_add", COMPANY | {"kvk_number": "12345678"})
    assert told == "A profile with this KvK number already exists."


def test_technology_twice_at_one_company(boss):
    link = CompanyTechnologyFactory()
    data = {"company": link.company_id, "technology": link.technology_id, "known_as": "stated"}
    assert "already in the list" in errors(boss, "companies_companytechnology_add", data)


def test_technology_twice_in_one_form(boss):
    technology = TechnologyFactory()
    rows = {"technology_links-TOTAL_FORMS": 2}
    for number in (0, 1):
        rows |= {
            f"technology_links-{number}-technology": technology.pk,
            f"technology_links-{number}-known_as": "stated",
        }
    assert "duplicate" in errors(boss, "companies_company_add", COMPANY | rows)


@pytest.mark.parametrize("amount", ["0", "-5", "1e99", "NaN", "99999999999999"])
def test_bad_amount(boss, amount):
    data = {"company": CompanyFactory().pk, "amount_eur": amount, "announced_on": "2026-02-09", "source": "s"}
    assert errors(boss, "companies_fundinground_add", data, ["investments"])


CHALLENGE = {"slug": "q", "title_nl": "Vraag", "branch": "army", "visibility": "public"}
CHALLENGE_INLINES = ("requirements", "invitations", "co_owner_links")
EARLY, LATE = ("2026-12-01", "09:00"), ("2026-12-02", "09:00")


def moment(name, value):
    return {f"{name}_0": value[0], f"{name}_1": value[1]}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (moment("opens_at", LATE) | moment("closes_at", EARLY), "The deadline falls before the opening."),
        ({"title_nl": ""}, "Give the challenge a title, in Dutch or in English."),
        ({"trl_min": 12}, "less than or equal to 9"),
        ({"trl_min": 7, "trl_max": 5}, "The TRL hoped for is below the lowest TRL."),
        ({"budget_eur": 2**40}, "less than or equal to"),
        ({"visibility": "secret"}, "valid choice"),
        (moment("opens_at", ("9999-99-99", "25:00")), "valid date"),
    ],
)
def test_bad_challenge(boss, fields, told):
    assert told in errors(boss, "challenges_challenge_add", CHALLENGE | fields, CHALLENGE_INLINES)


def test_open_challenge_keeps_its_dates(boss):
    challenge = ChallengeFactory()
    told = errors(boss, "challenges_challenge_change", CHALLENGE, CHALLENGE_INLINES, [challenge.pk])
    assert "A challenge needs an opening date and a deadline from its review until it closes." in told


def test_state_is_no_field_of_the_form(boss):
    challenge = ChallengeFactory(draft=True)
    inlines = {f"{name}-{what}_FORMS": 0 for name in CHALLENGE_INLINES for what in ("TOTAL", "INITIAL")}
    page = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    assert boss.post(page, CHALLENGE | inlines | {"state": "open"}).status_code == 302
    challenge.refresh_from_db()
    assert challenge.state == Challenge.State.DRAFT


def test_must_have_that_nobody_stated(boss):
    data = {
        "challenge": ChallengeFactory().pk,
        "technology": TechnologyFactory().pk,
        "necessity": "must",
        "weight": 3,
        "known_as": "proposed",
    }
    assert "stated or confirmed by a person" in errors(boss, "challenges_requirement_add", data)


def test_weight_out_of_range(boss):
    requirement = RequirementFactory()
    data = {"necessity": "nice", "weight": 6, "known_as": "stated"}
    data |= {"challenge": requirement.challenge_id, "technology": requirement.technology_id}
    told = errors(boss, "challenges_requirement_change", data, args=[requirement.pk])
    assert "less than or equal to 5" in told


def test_dismissal_without_a_reason(boss):
    data = {"challenge": ChallengeFactory().pk, "company": CompanyFactory().pk, "kind": "dismissed", "note": ""}
    assert "Say why the company is dismissed." in errors(boss, "challenges_decision_add", data)


def test_session_that_ends_before_it_starts(boss):
    data = {"slug": "s", "rom": ROMFactory().pk, "title_nl": "S", "place": "P", "city": "C", "state": "draft"}
    data |= {"entry": "open", "most_people": 2, "least_meetings": 0, "must_meets": 3, "offer_hours": 8}
    data |= moment("starts_at", LATE) | moment("ends_at", EARLY)
    told = errors(
        boss,
        "challenges_session_add",
        data,
        ["rooms", "tables", "walks", "slots", "pitches", "programme", "co_owner_links"],
    )
    assert told == "The session ends before it starts."


def test_two_challenges_at_one_table(boss):
    session, first = SessionFactory(), ChallengeFactory()
    taken = PitchFactory(session=session, challenge=first).table
    data = {"session": session.pk, "challenge": ChallengeFactory().pk, "table": taken.pk}
    assert "This table is taken." in errors(boss, "challenges_pitch_add", data)


def technology(**fields):
    return {"slug": "t", "label_nl": "T", "label_en": "T"} | fields


def test_technology_under_itself(boss):
    top = TechnologyFactory()
    below = TechnologyFactory(parent=top)
    data = technology(parent=below.pk)
    told = errors(boss, "portal_technology_change", data, ["terms"], [top.pk])
    assert "A technology cannot stand under itself." in told


def test_technology_on_a_fourth_level(boss):
    third = TechnologyFactory(parent=TechnologyFactory(parent=TechnologyFactory()))
    told = errors(boss, "portal_technology_add", technology(parent=third.pk), ["terms"])
    assert "at most three levels" in told


def test_term_that_belongs_to_another_technology(boss):
    term = TermFactory(text="uav")
    data = technology() | {
        "terms-TOTAL_FORMS": 1,
        "terms-0-language": term.language,
        "terms-0-text": "uav",
    }
    assert "This term already belongs to a technology." in errors(boss, "portal_technology_add", data, ["terms"])


@pytest.mark.parametrize(
    "query",
    [
        *({"p": "9e99"}, {"p": "-1"}, {"o": "99.x"}, {"e": "1"}, {"all": ""}, {"q": "x" * 10_000}),
        *({"trl": "abc"}, {"trl__exact": "9" * 30}, {"province__rom__id__exact": "x"}, {"nonsense": "1"}),
        *({"created_at__year": "99999"}, {"created_at__year": "2026", "created_at__month": "13"}),
        *({"created_at__day": "x"}, {"claimed_at__isempty": "2"}),
    ],
)
def test_absurd_list_addresses(boss, query):
    CompanyFactory()
    response = boss.get(reverse("admin:companies_company_changelist"), query)
    assert response.status_code in {200, 302, 400}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"app_label": "x", "model_name": "y", "field_name": "z"},
        {"app_label": "companies", "model_name": "company", "field_name": "slug", "term": "a"},
        {
            "app_label": "companies",
            "model_name": "company",
            "field_name": "province",
            "term": "x" * 5000,
            "page": "9e9",
        },
    ],
)
def test_absurd_autocomplete_addresses(boss, query):
    assert boss.get(reverse("admin:autocomplete"), query).status_code in {200, 403, 404}


@pytest.mark.parametrize("data", [{}, {"format": "99"}, {"format": "x"}, {"format": "0", "resource": "9"}])
def test_absurd_exports(boss, data):
    assert boss.post(reverse("admin:companies_company_export"), data).status_code == 200


@pytest.mark.parametrize("data", [{}, {"action": "nonsense"}, {"action": "merge", "_selected_action": ["x", "9" * 30]}])
def test_absurd_actions(boss, data):
    assert boss.post(reverse("admin:portal_technology_changelist"), data).status_code in {200, 302}


def test_posted_management_form_that_is_missing(boss):
    data = {name: value for name, value in COMPANY.items() if not name.endswith("_FORMS")}
    assert boss.post(reverse("admin:companies_company_add"), data).status_code == 200


@pytest.mark.parametrize("raw", ["%ff", "%ed%b3%bf", "%00"])
def test_bytes_that_are_no_text(boss, raw):
    page = reverse("admin:companies_company_changelist")
    assert boss.get(f"{page}?q={raw}&state__exact={raw}").status_code in {200, 302, 400}
    form = "application/x-www-form-urlencoded"
    answer = boss.post(page, f"action={raw}&_selected_action={raw}", content_type=form)
    assert answer.status_code in {200, 302}
    told = boss.post(reverse("admin:companies_company_add"), f"name={raw}&province={raw}", content_type=form)
    assert told.status_code == 200
