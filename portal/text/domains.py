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
# Of these, what is for them is no news about them: "software for the maritime sector".
_SECTORS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, healthcare, health care, gezondheidszorg, agriculture,
    telecommunications, telecommunicatie, ruimtevaart, chemische industrie, procesindustrie, maakindustrie,
    chipindustrie, defensie-industrie, data center, data centre, datacentrum, first responder, emergency services,
    veiligheidsregio
"""
SECTORS = frozenset(stream(name).string for name in _SECTORS.split(","))
# Behind a term these name people and markets, not the thing.
USERS = frozenset(
    """
    clients customers engineers experts industrie klanten market markt medewerkers professionals sector sectoren sectors
    specialisten specialists staff users vakmensen workers
    """.split()  # noqa: SIM905
)
FOR = frozenset(("for", "voor"))
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
STOPS = frozenset(".!?;:\n")


def is_aside(text: str, words: Stream, place: int, stop: int, first: int, last: int) -> bool:
    """Whether words `first` to `last`, the characters `place` to `stop`, name such a thing and nothing says that the
    text is about it."""
    if last + 1 < len(words.words) and words.words[last + 1] in USERS and not words.cut_before[last + 1]:
        return True
    if words.string[place:stop] not in DOMAINS or place != words.places[first] or stop != words.end_place(last):
        return False
    is_sector = words.string[place:stop] in SECTORS
    for word in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if words.cut_before[word + 1]:
            gap = text[words.ends[word] : words.starts[word + 1]]
            return STOPS.isdisjoint(gap) or first - word - 1 >= HEAD
        if form(words.words[word]) in MEANT:
            return is_sector and words.words[word] in FOR
    return first >= HEAD and words.string.count(words.string[place:stop]) == 1
