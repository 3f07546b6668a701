"""The model: everything in a score that depends on the whole stock and not on one pair.

That is how rare words and technologies are, the vectors of words, the scale of the text part, and the maximum points.
`training.py` learns it; a model never changes, and is stored as a version.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from challenges.matching.engine.inputs import TechnologyId
from challenges.matching.engine.points import MaximumPoints

UNIT = 1 << 15  # a text's word weights are whole numbers of which the squares add up to about UNIT squared
ONE = 1 << 24  # the closeness of two texts that earns the whole text part
DEFAULT_FULL = 0.35  # cosine that earns the whole text part, until a stock has been seen
MOST_RELATED = 383  # of each kind
FORMAT = 8
ZIPPED = b"PK"  # how an archive begins
KINDS = 2  # neighbours, subjects
NEIGHBOURS = 0
DIMENSIONS = 200
SIZE = 256
COMPONENT = 127  # a word's vector in whole numbers of one byte


@dataclass(frozen=True, eq=False)
class WordVectors:
    """Vectors of words, by default of none.

    `keys`: sorted, `(n,)`. `vectors`: all of one length, `(KINDS, n, DIMENSIONS)`. `sizes`: their real lengths in
    1/SIZE, `(KINDS, n)`. `averages`: the average paragraph, which is subtracted, `(KINDS, DIMENSIONS)`.
    """

    keys: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    vectors: NDArray[np.int8] = field(default_factory=lambda: np.zeros((KINDS, 0, DIMENSIONS), np.int8))
    sizes: NDArray[np.uint16] = field(default_factory=lambda: np.zeros((KINDS, 0), np.uint16))
    averages: NDArray[np.int32] = field(default_factory=lambda: np.zeros((KINDS, DIMENSIONS), np.int32))

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, eq=False)
class TextMatrices:
    """The texts of one side, weighed and ready for multiplication, in whole numbers.

    `words`: word weights, of which the squares of a text add up to about UNIT squared; `keys`: sorted, which words.
    `meaning`: see texts.py. For challenges, texts are rows: `(n, n_keys)` and `(KINDS, n, DIMENSIONS)`. For companies
    both are transposed: `(n_keys, n)` and `(KINDS, DIMENSIONS, n)`.
    """

    keys: NDArray[np.uint64]
    words: csr_array
    meaning: NDArray[np.float32]

    @classmethod
    def none(cls, shape: tuple[int, int], meaning: tuple[int, int, int]) -> "TextMatrices":
        return cls(np.zeros(0, np.uint64), csr_array(shape, dtype=np.int32), np.zeros(meaning, np.float32))


@dataclass(frozen=True, eq=False)
class Anchors:
    """Some challenges, and some companies with their `generality`, by which texts.py measures what is usual."""

    challenges: TextMatrices = field(default_factory=lambda: TextMatrices.none((0, 0), (KINDS, 0, DIMENSIONS)))
    companies: TextMatrices = field(default_factory=lambda: TextMatrices.none((0, 0), (KINDS, DIMENSIONS, 0)))
    generality: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.generality)


@dataclass(frozen=True, eq=False)
class MatchingModel:
    """Trained once, applied often. `MatchingModel()` is untrained: all words and technologies weigh the same.

    `n_offers`: the number of companies. `keys` (sorted), `found_in`: in how many companies each word occurs.
    `technologies`: how many companies meet each technology. `vectors`, `related_weights`: of words, and the weight of
    each kind of cosine in a resemblance, in 1/256. `length`: what a company loses of a resemblance for using e times as
    many words. `anchors`: by which usual resemblance is measured. `text_full`: the excess, in spreads, that earns the
    whole text part; a cosine while there are no anchors. `points`: the maximum of each part.
    """

    n_offers: int = 0
    keys: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    found_in: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))
    technologies: Mapping[TechnologyId, int] = field(default_factory=dict)
    text_full: float = DEFAULT_FULL
    vectors: WordVectors = field(default_factory=WordVectors)
    related_weights: tuple[int, ...] = (0,) * KINDS
    length: int = 0
    anchors: Anchors = field(default_factory=Anchors)
    points: MaximumPoints = field(default_factory=MaximumPoints)

    def rarity(self, technology: TechnologyId) -> float:
        """Return 1 + ln((N + 1) / (n + 1)); n of the N companies have the technology or a more specific one."""
        return 1.0 + float(np.log((self.n_offers + 1) / (min(self.technologies.get(technology, 0), self.n_offers) + 1)))

    def idf(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return ln((N + 1) / (n + 1)) of words; n of the N companies use the word. Untrained, all are 1."""
        if not self.n_offers:
            return np.ones(len(keys))
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        known = self.keys[at] == keys if len(self.keys) else np.zeros(len(keys), bool)
        found_in = np.where(known, self.found_in[at] if len(self.keys) else 0, 0)
        return np.log((self.n_offers + 1) / (found_in + 1))

    def to_bytes(self) -> bytes:
        """Return a compressed numpy archive; the same model gives the same arrays, not always the same bytes."""
        out = io.BytesIO()
        arrays: dict[str, Any] = dict(
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
            length=np.array(self.length),
            generality=self.anchors.generality,
            points=np.array(self.points),
            **_pack_text_arrays("challenges", self.anchors.challenges),
            **_pack_text_arrays("companies", self.anchors.companies),
        )
        np.savez_compressed(out, **arrays)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "MatchingModel":
        """Read a model. Raises ValueError for bytes that hold no model, or a model of another format."""
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
                vectors=WordVectors(kept["vector_keys"], kept["vectors"], kept["sizes"], kept["averages"]),
                related_weights=tuple(kept["related_weights"].tolist()),
                length=int(kept["length"]),
                anchors=Anchors(
                    _unpack_text_arrays(kept, "challenges"), _unpack_text_arrays(kept, "companies"), kept["generality"]
                ),
                points=MaximumPoints(*kept["points"].tolist()),
            )


def _pack_text_arrays(name: str, texts: TextMatrices) -> dict[str, NDArray]:
    return {
        f"{name}_keys": texts.keys,
        f"{name}_data": texts.words.data,
        f"{name}_indices": texts.words.indices,
        f"{name}_ends": texts.words.indptr,
        f"{name}_shape": np.array(texts.words.shape),
        f"{name}_meaning": texts.meaning.astype(np.int16),
    }


def _unpack_text_arrays(kept: Mapping[str, NDArray], name: str) -> TextMatrices:
    of = {each: kept[f"{name}_{each}"] for each in ("keys", "data", "indices", "ends", "shape", "meaning")}
    words = csr_array((of["data"], of["indices"], of["ends"]), shape=tuple(of["shape"].tolist()))
    return TextMatrices(of["keys"], words, of["meaning"].astype(np.float32))
