"""Who gets to see what of a profile, what only they see, and the note of who read it."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import companies_of
from companies.profiles.services import CHANGED, propose_technologies, version_of
from companies.profiles.visibility import Disclosed, Reader
from companies.profiles.visibility_models import Audience, CompanyConfidential, CompanyContact, Group, Reading
from portal.accounts.models import User
from portal.core.validation import save_validated

AUDIENCES = [f"audience_{group}" for group in Group]
CONTACT = ("name", "email", "phone")
CONFIDENTIAL = ("text_nl", "text_en")
HIDDEN = (Group.CONTACT, Group.CONFIDENTIAL)

Fields = Mapping[str, str]
Row = Company | CompanyContact | CompanyConfidential


def contact_of(company: Company) -> CompanyContact:
    """Its row, or an empty one that is not stored."""
    return CompanyContact.objects.filter(pk=company.pk).first() or CompanyContact(company=company)


def confidential_of(company: Company) -> CompanyConfidential:
    return CompanyConfidential.objects.filter(pk=company.pk).first() or CompanyConfidential(company=company)


def sharing_version(company: Company) -> str:
    """Tells one state of all that `share` writes from the next."""
    rows = (company, AUDIENCES), (contact_of(company), CONTACT), (confidential_of(company), CONFIDENTIAL)
    return "-".join(version_of(row, names) for row, names in rows)


@transaction.atomic
def share(
    company: Company,
    *,
    audiences: Mapping[Group, Audience],
    contact: Fields,
    confidential: Fields,
    seen: str = "",
) -> Company:
    """Set who sees which group, the contact (name, email, phone) and the confidential text (text_nl, text_en).

    seen: the version that the person had before them; ValidationError (code "changed") where somebody has since made it
    something else than what is written now.
    """
    company = Company.objects.select_for_update(of=("self",), no_key=True).get(pk=company.pk)
    was = company.audience(Group.USE)
    parts: list[tuple[Row, Fields]] = [
        (company, {f"audience_{group}": audience for group, audience in audiences.items()}),
        (contact_of(company), contact),
        (confidential_of(company), confidential),
    ]
    changed = [(row, fields) for row, fields in parts if _differs(row, fields)]
    if changed and seen and seen != sharing_version(company):
        raise ValidationError(CHANGED, code="changed")
    for row, fields in changed:
        _write(row, fields)
    if was != company.audience(Group.USE):
        _follow(company)
    return company


def _differs(row: Row, fields: Fields) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items())


def _write(row: Row, fields: Fields) -> None:
    """A part that is empty is no row."""
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, Company) or not row.is_empty:
        save_validated(row)
    else:
        type(row).objects.filter(pk=row.pk).delete()


def _follow(company: Company) -> None:
    """Technologies are proposed from, and proved by, what everyone may read; other quotes go."""
    readable = " ".join(" ".join(text.split()) for _language, text in company.matched_texts)
    quoted = company.technology_links.exclude(sentence="")
    gone = [link.pk for link in quoted if " ".join(link.sentence.split()) not in readable]
    CompanyTechnology.objects.filter(pk__in=gone).update(phrase="", sentence="", language="")
    propose_technologies(company)


def note_reading(reader: Reader, shown: Disclosed, groups: Collection[Group] = HIDDEN) -> None:
    """Keep that this reader was shown what is not for everyone, unless the company is their own."""
    if not isinstance(reader, User) or shown.company.pk in companies_of(reader):
        return
    told = {Group.CONTACT: shown.contact, Group.CONFIDENTIAL: shown.confidential}
    for group, part in told.items():
        if part and group in groups and shown.company.audience(group) != Audience.EVERYONE:
            Reading.objects.create(company=shown.company, group=group, user=reader, rom_id=reader.rom_id)
