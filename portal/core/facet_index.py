"""Which things have which value, kept in each process for things with a revision; made anew for those that changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.core.bitset import Bits, pack_bits
from portal.core.revisions import Revision
from portal.core.table_version import State, read_table_version

Found = Iterable[tuple[str, Hashable, int]]
Values = Mapping[Hashable, Bits]


@dataclass(frozen=True)
class FacetSnapshot:
    """values: by the name of what they are of; remembered: what else was asked of the database, as long as it holds."""

    state: State = ()
    versions: Mapping[int, int] = field(default_factory=dict)
    values: Mapping[str, Values] = field(default_factory=dict)
    remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, key: Hashable, ask: Callable[[], Any]) -> Any:
        """For what nothing but the things themselves decides: not who reads, not the clock."""
        if key not in self.remembered:
            self.remembered[key] = ask()
        return self.remembered[key]


class FacetIndex:
    """read: (name, value, id) of each of these things, or of all for None."""

    def __init__(self, revisions: type[Revision], read: Callable[[Collection[int] | None], Found]) -> None:
        self.revisions, self.read = revisions, read
        self.last = FacetSnapshot()

    def now(self, state: State | None = None) -> FacetSnapshot:
        """As every thing is now. One query where nothing has changed, none where the fingerprint is at hand.

        That is read before the rest: what changes in between is read too early, never too late.
        """
        state = state or read_table_version(self.revisions)
        if self.last.state != state:
            self.last = self._renewed(self.last, state)
        return self.last

    def _renewed(self, old: FacetSnapshot, state: State) -> FacetSnapshot:
        versions = dict(self.revisions._default_manager.values_list("pk", "version"))
        changed = {each for each, _version in old.versions.items() ^ versions.items()}
        ids: dict[str, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
        for name, value, each in self.read(changed if old.versions else None):
            ids[name][value].append(each)
        new = {name: {value: pack_bits(found) for value, found in values.items()} for name, values in ids.items()}
        return FacetSnapshot(state, versions, _merge_facet_values(old.values, ~pack_bits(changed), new))


def _merge_facet_values(old: Mapping[str, Values], unchanged: Bits, new: Mapping[str, Values]) -> dict[str, Values]:
    return {
        name: {
            value: (old.get(name, {}).get(value, 0) & unchanged) | new.get(name, {}).get(value, 0)
            for value in {**old.get(name, {}), **new.get(name, {})}
        }
        for name in {**old, **new}
    }
