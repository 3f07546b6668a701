"""The technology vocabulary in memory: one query, then labels and the tree at no cost."""

from collections.abc import Container, Iterable
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import get_language

from portal.core.table_version import TableVersion, read_table_version
from portal.technologies.models import Technology


class Vocabulary:
    """The current technologies by id, with what stands below and above each. Shared by all readers: to read only."""

    def __init__(self, technologies: Iterable[Technology]) -> None:
        self.by_id = {technology.pk: technology for technology in technologies}
        self.by_slug = {technology.slug: technology for technology in self.by_id.values()}
        self._options: dict[str, list[tuple[str, str]]] = {}
        self._below: dict[int, frozenset[int]] = {}
        self._above: dict[int, list[int]] = {}
        self._children: dict[int, list[int]] = {}
        for technology in self.by_id.values():
            if technology.parent_id is not None:
                self._children.setdefault(technology.parent_id, []).append(technology.pk)

    @classmethod
    def load(cls) -> "Vocabulary":
        """Make it once per process and content: one small query tells whether anything has changed."""
        return _load_vocabulary(read_table_version(Technology, Technology.related.through))

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
        return [(str(root), self._group(root.pk, without)) for root in sorted(roots, key=_get_label_sort_key)]

    def _group(self, root: int, without: Container[int]) -> list[tuple[str, str]]:
        inside = sorted((self.by_id[each] for each in self.below(root) if each not in without), key=_get_label_sort_key)
        return [(each.slug, str(each)) for each in inside]

    def options(self) -> list[tuple[str, str]]:
        """Slug and label of each, in the reader's language."""
        language = get_language() or ""
        if language not in self._options:
            self._options[language] = [(each.slug, str(each)) for each in self.by_id.values()]
        return self._options[language]

    def below(self, technology: int) -> frozenset[int]:
        """The technology itself and every more specific one."""
        if technology not in self._below:
            self._below[technology] = self._down_from(technology)
        return self._below[technology]

    def _down_from(self, technology: int) -> frozenset[int]:
        found, todo = {technology}, [technology]
        while todo:
            new = set(self._children.get(todo.pop(), ())) - found
            found |= new
            todo.extend(new)
        return frozenset(found)

    def above(self, technology: int) -> list[int]:
        """Its broader technologies, nearest first."""
        if technology not in self._above:
            self._above[technology] = self._up_from(technology)
        return self._above[technology]

    def _up_from(self, technology: int) -> list[int]:
        found: list[int] = []
        parent = self.by_id[technology].parent_id if technology in self.by_id else None
        while parent in self.by_id and parent not in found:
            found.append(parent)
            parent = self.by_id[parent].parent_id
        return found


@lru_cache(maxsize=1)
def _load_vocabulary(version: TableVersion) -> Vocabulary:
    links = Technology.related.through.objects.filter(from_technology=OuterRef("pk"))
    rows = Technology.objects.current().only("slug", "label_nl", "label_en", "parent_id", "level")
    return Vocabulary(rows.annotate(relatives=ArraySubquery(links.order_by().values("to_technology"))))


def _get_label_sort_key(technology: Technology) -> str:
    return str(technology).lower()
