from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.core.bilingual import LANGUAGES, get_reader_language
from portal.core.policy import allow_public
from portal.technologies.models import Technology, TechnologyTerm
from portal.technologies.tagger.discontinuous_terms import GAP

MOST_NAMES = 15  # on the page, per language; the vocabulary lists the best known names first


@allow_public
def technology_list(request: HttpRequest) -> HttpResponse:
    technologies = Technology.objects.current().filter(level=1).prefetch_related("children__children")
    return render(request, "portal/technologies/technology_list.html", {"technologies": technologies})


@allow_public
def technology_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a technology; redirect from a merged one to the one that it was merged into."""
    technologies = Technology.objects.select_related("parent__parent", "merged_into")
    technology = get_object_or_404(technologies, slug=slug)
    if technology.merged_into:
        return redirect(technology.merged_into, permanent=True)
    context = {
        "technology": technology,
        "narrower": technology.children.current(),
        "related": technology.related.current(),
        "focus_areas": technology.focus_areas.all(),
        "names": group_terms_by_language(technology.terms.exclude(text__contains=GAP).order_by("pk")),
    }
    return render(request, "portal/technologies/technology_detail.html", context)


def group_terms_by_language(terms: Iterable[TechnologyTerm]) -> list[tuple[str, list[str]]]:
    """Return at most MOST_NAMES names per language, the reader's first; a name in both languages appears there only."""
    words: dict[str, list[str]] = {
        language: [] for language in sorted(LANGUAGES, key=lambda code: code != get_reader_language())
    }
    seen: set[str] = set()
    for term in sorted(terms, key=lambda term: term.language != get_reader_language()):
        if term.text.lower() not in seen:
            seen.add(term.text.lower())
            words[term.language].append(term.text)
    return [(language, sorted(found[:MOST_NAMES], key=str.lower)) for language, found in words.items() if found]
