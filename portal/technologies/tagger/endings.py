"""Remove plurals and Dutch endings, so that the forms of one word are equal."""

import re
from functools import lru_cache

_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_DOUBLE_CONSONANT = re.compile(r"([bdfgklmnprst])\1$")
_VOICED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def normalise_word(word: str) -> str:
    """Return a folded word without its plural or Dutch adjective ending.

    The result is the same for "systeem", "systemen" and "system". A stemmer removes more: here "detect" and "detector",
    and "stel" and "steel", stay different. Removed are 's, (e)s and ies, and from words of six letters or more -en and
    -e, with the spelling corrected (stoffen: stof, actieve: actief, draadloze: draadloos). In those words a double
    vowel before the last consonant becomes a single one (autonoom, autonome; signaal, signalen).
    """
    word = re.sub(r"['’]s$", "", word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = _strip_plural(word)
    if len(word) >= 6:
        for ending in ("en", "e"):
            if word.endswith(ending) and word[-len(ending) - 1] not in "aeiou":
                word = _DOUBLE_CONSONANT.sub(r"\1", word[: -len(ending)])
                word = word[:-1] + _VOICED.get(word[-1], word[-1])
                break
    return _DOUBLE_VOWEL.sub(lambda double: double.group()[0], word) if len(word) >= 6 else word


def _strip_plural(word: str) -> str:
    if word.endswith("ieen"):  # the folded Dutch -ieën
        return word[:-2]
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and word[-2] not in "sui" and not word.endswith(("oos", "aas", "gas")):
        return word[:-1]
    return word
