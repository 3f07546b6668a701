"""Is this profile still true? Asked by a link in a mail, and of whoever keeps the profile when signed in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from companies.profiles.freshness_reminders import confirm_by_answer, read_confirmation_token
from companies.profiles.freshness_services import confirm_profile
from companies.profiles.permissions import get_editable_company
from portal.core.policy import SignedInRequest, allow_public, require_sign_in
from portal.core.queue import enqueue_matching


@never_cache
@allow_public
def freshness_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, as mail scanners follow links; the button does. Says no more than the public name."""
    question = read_confirmation_token(token)
    if question is None:
        raise Http404
    if request.method == "POST":
        if confirm_by_answer(question):
            enqueue_matching()
        return redirect("companies:still_true", token)
    return render(request, "companies/profiles/still_true.html", {"question": question, "company": question.company})


@require_sign_in
def company_confirm(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whoever may save the profile: its members, staff of the region while nobody claimed it, admins."""
    company = get_editable_company(request.user, slug)
    if request.method == "POST":
        confirm_profile(company)
        enqueue_matching()
        messages.success(request, _("You said that the profile of %(company)s is still true.") % {"company": company})
        return redirect(company)
    return render(request, "companies/profiles/company_confirm.html", {"company": company})
