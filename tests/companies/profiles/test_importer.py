"""Import companies: records that create, change, skip or are refused."""

import pytest
from django.utils import translation

from companies.profiles.importer import CompanyImporter
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from portal.importing import values
from portal.importing.readers import ImportRecord, RejectedLine
from portal.technologies.evidence import KnownAs
from tests.factories import CompanyFactory, ProvinceFactory, TechnologyFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def radar():
    technology = TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")
    TermFactory(technology=technology, language="en", text="phased array")
    return technology


def record(line: int = 1, **stated) -> ImportRecord:
    return ImportRecord(
        line, {"id": f"c{line}", "name": "Birdwatch", "text": "We make a radar for the farm.", **stated}
    )


def imported(*records, **options):
    return CompanyImporter().import_records(records, **options)


def counts(report):
    return report.created, report.updated, report.unchanged, len(report.refused)


def refusal(*records) -> str:
    report = imported(*records)
    assert len(report.refused) == 1
    return report.refused[0].reason


def links(company_id="c1"):
    rows = CompanyTechnology.objects.filter(company__external_id=company_id).order_by("technology__slug")
    return [(link.technology.slug, link.known_as) for link in rows]


# --- what goes in -------------------------------------------------------------------------------------------------


def test_company_is_created_published_with_every_field():
    province = ProvinceFactory(code="FR", name_nl="Friesland", name_en="Frisia")
    report = imported(
        record(
            kvk_number="01234567",
            kind="Scale-up",
            city=" Leeuwarden ",
            province="fr",
            website="birdwatch.example",
            trl="7",
            team_size=12,
            founded_year="2019",
            established="ja",
            reference_years=[2021, 2020, 2021],
            source="Trade fair",
        )
    )
    assert counts(report) == (1, 0, 0, 0)
    company = Company.objects.get()
    assert (company.external_id, company.slug, company.name) == ("c1", "birdwatch", "Birdwatch")
    assert (company.state, company.kind, company.province) == ("published", "scaleup", province)
    assert (company.text_en, company.text_nl) == ("We make a radar for the farm.", "")
    assert (company.kvk_number, company.city, company.website) == (
        "01234567",
        "Leeuwarden",
        "https://birdwatch.example",
    )
    assert (company.trl, company.team_size, company.founded_year, company.established) == (7, 12, 2019, True)
    assert (company.reference_years, company.source) == ([2020, 2021, 2021], "Trade fair")


@pytest.mark.parametrize("name", ["NL-ZH", "zh", "Zuid-Holland", "zuid holland", "South Holland"])
def test_province_by_code_or_name(name):
    ProvinceFactory(code="ZH", name_nl="Zuid-Holland", name_en="South Holland")
    imported(record(province=name))
    assert Company.objects.get().province.code == "ZH"


def test_text_goes_to_its_language():
    dutch = "Wij maken een radar voor de boer en zijn land."
    imported(record(1, text=dutch), record(2), record(3, text="", text_nl="Radar.", text_en="A radar."))
    assert list(Company.objects.order_by("external_id").values_list("text_nl", "text_en")) == [
        (dutch, ""),
        ("", "We make a radar for the farm."),
        ("Radar.", "A radar."),
    ]


def test_language_can_be_stated():
    imported(record(text="Radar", language="EN"))
    assert Company.objects.get().text_en == "Radar"


def test_title_does_for_a_name():
    imported(ImportRecord(1, {"id": "a", "title": "Birdwatch", "text": "Radar."}))
    assert Company.objects.get().name == "Birdwatch"


@pytest.mark.parametrize("state", ["draft", "Draft", "concept"])
def test_stated_state_holds(state):
    with translation.override("nl"):
        label = str(Company.State.DRAFT.label)
    imported(record(state=label if state == "concept" else state))
    assert Company.objects.get().state == "draft"


def test_import_skips_an_unknown_state_with_a_message():
    report = imported(record(1, state="CA"), record(2, state="VA"))
    assert counts(report) == (2, 0, 0, 0)
    assert report.remarks == {"state passed over, it is none of: draft, published, withdrawn": [1, 2]}


def test_misspelt_state_is_refused():
    assert refusal(record(state="drafft")) == "state: “drafft” is none of: draft, published, withdrawn"


def test_slug_is_numbered_and_keeps_off_the_page_for_new_ones():
    CompanyFactory(slug="birdwatch")
    imported(record(1), record(2), record(3, name="New"), record(4, name="株式会社"))
    slugs = Company.objects.filter(external_id__isnull=False).order_by("external_id").values_list("slug", flat=True)
    assert list(slugs) == ["birdwatch-2", "birdwatch-3", "new-2", "x"]


# --- a second time ------------------------------------------------------------------------------------------------


def test_second_run_writes_nothing(radar, django_assert_num_queries):
    records = [record(1, keywords="phased array"), record(2, technologies=["radar"], trl=4)]
    imported(*records)
    versions = list(CompanyRevision.objects.order_by("pk").values_list("version", flat=True))
    stamps = list(Company.objects.order_by("pk").values_list("updated_at", flat=True))
    with django_assert_num_queries(11) as queries:
        assert counts(imported(*records)) == (0, 0, 2, 0)
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert list(CompanyRevision.objects.order_by("pk").values_list("version", flat=True)) == versions
    assert list(Company.objects.order_by("pk").values_list("updated_at", flat=True)) == stamps


def test_import_changes_only_the_stated_fields():
    imported(record(trl=4, city="Urk"))
    slug = Company.objects.get().slug
    assert counts(imported(record(trl=5, name="Birdwatch BV", city=""))) == (0, 1, 0, 0)
    company = Company.objects.get()
    assert (company.trl, company.city, company.name, company.slug) == (5, "Urk", "Birdwatch BV", slug)


def test_withdrawn_company_is_not_published_again():
    imported(record())
    Company.objects.update(state="withdrawn")
    imported(record(trl=4))
    assert Company.objects.get().state == "withdrawn"


def test_text_that_changes_its_language_takes_the_place_of_the_old_one():
    imported(record())
    dutch = "Wij maken een radar voor de boer."
    imported(record(text=dutch))
    assert list(Company.objects.values_list("text_nl", "text_en")) == [(dutch, "")]


def test_import_of_a_text_keeps_the_other_language():
    imported(record())
    Company.objects.update(text_nl="Wij maken een radar.")
    imported(record(text="We make a better radar for the farm."))
    assert Company.objects.get().text_nl == "Wij maken een radar."


def test_claimed_company_keeps_its_own_profile():
    CompanyFactory(external_id="c1", name="Ours", claimed=True)
    assert refusal(record()) == "Ours now manages its own profile"
    assert Company.objects.get().name == "Ours"


def test_dry_run_reports_the_same_and_keeps_nothing(radar):
    CompanyFactory(external_id="c2", name="Old")
    records = [record(1), record(2), record(3, trl=12)]
    tried = imported(*records, dry_run=True)
    assert list(Company.objects.values_list("name", flat=True)) == ["Old"]
    assert counts(tried) == counts(imported(*records)) == (1, 1, 0, 1)


# --- technologies -------------------------------------------------------------------------------------------------


def test_technology_in_the_text_is_proposed_with_its_evidence(radar):
    imported(record(text="We are many. Our phased array sees the birds."))
    link = CompanyTechnology.objects.get()
    assert (link.technology, link.known_as, link.phrase) == (radar, KnownAs.PROPOSED, "phased array")
    assert (link.sentence, link.language) == ("Our phased array sees the birds.", "en")


def test_keyword_is_evidence_and_stays_out_of_the_text(radar):
    imported(record(text="We see the birds.", keywords=["bird watching", "phased array antenna"]))
    link = CompanyTechnology.objects.get()
    assert (link.known_as, link.phrase, link.sentence) == ("proposed", "phased array", "phased array antenna")
    assert Company.objects.get().text_en == "We see the birds."


@pytest.mark.parametrize("name", ["radar", "Radar", "phased-array"])
def test_technology_in_the_file_is_stated(radar, name):
    imported(record(text="We see the birds.", technologies=[name, name]))
    assert links() == [("radar", "stated")]


def test_import_reports_an_unknown_technology_and_saves_the_company(radar):
    report = imported(record(7, technologies="radar; time travel"))
    assert counts(report) == (1, 0, 0, 0)
    assert report.remarks == {"technology passed over, not known: “time travel”": [7]}


def test_import_follows_a_merged_technology(radar):
    TechnologyFactory(slug="old-radar", label_nl="a", label_en="a", merged_into=radar)
    imported(record(text="We see.", technologies="old-radar"))
    assert links() == [("radar", "stated")]


def test_proposals_follow_the_text(radar):
    TechnologyFactory(slug="sonar", label_nl="sonar", label_en="sonar")
    imported(record())
    assert counts(imported(record(text="We make a sonar for the farm."))) == (0, 1, 0, 0)
    assert links() == [("sonar", "proposed")]


@pytest.mark.parametrize("known_as", ["stated", "confirmed", "refused"])
def test_import_keeps_technologies_that_a_person_reviewed(radar, known_as):
    imported(record())
    CompanyTechnology.objects.update(known_as=known_as)
    imported(record(text="We make radar, radar and radar for the farm.", technologies="radar"))
    assert links() == [("radar", known_as)]


def test_new_term_makes_a_proposal_at_the_next_import(radar):
    imported(record(text="We make the bird finder."))
    TermFactory(technology=radar, language="en", text="bird finder")
    assert counts(imported(record(text="We make the bird finder."))) == (0, 1, 0, 0)
    assert links() == [("radar", "proposed")]


def test_empty_vocabulary_is_noted():
    assert imported(record()).notes == ["There is no technology in the database, so none was found in the texts."]


# --- what stays out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"id": None}, "missing: id"),
        ({"name": ""}, "missing: name or title"),
        ({"text": "  "}, "missing: text"),
        ({"id": None, "name": None, "text": None}, "missing: id, name or title, text"),
        ({"name": 12}, "name: text is expected, not “12”"),
        ({"name": "a" * 201}, "name: 201 characters, at most 200 are kept"),
        ({"text": "a\0b"}, "text: it holds a NUL character"),
        ({"text": "\ud800"}, "text: it holds half a character (a lone surrogate)"),
        ({"text": "a" * 100_001}, "text: 100001 characters, at most 100000 are kept"),
        ({"trl": 12}, "trl: a whole number from 1 to 9 is expected, not “12”"),
        ({"province": "Ontario"}, "province: “Ontario” is not known"),
        ({"kind": "circus"}, "kind: “circus” is none of: startup, scaleup, sme, knowledge_institution"),
        ({"keywords": 5}, "keywords: a list is expected, or a text with semicolons, not “5”"),
        ({"language": "fy"}, "language: “fy” is none of: nl, en"),
        (
            {"kvk_number": 1234567},
            "kvk_number: a KvK number has eight digits; “1234567” may have lost a leading zero in a spreadsheet:"
            " 01234567?",
        ),
    ],
)
def test_bad_record_is_refused_with_the_reason_and_the_next_goes_in(stated, reason):
    report = imported(record(1, **stated), record(2))
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused == [RejectedLine(1, reason)]


def test_keywords_null_is_no_statement():
    assert counts(imported(record(keywords=None, trl=None, reference_years=[]))) == (1, 0, 0, 0)


def test_refusal_of_the_reader_is_passed_on():
    report = imported(RejectedLine(1, "not JSON"), record(2))
    assert counts(report) == (1, 0, 0, 1)


def test_second_use_of_an_id_is_refused_and_names_the_first():
    assert refusal(record(1, id="a"), record(9, id="a")) == "the id “a” stands in line 1 already"


def test_field_missing_in_line_3000_is_named_there():
    records = [record(line, name=f"Company {line}") for line in range(1, 3011)]
    del records[2999].values["name"]
    report = imported(*records)
    assert counts(report) == (3009, 0, 0, 1)
    assert report.refused == [RejectedLine(3000, "missing: name or title")]


def test_kvk_number_of_another_company_is_refused():
    CompanyFactory(name="First", kvk_number="12345678")
    records = [record(1, kvk_number="12345678"), record(2, kvk_number="87654321"), record(3, kvk_number="87654321")]
    report = imported(*records)
    assert [refused.reason for refused in report.refused] == [
        "kvk_number: “First” already has this number",
        "kvk_number: “Birdwatch” already has this number",
    ]
    assert counts(imported(records[1])) == (0, 0, 1, 0)


def test_import_skips_only_the_record_that_the_database_refuses(monkeypatch):
    monkeypatch.setattr(values, "parse_trl", int)
    report = imported(record(1), record(2, trl=12), record(3))
    assert counts(report) == (2, 0, 0, 1)
    assert report.refused[0].line == 2
    assert "company_trl_1_to_9" in report.refused[0].reason
    assert list(Company.objects.values_list("slug", flat=True).order_by("pk")) == ["birdwatch", "birdwatch-3"]


def test_unknown_fields_are_named_once():
    report = imported(record(1, agency="a", year=1), record(2, agency="b"))
    assert report.unknown == {"agency", "year"}
