"""Recognise everyday words that are technologies in a technical context only: a battery of cooks, a pipeline of leads,
een helm vol snacks. Such a word counts when another technology or a word of engineers is near."""

from collections.abc import Iterable

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.term_forms import WordStream

FEW = 5  # words; a text this short, such as a title or a search, needs no context
FAR = 25  # words on each side in which another technology counts as context
NEAR = 12  # words on each side in which a word of engineers does

_EVERYDAY = """
    ammo ammunition armor armour autonomous autonomy autonoom autopilot batterij battery camera camouflage
    catalyst ceramic coating cockpit composiet composite dashboard decoy explosief explosive explosives
    glue granaat grenade harnas helm helmet jammen jammer jamming katalysator laser lijm logistics logistiek
    membrane missile mortar mortier navigatie optiek optisch pantser pipeline precipitation raket raketten rocket
    sapphire satellite simulatie stealth swarm torpedo turbulence turbulentie uniform verbranding vizier vortex
    workflow
"""
_TECHNICAL = """
    aansturing accuracy actief aerial algorithm algoritme altitude apparaat apparatuur architecture assembleren
    autonomous bandwidth beeld beveiliging bouwen build built bundel cable calibrate camera capacity component
    computer connect construct control cost data defence defense defensie deploy design detect detecteren detectie
    detection develop developed developing device digitaal digital dual electric electrical electronic elektrisch
    elektronica energie energy engine engineer engineering equipment fabricate fabrikant factory fleet flight fly
    frequency frequentie fuel gebouwd gewicht gram grid hardware hertz high image industrial industrieel infrared
    ingenieur inspect integrate kabel kilo kilogram kilometer kilowatt koppelen krijgsmacht landmacht leger
    leverancier leveren licht lightweight low manufacture manufacturer manufacturing marine materiaal material
    measure measurement mechanical mechanisch meet metaal metal meten meter militair militairen military missie
    mission model module monitor motor mount nauwkeurig naval navy netwerk network noise onbemand onboard
    onderdeel onderdelen ontwerp ontwerpen ontwikkelen ontwikkelt operator optical passive patented performance
    pilot plant plasma platform power powered precise precision printed printen process processor produce
    produceren product productie production prototype quality range reactor receiver remote repair repareren
    research resolution rugged satellite scan schepen scherm schip semiconductor sensor sensoren sensors ship
    signaal signal simulate software soldaat soldaten soldier solution spectrum speed steel storage supply surface
    systeem system target technical techniek technisch technologie technology temperature temperatuur test tested
    testen thermal thrust tool track train training transmit truck uav unmanned vehicle vessel vlieg vliegen
    vliegt vliegtuig voertuig voertuigen volt voltage wapen warfare warmte watt weapon weight wireless
"""
EVERYDAY = frozenset(normalise_word(word) for word in _EVERYDAY.split())
TECHNICAL = frozenset(normalise_word(word) for word in _TECHNICAL.split())


def is_everyday_word(words: WordStream, place: int, stop: int, first: int, last: int) -> bool:
    """Return whether the characters `place` to `stop` are one whole everyday word; in a compound it is technical."""
    return (
        first == last
        and place == words.places[first]
        and stop == words.stops[last]
        and words.string[place:stop] in EVERYDAY
    )


def has_technical_context(words: WordStream, word: int, others: Iterable[int]) -> bool:
    """Return whether the everyday word has a technical context; others: the words that name other technologies."""
    if len(words.words) <= FEW or any(abs(other - word) <= FAR for other in others):
        return True
    near = range(max(0, word - NEAR), min(len(words.words), word + NEAR + 1))
    return any(other != word and normalise_word(words.words[other]) in TECHNICAL for other in near)
