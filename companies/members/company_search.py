"""Search for the profile that a company has already, and decide what the person may know of it.

A search by name finds only what the person can see anyway. A search by KvK number also tells that there is a profile,
because whoever types the number knows that the company exists; it tells nothing else, unless the profile is visible.
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
SAME_NAME = 90  # rapidfuzz's ratio, 0 to 100: about one letter in ten may differ
ALIKE = 75  # the same ratio
SHORTEST_PART = 3  # letters; shorter parts occur in half of all names
LEGAL_FORMS = re.compile(r"(?<=\w) (bv|nv|vof|cv|ua|ltd|llc|inc|gmbh)\b")
KVK = re.compile(r"[0-9]{8}")


@dataclass(frozen=True)
class FoundCompany:
    """A profile that was found; `company` is None if the person may only know that it exists, and its number."""

    company: Company | None
    number: str = ""

    @property
    def can_be_claimed(self) -> bool:
        return self.company is not None and not self.company.is_claimed


def parse_typed_number(text: str) -> str | None:
    """Return the KvK number that was typed, without spaces and dots; None if it is something else."""
    number = "".join(text.replace(".", "").split())
    return number if KVK.fullmatch(number) else None


def find_company_by_number(user: User, number: str) -> FoundCompany | None:
    company = Company.objects.filter(kvk_number=number).select_related("province").first()
    if company is None:
        return None
    is_visible = Company.objects.visible_to(user).filter(pk=company.pk).exists()
    return FoundCompany(company if is_visible else None, number)


def find_companies_by_name(user: User, name: str) -> list[Company]:
    """Return at most five visible companies with a similar name, or with every word typed, the most similar first."""
    is_near = Q(name__trigram_similar=name) | Q(name__trigram_word_similar=name)
    near = Company.objects.visible_to(user).filter(is_near).select_related("province")
    ranked = near.annotate(alike=TrigramSimilarity("name", name)).order_by("-alike", "name", "pk")
    alike = (company for company in ranked[:50] if is_similar_name(company.name, name))
    return list[Company](islice(alike, MOST_LISTED))


def find_existing_profile(
    user: User, *, name: str, kvk_number: str | None, city: str, province: Province | None
) -> FoundCompany | None:
    """Return the profile with the same KvK number, or with the same name in the same place.

    Companies with two different numbers are two companies, whatever their names.
    """
    if kvk_number and (found := find_company_by_number(user, kvk_number)):
        return found
    for company in find_companies_by_name(user, name):
        differs = kvk_number and company.kvk_number and company.kvk_number != kvk_number
        if not differs and is_same_name(company.name, name) and _is_same_place(company, city, province):
            return FoundCompany(company)
    return None


def is_similar_name(name: str, typed: str) -> bool:
    """Compare two names; a name also fits if each word typed begins one of its words, as people often type a part."""
    name, typed = simplify_company_name(name), simplify_company_name(typed)
    has_all_words = all(any(word.startswith(part) for word in name.split()) for part in typed.split())
    return fuzz.ratio(name, typed) >= ALIKE or (len(typed) >= SHORTEST_PART and has_all_words)


def is_same_name(one: str, other: str) -> bool:
    return fuzz.ratio(simplify_company_name(one), simplify_company_name(other)) >= SAME_NAME


def simplify_company_name(name: str) -> str:
    """Return letters and digits in lower case, without accents and legal form: "Café Één B.V." gives "cafe een"."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))
    words = " ".join(re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each))))
    return LEGAL_FORMS.sub("", words) or words


def _is_same_place(company: Company, city: str, province: Province | None) -> bool:
    """Compare the towns; if one of them is unknown, compare the provinces as far as both are known."""
    if company.city and city:
        return simplify_company_name(company.city) == simplify_company_name(city)
    return not (company.province and province) or company.province == province
