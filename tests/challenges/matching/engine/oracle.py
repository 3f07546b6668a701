"""The engine once more, slow and plain: one pair at a time, in Python's own numbers, from the words of
docs/matching.md."""

import math
from collections import Counter

from challenges.matching.engine.features import hash_stem
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, TechnologyTree
from challenges.matching.engine.model import MatchingModel
from portal.technologies.tagger.dutch_english import get_word_meanings
from portal.technologies.tagger.language import detect_language
from portal.technologies.tagger.words import split_words


def ranking(
    asked: list[ChallengeProfile],
    offered: list[CompanyProfile],
    tree: TechnologyTree,
    model: MatchingModel,
    failed: int,
) -> list[tuple]:
    """(challenge, company, parts, closeness) of the pairs that fail this many rules, best first. A model with anchors
    has all of these as anchors."""
    near = closeness(asked, offered, model)
    pairs = [
        (want.id, offer.id, parts(want, offer, tree, model, near[want.id, offer.id]), near[want.id, offer.id])
        for want in asked
        for offer in offered
        if failed_rules(want, offer, tree) == failed
    ]
    return sorted(pairs, key=lambda pair: (-sum(pair[2]), -pair[3], pair[0], pair[1]))


def failed_rules(want: ChallengeProfile, offer: CompanyProfile, tree: TechnologyTree) -> int:
    musts = [each.technology_id for each in want.requirements if each.must]
    failed = sum(not any(must in (own, *tree.above(own)) for own in offer.technologies) for must in musts)
    failed += want.trl_floor is not None and (level(want, offer) or 0) < want.trl_floor
    failed += sum(offer.declared.get(name) is not True for name in want.needs_declared)
    failed += want.needs_vetted and not offer.vetted
    failed += want.invited is not None and offer.id not in want.invited
    failed += want.only_provinces is not None and offer.province not in want.only_provinces
    return failed


def parts(
    want: ChallengeProfile, offer: CompanyProfile, tree: TechnologyTree, model: MatchingModel, near: int
) -> tuple[int, ...]:
    most = model.points
    text = min(most.text, (near * most.text + 2**23) // 2**24)
    shares = maturity(want, offer), region(want, offer), experience(want, offer)
    fits = [(part * share + 500) // 1000 for part, share in zip(most[2:], shares, strict=True)]
    earned = technology(want, offer, tree, model), text, *fits
    return *earned, -min(100, sum(earned)) if offer.stale else 0


def closeness(asked: list[ChallengeProfile], offered: list[CompanyProfile], model: MatchingModel) -> dict[tuple, int]:
    alike = {(want.id, offer.id): resemblance(want, offer, model) for want in asked for offer in offered}
    general = dict.fromkeys((offer.id for offer in offered), 0)
    scale = {want.id: (0, max(1, round(model.text_full * 2**30))) for want in asked}
    if len(model.anchors):
        nearest = max(1, len(asked) // 20)
        for offer in offered:
            highest = sorted((alike[want.id, offer.id] for want in asked), reverse=True)[:nearest]
            general[offer.id] = max(0, sum(highest)) * 900 // (1000 * nearest)
            used = {each for text in offer.texts for each in _keys(text)}
            general[offer.id] += model.length * round(1000 * math.log(max(20, len(used)))) // 1000
        for want in asked:
            above = [alike[want.id, offer.id] - general[offer.id] for offer in offered]
            usual = sum(above) // len(above)
            squares = sum(((each - usual) >> 8) ** 2 for each in above)
            spread = math.sqrt(squares / len(above)) * 256
            scale[want.id] = usual, max(1, round(model.text_full * spread))
    found = {}
    for (want, offer), whole in alike.items():
        usual, full = scale[want]
        above = min(whole - general[offer] - usual, 2 * whole)
        found[want, offer] = min(2**32 - 1, max(0, above) * 2**24 // full)
    return found


def technology(want: ChallengeProfile, offer: CompanyProfile, tree: TechnologyTree, model: MatchingModel) -> int:
    weights = [round(1000 * each.weight * model.rarity(each.technology_id)) for each in want.requirements]
    most = model.points.technology
    shares = [most * weight // sum(weights) for weight in weights]
    lost = [most * weight % sum(weights) for weight in weights]
    for place in sorted(range(len(lost)), key=lambda place: -lost[place])[: most - sum(shares)] if shares else ():
        shares[place] += 1
    fine = 0
    for share, each in zip(shares, want.requirements, strict=True):
        closest = [round(nearness(own, each.technology_id, tree) * sure) for own, sure in offer.technologies.items()]
        fine += share * round(1000 * each.confidence) * max(closest, default=0)
    return (fine + 500_000) // 1_000_000


def nearness(own: int, wanted: int, tree: TechnologyTree) -> int:
    close = 1000 if own == wanted else 0
    close = max(close, 900 if wanted in tree.above(own) else 0, 500 if own in tree.above(wanted) else 0)
    return max(close, 300 if own in tree.related.get(wanted, ()) or wanted in tree.related.get(own, ()) else 0)


def maturity(want: ChallengeProfile, offer: CompanyProfile) -> int:
    if want.trl_min is None and want.trl_max is None:
        return 500
    trl = level(want, offer)
    if trl is None:
        return 400
    if want.trl_min is not None and trl < want.trl_min:
        return max(0, 1000 - 250 * (want.trl_min - trl))
    return max(0, 1000 - 125 * max(0, trl - (want.trl_max or 9)))


def level(want: ChallengeProfile, offer: CompanyProfile) -> int | None:
    return None if offer.trl_stays_home and offer.province not in want.provinces else offer.trl


def region(want: ChallengeProfile, offer: CompanyProfile) -> int:
    if not want.provinces:
        return 500
    return {True: 1000, False: 400}[offer.province in want.provinces] if offer.province else 200


def experience(want: ChallengeProfile, offer: CompanyProfile) -> int:
    if want.year is None:
        return 500
    years = [year for year in offer.years if year <= want.year]
    if not years or (offer.years_stay_home and offer.province not in want.provinces):
        return 0
    number = max(len(years), offer.projects)
    many = math.log(number / 10) / math.log(10)
    return round(333 * math.exp((max(years) - want.year) / 6) + 667 * min(1, max(0, many)))


def resemblance(want: ChallengeProfile, offer: CompanyProfile, model: MatchingModel) -> int:
    wanted = Counter(each for title in want.titles for each in _keys(title) * 4)
    wanted.update(each for text in want.texts for each in _keys(text))
    passages = [Counter(_keys(text)) for text in offer.texts]
    told = sum(passages, Counter())
    one, other = _unit(wanted, model, 1.0), _unit(told, model, 0.5)
    common = sum(one[each] * other[each] for each in one.keys() & other.keys())
    for kind, weight in enumerate(model.related_weights if len(model.vectors) else ()):
        told_vectors = [_paragraph(text, model, kind) for text in passages if text]
        company = _to_length([sum(each) for each in zip(*told_vectors, strict=True)], 2048)
        challenge = _to_length(_paragraph(wanted, model, kind), 2048)
        common += weight * sum(one * other for one, other in zip(challenge, company, strict=False))
    return common


def _keys(text: str) -> list[int]:
    return [hash_stem(each) for word in split_words(text) for each in get_word_meanings(word, detect_language(text))]


def _idf(word: int, model: MatchingModel) -> float:
    if not model.n_offers:
        return 1.0
    uses = dict(zip(model.keys.tolist(), model.found_in.tolist(), strict=True)).get(word, 0)
    return math.log((model.n_offers + 1) / (uses + 1))


def _unit(counts: Counter, model: MatchingModel, power: float) -> dict[int, int]:
    fine = {word: round(math.log1p(count) * _idf(word, model) ** power * 1024) for word, count in counts.items()}
    norm = max(1.0, math.sqrt(sum(weight**2 for weight in fine.values())))
    return {word: round(weight * (2**15 / norm)) for word, weight in fine.items()}


def _paragraph(counts: Counter, model: MatchingModel, kind: int) -> list[int]:
    vectors = dict(zip(model.vectors.keys.tolist(), model.vectors.vectors[kind].tolist(), strict=True))
    sizes = dict(zip(model.vectors.keys.tolist(), model.vectors.sizes[kind].tolist(), strict=True))
    sums = [0] * model.vectors.averages.shape[1]
    if not counts.keys() & vectors.keys():
        return sums
    for word, count in counts.items():
        if word in vectors:
            idf = _idf(word, model)
            weight = round(math.log1p(count) * idf * (idf + 1) / 64 * 1024) * sizes[word]
            sums = [one + weight * other for one, other in zip(sums, vectors[word], strict=True)]
    unit = _to_length([round(each / 65536) for each in sums], 2**14)
    return [one - other for one, other in zip(unit, model.vectors.averages[kind].tolist(), strict=True)]


def _to_length(vector: list[int], length: int) -> list[int]:
    norm = max(1.0, math.sqrt(sum(each**2 for each in vector)))
    return [round(each * (length / norm)) for each in vector]
