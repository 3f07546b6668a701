"""How companies are searched."""

from companies.models import CompanyTechnology
from portal.search import Search

SEARCH = Search(names=("name", "city"), links=CompanyTechnology.objects.counting, owner="company")
