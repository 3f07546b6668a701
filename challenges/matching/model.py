"""What depends on everybody: how rare words and technologies are, and the scale of the text part."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from challenges.matching.records import TechnologyId
from challenges.matching.related import KINDS, Vectors

UNIT = 1 << 15  # a text's word weights are whole numbers of which the squares add up to about UNIT squared
DEFAULT_FULL = 0.35  # cosine that earns the whole text part, until a stock has been seen
MOST_RELATED = 383  # of each kind; keeps a similarity below 2**32: see selection.py
FORMAT = 6
ZIPPED = b"PK"  # how an archive begins


@dataclass(frozen=True, eq=False)
class Model:
    """Fitted once, applied often. `Model()` is the model of an empty stock: all words and technologies weigh
    the same.

    `keys` (sorted) and `found_in`: in how many companies each word occurs; `technologies`: by how many
    companies each technology is met; `vectors`: the words' vectors (see related.py); `related_weights`: for
    each kind of them, what the similarity gets of their cosine, in 1/256; `text_full`: the similarity that earns the
    whole text part.
    """

    n_offers: int = 0
    keys: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    found_in: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))
    technologies: Mapping[TechnologyId, int] = field(default_factory=dict)
    text_full: float = DEFAULT_FULL
    vectors: Vectors = field(default_factory=Vectors)
    related_weights: tuple[int, ...] = (0,) * KINDS

    @property
    def full_similarity(self) -> int:
        """`text_full` in the whole units of a similarity."""
        return max(1, round(self.text_full * UNIT * UNIT))

    def rarity(self, technology: TechnologyId) -> float:
        """1 + ln((N + 1) / (n + 1)), n of the N companies having the technology or a more specific one."""
        return 1.0 + float(np.log((self.n_offers + 1) / (min(self.technologies.get(technology, 0), self.n_offers) + 1)))

    def idf(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """ln((N + 1) / (n + 1)) of words, n of the N companies using the word; 1 for all while there is no
        stock."""
        if not self.n_offers:
            return np.ones(len(keys))
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        known = self.keys[at] == keys if len(self.keys) else np.zeros(len(keys), bool)
        found_in = np.where(known, self.found_in[at] if len(self.keys) else 0, 0)
        return np.log((self.n_offers + 1) / (found_in + 1))

    def to_bytes(self) -> bytes:
        """A compressed numpy archive; the same model gives the same arrays, not always the same bytes."""
        out = io.BytesIO()
        np.savez_compressed(
            out,
            format=np.array(FORMAT),
            n_offers=np.array(self.n_offers),
            keys=self.keys,
            found_in=self.found_in,
            technology_ids=np.array(list(self.technologies)),
            technology_counts=np.array(list(self.technologies.values()), np.int64),
            text_full=np.array(self.text_full),
            vector_keys=self.vectors.keys,
            vectors=self.vectors.vectors,
            sizes=self.vectors.sizes,
            averages=self.vectors.averages,
            related_weights=np.array(self.related_weights),
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Model":
        """Raises ValueError for what is no model, or a model of another format."""
        if not data.startswith(ZIPPED):
            raise ValueError("these bytes hold no matching model")
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            if int(kept["format"]) != FORMAT:
                raise ValueError(f"a matching model of format {kept['format']}, expected {FORMAT}: fit a new one")
            ids, counts = kept["technology_ids"].tolist(), kept["technology_counts"].tolist()
            return cls(
                n_offers=int(kept["n_offers"]),
                keys=kept["keys"],
                found_in=kept["found_in"],
                technologies=dict(zip(ids, counts, strict=True)),
                text_full=float(kept["text_full"]),
                vectors=Vectors(kept["vector_keys"], kept["vectors"], kept["sizes"], kept["averages"]),
                related_weights=tuple(kept["related_weights"].tolist()),
            )
