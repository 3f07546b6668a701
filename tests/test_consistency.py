"""What must agree across the whole project."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.core.checks import PACKAGED, iter_pages
from tests.messages import ROOT, said, translated

PUBLIC_PAGES = {
    "accessibility",
    "agreement_list",
    "challenges:challenge_detail",
    "challenges:challenge_list",
    "challenges:home",
    "challenges:province_map",
    "challenges:score",
    "challenges:session_detail",
    "challenges:session_list",
    "companies:company_detail",
    "companies:company_logo",
    "companies:company_list",
    "companies:invitation_detail",
    "companies:freshness_answer",
    "contact",
    "feeds:calendar_feed",
    "glossary",
    "guide_detail",
    "health_live",
    "health_ready",
    "help",
    "privacy",
    "privacy_register",
    "technology_detail",
    "technology_list",
    "unsubscribe",
}
# Pages of packages that work without an account; their views are marked so by the package itself.
PUBLIC_PACKAGED_PAGES = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "admin:jsi18n",
    "admin:login",
    "mfa_authenticate",
}
# Named by a package: allauth by template prefix, Django by status code.
NAMED_ELSEWHERE = re.compile(r"^(account/|mfa/|allauth/|admin/|usersessions/|socialaccount/|[45]\d\d(_csrf)?\.html$)")


def is_public(callback: object) -> bool:
    return not getattr(callback, "login_required", True)


def test_public_pages_are_exactly_those_listed():
    ours = {name for name, _address, view in iter_pages() if not name.startswith(PACKAGED) and is_public(view)}
    assert ours == PUBLIC_PAGES


def test_public_pages_of_packages_are_among_those_listed():
    theirs = {name for name, _address, view in iter_pages() if name.startswith(PACKAGED) and is_public(view)}
    assert theirs <= PUBLIC_PACKAGED_PAGES


def test_every_public_page_says_so_in_its_policy():
    policies = {name: getattr(view, "policy", None) for name, _address, view in iter_pages()}
    assert {name for name, policy in policies.items() if policy == "public"} == PUBLIC_PAGES


def test_no_template_is_unused():
    templates = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.*")}
    files = [*(ROOT / "templates").rglob("*.*"), *code_files()]
    named = {
        word for path in files for word in re.findall(r'["\']/?([\w/.]+(?:\.html|\.txt|\.typ))["\']', path.read_text())
    }
    assert {name for name in templates - named if not NAMED_ELSEWHERE.match(name)} == set()


def test_every_path_in_the_docs_exists():
    """ADRs may name what was there when they were written."""
    documents = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("*/*/README.md")]
    named = re.compile(r"`((?:portal|companies|challenges|templates|tests|docs)/[\w./-]+\.\w+)`")
    missing = {
        (document.name, path)
        for document in documents
        if document.name != "CHANGELOG.md"
        for path in named.findall(document.read_text())
        if not (ROOT / path).exists()
    }
    assert missing == set()


def code_files() -> list[Path]:
    return [path for app in ("portal", "companies", "challenges") for path in (ROOT / app).rglob("*.py")]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_message_is_in_the_catalogue():
    known = translated()
    assert {message: path for message, path in said().items() if message not in known} == {}


def test_no_translation_is_empty_or_fuzzy():
    assert [entry.msgid for entry in translated().values() if not entry.translated() or entry.fuzzy] == []


def test_no_message_in_the_catalogue_is_unused():
    assert translated().keys() - said().keys() == set()


def test_translations_keep_their_placeholders():
    def placeholders(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))

    wrong = [
        entry.msgid
        for entry in translated().values()
        for text in ([entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values())
        if not placeholders(text) <= placeholders(f"{entry.msgid} {entry.msgid_plural}")
    ]
    assert wrong == []
