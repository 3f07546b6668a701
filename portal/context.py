"""What every page shows around its content: the navigation of the reader's role, and whom they act for."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

VISITOR = [
    ("challenges:challenge_list", _("Challenges")),
    ("companies:company_list", _("Companies")),
    ("challenges:session_list", _("Sessions")),
    ("challenges:score", _("How the score works")),
]
MEMBER = [
    ("challenges:company_home", _("Overview")),
    ("challenges:challenge_list", _("Challenges")),
    ("companies:company_profile", _("My profile")),
    ("challenges:session_list", _("Sessions")),
]
STAFF = [
    ("challenges:desk", _("Desk")),
    ("challenges:challenge_list", _("Challenges")),
    ("companies:company_list", _("Companies")),
    ("challenges:session_list", _("Sessions")),
]
