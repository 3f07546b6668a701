"""Templates read grouped fields of a profile only from the disclosed company."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from companies.profiles.visibility import DisclosedCompany, DisclosedField

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FIELDS = {name for name, value in vars(DisclosedCompany).items() if isinstance(value, DisclosedField)}
WITHOUT_LANGUAGE = {re.sub("_(nl|en)$", "", name) for name in FIELDS}
GROUPED = "|".join(sorted(FIELDS | WITHOUT_LANGUAGE | {"reference_cases", "contact", "confidential"}))
MAY_HAVE = {"shown", "form", "technology"}  # what is disclosed, what is typed, and the entry of the vocabulary
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
READS = [
    re.compile(rf"\b(\w+)\.(?:get_)?(?:{GROUPED})(?:_display)?\b"),
    re.compile(rf"\b(\w+)\|local:\s*[\"'](?:{GROUPED})[\"']"),
    re.compile(rf"\blang_attr (?:\w+\.)*(\w+) [\"'](?:{GROUPED})[\"']"),
]


def read_directly(text: str) -> list[str]:
    tags = TAG.findall(text)
    found = [match for tag in tags for reads in READS for match in reads.finditer(tag)]
    return [match[0] for match in found if match[1] not in MAY_HAVE]


def test_templates_read_grouped_fields_from_the_disclosed_company():
    files = [path for path in TEMPLATES.rglob("*.*") if path.suffix in {".html", ".txt"}]
    found = {path.name: bad for path in files if (bad := read_directly(path.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "{{ company.trl }}",
        "{% if match.company.trl %}",
        "{{ company.team_size|default:0 }}",
        "{% for case in company.reference_cases.all %}",
        "{{ company.contact.phone }}",
        "{{ company.get_trl_display }}",
        '{{ company|local:"civil_use" }}',
        '<p{% lang_attr row.company "military_use" %}>',
        "{% include 'x' with year=company.founded_year only %}",
    ],
)
def test_a_direct_reading_is_seen(text: str):
    assert read_directly(text)


@pytest.mark.parametrize("text", ["{{ shown.trl }}", "{{ form.trl }}", "company.trl", "{{ company.name }}"])
def test_what_is_allowed_is_not(text: str):
    assert not read_directly(text)
