from django.http import Http404, HttpResponse
from django.shortcuts import render

from companies.catalogue.pages import profile_as
from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import Eyes, preview_links
from companies.profiles.visibility_services import note_reading
from portal.core.policy import SignedInRequest, signed_in


@signed_in
def company_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page of one's own company as somebody else gets it; who is not of the company leaves a note here, too."""
    company = get_editable_company(request.user, slug)
    eyes = next((each for each in Eyes if each == request.GET.get("as", Eyes.PUBLIC)), None)
    if eyes is None or eyes not in Eyes.for_company(company):
        raise Http404
    page = profile_as(eyes.reader(company), company)
    note_reading(request.user, page["shown"])
    context = {**page, "eyes": eyes, "previews": preview_links(company, eyes)}
    return render(request, "companies/company_detail.html", context)
