"""What the tagger finds in the labelled texts, held against their labels.

A technology above a label in the tree is neither right nor wrong when found ("drones" beside "drone-swarms"): it says
the same less sharply. Everything else that is found and no label is wrong; a label that is not found is missed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from portal.technologies.reference_files import LANGUAGES, TechnologyData, get_technology_level, read_technologies
from portal.technologies.tagger.tagger import Tagger, VocabularyTerm
from tests.portal.technologies.tagger.quality.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Judged:
    """One technology in one text: right, wrong, missed, or above a label. `phrase` is what it was found by."""

    text: Labelled
    technology: str
    verdict: str
    phrase: str = ""


@dataclass(slots=True)
class Figures:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    above: int = field(default=0)

    @property
    def precision(self) -> float:
        return _share(self.right, self.wrong)

    @property
    def strict_precision(self) -> float:
        """With what stands above a label counted as wrong."""
        return _share(self.right, self.wrong + self.above)

    @property
    def recall(self) -> float:
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@cache
def technologies() -> dict[str, TechnologyData]:
    return read_technologies()


@cache
def vocabulary_tagger() -> Tagger:
    """The tagger over the vocabulary's files, as over a database that was loaded from them."""
    return Tagger(
        VocabularyTerm(slug, text, language)
        for slug, entry in technologies().items()
        for language in LANGUAGES
        for text in (getattr(entry.label, language), *entry.terms[language])
    )


def judge(texts: Iterable[Labelled]) -> list[Judged]:
    return [judged for text in texts for judged in _judge(text)]


def figures(judged: Iterable[Judged]) -> Figures:
    counted = Figures()
    for each in judged:
        setattr(counted, each.verdict, getattr(counted, each.verdict) + 1)
    return counted


def figures_by(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Figures]:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(key(each), []).append(each)
    return {name: figures(group) for name, group in sorted(groups.items())}


def depth(judged: Judged) -> str:
    return str(get_technology_level(technologies(), judged.technology))


def _judge(text: Labelled) -> list[Judged]:
    found = {str(slug): mentions[0].phrase for slug, mentions in vocabulary_tagger().technologies(text.text).items()}
    broader = {above for slug in text.technologies for above in _above(slug)}
    verdicts = [Judged(text, slug, "missed") for slug in sorted(text.technologies - found.keys())]
    for slug, phrase in found.items():
        verdict = "right" if slug in text.technologies else "above" if slug in broader else "wrong"
        verdicts.append(Judged(text, slug, verdict, phrase))
    return verdicts


def _above(slug: str) -> list[str]:
    parent = technologies()[slug].parent
    return [parent, *_above(parent)] if parent else []


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0
