"""Import and export of every table in the admin."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from challenges.posting.models import Challenge
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import Company
from portal.importing.admin import CsvFormat, XlsxFormat
from portal.technologies.evidence import KnownAs
from portal.technologies.models import FocusArea, Technology, TechnologyTerm
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
    TermFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_sidebar")]
FORMATS = [XlsxFormat, CsvFormat]


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(admin=True))
    with override("en"):
        yield client


def url(model, name):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


def exported(boss, model, kind):
    response = boss.post(url(model, "export"), {"format": FORMATS.index(kind), "resource": "0"})
    assert response.status_code == 200
    return response


def send(boss, model, content, *, only_check=False, name="file"):
    data = {"file": SimpleUploadedFile(name, content)} | ({"only_check": "on"} if only_check else {})
    return boss.post(url(model, "import"), data)


def outcome(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def lines(response):
    return response.context["problems"]


def whole_seconds():
    return timezone.now().replace(microsecond=0)


def full_company():
    company = CompanyFactory(
        name="=cmd|'/c calc'!A1",
        slug="calc",
        external_id="c-1",
        kvk_number="01234567",
        kind="sme",
        city="-Delft",
        website="https://example.org",
        text_nl="@SOM(A1), en «meer»\nop twee regels",
        text_en="\tTab, then text",
        civil_use_nl="=1+1",
        civil_use_en="+1",
        military_use_nl="-1",
        military_use_en="@1",
        trl=7,
        team_size=1200,
        founded_year=2019,
        reference_years=[2019, 2024],
        established=True,
        source="+31 6",
        province=ProvinceFactory(code="ZH"),
    )
    CompanyTechnologyFactory(company=company, technology__slug="radar")
    CompanyTechnologyFactory(company=company, technology__slug="sonar", known_as="proposed")
    return company


def full_challenge():
    challenge = ChallengeFactory(
        slug="jam",
        external_id="j-1",
        title_nl="=1+1",
        trl_min=3,
        trl_max=8,
        budget_eur=1_675_000,
        opens_at=whole_seconds(),
        closes_at=whole_seconds() + timedelta(days=30),
    )
    RequirementFactory(challenge=challenge, technology__slug="radar", necessity="must", weight=5)
    RequirementFactory(challenge=challenge, technology__slug="sonar", known_as="refused")
    return challenge


def full_technology():
    parent = TechnologyFactory(slug="sensing")
    technology = TechnologyFactory(slug="radar", parent=parent, civil_use_nl="=ZIEN()")
    technology.related.add(TechnologyFactory(slug="sonar"))
    technology.focus_areas.add(
        FocusArea.objects.create(code="nts-imaging", framework="nts", label_nl="x", label_en="x", source="s")
    )
    return technology


MAKERS = {
    Company: full_company,
    Challenge: full_challenge,
    Technology: full_technology,
    TechnologyTerm: lambda: TermFactory(text="-radar", technology__slug="radar"),
}


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_comes_back_unchanged(boss, model, kind):
    MAKERS[model]()
    response = send(boss, model, exported(boss, model, kind).content)
    assert response.status_code == 302, lines(response)
    same = model.objects.count()
    assert outcome(response) == f"0 new, 0 changed, {same} unchanged, 0 refused."


@pytest.mark.parametrize("model", [Company, Challenge])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_removed_row_comes_back_whole(boss, model, kind):
    MAKERS[model]()
    before = exported(boss, model, kind).content
    model.objects.all().delete()
    assert send(boss, model, before).status_code == 302
    if model is Challenge:
        assert Challenge.objects.get().state == Challenge.State.DRAFT
        for state in ("in_review", "scheduled", "open"):
            Challenge.objects.update(state=state)
    assert send(boss, model, before).status_code == 302
    again = exported(boss, model, kind).content
    if kind is CsvFormat:
        assert again == before
    else:
        assert cells(again) == cells(before)


def cells(content):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active]


def test_no_exported_xlsx_cell_is_a_formula(boss):
    full_company()
    sheet = openpyxl.load_workbook(io.BytesIO(exported(boss, Company, XlsxFormat).content)).active
    found = [cell for row in sheet for cell in row]
    assert {cell.data_type for cell in found if cell.value is not None} <= {"s", "n", "b", "d"}
    assert not [cell for cell in found if isinstance(cell.value, str) and cell.value[0] in "=+-@\t\r"]


def test_exported_csv_starts_with_a_byte_order_mark_and_no_cell_with_a_formula(boss):
    full_company()
    content = exported(boss, Company, CsvFormat).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert b",'=cmd|" in content
    assert b",'-Delft," in content


def test_import_says_what_is_wrong_on_which_line_and_writes_nothing(boss):
    rows = "name;trl;kvk_number;province;technologies;established\nGoed;5;;;;ja\nFout;12;1234567;XX;warp;soms\n"
    response = send(boss, Company, rows.encode())
    assert response.status_code == 200
    assert {line for line, _ in lines(response)} == {3}
    told = " ".join(sentence for _, sentence in lines(response))
    for column in ("trl", "kvk_number", "province", "technologies", "established"):
        assert f"{column}: " in told
    assert not Company.objects.exists()


def test_import_only_checks_where_asked(boss):
    response = send(boss, Company, b"name\nNieuw\n", only_check=True)
    assert response.status_code == 200
    assert "1 new" in response.content.decode()
    assert not Company.objects.exists()


def test_import_makes_slugs_and_finds_known_rows(boss):
    known = CompanyFactory(name="Oud", external_id="c-9")
    response = send(boss, Company, b"external_id,name,trl\nc-9,Nieuwe naam,4\n,Avy,\n,Avy,\n")
    assert response.status_code == 302
    known.refresh_from_db()
    assert (known.name, known.trl) == ("Nieuwe naam", 4)
    assert set(Company.objects.exclude(pk=known.pk).values_list("slug", flat=True)) == {"avy", "avy-2"}


def test_import_leaves_columns_alone_that_the_file_lacks(boss):
    company = full_company()
    send(boss, Company, b"slug,trl\ncalc,8\n")
    company.refresh_from_db()
    assert (company.trl, company.city) == (8, "-Delft")
    assert company.technology_links.count() == 2


def test_import_of_technologies_keeps_proposals_and_confirms_what_it_names(boss):
    company = full_company()
    TechnologyFactory(slug="lidar", label_nl="Lidar")
    send(boss, Company, b'slug,technologies\ncalc,"sonar, LIDAR"\n')
    assert dict(company.technology_links.values_list("technology__slug", "known_as")) == {
        "sonar": KnownAs.CONFIRMED,
        "lidar": KnownAs.STATED,
    }


def test_import_reads_requirements_with_necessity_and_weight(boss):
    full_challenge()
    TechnologyFactory(slug="lidar", label_nl="Vaste lidar")
    send(boss, Challenge, b'slug,requirements\njam,"Vaste lidar must 4, sonar"\n')
    asked = Requirement.objects.values_list("technology__slug", "necessity", "weight", "known_as")
    assert set(asked) == {("lidar", "must", 4, "stated"), ("sonar", "nice", 3, "confirmed")}


def test_import_refuses_a_weight_out_of_range(boss):
    full_challenge()
    response = send(boss, Challenge, b"slug,requirements\njam,sonar must 9\n")
    assert lines(response)[0][0] == 2


def test_import_never_moves_a_state(boss):
    challenge = full_challenge()
    send(boss, Challenge, b"slug,state\njam,archived\n")
    challenge.refresh_from_db()
    assert challenge.state == Challenge.State.OPEN


def test_import_that_changes_what_was_approved_sends_it_back_to_review(boss):
    challenge = full_challenge()
    send(boss, Challenge, b"slug,closes_at\njam,2031-01-01 17:00\n")
    challenge.refresh_from_db()
    assert challenge.state == Challenge.State.OPEN
    send(boss, Challenge, b"slug,title_en\njam,Another need\n")
    challenge.refresh_from_db()
    assert (challenge.state, challenge.title_en) == (Challenge.State.IN_REVIEW, "Another need")
    assert challenge.writers.get().user.is_superuser


def test_import_refuses_a_deadline_before_the_opening(boss):
    rows = b"title_nl,opens_at,closes_at\nVraag,2026-12-02 09:00,2026-12-01 17:00\n"
    assert lines(send(boss, Challenge, rows)) == [(2, "closes_at: The deadline falls before the opening.")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name\n",
        b"PK\x03\x04 not a workbook",
        "naam;Müller\n".encode("latin-1"),
        b"name,trl\nA,1,2,3\nB\n",
        b"\x00\x01\x02",
        "name\n\ud800\n".encode("utf-8", "surrogatepass"),
    ],
)
def test_import_of_no_table_is_a_form_error(boss, content):
    response = send(boss, Company, content)
    assert response.status_code == 200
    assert not Company.objects.exists()


def test_import_names_unknown_columns_once(boss):
    response = send(boss, Company, b"name,colour\nA,red\nB,blue\n", only_check=True)
    assert response.context["unknown"] == ["colour"]


def test_import_of_a_name_with_nul_or_too_long_is_an_error(boss):
    response = send(boss, Company, b"name\na\x00b\n" + b"x" * 300 + b"\n")
    assert {line for line, _ in lines(response)} == {2, 3}


def test_import_of_a_term_that_another_technology_has(boss):
    TermFactory(text="radar", language="nl", technology__slug="radar")
    TechnologyFactory(slug="sonar")
    response = send(boss, TechnologyTerm, b"technology,language,text\nsonar,nl,radar\nwarp,en,warp\n")
    assert [line for line, _ in lines(response)] == [3]


def test_import_proposes_what_a_new_text_names(boss):
    full_company()
    lidar = TermFactory(text="lidar", technology__slug="lidar").technology
    send(boss, Company, b"slug,text_nl\ncalc,Wij meten met lidar.\n")
    link = Company.objects.get().technology_links.get(technology=lidar)
    assert (link.known_as, link.phrase) == (KnownAs.PROPOSED, "lidar")


def test_import_reads_no_text_anew_that_stayed(boss):
    company = full_company()
    TermFactory(text="regels", technology__slug="rules")
    send(boss, Company, b"slug,trl\ncalc,8\n")
    assert set(company.technology_links.values_list("technology__slug", flat=True)) == {"radar", "sonar"}
