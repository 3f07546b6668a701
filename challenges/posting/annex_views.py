"""The annex of a challenge: written by its ROM, read by those whom its audience admits, and never unseen."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from challenges.posting.annex import annex_of, note_annex_reading, write_annex
from challenges.posting.annex_forms import AnnexForm
from challenges.posting.annex_readers import readers_of
from challenges.posting.permissions import can_edit_challenge, get_editable_challenge, get_readable_annex
from challenges.posting.workflow import CLOSED_STATES, TIMED_STATES
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff, signed_in
from portal.core.queue import look_again


@signed_in
@never_cache
@transaction.atomic
def annex_read(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page is made in the transaction that keeps who read it: one does not come without the other."""
    annex = get_readable_annex(request.user, slug)
    note_annex_reading(annex, request.user)
    context = {
        "annex": annex,
        "challenge": annex.challenge,
        "can_edit": can_edit_challenge(request.user, annex.challenge),
    }
    return render(request, "challenges/annex_read.html", context)


@rom_staff
@never_cache
def annex_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    annex = annex_of(challenge)
    annex.challenge = challenge
    form = AnnexForm(annex, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: write_annex(challenge, request.user, **form.cleaned_data)):
            look_again()
            messages.success(request, _("The annex is saved."))
            return redirect("challenges:annex_edit", challenge.slug)
        form.show_version()
    return _edit_page(request, form)


@transaction.atomic
def _edit_page(request: SignedInRequest, form: AnnexForm) -> HttpResponse:
    annex = form.annex
    if not annex.is_empty:
        note_annex_reading(annex, request.user)
    context = {
        "challenge": annex.challenge,
        "annex": annex,
        "form": form,
        "readers": readers_of(annex),
        "is_settled": annex.challenge.state in CLOSED_STATES,
        "goes_back": annex.challenge.state in TIMED_STATES,
    }
    return render(request, "challenges/annex_edit.html", context)
