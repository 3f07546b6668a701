"""Recognise a technology of somebody else by the words around it: that of a customer ("klanten zijn dronebouwers",
"used by shipyards"), or one that a product protects against or replaces ("hidden from thermal cameras")."""

from itertools import product

from portal.technologies.tagger.term_forms import WordStream, build_word_stream

FAR = 14  # words that a list of customers may have
STOPS = frozenset(".!?;\n")


def _parse_phrases(*phrases: str) -> dict[int, frozenset[tuple[str, ...]]]:
    """Return phrases by their number of words; a bar separates words of which one is enough."""
    by_length: dict[int, set[tuple[str, ...]]] = {}
    for phrase in phrases:
        choices = [words.split("|") for words in phrase.split()]
        by_length.setdefault(len(choices), set()).update(product(*choices))
    return {length: frozenset(same) for length, same in by_length.items()}


# After one of these, the sentence names customers, not what is sold.
_CUSTOMERS = _parse_phrases(
    "klanten|afnemers|opdrachtgevers|gebruikers|kopers|huurders zijn|zitten|komen|waren",
    "klant|afnemer|opdrachtgever|gebruiker is",
    "customers|clients|users|buyers are|include|range|come|were",
    "customer|client|user is|was",
    "customers in",
    "klanten|afnemers|opdrachtgevers|gebruikers bouwen|maken|gebruiken|verkopen",
    "customers|clients|users build|make|use|sell|run",
    "gebruikt|gekocht|gehuurd|getest|beproefd|ingezet door|bij",
    "used|bought|rented|tested|trusted|deployed by",
    "in use|service at|with|by",
    "in gebruik bij",
    "leveren|leverden|levert aan",
    "geleverd|verkocht|verkopen aan",
    "supplier|suppliers to",
    "supply|sell|sold|supplied|supplies|delivered to",
    "work|worked for",
    "makers|bouwers|fabrikanten|producenten|eigenaren|beheerders|exploitanten van",
    "makers|builders|manufacturers|producers|owners|operators|suppliers of",
)
# After one of these follows a threat, or something that is replaced.
_AGAINST = _parse_phrases(
    "tegen|against|vervangt|vervangen|replaces|replace|replacing",
    "safe|hidden|protected|hides|hide|disappear|invisible from|to",
    "bestand tegen",
    "withstand|withstands|resist|resists|survive|survives",
    "onzichtbaar|verborgen voor",
    "zichtbaar op",
    "uit het beeld|zicht van",
    "out of sight|view of",
)
# Before one of these, the sentence names those who use what is sold: "windparken en een tankwerkplaats werken ermee".
_USING = _parse_phrases(
    "gebruiken|gebruikt|huren|huurt|kopen|koopt|testen|test|bestellen|bestelt ze|hem",
    "werken|werkt ermee|hiermee",
    "use|uses|rent|rents|buy|buys|test|tests|wear|wears|trust|trusts it|them|ours",
    "rely|relies|work|works on|with it|them",
    "zijn onze klanten|afnemers|gebruikers|opdrachtgevers",
    "zijn klant|afnemer|klanten",
    "zijn onze grootste|vaste|belangrijkste|eerste klanten|afnemers|gebruikers|opdrachtgevers",
    "are our|the|regular customers|clients|users|buyers",
    "are our|the main|first|largest|biggest customers|clients|users|buyers",
)
_USES = frozenset(phrase[0] for same in _USING.values() for phrase in same)
_LAST_WORDS = frozenset(
    phrase[-1] for phrases in (_CUSTOMERS, _AGAINST) for same in phrases.values() for phrase in same
)
# Mostly technologies of others; protection "against cyber attacks" is what a company sells, so those are not here.
_OTHERS = frozenset(
    build_word_stream(name).string
    for name in """
    aggregaat, dieselgenerator, diesel generator, dieselaggregaat, generator, drone, uav, quadcopter, quantumcomputer,
    quantum computer, thermal camera, warmtecamera, warmtebeeldcamera, heat camera, infrarood, infrared, radar, sonar,
    satelliet, satellite, helikopter, helicopter, onderzeeboot, submarine, raket, missile, rocket, torpedo, robot, gps,
    camera, lithium-ion, batterij, battery, lood-zuur, lead-acid, hydraulic, hydraulisch, dieselmotor, diesel engine,
    klystron, beryllium, chroom, keramiek, aluminium, munitie, ammunition, nachtkijker, night vision
    """.split(",")
)
_BUYERS = frozenset("afnemers buyers clients customers gebruikers klanten opdrachtgevers users".split())
_BEHIND = _LAST_WORDS | _BUYERS
# In the plural these are not the company itself; in the singular ("een dronebouwer") they may be.
_PEOPLE = (
    "bouwers", "verhuurders", "fabrikanten", "producenten", "leveranciers", "makers", "eigenaren", "handelaren",
    "bedrijven", "telers", "exploitanten",
)  # fmt: skip
_OURSELVES = frozenset("i ik onze our we wij".split())
# After customers, these start what they do with it: "used by NASA for navigation".
_PURPOSE = frozenset("dat die during for in om that to tijdens voor waarmee when which while with who".split())
_SKIPPED = frozenset("a all an any de den dure een expensive het its old oude the their".split())
# After a term, these name people and markets instead of the technology.
USERS = frozenset(
    """
    brands builders clients companies customers dealers engineers experts firms growers industrie industry klanten
    makers manufacturers market markt medewerkers operators owners producers professionals sector sectoren sectors
    specialisten specialists staff traders users vakmensen workers yards
    """.split()
)


def is_after_customers(text: str, words: WordStream, first: int) -> bool:
    """Return whether word `first` comes after customers in its sentence."""
    if _BEHIND.isdisjoint(words.words[max(0, first - FAR) : first]):
        return False
    for at in range(first, max(0, first - FAR), -1):
        gap = text[words.ends[at - 1] : words.starts[at]]
        if gap != " ":
            if ":" in gap and words.words[at - 1] in _BUYERS:
                return True
            if not STOPS.isdisjoint(gap):
                return False
        if _has_phrase_before(words, at, _CUSTOMERS):
            return True
        if words.words[at - 1] in _PURPOSE:
            return False
    return False


def is_before_usage(text: str, words: WordStream, first: int) -> bool:
    """Return whether word `first` names users of what is sold: "wind farms use it". A sentence about the company
    itself does not count."""
    if _USES.isdisjoint(words.words[first + 1 : first + 1 + FAR]):
        return False
    for at in range(first + 1, min(len(words.words), first + 1 + FAR)):
        if _is_sentence_start(text, words, at) or words.words[at] in _OURSELVES:
            return False
        if words.words[at] in _USES and _has_phrase_at(words, at, _USING):
            before = first
            while before and not _is_sentence_start(text, words, before):
                before -= 1
                if words.words[before] in _OURSELVES:
                    return False
            return True
    return False


def _is_sentence_start(text: str, words: WordStream, at: int) -> bool:
    return words.cut_before[at] and not STOPS.isdisjoint(text[words.ends[at - 1] : words.starts[at]])


def is_counter_target(words: WordStream, place: int, stop: int, first: int) -> bool:
    """Return whether a product protects against word `first` (the characters `place` to `stop`), or replaces it:
    "against drones"."""
    if words.string[place:stop] not in _OTHERS:
        return False
    at = first
    while at > 0 and not words.cut_before[at] and words.words[at - 1] in _SKIPPED:
        at -= 1
    return at > 0 and not words.cut_before[at] and _has_phrase_before(words, at, _AGAINST)


def is_before_users(words: WordStream, last: int) -> bool:
    """Return whether people or a market follow word `last` directly, or end it: "medische apparatenbouwers"."""
    if words.words[last].endswith(_PEOPLE):
        return True
    return last + 1 < len(words.words) and words.words[last + 1] in USERS and not words.cut_before[last + 1]


def _has_phrase_at(words: WordStream, start: int, phrases: dict[int, frozenset[tuple[str, ...]]]) -> bool:
    """Return whether one of the phrases starts at word `start`."""
    return any(
        tuple(words.words[start : start + length]) in same and not any(words.cut_before[start + 1 : start + length])
        for length, same in phrases.items()
    )


def _has_phrase_before(words: WordStream, stop: int, phrases: dict[int, frozenset[tuple[str, ...]]]) -> bool:
    """Return whether one of the phrases ends directly before word `stop`."""
    return words.words[stop - 1] in _LAST_WORDS and any(
        tuple(words.words[stop - length : stop]) in same and not any(words.cut_before[stop - length + 1 : stop])
        for length, same in phrases.items()
        if stop >= length
    )
