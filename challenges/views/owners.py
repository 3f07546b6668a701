"""The ROMs that own a challenge together: another is let in by the one that posted it, and can leave again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.forms import OwnerForm
from challenges.models import Challenge
from challenges.permissions import get_editable_challenge
from challenges.services.life import share_no_more, share_with
from portal.forms import told
from portal.policy import SignedInRequest, rom_staff


@rom_staff
def challenge_owners(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    form = OwnerForm(request.POST)
    if request.method == "POST" and told(request, form.full_clean_or_refuse):
        rom = form.cleaned_data["rom"]
        if form.cleaned_data["leave"]:
            done = _("%(rom)s does not own it any more.") % {"rom": rom}
            told(request, lambda: share_no_more(challenge, rom, request.user), done)
        else:
            done = _("%(rom)s owns it too from now on; its people are told.") % {"rom": rom}
            told(request, lambda: share_with(challenge, rom, request.user), done)
    is_still_ours = Challenge.objects.owned_by(request.user).filter(pk=challenge.pk).exists()
    if not is_still_ours:
        return redirect("challenges:desk")
    return redirect(reverse("challenges:challenge_edit", args=[challenge.slug]) + "#owners")
