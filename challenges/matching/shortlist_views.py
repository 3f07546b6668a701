"""Frozen lists of a challenge: made, read, and taken along as a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from challenges.matching.shortlist_models import Longlist
from challenges.matching.shortlist_page import build_longlist_table, list_asked_rules
from challenges.matching.shortlists import freeze_longlist
from challenges.posting.criteria import MUST, WISH
from challenges.posting.permissions import get_editable_challenge
from companies.profiles.models import Company
from portal.core.policy import SignedInRequest, rom_staff
from portal.documents.spreadsheet import CONTENT_TYPES, build_table_file

HEAVY = tuple(f"company__{name}" for name in Company.LONG_FIELDS)


@rom_staff
def longlist_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The frozen lists of a challenge; posting freezes what stands now."""
    challenge = get_editable_challenge(request.user, slug)
    if request.method == "POST":
        try:
            made = freeze_longlist(challenge, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("challenges:longlist_list", challenge.slug)
        messages.success(request, _("Longlist %(number)d is kept as it stands now.") % {"number": made.number})
        return redirect(made)
    found = Longlist.objects.visible_to(request.user).filter(challenge=challenge).select_related("frozen_by")
    context = {"challenge": challenge, "longlists": found.prefetch_related("rows")}
    return render(request, "challenges/matching/longlist_list.html", context)


@rom_staff
def longlist_detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """On the page, or with ?format=xlsx or csv as a file."""
    challenge = get_editable_challenge(request.user, slug)
    found = Longlist.objects.visible_to(request.user).filter(challenge=challenge).select_related("frozen_by")
    longlist = get_object_or_404(found, number=number)
    longlist.challenge = challenge
    rows = list(longlist.rows.select_related("company__province").defer(*HEAVY))
    kind = request.GET.get("format", "")
    if kind in CONTENT_TYPES:
        content = build_table_file(build_longlist_table(longlist, rows), kind)
        response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="{challenge.slug}-{number}.{kind}"'
        return response
    context = {
        "challenge": challenge,
        "longlist": longlist,
        "rows": rows,
        "musts": list_asked_rules(longlist, MUST),
        "wishes": list_asked_rules(longlist, WISH),
    }
    return render(request, "challenges/matching/longlist_detail.html", context)
