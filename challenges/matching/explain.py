"""Why a pair scores what it scores: the arithmetic itself, in tenths, with the words and sentences that it
rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.matching.eligibility import Failure, failures
from challenges.matching.features import offer_row, want_row
from challenges.matching.model import Model
from challenges.matching.records import Offer, TechnologyId, Tree, Want
from challenges.matching.scoring import Score, score_pair


@dataclass(frozen=True, slots=True)
class TechnologyLine:
    """One requirement. `how`: exact, more specific, broader, related or missing; `via`: the company's
    technology that answers it.

    `points` of all lines add up to the technology part; `maximum` is what the line would bring when answered
    exactly by a stated technology and asked for by a person; `confidence`: how sure we are of both sides, in
    thousandths.
    """

    technology_id: TechnologyId
    must: bool
    how: str
    via: TechnologyId | None
    points: int
    maximum: int
    confidence: int


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word in common as each text writes it, and its points; the lines and `Explanation.words_rest` add up
    to the text part."""

    in_want: str
    in_offer: str
    points: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence: `text` is `texts[source][start:end]`; `marks`: the (start, end) of the words in common,
    within the sentence. For a challenge the sources are its titles, then its texts."""

    source: int
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`missing`: the technologies asked for that the company answers in no way; `sentences`: the closest
    pair, if words meet at all."""

    score: Score
    technologies: Sequence[TechnologyLine]
    words: Sequence[WordLine]
    words_rest: int
    sentences: tuple[Quote, Quote] | None
    failures: Sequence[Failure]

    @property
    def missing(self) -> list[TechnologyId]:
        return [line.technology_id for line in self.technologies if line.how == "missing"]


def explain(want: Want, offer: Offer, tree: Tree, model: Model) -> Explanation:
    """Explain one pair, also one that does not qualify; takes a few milliseconds, most of it for tokenising
    both texts."""
    asked, answered = want_row(want), offer_row(offer, tree)
    score = score_pair(asked, answered, model)
    return Explanation(score, [], [], score.text, None, failures(asked, answered))
