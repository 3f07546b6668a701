"""Who sees which part of a profile: choosing it, and looking at the profile with their eyes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.profiles.permissions import get_editable_company
from companies.profiles.previews import preview_links
from companies.profiles.readers import readers_of
from companies.profiles.visibility import disclosed
from companies.profiles.visibility_forms import SharingForm
from companies.profiles.visibility_services import note_reading, share
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, signed_in
from portal.core.queue import look_again


@signed_in
def company_sharing(request: SignedInRequest, slug: str) -> HttpResponse:
    company = get_editable_company(request.user, slug)
    form = SharingForm(company, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: share(company, **form.said())):
            look_again()
            messages.success(request, _("Who sees what is saved."))
            return redirect("companies:company_sharing", company.slug)
        form.show_version()
    note_reading(request.user, disclosed(company, request.user))
    context = {"form": form, "company": company, "readers": readers_of(company), "previews": preview_links(company)}
    return render(request, "companies/company_sharing.html", context)
