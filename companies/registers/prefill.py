"""What the trade register knows for the first page of a profile: for the person to check, never saved by itself."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from companies.registers.client import KvKUnavailable
from companies.registers.kvk import is_register_available, look_up_registration
from companies.registers.responses import RegisteredCompany
from portal.regions.models import Province


@dataclass(frozen=True)
class RegisterPrefill:
    """fields: what the form starts with; notice: what the person is told about it, kind as of _notice.html."""

    fields: dict[str, Any]
    notice: str = ""
    kind: str = "info"


def prefill_from_register(number: str) -> RegisterPrefill:
    """Without a key the register is never asked, and nothing is said of it."""
    typed = {"kvk_number": number}
    if not is_register_available():
        return RegisterPrefill(typed)
    try:
        found = look_up_registration(number)
    except KvKUnavailable:
        return RegisterPrefill(
            typed, _("The trade register does not answer now. Fill in the page yourself."), "warning"
        )
    if found is None:
        return RegisterPrefill(
            typed, _("The trade register does not know this number. Look whether it is right."), "warning"
        )
    fields = typed | {"name": found.name, "city": found.town, "province": _find_registered_province(found)}
    if not found.is_active:
        return RegisterPrefill(
            fields, _("The trade register says that this registration has ended. Is it the one?"), "warning"
        )
    return RegisterPrefill(fields, _("This comes from the trade register. Look whether it is right."))


def _find_registered_province(found: RegisteredCompany) -> Province | None:
    return Province.objects.filter(code=found.province).first() if found.province else None
