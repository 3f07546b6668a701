"""Explain the score of a pair: the arithmetic itself, in tenths, with the words and sentences on which it rests.

The lines of an explanation add up to the stored parts, because they are computed from the same numbers and rounded by
largest remainder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import RuleFailure, check_rules
from challenges.matching.engine.features import (
    ChallengeFeatures,
    CompanyFeatures,
    CountedWords,
    build_challenge_features,
    build_company_features,
    find_reached_technologies,
    get_trl_for_area,
    hash_stem,
    summarise_experience,
    to_permille,
)
from challenges.matching.engine.inputs import (
    ChallengeProfile,
    CompanyProfile,
    RequiredTechnology,
    TechnologyId,
    TechnologyTree,
)
from challenges.matching.engine.model import COMPONENT, NEIGHBOURS, MatchingModel
from challenges.matching.engine.points import (
    PERMILLE,
    MaximumPoints,
    classify_maturity,
    classify_region,
    distribute_points,
    round_to_unit,
    round_with_sum,
)
from challenges.matching.engine.scoring import FINE, PairScore, score_pair
from challenges.matching.engine.tables import (
    build_challenge_table,
    build_company_table,
    compute_requirement_maxima,
    compute_requirement_worths,
)
from challenges.matching.engine.texts import (
    OFFER_POWER,
    WANT_POWER,
    build_word_matrix,
    compute_excess_resemblance,
    compute_resemblance,
    find_key_places,
    stack_words,
)
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
    """Return the keys of the words in both texts, with what each adds to the resemblance, the most first."""
    wanted = build_word_matrix(stack_words([want.words]), model, WANT_POWER)
    offered = build_word_matrix(stack_words([offer.words]), model, OFFER_POWER)
    place, known = find_key_places(offered.keys, wanted.keys)
    asked, told = wanted.matrix.toarray()[0].astype(np.int64), offered.matrix.toarray()[0].astype(np.int64)
    products = asked[known] * told[place[known]]
    order = np.argsort(-products, kind="stable")
    return dict(zip(wanted.keys[known][order].tolist(), products[order].tolist(), strict=True))


def map_spellings(texts: Sequence[str]) -> dict[int, str]:
    """Return by key the first spelling of each word in the texts."""
    found: dict[int, str] = {}
    for text in texts:
        for start, end, stem in locate_meanings(text, detect_language(text)):
            found.setdefault(hash_stem(stem), text[start:end])
    return found


def find_related_words(want: ChallengeFeatures, offer: CompanyFeatures, model: MatchingModel) -> list[tuple[int, int]]:
    """Return pairs of keys of different words that pull the two texts together most; each word is in one pair."""
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
    """Return the two sentences that share most of `common`, relative to their length; None if none share a word."""
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
    """Return the keys of the words that have a vector, and the weight of each in the meaning of its text."""
    _, known = find_key_places(model.vectors.keys, words.keys)
    keys = words.keys[known]
    idf = model.idf(keys)
    return keys, np.log1p(words.counts[known]) * idf * (idf + 1)


def _get_word_vectors(keys: NDArray[np.uint64], model: MatchingModel) -> NDArray[np.float32]:
    place, _ = find_key_places(model.vectors.keys, keys)
    return np.asarray(model.vectors.vectors[NEIGHBOURS, place], np.float32)


TOP_WORDS = 8
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TechnologyLine:
    """One requirement. `how`: exact, more specific, broader, related or missing; `via`: the company's technology that
    answers it (None when missing).

    `points` of all lines add up to the technology part. `maximum` is what an exact answer that everybody is sure of
    brings, in tenths; the maxima add up to the technology part. `asked`, `offered`: how sure we are that the challenge
    asks for it and that the company has it, in thousandths.
    """

    technology_id: TechnologyId
    must: bool
    how: str
    via: TechnologyId | None
    points: int
    maximum: int
    asked: int
    offered: int


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word in common as each text writes it, and its points."""

    in_want: str
    in_offer: str
    points: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """`words`, `words_rest`, `related_points` and `usual_points` add up to the text part.

    `related`: pairs of different words (the challenge's, the company's) that belong together in this stock and pull the
    texts together; `usual_points`: more or less than the words bring, for what this company has in common with any
    challenge and this challenge with any company; `sentences`: the closest pair, if any share a word; `maturity`,
    `region`: the case, as points.classify_maturity and points.classify_region name it; `last_project`: years before the
    challenge, None for none that counts; `projects`: how many; `most`: what each part brings at the utmost; `missing`:
    the technologies that the company answers in no way; `rules`: every rule of the challenge, and whether the company
    meets it.
    """

    score: PairScore
    technologies: Sequence[TechnologyLine]
    words: Sequence[WordLine]
    words_rest: int
    related: Sequence[tuple[str, str]]
    related_points: int
    usual_points: int
    sentences: tuple[Quote, Quote] | None
    maturity: str
    region: str
    last_project: int | None
    projects: int
    most: MaximumPoints
    rules: Sequence[tuple[RuleFailure, bool]]

    @property
    def failures(self) -> list[RuleFailure]:
        return [rule for rule, passed in self.rules if not passed]

    @property
    def missing(self) -> list[TechnologyId]:
        return [line.technology_id for line in self.technologies if line.how == MISSING]


def explain_match(
    want: ChallengeProfile, offer: CompanyProfile, tree: TechnologyTree, model: MatchingModel
) -> Explanation:
    """Explain one pair, also one that is not eligible; takes milliseconds, most of them to compare sentences."""
    asked, answered = build_challenge_features(want), build_company_features(offer, tree)
    score = score_pair(asked, answered, model)
    in_want, in_offer = map_spellings((*want.titles, *want.texts)), map_spellings(offer.texts)
    common = weigh_common_words(asked, answered, model)
    text = _split_text_points(score.text, common, asked, answered, model)
    words = [WordLine(in_want[each], in_offer[each], tenths) for each, tenths in text.words[:TOP_WORDS] if tenths]
    pairs = find_related_words(asked, answered, model) if text.related else []
    gap, projects = summarise_experience(offer, want)
    return Explanation(
        score=score,
        technologies=_build_technology_lines(asked, answered, offer, tree, model),
        words=words,
        words_rest=sum(tenths for _, tenths in text.words) - sum(line.points for line in words),
        related=[(in_want[one], in_offer[other]) for one, other in pairs],
        related_points=text.related,
        usual_points=text.usual,
        sentences=find_closest_sentences((*want.titles, *want.texts), offer.texts, common),
        maturity=classify_maturity(get_trl_for_area(offer, want.provinces), want.trl_min, want.trl_max)[0],
        region=classify_region(offer.province, want.provinces),
        last_project=gap if projects else None,
        projects=projects,
        most=model.points,
        rules=check_rules(asked, answered),
    )


def _build_technology_lines(
    asked: ChallengeFeatures,
    answered: CompanyFeatures,
    offer: CompanyProfile,
    tree: TechnologyTree,
    model: MatchingModel,
) -> list[TechnologyLine]:
    """Distribute the technology part by largest remainder: no line gets more than its own value rounded up."""
    worths = compute_requirement_worths(asked, model)
    fine = [
        worth * answered.closeness.get(each.technology_id, 0)
        for worth, each in zip(worths, asked.requirements, strict=True)
    ]
    rows = zip(asked.requirements, round_with_sum(fine, FINE), compute_requirement_maxima(asked, model), strict=True)
    return [_build_technology_line(each, tenths, most, offer, tree) for each, tenths, most in rows]


def _build_technology_line(
    each: RequiredTechnology, tenths: int, maximum: int, offer: CompanyProfile, tree: TechnologyTree
) -> TechnologyLine:
    """Return one line; of technologies that answer equally well, the most direct one counts, then the first by id."""
    answers = [
        (to_permille(close, confidence), close, own, how)
        for own, confidence in offer.technologies.items()
        for wanted, how, close in find_reached_technologies(own, tree)
        if wanted == each.technology_id
    ]
    best = min(answers, key=lambda answer: (-answer[0], -answer[1], str(answer[2])), default=None)
    asked = to_permille(PERMILLE, each.confidence)
    if best is None:
        return TechnologyLine(each.technology_id, each.must, MISSING, None, tenths, maximum, asked, 0)
    _, _, own, how = best
    offered = to_permille(PERMILLE, offer.technologies[own])
    return TechnologyLine(each.technology_id, each.must, how, own, tenths, maximum, asked, offered)


class TextLines(NamedTuple):
    """`words` by key, the strongest first; in tenths."""

    words: list[tuple[int, int]]
    related: int
    usual: int


def _split_text_points(
    tenths: int, common: dict[int, int], asked: ChallengeFeatures, answered: CompanyFeatures, model: MatchingModel
) -> TextLines:
    """Distribute the text part: first the difference from what is usual, then the rest over words and related words.

    The difference is at most the whole part; the rest is distributed in proportion, by largest remainder. A part of
    zero has no lines. Vectors that pull the texts apart, and an excess over the part, are subtracted from the words.
    """
    wanted, offered = build_challenge_table([asked], model), build_company_table([answered], model)
    alike = compute_resemblance(wanted.texts, offered.texts, model)
    beside = int((compute_excess_resemblance(alike, offered.generality, wanted.usual) - alike)[0, 0])
    usual = min(tenths, round_to_unit(beside * model.points.text, int(wanted.full[0]))) if tenths else 0
    related = max(0, int(alike[0, 0]) - sum(common.values()))
    *words, related_tenths = distribute_points(tenths - usual, [*common.values(), related])
    return TextLines(list(zip(common, words, strict=True)), related_tenths, usual)
