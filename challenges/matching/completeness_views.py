"""The last page of a profile: what is missing, what it would bring, and the button that publishes."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from challenges.matching.completeness import completeness_of
from challenges.matching.completeness_page import Completed
from companies.declarations.pages import Declarations
from companies.declarations.permissions import can_sign_for
from companies.profiles.permissions import get_editable_company
from companies.profiles.staff_forms import StaffProfileForm
from companies.profiles.wizard import PUBLISH, steps_of
from portal.core.policy import SignedInRequest, signed_in


@signed_in
def profile_completeness(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return redirect("companies:company_edit", company.slug)
    prefetch_related_objects([company], "technology_links", "reference_cases")
    completed = Completed(completeness_of(company, request.user, timezone.now()), company)
    context = {
        "company": company,
        "steps": steps_of(company, PUBLISH),
        "completed": completed,
        "declarations": Declarations.of(company) if can_sign_for(request.user, company) else None,
    }
    return render(request, "challenges/profile_completeness.html", context)
