"""The annex of a challenge: written by its ROM, read by those whom its audience admits, and never unseen."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from challenges.posting.annex import get_or_build_annex, record_annex_reading, save_annex
from challenges.posting.annex_forms import AnnexForm
from challenges.posting.annex_readers import list_annex_readers
from challenges.posting.permissions import can_edit_challenge, get_editable_challenge, get_readable_annex
from challenges.posting.workflow import CLOSED_STATES, TIMED_STATES
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, require_sign_in, rom_staff
from portal.core.queue import enqueue_matching


@require_sign_in
@never_cache
@transaction.atomic
def annex_read(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page is made in the transaction that keeps who read it: one does not come without the other."""
    annex = get_readable_annex(request.user, slug)
    record_annex_reading(annex, request.user)
    context = {
        "annex": annex,
        "challenge": annex.challenge,
        "can_edit": can_edit_challenge(request.user, annex.challenge),
    }
    return render(request, "challenges/posting/annex_read.html", context)


@rom_staff
@never_cache
def annex_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    annex = get_or_build_annex(challenge)
    annex.challenge = challenge
    form = AnnexForm(annex, get_post_data(request))
    if save_form(form, save_annex, challenge, request.user):
        enqueue_matching()
        messages.success(request, _("The restricted annex has been saved."))
        return redirect("challenges:annex_edit", challenge.slug)
    return _render_annex_edit(request, form)


@transaction.atomic
def _render_annex_edit(request: SignedInRequest, form: AnnexForm) -> HttpResponse:
    annex = form.annex
    if not annex.is_empty:
        record_annex_reading(annex, request.user)
    context = {
        "challenge": annex.challenge,
        "annex": annex,
        "form": form,
        "readers": list_annex_readers(annex),
        "is_settled": annex.challenge.state in CLOSED_STATES,
        "goes_back": annex.challenge.state in TIMED_STATES,
    }
    return render(request, "challenges/posting/annex_edit.html", context)
