"""Who sees which part of a profile: choosing it, and looking at the profile with their eyes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.disclosure import disclosed
from companies.permissions import get_editable_company
from companies.presenters.previews import Eyes, preview_links
from companies.presenters.profile import profile_as
from companies.presenters.readings import readers_of
from companies.services.sharing import note_reading, share
from companies.sharing_form import SharingForm
from portal.forms import attempt
from portal.policy import SignedInRequest, signed_in
from portal.queue import look_again


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
