"""How challenges are searched."""

from challenges.posting.requirement_models import Requirement
from portal.search.full_text import TextSearch

SEARCH = TextSearch(names=("title_nl", "title_en"), links=Requirement.objects.counting, owner="challenge")
