"""Words that say that a thing is not meant: "geen drones", "not a drone maker", "no radar or sonar"."""

from portal.text.forms import Stream

NOT = frozenset("geen niet zonder noch nooit no not without never neither nor".split())  # noqa: SIM905
BETWEEN = 2  # words that may stand between "not" and what it denies
# "not only drones" means drones; "not seen by radar" says nothing against radar.
TURNS = frozenset(
    """
    only just merely solely alleen slechts enkel louter by with through via in on from against than door met
    op van tegen voor dan
    """.split()  # noqa: SIM905
)
# These deny what follows, be it with one word between: "niets met drones", "instead of a noisy radar".
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
        "instead of",
        "rather than",
        "liever dan",
        "behalve",
        "except",
        "unlike",
        "anders dan",
    )
)
OR = frozenset("of or noch nor".split())  # noqa: SIM905
AND = frozenset("of or noch nor en and".split())  # noqa: SIM905


def is_denied(words: Stream, first: int) -> bool:
    """Whether the term that begins at word `first` is denied: a negative at most two words before it, in its
    clause; or one of the phrases that deny."""
    if _follows_phrase(words, first):
        return True
    for word in range(first - 1, max(-1, first - 2 - BETWEEN), -1):
        if words.cut_before[word + 1] or words.words[word] in TURNS:
            return False
        if words.words[word] in NOT:
            return True
    return False


def _follows_phrase(words: Stream, first: int) -> bool:
    for end in (first, first - 1):
        for phrase in PHRASES:
            begin = end - len(phrase)
            if (
                begin >= 0
                and tuple(words.words[begin:end]) == phrase
                and not any(words.cut_before[begin + 1 : first + 1])
            ):
                return True
    return False


def joins(words: Stream, last: int, first: int) -> bool:
    """Whether only "and" or "or" stands between word `last` and word `first`, so that a denial goes for
    both."""
    between = range(last + 1, first)
    return bool(between) and all(words.words[word] in AND for word in between)


def precedes_or(words: Stream, last: int) -> bool:
    """Whether "or" follows word `last`."""
    return last + 1 < len(words.words) and words.words[last + 1] in OR and not words.cut_before[last + 1]
