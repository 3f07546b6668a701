"""The page of a challenge as each of its audiences gets it, for who edits it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.catalogue.previews import PreviewAudience, build_preview_links
from challenges.catalogue.views import build_reader_context, list_counting_requirements
from challenges.posting.annex_models import Annex
from challenges.posting.display_status import PUBLISHED, get_phase
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_editable_challenge
from portal.core.policy import SignedInRequest, rom_staff
from portal.technologies.vocabulary import Vocabulary


@rom_staff
def challenge_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Without what each company reads of its own match: that is another text for each."""
    challenge, now = get_editable_challenge(request.user, slug), timezone.now()
    eyes = next((each for each in PreviewAudience if each == request.GET.get("as", PreviewAudience.VISITOR)), None)
    if eyes is None:
        raise Http404
    context: dict[str, Any] = {
        "challenge": challenge,
        "eyes": eyes,
        "previews": build_preview_links(challenge, eyes),
        "is_published": get_phase(challenge, now) in PUBLISHED,
    }
    if not eyes.sees(challenge):
        return render(request, "challenges/catalogue/challenge_preview.html", context)
    context |= build_reader_context(
        AnonymousUser(), challenge, list_counting_requirements(challenge), Vocabulary.load(), now
    )
    context |= {"signed_in": eyes.is_signed_in, "has_annex": _can_see_annex(eyes, challenge)}
    return render(request, "challenges/catalogue/challenge_detail.html", context)


def _can_see_annex(eyes: PreviewAudience, challenge: Challenge) -> bool:
    annex = Annex.objects.written().filter(challenge=challenge).first()
    return annex is not None and eyes.is_signed_in and eyes.sees(annex)
