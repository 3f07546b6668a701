"""The technology vocabulary in memory: one query, then labels and the tree at no cost."""

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from portal.models import Technology


class Vocabulary:
    """The current technologies by id, with what stands below and above each."""

    def __init__(self, technologies: Iterable[Technology]) -> None:
        self.by_id = {technology.pk: technology for technology in technologies}
        self.by_slug = {technology.slug: technology for technology in self.by_id.values()}
        self._children: dict[int, list[int]] = defaultdict(list)
        for technology in self.by_id.values():
            if technology.parent_id is not None:
                self._children[technology.parent_id].append(technology.pk)

    @classmethod
    def load(cls) -> Self:
        links = Technology.related.through.objects.filter(from_technology=OuterRef("pk"))
        rows = Technology.objects.current().only("slug", "label_nl", "label_en", "parent_id", "level")
        return cls(rows.annotate(relatives=ArraySubquery(links.order_by().values("to_technology"))))

    @property
    def parents(self) -> dict[int, int | None]:
        return {each.pk: each.parent_id for each in self.by_id.values()}

    @property
    def related(self) -> dict[int, frozenset[int]]:
        """Of those that have relatives, as either side states them."""
        found = {each.pk: frozenset(getattr(each, "relatives", ())) for each in self.by_id.values()}
        return {technology: relatives for technology, relatives in found.items() if relatives}

    def label(self, technology: int) -> str:
        """The label in the reader's language; "" for an id that is not there."""
        return str(self.by_id[technology]) if technology in self.by_id else ""

    def in_sentence(self, technology: int) -> str:
        """The label as it stands within a sentence: "drones opsporen", but "AI" and "VTOL" as they are."""
        label = self.label(technology)
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def labels(self, technologies: Iterable[int]) -> list[str]:
        return [self.label(technology) for technology in technologies if technology in self.by_id]

    def choices(self, without: Container[int] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
        """For a select: the technologies by slug and label, in groups, each a broadest one with those below it."""
        roots = [each for each in self.by_id.values() if each.parent_id is None]
        return [(str(root), self._group(root.pk, without)) for root in sorted(roots, key=_by_label)]

    def _group(self, root: int, without: Container[int]) -> list[tuple[str, str]]:
        inside = sorted((self.by_id[each] for each in self.below(root) if each not in without), key=_by_label)
        return [(each.slug, str(each)) for each in inside]

    def below(self, technology: int) -> frozenset[int]:
        """The technology itself and every more specific one."""
        found, todo = {technology}, [technology]
        while todo:
            new = set(self._children[todo.pop()]) - found
            found |= new
            todo.extend(new)
        return frozenset(found)

    def above(self, technology: int) -> list[int]:
        """Its broader technologies, nearest first."""
        found: list[int] = []
        parent = self.by_id[technology].parent_id if technology in self.by_id else None
        while parent in self.by_id and parent not in found:
            found.append(parent)
            parent = self.by_id[parent].parent_id
        return found


def _by_label(technology: Technology) -> str:
    return str(technology).lower()
