"""What two texts have in common: the words with their weight, words that belong together, and the closest sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures, CountedWords, hash_stem
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.texts import OFFER_POWER, WANT_POWER, build_word_matrix, find_key_places, stack_words
from challenges.matching.engine.word_vectors import COMPONENT, NEIGHBOURS
from portal.technologies.tagger.dutch_english import locate_meanings
from portal.technologies.tagger.language import detect_language
from portal.technologies.tagger.sentences import split_sentences

RELATED_PAIRS = 3
RELATED_CLOSE = 0.5  # cosine of two words from which they are worth showing as a pair
SHORT = 8  # words added to a sentence's length, so that two bare words are not the closest sentences


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence: `text` is `texts[source][start:end]`; `marks`: the (start, end) of the words in common within it.

    For a challenge the sources are its titles, then its texts.
    """

    source: int
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


def weigh_common_words(want: ChallengeFeatures, offer: CompanyFeatures, model: MatchingModel) -> dict[int, int]:
    """The keys of the words in both texts, with what each adds to the similarity, the most first."""
    wanted = build_word_matrix(stack_words([want.words]), model, WANT_POWER)
    offered = build_word_matrix(stack_words([offer.words]), model, OFFER_POWER)
    place, known = find_key_places(offered.keys, wanted.keys)
    asked, told = wanted.matrix.toarray()[0].astype(np.int64), offered.matrix.toarray()[0].astype(np.int64)
    products = asked[known] * told[place[known]]
    order = np.argsort(-products, kind="stable")
    return dict(zip(wanted.keys[known][order].tolist(), products[order].tolist(), strict=True))


def map_spellings(texts: Sequence[str]) -> dict[int, str]:
    """By key, the first way in which the texts write a word."""
    found: dict[int, str] = {}
    for text in texts:
        for start, end, stem in locate_meanings(text, detect_language(text)):
            found.setdefault(hash_stem(stem), text[start:end])
    return found


def find_related_words(want: ChallengeFeatures, offer: CompanyFeatures, model: MatchingModel) -> list[tuple[int, int]]:
    """The keys of the pairs of different words that bring the two texts together most; each word in one pair only."""
    asked, asked_weight = _weigh_vector_words(want.words, model)
    told, told_weight = _weigh_vector_words(offer.words, model)
    new_asked, new_told = ~np.isin(asked, offer.words.keys), ~np.isin(told, want.words.keys)
    asked, asked_weight, told, told_weight = (
        asked[new_asked],
        asked_weight[new_asked],
        told[new_told],
        told_weight[new_told],
    )
    close = _get_word_vectors(asked, model) @ _get_word_vectors(told, model).T / (COMPONENT * COMPONENT)
    pulls = np.where(close >= RELATED_CLOSE, close**2 * np.sqrt(asked_weight[:, None] * told_weight[None, :]), 0.0)
    pairs: list[tuple[int, int]] = []
    while len(pairs) < RELATED_PAIRS and pulls.size and pulls.max() > 0:
        row, column = np.unravel_index(int(pulls.argmax()), pulls.shape)
        pairs.append((int(asked[row]), int(told[column])))
        pulls[row, :] = 0
        pulls[:, column] = 0
    return pairs


def find_closest_sentences(
    wanted: Sequence[str], offered: Sequence[str], common: Mapping[int, int]
) -> tuple[Quote, Quote] | None:
    """The two sentences that share most of what `words_in_common` counts, for their length; None if none share a
    word."""
    asked = [sentence for sentence in _iter_sentences(wanted) if sentence[1].keys() & common.keys()]
    told = [sentence for sentence in _iter_sentences(offered) if sentence[1].keys() & common.keys()]
    best: tuple[float, int, int] | None = None
    for i, (_, asked_words) in enumerate(asked):
        for j, (_, told_words) in enumerate(told):
            shared = sum(common.get(each, 0) for each in asked_words.keys() & told_words.keys())
            close = shared / ((len(asked_words) + SHORT) * (len(told_words) + SHORT)) ** 0.5
            if shared and (best is None or close > best[0]):
                best = close, i, j
    if best is None:
        return None
    (one, asked_words), (other, told_words) = asked[best[1]], told[best[2]]
    return _mark_quote(one, asked_words, told_words), _mark_quote(other, told_words, asked_words)


Places = dict[int, list[tuple[int, int]]]  # by key, where a sentence has the word


def _iter_sentences(texts: Sequence[str]) -> Iterator[tuple[Quote, Places]]:
    for source, text in enumerate(texts):
        language = detect_language(text)
        for sentence in split_sentences(text):
            words: Places = {}
            for start, end, stem in locate_meanings(sentence.text, language):
                words.setdefault(hash_stem(stem), []).append((start, end))
            yield Quote(source, sentence.start, sentence.end, sentence.text, ()), words


def _mark_quote(quote: Quote, words: Places, others: Mapping[int, object]) -> Quote:
    marks = sorted({place for each, places in words.items() if each in others for place in places})
    return Quote(quote.source, quote.start, quote.end, quote.text, tuple(marks))


def _weigh_vector_words(words: CountedWords, model: MatchingModel) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """The keys of the words that have a vector, and how much each weighs in the meaning of its text."""
    _, known = find_key_places(model.vectors.keys, words.keys)
    keys = words.keys[known]
    idf = model.idf(keys)
    return keys, np.log1p(words.counts[known]) * idf * (idf + 1)


def _get_word_vectors(keys: NDArray[np.uint64], model: MatchingModel) -> NDArray[np.float32]:
    place, _ = find_key_places(model.vectors.keys, keys)
    return np.asarray(model.vectors.vectors[NEIGHBOURS, place], np.float32)
