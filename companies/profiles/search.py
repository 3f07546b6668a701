"""How companies are searched."""

from companies.profiles.models import CompanyTechnology
from portal.search.full_text import TextSearch

SEARCH = TextSearch(names=("name", "city"), links=CompanyTechnology.objects.counting, owner="company")
