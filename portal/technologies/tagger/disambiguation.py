"""Recognise words that do not mean the technology.

Figures of speech ("on our radar", "een batterij aan vragen"): the tagger finds them like terms, and they replace the
shorter term inside them. Neighbours that show another sense: a firewall beside bricks. The lists hold only what no
engineer writes about the technology itself, so "a target on the radar screen" is not in them.
"""

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.language import Language
from portal.technologies.tagger.term_forms import WordStream, build_word_stream

NEAR = 8  # words on each side that count as near

TURNS_OF_PHRASE: dict[Language, tuple[str, ...]] = {
    "en": (
        "assault and battery",
        "battery cage",
        "battery farm",
        "battery hen",
        "battery of questions",
        "battery of tests",
        "below the radar",
        "came on the radar",
        "catalyst for change",
        "ceramic class",
        "charged with battery",
        "chink in the armour",
        "drone on about",
        "drones on about",
        "explosive growth",
        "explosive increase",
        "explosive situation",
        "golden parachute",
        "helicopter parent",
        "helicopter view",
        "human firewall",
        "knight in shining armour",
        "laser focus",
        "laser focused",
        "laser game",
        "laser hair removal",
        "laser tag",
        "laser-focused",
        "not on the radar",
        "off the radar",
        "on autopilot",
        "on my radar",
        "on our radar",
        "on your radar",
        "recharge our batteries",
        "recharge your batteries",
        "robot lawyer",
        "robotic dance",
        "robotic voice",
        "satellite office",
        "satellite town",
        "shining armour",
        "suit of armour",
        "swarm of bees",
        "swarm of fans",
        "swarm of students",
        "swarm of tourists",
        "swarm of visitors",
        "to drone on",
        "under the radar",
        "virtual reality check",
    ),
    "nl": (
        "als een raket",
        "batterij aan vragen",
        "explosieve groei",
        "explosieve situatie",
        "explosieve stijging",
        "explosieve toename",
        "gouden parachute",
        "helikopterblik",
        "helikopterouder",
        "helikopterview",
        "kogelvrij argument",
        "kwantumsprong",
        "laserfocus",
        "lasergame",
        "lasergamen",
        "menselijke firewall",
        "onder de radar",
        "ooglaseren",
        "op de radar bij",
        "op hun radar",
        "op je radar",
        "op mijn radar",
        "op onze radar",
        "quantumsprong",
        "raketwetenschap",
        "satellietlocatie",
        "satellietvestiging",
        "staat op de radar",
    ),
}

_NEIGHBOURS = {
    "antenna antennas antenne antennae": "ant beetle butterfly insect kever snail vlinder",
    "armour armor harnas pantser bepantsering": "knight medieval middeleeuws museum ridder schildpad tortoise",
    "battery batterij": "assault chickens court hens kippen legkippen",
    "camera": "bruiloft fotograaf photographer wedding huwelijk",
    "chip chips": "fish friet frites potato patat vinegar",
    "coating": "chocolade chocolate sugar suiker karamel caramel",
    "composite": "photo score sketch index",
    "decoy lokdoel lokeend": "duck eend jager",
    "deeplearning": "classroom children leerlingen pedagogy pupils school",
    "drone drones": "bagpipe bee bees beehive beekeeper bijen imker doedelzak queen",
    "explosief explosive": "growth groei sfeer temper",
    "firewall": "brick bricks baksteen bakstenen concrete doors masonry wall",
    "grenade granaat granaten": "appel fruit syrup cocktail steen sieraad",
    "helicopter helikopter": "accounts parents ouders view",
    "honeypot": "bees beekeeper honey honing imker jars",
    "jamming jammer jam": "band drummer drummers gitaar guitar music muziek strawberry pub pubs repetitie",
    "laser laserbehandeling lasers": "hair beauty ontharing ontharen salon schoonheidssalon tattoo",
    "missile rocket raket raketten": "cinema bioscoop film firework fireworks movie rucola salad salade vuurwerk",
    "model simulation simulatie": "elftal penalty referee scheidsrechter spits strafschop",
    "navigation navigatie": "homepage menu webpage webshop webwinkel website",
    "parachute valscherm": "accountant bonus",
    "prosthetic prosthetics prothese": "actors costume make-up makeup theatre theater toneel",
    "robot": "keukenrobot foodprocessor mixer dough deeg",
    "satellite satelliet": "hoofdvestiging campus headquarters",
    "slam": "dunk poem poetry poezie verse",
    "swarm zwerm swarming": "bees bijen birds locusts spreeuwen starlings tourists toeristen",
    "zeemijn landmijn mijn mijnen": "coal kolen miners mijnwerkers museum steenkool",
}


OTHER_COMPANY = {
    build_word_stream(term).string: frozenset(normalise_word(word) for word in company.split())
    for terms, company in _NEIGHBOURS.items()
    for term in terms.split()
}


def has_other_sense(words: WordStream, shape: str, first: int, last: int) -> bool:
    """Return whether a word near the term, words `first` to `last`, shows another sense.

    shape: the form of the term in `words.string`.
    """
    company = OTHER_COMPANY.get(shape)
    if company is None:
        return False
    near = (*words.words[max(0, first - NEAR) : first], *words.words[last + 1 : last + 1 + NEAR])
    return any(normalise_word(word) in company for word in near)
