"""Correct misspellings: a long word that is one edit away from exactly one word of the vocabulary is read as that word.

One edit: two neighbouring letters swapped (from 7 letters), one letter too many or too few (from 8), or one wrong
letter (from 10). The first letter must agree and, except after a swap, the last ones too: a difference there makes
another word or another ending. Shorter words have too many real neighbours. REAL holds the real neighbours of longer
ones, found among 63,000 different words of real texts and the 150,000 most common words of each language.
"""

from collections.abc import Iterable
from functools import lru_cache

from portal.technologies.tagger.endings import normalise_word

SHORTEST = 7  # for two letters swapped
MIDDLE = 8  # for a letter too many or too few
LONG = 9  # from this length only the last letter must agree
LONGEST = 10  # from this length one letter may be wrong
TOO_LONG = 40  # anything longer is no word
END = 2  # letters at the end that must agree in shorter words
REMEMBERED = 100_000  # words whose correction is cached
REAL = frozenset(
    """
    absolution addictive adjudanten aesthetic aesthetics afgedreven antitrust autobanden autobommen automative
    belastingwet belastingwetten bestaand bestaande biostatic blacklight blasting bombsite bottomline bounding
    breaking capitation champaign chillier cleansing clearwater concert concession concessions conducive conformable
    constriction constrictive constructieve contact contacten contaminate contaminates contiguous countered
    degassing deplorable derivation derivations deriving differentiate discounted disposable disposables disruptors
    doorbloed droogmaken elektriciteitswet emergence fluorescent foraging forgoing fraction framing gamification
    gestimuleerd gestimuleerde grafting granting handelingen healthwatch holomorphic homeomorphic hypertonic
    identifies incubation independence inducted industrialist industrialists ingewreven insecurities insecurity
    interactieve internodal interval intervals investeren irritation kaakbeen laserprinter laserprinters
    leefomgeving leefomgevingen leesmateriaal legaliteit lichtstroom lightening macrostructure magazines markeringen
    misleading multifunction multipole naadloos naadloze naaldbossen nightlight notional omgesprongen ondernomen
    ordinance overheid particular peacemaker pelletized persistence pickling planting polariseren powdered
    predication predicative preening projecteer projecteren projection projections projective protector protectors
    quadrupled reactieve rechtsysteem recoding rectificeren recycler redaction redactions refactory remission
    remissions removable respiratory retrievable revolution revolutions roostering ruimteveer scheepsramp schietkans
    schuurtjes scrapping shearing shutter shuttering shutters smarting solider spattering spection speelplaats
    splicing splutter spluttering starling stelplaats sterrennacht stimulatie stimulation stimulator stimulators
    stimuleer stimuleert stimuleren stuttering testritten thorough thrusted tolerates topografie topography
    tractability typografisch typografische typologies uittesten uncertainly unexplored unscrewed verassing
    vergissing vergissingen verrassing verrassingen verrassings vierspan vliegtuigramp voorstellen waterbronnen
    waterketen wervelstorm wielding wildparken zeekaarten zonnebaden zonnestorm
    """.split()
)


class SpellingCorrector:
    """A corrector with the folded words of the vocabulary. `read` corrects a word, and caches the result."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        self._shortened: dict[str, set[str]] = {}
        for word in words:
            shape = normalise_word(word)
            if SHORTEST <= len(shape) <= TOO_LONG and shape.isalpha() and shape not in self._known:
                self._known[shape] = word
                for shorter in _iter_deletions(shape):
                    self._shortened.setdefault(shorter, set()).add(shape)
        self.read = lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, word: str) -> str:
        """Return the word of the vocabulary that a folded word is a misspelling of, or the word itself."""
        shape = normalise_word(word)
        if (
            not SHORTEST <= len(shape) <= TOO_LONG
            or not shape.isalpha()
            or shape in self._known
            or not REAL.isdisjoint((word, shape))
        ):
            return word
        near = {known for known in self._list_candidates(shape) if _is_misspelling(shape, known, len(word))}
        return self._known[near.pop()] if len(near) == 1 else word

    def _list_candidates(self, shape: str) -> set[str]:
        found = set(self._shortened.get(shape, ()))
        for shorter in _iter_deletions(shape):
            if shorter in self._known:
                found.add(shorter)
            found |= self._shortened.get(shorter, set())
        return found


def _iter_deletions(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_misspelling(word: str, known: str, length: int) -> bool:
    """Return whether a form is one edit away from a known one; length: that of the word in the text."""
    if word[0] != known[0]:
        return False
    shorter, longer = sorted((word, known), key=len)
    first = next((place for place, char in enumerate(shorter) if char != longer[place]), len(shorter))
    if len(shorter) == len(longer) and shorter[first : first + 2] == longer[first : first + 2][::-1]:
        return shorter[first + 2 :] == longer[first + 2 :]
    end = 1 if length >= LONG else END
    if word[-end:] != known[-end:]:
        return False
    if len(shorter) < len(longer):
        return length >= MIDDLE and shorter[first:] == longer[first + 1 :]
    return length >= LONGEST and shorter[first + 1 :] == longer[first + 1 :]
