"""Plurals and Dutch endings: one form for the spellings of one word."""

import re
from functools import lru_cache

_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_DOUBLE_CONSONANT = re.compile(r"([bdfgklmnprst])\1$")
_VOICED = {"v": "f", "z": "s"}


@lru_cache(maxsize=200_000)
def normalise_word(word: str) -> str:
    """A folded word without plural and Dutch adjective ending, the same for all of "systeem", "systemen" and
    "system".

    Lighter than a stem on purpose: "detect" and "detector", "stel" and "steel" stay apart. The endings: 's,
    (e)s, ies; -en and -e of words of six letters or more, the spelling mended (stoffen: stof, actieve:
    actief, draadloze: draadloos); double vowels before a last consonant count once there (autonoom, autonome;
    signaal, signalen).
    """
    word = re.sub(r"['’]s$", "", word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = _strip_plural(word)
    if len(word) >= 6:
        for ending in ("en", "e"):
            if word.endswith(ending) and word[-len(ending) - 1] not in "aeiou":
                word = _repair_stem(word[: -len(ending)])
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


def _repair_stem(word: str) -> str:
    word = _DOUBLE_CONSONANT.sub(r"\1", word)
    return word[:-1] + _VOICED.get(word[-1], word[-1])
