"""Why a pair scores what it scores: the arithmetic itself, in tenths, with the words and sentences that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from challenges.matching.engine import points as engine_points
from challenges.matching.engine.eligibility import Failure, checked
from challenges.matching.engine.evidence import Quote, closest_sentences, related_words, spelled, words_in_common
from challenges.matching.engine.features import (
    OfferRow,
    WantRow,
    last_project,
    offer_row,
    permille,
    reach,
    trl_for,
    want_row,
)
from challenges.matching.engine.inputs import Offer, Requirement, TechnologyId, Tree, Want
from challenges.matching.engine.model import Model
from challenges.matching.engine.scoring import FINE, Score, score_pair
from challenges.matching.engine.tables import maxima_of, offer_table, want_table, worth_of
from challenges.matching.engine.text_similarity import resemblance, standing

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
    `region`: the case, as points.maturity_case and points.region_case name it; `last_project`: years before the
    challenge, None for none that counts; `projects`: how many; `most`: what each part brings at the utmost; `missing`:
    the technologies that the company answers in no way; `rules`: every rule of the challenge, and whether the company
    meets it.
    """

    score: Score
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
    most: engine_points.Points
    rules: Sequence[tuple[Failure, bool]]

    @property
    def failures(self) -> list[Failure]:
        return [rule for rule, passed in self.rules if not passed]

    @property
    def missing(self) -> list[TechnologyId]:
        return [line.technology_id for line in self.technologies if line.how == MISSING]


def explain(want: Want, offer: Offer, tree: Tree, model: Model) -> Explanation:
    """Explain one pair, also one that does not qualify; takes some milliseconds, most of it to compare the
    sentences."""
    asked, answered = want_row(want), offer_row(offer, tree)
    score = score_pair(asked, answered, model)
    in_want, in_offer = spelled((*want.titles, *want.texts)), spelled(offer.texts)
    common = words_in_common(asked, answered, model)
    text = _text_lines(score.text, common, asked, answered, model)
    words = [WordLine(in_want[each], in_offer[each], tenths) for each, tenths in text.words[:TOP_WORDS] if tenths]
    pairs = related_words(asked, answered, model) if text.related else []
    gap, projects = last_project(answered, want)
    return Explanation(
        score=score,
        technologies=_technology_lines(asked, answered, offer, tree, model),
        words=words,
        words_rest=sum(tenths for _, tenths in text.words) - sum(line.points for line in words),
        related=[(in_want[one], in_offer[other]) for one, other in pairs],
        related_points=text.related,
        usual_points=text.usual,
        sentences=closest_sentences((*want.titles, *want.texts), offer.texts, common),
        maturity=engine_points.maturity_case(trl_for(offer, want.provinces), want.trl_min, want.trl_max)[0],
        region=engine_points.region_case(offer.province, want.provinces),
        last_project=gap if projects else None,
        projects=projects,
        most=model.points,
        rules=checked(asked, answered),
    )


def _technology_lines(
    asked: WantRow, answered: OfferRow, offer: Offer, tree: Tree, model: Model
) -> list[TechnologyLine]:
    """The technology part shared out by largest remainder: no line gets more than its own value rounded up."""
    worths = worth_of(asked, model)
    fine = [
        worth * answered.closeness.get(each.technology_id, 0)
        for worth, each in zip(worths, asked.requirements, strict=True)
    ]
    rows = zip(asked.requirements, engine_points.rounded_together(fine, FINE), maxima_of(asked, model), strict=True)
    return [_technology_line(each, tenths, most, offer, tree) for each, tenths, most in rows]


def _technology_line(each: Requirement, tenths: int, maximum: int, offer: Offer, tree: Tree) -> TechnologyLine:
    """Of several technologies that answer equally well, the one most directly, then the first by id."""
    answers = [
        (permille(close, confidence), close, own, how)
        for own, confidence in offer.technologies.items()
        for wanted, how, close in reach(own, tree)
        if wanted == each.technology_id
    ]
    best = min(answers, key=lambda answer: (-answer[0], -answer[1], str(answer[2])), default=None)
    asked = permille(engine_points.PERMILLE, each.confidence)
    if best is None:
        return TechnologyLine(each.technology_id, each.must, MISSING, None, tenths, maximum, asked, 0)
    _, _, own, how = best
    offered = permille(engine_points.PERMILLE, offer.technologies[own])
    return TechnologyLine(each.technology_id, each.must, how, own, tenths, maximum, asked, offered)


class TextLines(NamedTuple):
    """`words` by key, the strongest first; in tenths."""

    words: list[tuple[int, int]]
    related: int
    usual: int


def _text_lines(tenths: int, common: dict[int, int], asked: WantRow, answered: OfferRow, model: Model) -> TextLines:
    """The text part shared out by largest remainder: first what sets it against the usual, in its own size and at most
    all of it; what is left over words and related words in proportion. A part of nothing has no lines.

    Vectors that pull the texts apart, and what would bring more than the part has, are taken off the words.
    """
    wanted, offered = want_table([asked], model), offer_table([answered], model)
    alike = resemblance(wanted.texts, offered.texts, model)
    beside = int((standing(alike, offered.generality, wanted.usual) - alike)[0, 0])
    usual = min(tenths, engine_points.rounded(beside * model.points.text, int(wanted.full[0]))) if tenths else 0
    related = max(0, int(alike[0, 0]) - sum(common.values()))
    *words, related_tenths = engine_points.shared_out(tenths - usual, [*common.values(), related])
    return TextLines(list(zip(common, words, strict=True)), related_tenths, usual)
