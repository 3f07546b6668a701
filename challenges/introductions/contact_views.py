"""Who of Defence stands behind a challenge, for the introductions to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.forms import ChallengeContactForm
from challenges.introductions.services import save_contact
from challenges.posting.permissions import get_editable_challenge
from portal.core.forms import get_post_data, save_form
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def challenge_contact(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first() or ChallengeContact(challenge=challenge)
    form = ChallengeContactForm(get_post_data(request), instance=contact)
    if save_form(form, save_contact, challenge):
        messages.success(request, _("The contact is saved."))
        return redirect(challenge)
    return render(request, "challenges/introductions/challenge_contact.html", {"challenge": challenge, "form": form})
