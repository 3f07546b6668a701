"""The vocabulary of technologies in memory: labels and the tree, loaded with one query."""

from collections.abc import Container, Iterable
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import get_language

from portal.core.table_version import TableVersion, read_table_version
from portal.technologies.models import Technology


class Vocabulary:
    """The current technologies and their tree. All requests of a process share one object, so never change it."""

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
        """Return the vocabulary of this process, loaded again when a small query shows that it has changed."""
        return _load_vocabulary(read_table_version(Technology, Technology.related.through))

    @property
    def parents(self) -> dict[int, int | None]:
        return {each.pk: each.parent_id for each in self.by_id.values()}

    @property
    def related(self) -> dict[int, frozenset[int]]:
        """Return the related technologies of each technology that has any, in both directions."""
        found = {each.pk: frozenset(getattr(each, "relatives", ())) for each in self.by_id.values()}
        return {technology: relatives for technology, relatives in found.items() if relatives}

    def label(self, technology: int) -> str:
        """Return the label in the reader's language; "" for an unknown id."""
        return str(self.by_id[technology]) if technology in self.by_id else ""

    def in_sentence(self, technology: int) -> str:
        """Return the label for use inside a sentence: "drones opsporen", but "AI" and "VTOL" stay the same."""
        label = self.label(technology)
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def labels(self, technologies: Iterable[int]) -> list[str]:
        return [self.label(technology) for technology in technologies if technology in self.by_id]

    def choices(self, without: Container[int] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the choices for a select, (slug, label), in groups by technology of the top level."""
        roots = [each for each in self.by_id.values() if each.parent_id is None]
        groups = []
        for root in sorted(roots, key=_get_label_sort_key):
            inside = [self.by_id[each] for each in self.below(root.pk) if each not in without]
            choices = [(each.slug, str(each)) for each in sorted(inside, key=_get_label_sort_key)]
            groups.append((str(root), choices))
        return groups

    def options(self) -> list[tuple[str, str]]:
        """Return the (slug, label) of every technology in the reader's language."""
        language = get_language() or ""
        if language not in self._options:
            self._options[language] = [(each.slug, str(each)) for each in self.by_id.values()]
        return self._options[language]

    def below(self, technology: int) -> frozenset[int]:
        """Return the technology itself and all that are more specific."""
        if technology not in self._below:
            found, todo = {technology}, [technology]
            while todo:
                new = set(self._children.get(todo.pop(), ())) - found
                found |= new
                todo.extend(new)
            self._below[technology] = frozenset(found)
        return self._below[technology]

    def above(self, technology: int) -> list[int]:
        """Return the broader technologies, the nearest first."""
        if technology not in self._above:
            found: list[int] = []
            parent = self.by_id[technology].parent_id if technology in self.by_id else None
            while parent in self.by_id and parent not in found:
                found.append(parent)
                parent = self.by_id[parent].parent_id
            self._above[technology] = found
        return self._above[technology]


@lru_cache(maxsize=1)
def _load_vocabulary(version: TableVersion) -> Vocabulary:
    links = Technology.related.through.objects.filter(from_technology=OuterRef("pk"))
    rows = Technology.objects.current().only("slug", "label_nl", "label_en", "parent_id", "level")
    return Vocabulary(rows.annotate(relatives=ArraySubquery(links.order_by().values("to_technology"))))


def _get_label_sort_key(technology: Technology) -> str:
    return str(technology).lower()
