"""Who gets to see what of a profile, what only they see, and the note of who read it."""

from collections.abc import Collection, Mapping

from django.db import transaction

from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.permissions import get_member_company_ids
from companies.profiles.services import CHANGED, update_technology_suggestions
from companies.profiles.visibility import DisclosedCompany, Reader
from companies.profiles.visibility_models import Audience, CompanyConfidential, CompanyContact, ProfileGroup, Reading
from portal.accounts.models import User
from portal.core.validation import save_validated
from portal.core.versions import check_version, hash_fields

AUDIENCES = [f"audience_{group}" for group in ProfileGroup]
CONTACT = ("name", "email", "phone")
CONFIDENTIAL = ("text_nl", "text_en")
HIDDEN = (ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL)

Fields = Mapping[str, str]
Row = Company | CompanyContact | CompanyConfidential


def get_company_contact(company: Company) -> CompanyContact:
    """Its row, or an empty one that is not stored."""
    return CompanyContact.objects.filter(pk=company.pk).first() or CompanyContact(company=company)


def get_confidential_text(company: Company) -> CompanyConfidential:
    return CompanyConfidential.objects.filter(pk=company.pk).first() or CompanyConfidential(company=company)


def hash_visibility(company: Company) -> str:
    """Return the version of all that `update_visibility` writes."""
    rows = (company, AUDIENCES), (get_company_contact(company), CONTACT), (get_confidential_text(company), CONFIDENTIAL)
    return "-".join(hash_fields(row, names) for row, names in rows)


@transaction.atomic
def update_visibility(
    company: Company,
    *,
    audiences: Mapping[ProfileGroup, Audience],
    contact: Fields,
    confidential: Fields,
    seen: str = "",
) -> Company:
    """Set who sees which group, the contact (name, email, phone) and the confidential text (text_nl, text_en).

    seen: the version that the person had before them; StaleObject where somebody has since made it something else than
    what is written now.
    """
    company = Company.objects.lock().get(pk=company.pk)
    was = company.audience(ProfileGroup.USE)
    parts: list[tuple[Row, Fields]] = [
        (company, {f"audience_{group}": audience for group, audience in audiences.items()}),
        (get_company_contact(company), contact),
        (get_confidential_text(company), confidential),
    ]
    changed = [(row, fields) for row, fields in parts if _has_changed_fields(row, fields)]
    if changed:
        check_version(seen, hash_visibility(company), CHANGED)
    for row, fields in changed:
        _save_profile_part(row, fields)
    if was != company.audience(ProfileGroup.USE):
        _drop_unreadable_evidence(company)
    return company


def _has_changed_fields(row: Row, fields: Fields) -> bool:
    return any(getattr(row, name) != value for name, value in fields.items())


def _save_profile_part(row: Row, fields: Fields) -> None:
    """A part that is empty is no row."""
    for name, value in fields.items():
        setattr(row, name, value)
    if isinstance(row, Company) or not row.is_empty:
        save_validated(row)
    else:
        type(row).objects.filter(pk=row.pk).delete()


def _drop_unreadable_evidence(company: Company) -> None:
    """Technologies are proposed from, and proved by, what everyone may read; other quotes go."""
    readable = " ".join(" ".join(text.split()) for _language, text in company.matched_texts)
    quoted = company.technology_links.exclude(sentence="")
    gone = [link.pk for link in quoted if " ".join(link.sentence.split()) not in readable]
    CompanyTechnology.objects.filter(pk__in=gone).update(phrase="", sentence="", language="")
    update_technology_suggestions(company)


def record_profile_reading(reader: Reader, shown: DisclosedCompany, groups: Collection[ProfileGroup] = HIDDEN) -> None:
    """Keep that this reader was shown what is not for everyone, unless the company is their own."""
    if not isinstance(reader, User) or shown.company.pk in get_member_company_ids(reader):
        return
    told = {ProfileGroup.CONTACT: shown.contact, ProfileGroup.CONFIDENTIAL: shown.confidential}
    for group, part in told.items():
        if part and group in groups and shown.company.audience(group) != Audience.EVERYONE:
            Reading.objects.create(company=shown.company, group=group, user=reader, rom_id=reader.rom_id)
