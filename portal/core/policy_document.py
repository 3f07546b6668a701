"""docs/policy.md, built from the code: every address with its policy, and the rules that its view uses."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from string import Template
from types import CodeType, ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings

from portal.core.checks import PACKAGED, Page, iter_pages

TARGET = Path(settings.BASE_DIR) / "docs" / "policy.md"
TEMPLATE = Path(__file__).with_name("policy_template.md")
APPS = ("portal", "companies", "challenges")
# Access rules that are methods of a queryset.
QUERYSET_RULES = ("visible_to", "owned_by", "editable_by", "reviewable_by", "for_addresses_of")
PAGES_HEAD = "| address | page | who may ask for it | rules it asks for |\n|---|---|---|---|\n"
PACKAGED_HEAD = "| address | page | who may ask for it |\n|---|---|---|\n"
RULES_HEAD = "| rule | in words |\n|---|---|\n"


def build_policy_document() -> str:
    own = sorted((page for page in iter_pages() if not page[0].startswith(PACKAGED)), key=lambda page: page[1])
    return Template(TEMPLATE.read_text()).substitute(
        pages=PAGES_HEAD + "".join(map(_format_page_row, own)),
        packaged=PACKAGED_HEAD + "".join(map(_format_packaged_row, list_packaged_pages())),
        rules=RULES_HEAD + "".join(f"| `{name}` | {words} |\n" for name, words in list_access_rules()),
    )


def list_packaged_pages() -> list[Page]:
    """Return the pages of allauth by name; those of the admin only where they need no account."""
    packaged = [page for page in iter_pages() if page[0].startswith(PACKAGED)]
    return sorted(page for page in packaged if not page[0].startswith("admin:") or _is_open_page(page[2]))


def _is_open_page(view: Callable[..., Any]) -> bool:
    return not getattr(view, "login_required", True)


def _format_page_row(page: Page) -> str:
    name, address, view = page
    rules = ", ".join(f"`{rule}`" for rule in list_view_rules(view))
    return f"| `{address}` | `{name}` | {view.policy} | {rules} |\n"  # type: ignore[attr-defined]


def _format_packaged_row(page: Page) -> str:
    name, address, view = page
    return f"| `{address}` | `{name}` | {'everyone' if _is_open_page(view) else 'signed in'} |\n"


def list_view_rules(view: Callable[..., Any]) -> list[str]:
    """Return the names of the rules in the code of a view, and of the functions of its module that it calls."""
    function = inspect.unwrap(view)
    module = inspect.getmodule(function)
    rule_names = {name.rpartition(".")[2] for name, _words in list_access_rules()}
    seen, waiting, rules = set(), [function.__code__], set()
    while waiting:
        names = _collect_code_names(waiting.pop())
        rules |= names & rule_names
        for name in names - seen:
            helper = getattr(module, name, None)
            if inspect.isfunction(helper) and helper.__module__ == function.__module__:
                seen.add(name)
                waiting.append(inspect.unwrap(helper).__code__)
    return sorted(rules)


def _collect_code_names(code: CodeType) -> set[str]:
    """Return every name that the code refers to, in functions inside it too."""
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*map(_collect_code_names, inner))


@cache
def list_access_rules() -> list[tuple[str, str]]:
    """Return every rule with the first line of its docstring: those of querysets first, then the permissions."""
    rules: list[tuple[str, Any]] = []
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            manager = getattr(model, "objects", None)
            methods = [(name, getattr(manager, name, None)) for name in QUERYSET_RULES]
            rules += [(f"{model.__name__}.objects.{name}", method) for name, method in methods if method]
    for module in iter_permission_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                rules.append((f"{module.__name__}.{name}", function))
    return [(name, (inspect.getdoc(rule) or "").partition("\n")[0].replace("|", "/")) for name, rule in rules]


def iter_permission_modules() -> Iterator[ModuleType]:
    """Import the permissions module of every subject that has one, app by app."""
    for app in APPS:
        for subject in pkgutil.iter_modules(import_module(app).__path__, f"{app}."):
            if subject.ispkg and find_spec(f"{subject.name}.permissions"):
                yield import_module(f"{subject.name}.permissions")
