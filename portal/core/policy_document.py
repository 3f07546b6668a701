"""docs/policy.md, written from the code: every address with its policy, and the rules that its view asks for."""

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
from django.urls import URLPattern, URLResolver, get_resolver

from portal.core.checks import PACKAGED

TARGET = Path(settings.BASE_DIR) / "docs" / "policy.md"
TEMPLATE = Path(__file__).with_name("policy_template.md")
LISTS = (
    "visible_to",
    "owned_by",
    "editable_by",
    "reviewable_by",
    "for_addresses_of",
)  # rules that are methods of a queryset
ADMIN = "admin:"
PAGES_HEAD = "| address | page | who may ask for it | rules it asks for |\n|---|---|---|---|\n"
PACKAGED_HEAD = "| address | page | who may ask for it |\n|---|---|---|\n"
RULES_HEAD = "| rule | in words |\n|---|---|\n"


def build_policy_document() -> str:
    return Template(TEMPLATE.read_text()).substitute(
        pages=PAGES_HEAD + "".join(map(format_page_row, list_own_pages())),
        packaged=PACKAGED_HEAD + "".join(map(format_packaged_row, list_packaged_pages())),
        rules=RULES_HEAD + "".join(f"| `{name}` | {words} |\n" for name, words in list_access_rules()),
    )


Page = tuple[str, str, Callable[..., Any]]


def iter_all_pages(resolver: URLResolver | None = None, namespace: str = "", prefix: str = "") -> Iterator[Page]:
    """(name, address, view), in the order of the address; the language in front is left out."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + ("" if entry.pattern.__class__.__name__ == "LocalePrefixPattern" else str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from iter_all_pages(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, route)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", f"/{route}", entry.callback


def list_own_pages() -> list[Page]:
    return sorted((page for page in iter_all_pages() if not page[0].startswith(PACKAGED)), key=lambda page: page[1])


def list_packaged_pages() -> list[Page]:
    """Those of allauth by name; of the admin only those that ask for no account."""
    found = [page for page in iter_all_pages() if page[0].startswith(PACKAGED)]
    return sorted(page for page in found if not page[0].startswith(ADMIN) or is_open_page(page[2]))


def is_open_page(view: Callable[..., Any]) -> bool:
    return not getattr(view, "login_required", True)


def format_page_row(page: Page) -> str:
    name, address, view = page
    asked = ", ".join(f"`{rule}`" for rule in list_view_rules(view))
    return f"| `{address}` | `{name}` | {view.policy} | {asked} |\n"  # type: ignore[attr-defined]


def format_packaged_row(page: Page) -> str:
    name, address, view = page
    return f"| `{address}` | `{name}` | {'everyone' if is_open_page(view) else 'signed in'} |\n"


def list_view_rules(view: Callable[..., Any]) -> list[str]:
    """Names of rules in the view's code, and in that of the functions beside it that it calls."""
    function = inspect.unwrap(view)
    beside = inspect.getmodule(function)
    seen, waiting, found = set(), [function.__code__], set()
    while waiting:
        code = waiting.pop()
        for name in collect_code_names(code):
            found |= {name} & collect_rule_names()
            helper = getattr(beside, name, None)
            if inspect.isfunction(helper) and helper.__module__ == function.__module__ and name not in seen:
                seen.add(name)
                waiting.append(inspect.unwrap(helper).__code__)
    return sorted(found)


def collect_code_names(code: CodeType) -> set[str]:
    """Of everything that the code refers to, functions within it included."""
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*map(collect_code_names, inner))


@cache
def collect_rule_names() -> frozenset[str]:
    return frozenset({name.rpartition(".")[2] for name, _words in list_access_rules()})


def list_access_rules() -> list[tuple[str, str]]:
    """Every rule with the first line of what it says of itself: querysets first, then the apps' permissions."""
    found = [
        (f"{model.__name__}.objects.{name}", method)
        for model in list_project_models()
        for name, method in list_queryset_rules(model)
    ]
    for module in permission_modules():
        found += [(f"{module.__name__}.{name}", function) for name, function in list_module_functions(module)]
    return [(name, get_docstring_line(function)) for name, function in found]


def permission_modules() -> Iterator[ModuleType]:
    """Import the permissions module of every subject that has one, app by app."""
    for app in ("portal", "companies", "challenges"):
        for subject in pkgutil.iter_modules(import_module(app).__path__, f"{app}."):
            if subject.ispkg and find_spec(f"{subject.name}.permissions"):
                yield import_module(f"{subject.name}.permissions")


def list_project_models() -> list[Any]:
    return [model for app in ("portal", "companies", "challenges") for model in apps.get_app_config(app).get_models()]


def list_queryset_rules(model: Any) -> list[tuple[str, Any]]:
    manager = getattr(model, "objects", None)
    return [(name, getattr(manager, name)) for name in LISTS if hasattr(manager, name)]


def list_module_functions(module: ModuleType) -> list[tuple[str, Any]]:
    found = inspect.getmembers(module, inspect.isfunction)
    return [(name, each) for name, each in found if each.__module__ == module.__name__ and not name.startswith("_")]


def get_docstring_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0].replace("|", "/")
