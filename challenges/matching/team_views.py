"""Teams of companies for a challenge that none covers alone."""

from django.http import HttpResponse
from django.shortcuts import render

from challenges.matching.team_page import TeamPage, list_team_company_ids
from challenges.matching.teams import find_team_options
from challenges.posting.permissions import get_editable_challenge
from companies.profiles.models import Company
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@rom_staff
def team_list(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge, vocabulary = get_editable_challenge(request.user, slug), Vocabulary.load()
    found = find_team_options(challenge, vocabulary)
    visible = Company.objects.visible_to(request.user).select_related("province").defer(*Company.LONG_FIELDS)
    page = TeamPage.of(found, visible.in_bulk(list_team_company_ids(found)), vocabulary, request.user)
    return render(request, "challenges/matching/team_list.html", {"challenge": challenge, "page": page})
