import re

import pytest
from django.core.management import CommandError, call_command

from portal.core import policy_document
from portal.core.checks import PACKAGED, iter_pages
from portal.core.policy_document import (
    build_policy_document,
    list_access_rules,
    list_view_rules,
)


def test_the_file_says_what_the_code_does():
    assert policy_document.TARGET.read_text() == build_policy_document(), "run python3 manage.py policy"


def test_every_page_of_our_own_is_in_it_with_its_policy():
    rows = dict(re.findall(r"^\| `/[^`]*` \| `([^`]+)` \| ([^|]+) \|", build_policy_document(), re.MULTILINE))
    ours = {name: view.policy for name, _address, view in iter_pages() if not name.startswith(PACKAGED)}
    assert {name: rows.get(name) for name in ours} == ours


def test_rules_are_found_in_a_view_and_in_the_functions_beside_it():
    views = {name: view for name, _address, view in iter_pages()}
    assert list_view_rules(views["challenges:challenge_edit"]) == ["get_editable_challenge"]
    assert {"can_decide_matches", "get_explainable_pair"} <= set(list_view_rules(views["challenges:match_decide"]))
    assert "visible_to" in list_view_rules(views["challenges:challenge_list"])


def test_every_rule_says_what_it_is():
    assert [name for name, words in list_access_rules() if not words] == []


def test_no_page_of_a_thing_goes_without_a_rule():
    """Every view with an id in its address uses a rule, but for public technologies and guides, signed tokens, and the
    page that tells a person with a KvK number that its profile exists (see members.company_search)."""
    own = [page for page in iter_pages() if not page[0].startswith(PACKAGED)]
    without = {name for name, address, view in own if "<" in address and not list_view_rules(view)}
    assert without == {
        "companies:freshness_answer",
        "companies:company_join_by_number",
        "guide_detail",
        "technology_detail",
        "unsubscribe",
    }


def test_a_file_that_is_out_of_date_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(policy_document, "TARGET", tmp_path / "policy.md")
    with pytest.raises(CommandError, match="run `python3 manage.py policy`"):
        call_command("policy", check=True)
    call_command("policy", verbosity=0)
    call_command("policy", check=True)
