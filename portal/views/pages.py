"""Pages of the ground floor: reference data, the reader's own start, health."""

from collections.abc import Iterable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.face.examples import gallery
from portal.face.local import LANGUAGES, reader
from portal.models import Agreement, OutboxMail, Technology, TechnologyTerm
from portal.personal.register import kept_of_people
from portal.policy import SignedInRequest, admin_only, public, signed_in
from portal.text.gapped import GAP

SHOWN = 15  # names of a technology on its page, per language; the vocabulary has the best known first


@signed_in
def my_start(request: SignedInRequest) -> HttpResponse:
    """Where a person lands after signing in: the desk, the company's own home, or the first step to one."""
    if request.user.is_rom_staff:
        return redirect("challenges:desk")
    if request.user.is_superuser:
        return redirect("admin:index")
    return redirect("challenges:company_home" if request.user.memberships.exists() else "companies:company_create")


@public
def agreement_list(request: HttpRequest) -> HttpResponse:
    agreements = Agreement.objects.prefetch_related("roms", "provinces", "signatories")
    return render(request, "portal/agreement_list.html", {"agreements": agreements})


@public
def technology_list(request: HttpRequest) -> HttpResponse:
    technologies = Technology.objects.current().filter(level=1).prefetch_related("children__children")
    return render(request, "portal/technology_list.html", {"technologies": technologies})


@public
def technology_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A technology's page; the address of one that was merged leads to the one that took it in."""
    technologies = Technology.objects.select_related("parent__parent", "merged_into")
    technology = get_object_or_404(technologies, slug=slug)
    if technology.merged_into:
        return redirect(technology.merged_into, permanent=True)
    context = {
        "technology": technology,
        "narrower": technology.children.current(),
        "related": technology.related.current(),
        "focus_areas": technology.focus_areas.all(),
        "names": names_by_language(technology.terms.exclude(text__contains=GAP).order_by("pk")),
    }
    return render(request, "portal/technology_detail.html", context)


def names_by_language(terms: Iterable[TechnologyTerm]) -> list[tuple[str, list[str]]]:
    """The reader's language first, the first SHOWN of each; a word that is the same in both stands there alone."""
    words: dict[str, list[str]] = {language: [] for language in sorted(LANGUAGES, key=lambda code: code != reader())}
    said: set[str] = set()
    for term in sorted(terms, key=lambda term: term.language != reader()):
        if term.text.lower() not in said:
            said.add(term.text.lower())
            words[term.language].append(term.text)
    return [(language, sorted(found[:SHOWN], key=str.lower)) for language, found in words.items() if found]


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"kinds": kept_of_people()})


@admin_only
def components(request: HttpRequest) -> HttpResponse:
    """Every part that pages are made of, in every state."""
    return render(request, "portal/components.html", gallery())


@public
def health_live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@public
def health_ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; 503 by `server_error` when it does not.

    Mail that waits too long is told, and takes no server out of service: the pages work without it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok", "mail": "late" if OutboxMail.objects.late(timezone.now()) else "ok"})
