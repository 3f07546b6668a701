"""Variables of the environment; a value that makes no sense raises ImproperlyConfigured with the variable's name."""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off", ""})
HIGHEST = 2**31 - 1


class EnvironmentVariables(environ.Env):  # type: ignore[misc]  # django-environ ships no types
    def word(self, name: str, default: str, options: Collection[str]) -> str:
        """Read one of the options, written in capitals or not; return it in capitals."""
        value = str(self.str(name, default=default))
        if value.upper() not in options:
            raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not “{value}”.")
        return value.upper()

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.str(name, default="1" if default else "0").strip().lower()
        if value not in YES | NO:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not “{value}”.")
        return value in YES

    def number(self, name: str, default: int, least: int = 0) -> int:
        value = self.str(name, default=str(default)).strip()
        if not (value.isascii() and value.isdigit() and len(value) <= 10 and least <= int(value) <= HIGHEST):
            raise ImproperlyConfigured(f"{name} must be a whole number, {least} or more, not “{value}”.")
        return int(value)

    def address(self, name: str, schemes: Collection[str], default: str = "") -> str:
        """Read an address with one of these schemes and, where it names one, a port that is a number; "" is allowed."""
        value = str(self.str(name, default=default))
        if value and not (value.startswith(tuple(f"{scheme}://" for scheme in schemes)) and has_valid_port(value)):
            expected = " or ".join(f"{scheme}://…" for scheme in schemes)
            # The value itself is left out: it may hold a password.
            raise ImproperlyConfigured(f"{name} must be {expected}, with a number for a port.")
        return value

    def date(self, name: str) -> date | None:
        """Read a date such as 2027-03-05; return None where the variable is empty."""
        value = self.str(name, default="").strip()
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a date such as 2027-03-05, not “{value}”.") from None

    def postgres(self, name: str, default: str) -> dict[str, Any]:
        address = self.address(name, ("postgres", "postgresql"), default) or default
        found = self.db_url_config(address)
        if not found.get("NAME"):
            raise ImproperlyConfigured(f"{name} must name a database: postgres://user:password@host:5432/name.")
        return dict(found)

    def mail(self, name: str) -> dict[str, Any]:
        """Read the address of a mail server as Django's settings; return {} where the variable is empty."""
        schemes = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail")
        address = self.address(name, schemes)
        return dict(self.email_url_config(address)) if address else {}


def has_valid_port(address: str) -> bool:
    try:
        urlsplit(address).port  # noqa: B018  (reading the port checks it)
    except ValueError:
        return False
    return True
