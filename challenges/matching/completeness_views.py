"""The last page of a profile: what is missing, what it would bring, and the button that publishes."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from challenges.matching.completeness import compute_completeness
from challenges.matching.completeness_page import CompletenessPage
from companies.declarations.pages import DeclarationOverview
from companies.declarations.permissions import can_sign_declarations
from companies.profiles.forms import StaffProfileForm
from companies.profiles.permissions import get_editable_company
from companies.profiles.wizard import PUBLISH, build_wizard_steps
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def profile_completeness(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    if StaffProfileForm.is_for(request.user, company):
        return redirect("companies:company_edit", company.slug)
    prefetch_related_objects([company], "technology_links", "reference_cases")
    completed = CompletenessPage(compute_completeness(company, request.user, timezone.now()), company)
    context = {
        "company": company,
        "steps": build_wizard_steps(company, PUBLISH),
        "completed": completed,
        "declarations": DeclarationOverview.of(company) if can_sign_declarations(request.user, company) else None,
    }
    return render(request, "challenges/matching/profile_completeness.html", context)
