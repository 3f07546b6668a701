"""How challenges are searched."""

from challenges.models import Requirement
from portal.search import Search

SEARCH = Search(names=("title_nl", "title_en"), links=Requirement.objects.counting, owner="challenge")
