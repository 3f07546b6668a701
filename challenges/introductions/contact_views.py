"""Who of Defence stands behind a challenge, for the introductions to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.introductions import contacts as services
from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.forms import ContactForm
from challenges.posting.permissions import get_editable_challenge
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest, rom_staff


@rom_staff
def challenge_contact(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first() or ChallengeContact(challenge=challenge)
    form = ContactForm(request.POST if request.method == "POST" else None, instance=contact)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        if attempt(form, lambda: services.save_contact(challenge, **fields)):
            messages.success(request, _("The contact is saved."))
            return redirect(challenge)
    return render(request, "challenges/challenge_contact.html", {"challenge": challenge, "form": form})
