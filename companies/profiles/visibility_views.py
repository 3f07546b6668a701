"""Who sees which part of a profile: choosing it, and looking at the profile with their eyes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import build_profile_preview_links
from companies.profiles.readers import list_profile_readers
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_forms import VisibilityForm
from companies.profiles.visibility_services import record_profile_reading, update_visibility
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in
from portal.core.queue import enqueue_matching


@require_sign_in
def company_visibility(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    form = VisibilityForm(company, get_post_data(request))
    if save_form(form, update_visibility, company):
        enqueue_matching()
        messages.success(request, _("Who sees what is saved."))
        return redirect("companies:company_sharing", company.slug)
    record_profile_reading(request.user, disclose_company(company, request.user))
    context = {
        "form": form,
        "company": company,
        "readers": list_profile_readers(company),
        "previews": build_profile_preview_links(company),
    }
    return render(request, "companies/profiles/company_sharing.html", context)
