"""The ROMs that own a challenge together: another is let in by the one that posted it, and can leave again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.posting.forms import CoOwnerForm
from challenges.posting.models import Challenge
from challenges.posting.owners import share_challenge, unshare_challenge
from challenges.posting.ownership import list_owner_roms
from challenges.posting.permissions import can_share_ownership, get_editable_challenge
from portal.core.forms import call_or_add_errors, get_post_data
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def challenge_owners(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    form = CoOwnerForm(get_post_data(request))
    if form.is_valid() and call_or_add_errors(form, lambda: handle_owner_form(request, challenge, form)):
        if Challenge.objects.owned_by(request.user).filter(pk=challenge.pk).exists():
            return redirect("challenges:challenge_owners", challenge.slug)
        return redirect("challenges:staff_dashboard")
    context = {
        "challenge": challenge,
        "form": form,
        "co_owners": [rom for rom in list_owner_roms(challenge) if rom != challenge.rom],
        "can_share": can_share_ownership(request.user, challenge),
    }
    return render(request, "challenges/posting/challenge_owners.html", context)


def handle_owner_form(request: SignedInRequest, challenge: Challenge, form: CoOwnerForm) -> bool:
    rom = form.cleaned_data["rom"]
    if form.cleaned_data["leave"]:
        unshare_challenge(challenge, rom, request.user)
        messages.success(request, _("%(rom)s does not own it any more.") % {"rom": rom})
    else:
        share_challenge(challenge, rom, request.user)
        messages.success(request, _("%(rom)s owns it too from now on; its people are told.") % {"rom": rom})
    return True
