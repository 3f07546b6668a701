from django.http import Http404, HttpResponse
from django.shortcuts import render

from companies.catalogue.pages import build_profile_page
from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import ProfilePreviewReader, build_profile_preview_links
from companies.profiles.visibility_services import record_profile_reading
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def company_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page of one's own company as somebody else gets it; who is not of the company leaves a note here, too."""
    company = get_editable_company(request.user, slug)
    eyes = next(
        (each for each in ProfilePreviewReader if each == request.GET.get("as", ProfilePreviewReader.PUBLIC)), None
    )
    if eyes is None or eyes not in ProfilePreviewReader.for_company(company):
        raise Http404
    page = build_profile_page(eyes.reader(company), company)
    record_profile_reading(request.user, page["shown"])
    context = {**page, "eyes": eyes, "previews": build_profile_preview_links(company, eyes)}
    return render(request, "companies/catalogue/company_detail.html", context)
