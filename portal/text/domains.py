"""Words that more often name a target, a customer or a place than what is offered: "sees missiles coming", "used in the
maritime sector", "cameras along airfields". They count where something says that it is about them: who makes them, what
is made for them, a second mention, the place at the head of a sentence."""

from portal.text.endings import form
from portal.text.forms import Stream, stream

_DOMAINS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, logistics, logistiek, healthcare, health care,
    gezondheidszorg, agriculture, glastuinbouw, telecommunications, telecommunicatie, ruimtevaart, chemische industrie,
    procesindustrie, maakindustrie, first responder, emergency services, veiligheidsregio, chipindustrie,
    defensie-industrie, data center, data centre, datacentrum, critical infrastructure, vitale infrastructuur,
    kritieke infrastructuur, shipyard, scheepswerf, marineschip, naval vessel, naval ship, ship hull, scheepsromp,
    shipboard, patrol vessel, patrouilleschip, pipeline, airfield, vliegveld, vliegbasis, air base, aircraft carrier,
    runway, startbaan, kernreactor, kerncentrale, nuclear reactor, windturbine, wind turbine, windmolen, wind farm,
    windpark, submarine, onderzeeboot, torpedo, cockpit, satellite, satelliet, helikopter, helicopter, parachutist,
    paratrooper, pantservoertuig, terreinvoertuig, ground vehicle, military vehicle, military ground vehicle,
    combat vehicle, tracked vehicle, tactical vehicle, landing gear, landingsgestel, aircraft engine, vliegtuigmotor,
    dieselmotor, diesel engine, weapon system, wapensysteem, weapons platform, ammunition, munitie, missile, raketten,
    ballistic missile, rifle, firearm, vuurwapen, artillery, artillerie, mortar, mortier, grenade, granaat, warhead,
    explosief, explosive, mijnenjager, minefield, mijnenveld, ransomware, fuel tank, brandstoftank, wastewater,
    waste water, afvalwater, kampement, base camp, ammonia, vaccine, vaccin
"""
DOMAINS = frozenset(stream(name).string for name in _DOMAINS.split(","))
# Before it in its clause: who makes it, and what is made for it.
MEANT = frozenset(
    form(word)
    for word in """
    assembleren beschermen beveiligen bouw bouwen bouwt build builder builds challenge design designs develop develops
    for gezocht herstel herstellen leveren levert maak maakt maintain maken make maker makes manufacture naar onderhoud
    onderhouden ons ontwerpen ontwikkelen ontwikkelt onze our print printen produce produceren produces protect replace
    repair sell seek smart supply test verkopen vervangen voor zoeken zoekt
    """.split()  # noqa: SIM905
)
BEFORE = 4  # words in which one of them stands
HEAD = 2  # words at the head of a sentence


def is_aside(words: Stream, place: int, stop: int, first: int, last: int) -> bool:
    """Whether words `first` to `last`, the characters `place` to `stop`, name such a thing and nothing says that the
    text is about it."""
    if words.string[place:stop] not in DOMAINS or place != words.places[first] or stop != words.end_place(last):
        return False
    for word in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if words.cut_before[word + 1]:
            return first - word - 1 >= HEAD
        if form(words.words[word]) in MEANT:
            return False
    return first >= HEAD and words.string.count(words.string[place:stop]) == 1
