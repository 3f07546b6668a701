"""Plan the changes with which technology links follow a text, without losing what a person stated."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.technologies.evidence import KnownAs, TechnologyEvidence
from portal.technologies.suggestions import TechnologySuggestion


@dataclass
class LinkChanges:
    """The technology links to add, change and remove."""

    add: list[Any] = field(default_factory=list)
    change: list[Any] = field(default_factory=list)
    drop: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.add or self.change or self.drop)

    def extend(self, other: "LinkChanges") -> None:
        self.add += other.add
        self.change += other.change
        self.drop += other.drop

    def store(self, model: type[Any]) -> None:
        model.objects.bulk_create(self.add)
        model.objects.bulk_update(self.change, model.FOLLOWS_TEXT)
        if self.drop:
            model.objects.filter(pk__in=[link.pk for link in self.drop]).delete()


def plan_link_changes(
    have: Mapping[int, TechnologyEvidence],
    found: Iterable[TechnologySuggestion],
    stated: Collection[int],
    make: Callable[[int], TechnologyEvidence],
) -> LinkChanges:
    """Return the changes that make the links match what the tagger found in the text and what a file states.

    Stated, confirmed and refused links stay as a person left them. A proposal that the text no longer supports is
    removed, and one that the file states becomes stated.
    have: the existing links by technology; make: a function that makes a new link for a technology.
    """
    suggestions = {suggestion.technology_id: suggestion for suggestion in found}
    wanted = dict.fromkeys([*stated, *suggestions])
    changes = LinkChanges()
    for technology in wanted:
        known_as = KnownAs.STATED if technology in stated else KnownAs.PROPOSED
        link = have.get(technology)
        if link is None:
            link = make(technology)
            _apply_suggestion(link, known_as, suggestions.get(technology))
            changes.add.append(link)
        elif link.known_as == KnownAs.PROPOSED and _apply_suggestion(link, known_as, suggestions.get(technology)):
            changes.change.append(link)
    changes.drop = [
        link for technology, link in have.items() if link.known_as == KnownAs.PROPOSED and technology not in wanted
    ]
    return changes


def _apply_suggestion(link: TechnologyEvidence, known_as: KnownAs, suggestion: TechnologySuggestion | None) -> bool:
    """Set the origin and the evidence of the link; return whether they changed."""
    before = [getattr(link, name) for name in link.FOLLOWS_TEXT]
    link.known_as = known_as
    link.phrase = suggestion.phrase if suggestion else ""
    link.sentence = suggestion.sentence if suggestion else ""
    link.language = suggestion.language if suggestion else ""
    if known_as == KnownAs.PROPOSED and suggestion:
        link.weigh(suggestion.mentions)
    return before != [getattr(link, name) for name in link.FOLLOWS_TEXT]
