"""Why a pair scores what it scores: the arithmetic itself, in tenths, with the words and sentences that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from challenges.matching.engine.eligibility import RuleFailure, check_rules
from challenges.matching.engine.evidence import (
    Quote,
    find_closest_sentences,
    find_related_words,
    map_spellings,
    weigh_common_words,
)
from challenges.matching.engine.features import (
    ChallengeFeatures,
    CompanyFeatures,
    build_challenge_features,
    build_company_features,
    find_reached_technologies,
    get_trl_for_area,
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
from challenges.matching.engine.model import MatchingModel
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
from challenges.matching.engine.text_similarity import compute_excess_resemblance, compute_resemblance

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
    """Explain one pair, also one that does not qualify; takes some milliseconds, most of it to compare the
    sentences."""
    asked, answered = build_challenge_features(want), build_company_features(offer, tree)
    score = score_pair(asked, answered, model)
    in_want, in_offer = map_spellings((*want.titles, *want.texts)), map_spellings(offer.texts)
    common = weigh_common_words(asked, answered, model)
    text = _split_text_points(score.text, common, asked, answered, model)
    words = [WordLine(in_want[each], in_offer[each], tenths) for each, tenths in text.words[:TOP_WORDS] if tenths]
    pairs = find_related_words(asked, answered, model) if text.related else []
    gap, projects = summarise_experience(answered, want)
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
    """The technology part shared out by largest remainder: no line gets more than its own value rounded up."""
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
    """Of several technologies that answer equally well, the one most directly, then the first by id."""
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
    """The text part shared out by largest remainder: first what sets it against the usual, in its own size and at most
    all of it; what is left over words and related words in proportion. A part of nothing has no lines.

    Vectors that pull the texts apart, and what would bring more than the part has, are taken off the words.
    """
    wanted, offered = build_challenge_table([asked], model), build_company_table([answered], model)
    alike = compute_resemblance(wanted.texts, offered.texts, model)
    beside = int((compute_excess_resemblance(alike, offered.generality, wanted.usual) - alike)[0, 0])
    usual = min(tenths, round_to_unit(beside * model.points.text, int(wanted.full[0]))) if tenths else 0
    related = max(0, int(alike[0, 0]) - sum(common.values()))
    *words, related_tenths = distribute_points(tenths - usual, [*common.values(), related])
    return TextLines(list(zip(common, words, strict=True)), related_tenths, usual)
