"""From a company to the challenges that it fits, for staff of its region."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.matching.company_challenges import list_fitting_challenges
from companies.profiles.models import CompanyTechnology
from companies.profiles.permissions import can_manage_profiles_in, get_visible_company
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@rom_staff
def company_challenges(request: SignedInRequest, slug: str) -> HttpResponse:
    """404 for staff of another region."""
    company = get_visible_company(request.user, slug)
    if not can_manage_profiles_in(request.user, company.province):
        raise Http404
    counting = CompanyTechnology.objects.counting().filter(company=company)
    offered = counting.order_by().values_list("technology_id", flat=True)
    rows = list_fitting_challenges(company, request.user, offered, Vocabulary.load(), timezone.now())
    return render(request, "challenges/matching/company_challenges.html", {"company": company, "rows": rows})
