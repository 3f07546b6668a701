"""The engine once more, slow and plain: one pair at a time, in Python's own numbers, from the words of
docs/matching.md."""

import math
from collections import Counter

from challenges.matching import Model, Offer, Tree, Want
from challenges.matching.features import key
from portal.text import language_of, meanings, words


def ranking(asked: list[Want], offered: list[Offer], tree: Tree, model: Model, failed: int) -> list[tuple]:
    """(challenge, company, parts, similarity) of the pairs that fail this many rules, best first."""
    pairs = [
        (want.id, offer.id, parts(want, offer, tree, model), similarity(want, offer, model))
        for want in asked
        for offer in offered
        if failed_rules(want, offer, tree) == failed
    ]
    return sorted(pairs, key=lambda pair: (-sum(pair[2]), -pair[3], pair[0], pair[1]))


def failed_rules(want: Want, offer: Offer, tree: Tree) -> int:
    musts = [each.technology_id for each in want.requirements if each.must]
    failed = sum(not any(must in (own, *tree.above(own)) for own in offer.technologies) for must in musts)
    failed += want.trl_floor is not None and (level(want, offer) or 0) < want.trl_floor
    failed += sum(offer.declared.get(name) is not True for name in want.needs_declared)
    failed += want.needs_vetted and not offer.vetted
    failed += want.invited is not None and offer.id not in want.invited
    failed += want.only_provinces is not None and offer.province not in want.only_provinces
    return failed


def parts(want: Want, offer: Offer, tree: Tree, model: Model) -> tuple[int, int, int, int, int]:
    full = round(model.text_full * 2**30)
    text = min(250, (similarity(want, offer, model) * 250 + full // 2) // full)
    earned = technology(want, offer, tree, model), text, maturity(want, offer), region(want, offer)
    return *earned, -min(100, sum(earned)) if offer.stale else 0


def technology(want: Want, offer: Offer, tree: Tree, model: Model) -> int:
    weights = [round(1000 * each.weight * model.rarity(each.technology_id)) for each in want.requirements]
    shares = [400 * weight // sum(weights) for weight in weights]
    lost = [400 * weight % sum(weights) for weight in weights]
    for place in sorted(range(len(lost)), key=lambda place: -lost[place])[: 400 - sum(shares)] if shares else ():
        shares[place] += 1
    fine = 0
    for share, each in zip(shares, want.requirements, strict=True):
        closest = [round(closeness(own, each.technology_id, tree) * sure) for own, sure in offer.technologies.items()]
        fine += share * round(1000 * each.confidence) * max(closest, default=0)
    return (fine + 500_000) // 1_000_000


def closeness(own: int, wanted: int, tree: Tree) -> int:
    close = 1000 if own == wanted else 0
    close = max(close, 900 if wanted in tree.above(own) else 0, 500 if own in tree.above(wanted) else 0)
    return max(close, 300 if own in tree.related.get(wanted, ()) or wanted in tree.related.get(own, ()) else 0)


def maturity(want: Want, offer: Offer) -> int:
    if want.trl_min is None and want.trl_max is None:
        return 100
    trl = level(want, offer)
    if trl is None:
        return 80
    if want.trl_min is not None and trl < want.trl_min:
        return max(0, 200 - 50 * (want.trl_min - trl))
    return max(0, 200 - 25 * max(0, trl - (want.trl_max or 9)))


def level(want: Want, offer: Offer) -> int | None:
    return None if offer.trl_stays_home and offer.province not in want.provinces else offer.trl


def region(want: Want, offer: Offer) -> int:
    if not want.provinces:
        return 75
    return {True: 150, False: 60}[offer.province in want.provinces] if offer.province else 30


def similarity(want: Want, offer: Offer, model: Model) -> int:
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
    return max(0, common)


def _keys(text: str) -> list[int]:
    return [key(each) for word in words(text) for each in meanings(word, language_of(text))]


def _idf(word: int, model: Model) -> float:
    if not model.n_offers:
        return 1.0
    uses = dict(zip(model.keys.tolist(), model.found_in.tolist(), strict=True)).get(word, 0)
    return math.log((model.n_offers + 1) / (uses + 1))


def _unit(counts: Counter, model: Model, power: float) -> dict[int, int]:
    fine = {word: round(math.log1p(count) * _idf(word, model) ** power * 1024) for word, count in counts.items()}
    norm = max(1.0, math.sqrt(sum(weight**2 for weight in fine.values())))
    return {word: round(weight * (2**15 / norm)) for word, weight in fine.items()}


def _paragraph(counts: Counter, model: Model, kind: int) -> list[int]:
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
