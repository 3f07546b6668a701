"""Which technology links to add, change and drop, so that they follow a text and nothing that a person said is lost."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.technologies.evidence import KnownAs, TechnologyEvidence
from portal.technologies.suggestions import TechnologySuggestion


@dataclass
class LinkChanges:
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
    """What brings the links `have`, by technology, in line with what the tagger found and what the file states.

    Stated, confirmed and refused links stay as a person left them. A proposal that the text no longer supports goes,
    one that the file states becomes stated. make: gives a new link for a technology.
    """
    proposals = {proposal.technology_id: proposal for proposal in found}
    wanted = dict.fromkeys([*stated, *proposals])
    changes = LinkChanges()
    for technology in wanted:
        known_as = KnownAs.STATED if technology in stated else KnownAs.PROPOSED
        link = have.get(technology)
        if link is None:
            link = make(technology)
            _apply_suggestion(link, known_as, proposals.get(technology))
            changes.add.append(link)
        elif link.known_as == KnownAs.PROPOSED and _apply_suggestion(link, known_as, proposals.get(technology)):
            changes.change.append(link)
    changes.drop = [
        link for technology, link in have.items() if link.known_as == KnownAs.PROPOSED and technology not in wanted
    ]
    return changes


def _apply_suggestion(link: TechnologyEvidence, known_as: KnownAs, proposal: TechnologySuggestion | None) -> bool:
    """Sets how the link is known and its evidence; says whether that is new."""
    before = [getattr(link, name) for name in link.FOLLOWS_TEXT]
    link.known_as = known_as
    link.phrase = proposal.phrase if proposal else ""
    link.sentence = proposal.sentence if proposal else ""
    link.language = proposal.language if proposal else ""
    if known_as == KnownAs.PROPOSED and proposal:
        link.weigh(proposal.mentions)
    return before != [getattr(link, name) for name in link.FOLLOWS_TEXT]
