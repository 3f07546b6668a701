"""Whether a company has a profile already, and what may be said of it to who asks.

By name only what the person can see anyway is found. By KvK number it is said that there is a profile, as whoever types
the number knows that the company is there; and nothing else, unless it is visible.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from rapidfuzz import fuzz

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.regions.models import Province

MOST_LISTED = 5
SAME_NAME = 90  # of 100 of rapidfuzz's ratio: one letter in ten may differ
ALIKE = 75
SHORTEST_PART = 3  # letters; of fewer, half of all names hold some
LEGAL_FORMS = re.compile(r"(?<=\w) (bv|nv|vof|cv|ua|ltd|llc|inc|gmbh)\b")
KVK = re.compile(r"[0-9]{8}")


@dataclass(frozen=True)
class FoundCompany:
    """company: None where the person may know no more than that there is one, and its number."""

    company: Company | None
    number: str = ""

    @property
    def can_be_claimed(self) -> bool:
        return self.company is not None and not self.company.is_claimed


def parse_typed_number(text: str) -> str | None:
    """The KvK number in what was typed, with spaces and dots or without; None where it is something else."""
    number = "".join(text.replace(".", "").split())
    return number if KVK.fullmatch(number) else None


def find_company_by_number(user: User, number: str) -> FoundCompany | None:
    company = Company.objects.filter(kvk_number=number).select_related("province").first()
    if company is None:
        return None
    is_visible = Company.objects.visible_to(user).filter(pk=company.pk).exists()
    return FoundCompany(company if is_visible else None, number)


def find_companies_by_name(user: User, name: str) -> list[Company]:
    """Visible companies of a like name, or of one that holds every word typed; the most alike first."""
    is_near = Q(name__trigram_similar=name) | Q(name__trigram_word_similar=name)
    near = Company.objects.visible_to(user).filter(is_near).select_related("province")
    ranked = near.annotate(alike=TrigramSimilarity("name", name)).order_by("-alike", "name", "pk")
    alike = (company for company in ranked[:50] if is_similar_name(company.name, name))
    return list[Company](islice(alike, MOST_LISTED))


def find_existing_profile(
    user: User, *, name: str, kvk_number: str | None, city: str, province: Province | None
) -> FoundCompany | None:
    """The profile that this company has already: of the same number, or of the same name at the same place.

    Two numbers that differ are two companies, whatever their names.
    """
    if kvk_number and (found := find_company_by_number(user, kvk_number)):
        return found
    for company in find_companies_by_name(user, name):
        differs = kvk_number and company.kvk_number and company.kvk_number != kvk_number
        if not differs and is_same_name(company.name, name) and _is_same_place(company, city, province):
            return FoundCompany(company)
    return None


def is_similar_name(name: str, typed: str) -> bool:
    name, typed = simplify_company_name(name), simplify_company_name(typed)
    return fuzz.ratio(name, typed) >= ALIKE or (len(typed) >= SHORTEST_PART and has_all_words(name, typed))


def has_all_words(name: str, typed: str) -> bool:
    """Whether each word typed begins a word of the name: people know a company by a part of it."""
    return all(any(word.startswith(part) for word in name.split()) for part in typed.split())


def is_same_name(one: str, other: str) -> bool:
    return fuzz.ratio(simplify_company_name(one), simplify_company_name(other)) >= SAME_NAME


def simplify_company_name(name: str) -> str:
    """Letters and digits alone, in lower case, without accents and legal forms: "Café Één B.V." -> "cafe een"."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))
    words = " ".join(re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each))))
    return LEGAL_FORMS.sub("", words) or words


def _is_same_place(company: Company, city: str, province: Province | None) -> bool:
    """The same town; where one of the two names none, no other province."""
    if company.city and city:
        return simplify_company_name(company.city) == simplify_company_name(city)
    return not (company.province and province) or company.province == province
