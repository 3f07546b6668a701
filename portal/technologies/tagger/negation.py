"""Recognise what a text denies: "geen drones", "not a drone maker", "none of our products contains lasers", "radars
maken wij niet"."""

from portal.technologies.tagger.term_forms import WordStream

NOT = frozenset("geen niet zonder noch nooit no not without never neither nor don't doesn't".split())
BETWEEN = 2  # words that may be between "not" and what it denies
# After "not" these change the meaning: "not only drones" means drones, and "not seen by radar" does not deny radar.
TURNS = frozenset(
    """
    only just merely solely alleen slechts enkel louter by with through via in on from against than door met
    op van tegen voor dan
    """.split()
)
# Verbs that extend the reach of a negation: "we do not build or sell any kind of radar".
DOING = frozenset(
    """
    aanbieden bevat bevatten bouw bouwen bouwt build built contain contains develop develops do doen doet
    gebruik gebruiken gebruikt have heb hebben heeft include includes kennen kent know knows lever leveren
    levert maak maakt made make maken makes manufacture need needs nodig offer offers ontwerpen ontwikkelen
    ontwikkelt produce produceren require requires sell sells supply use uses vereist verkoop verkoopt verkopen
    weet weten
    """.split()
)
NOBODY = frozenset("niemand nobody none nothing niets noone".split())
FAR = 5  # words that DOING and NOBODY reach
# These deny what follows, directly or after one word: "niets met drones", "instead of a noisy radar".
PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "niets met",
        "niets aan",
        "niets te maken met",
        "nothing to do with",
        "not work with",
        "never work with",
        "never worked with",
        "werken niet met",
        "werkt niet met",
        "in plaats van",
        "in place of",
        "instead of",
        "rather than",
        "liever dan",
        "behalve",
        "except",
        "except for",
        "unlike",
        "in contrast to",
        "as opposed to",
        "in tegenstelling tot",
        "anders dan",
        "afhankelijk van",
        "dependence on",
        "stopped making",
        "stopped selling",
        "used to make",
        "used to build",
        "used to sell",
        "gestopt met",
        "stopten met",
        "afscheid genomen van",
        # a comparison instead of an offer
        "like a",
        "like an",
        "net als een",
        "zoals een",
        "than a",
        "than an",
        "dan een",
        "than the",
        "dan de",
        "dan het",
    )
)
_PHRASES = {
    length: frozenset(phrase for phrase in PHRASES if len(phrase) == length)
    for length in {len(each) for each in PHRASES}
}
_PHRASE_ENDS = frozenset(phrase[-1] for phrase in PHRASES)
# These deny what comes directly before them: "Radars maken wij niet", "lasers are not what we do".
_MAKING = "maken doen leveren bouwen verkopen hebben gebruiken".split()
AFTERWARDS = (
    *(
        (*verbs, who, "niet")
        for verb in _MAKING
        for verbs in ((verb,), (verb, "doen"), (verb, "kunnen"))
        for who in ("wij", "we", "jullie", "zij", "ze")
    ),
    *(
        tuple(phrase.split())
        for phrase in (
            "kopen wij in",
            "kopen we in",
            "koopt het bedrijf in",
            "kopen wij van",
            "kopen we van",
            "kopen zij van",
            "kopen ze van",
            "komen uit",
            "komen van",
            "komt van",
            "come from",
            "comes from",
            "is bought",
            "are bought",
            "we buy",
            "they buy",
            "is niet nodig",
            "zijn niet nodig",
            "is niet ons vak",
            "is ons vak niet",
            "we do not make",
            "we do not do",
            "we leave to",
            "we leave to others",
            "laten we over aan",
            "laten wij over aan",
            "laten we aan anderen over",
            "laten wij aan anderen over",
            "is not our",
            "are not our",
            "is not what we",
            "are not what we",
            "is not needed",
            "are not needed",
            "is not part of",
            "are not part of",
        )
    ),
)
_AFTERWARDS = frozenset(AFTERWARDS)
_FIRST_AFTERWARDS = frozenset(phrase[0] for phrase in AFTERWARDS)
_LENGTHS = frozenset(len(phrase) for phrase in AFTERWARDS)
OR = frozenset("of or noch nor".split())
AND = frozenset("of or noch nor en and".split())


def is_negated(words: WordStream, first: int, last: int) -> bool:
    """Return whether the term, words `first` to `last`, is denied in its clause: by a negative shortly before it, by
    one further away with a verb of DOING, or by a phrase before or after it."""
    return (
        _is_after_negative_phrase(words, first)
        or _is_after_negative(words, first)
        or _is_before_negative_phrase(words, last)
    )


def _is_after_negative(words: WordStream, first: int) -> bool:
    doing = turned = False
    for word in range(first - 1, max(-1, first - 2 - FAR), -1):
        if words.cut_before[word + 1]:
            return False
        text = words.words[word]
        distance = first - 1 - word
        if text in NOT:
            return (distance <= BETWEEN and not turned) or (doing and not turned)
        if text in NOBODY:
            return doing or distance <= 1
        doing = doing or text in DOING
        turned = turned or text in TURNS
    return False


def _is_after_negative_phrase(words: WordStream, first: int) -> bool:
    if _PHRASE_ENDS.isdisjoint(words.words[max(0, first - 2) : first]):
        return False
    for end in (first, first - 1):
        for length, phrases in _PHRASES.items():
            begin = end - length
            if (
                begin >= 0
                and tuple(words.words[begin:end]) in phrases
                and not any(words.cut_before[begin + 1 : first + 1])
            ):
                return True
    return False


def _is_before_negative_phrase(words: WordStream, last: int) -> bool:
    begin = last + 1
    begins = (begin, begin + 2) if words.words[begin : begin + 1] and words.words[begin] in AND else (begin,)
    return any(
        tuple(words.words[at : at + length]) in _AFTERWARDS and not any(words.cut_before[begin : at + length])
        for at in begins
        if at < len(words.words) and words.words[at] in _FIRST_AFTERWARDS
        for length in _LENGTHS
    )


def is_linked_by_conjunction(words: WordStream, last: int, first: int) -> bool:
    """Return whether only "and" or "or" is between word `last` and word `first`, so that both are denied."""
    between = range(last + 1, first)
    return bool(between) and all(words.words[word] in AND for word in between)


def is_before_or(words: WordStream, last: int) -> bool:
    """Return whether "or" follows word `last`."""
    return last + 1 < len(words.words) and words.words[last + 1] in OR and not words.cut_before[last + 1]
