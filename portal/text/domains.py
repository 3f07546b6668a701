"""Words that more often name a target, a customer, a place, a component or a property than what is offered: "sees
missiles coming", "used in the maritime sector", "a robot with a gearbox of steel", "at low energy density". They count
where something says that the text is about them: who makes them, what is made for them, a second mention, the place at
the head of a sentence."""

from portal.text.endings import form
from portal.text.forms import Stream, stream
from portal.text.negation import AND

_DOMAINS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, logistics, logistiek, healthcare, health care,
    gezondheidszorg, agriculture, glastuinbouw, telecommunications, telecommunicatie, ruimtevaart, chemische
    industrie, procesindustrie, maakindustrie, first responder, emergency services, veiligheidsregio, chipindustrie,
    defensie-industrie, data center, data centre, datacentrum, critical infrastructure, vitale infrastructuur,
    kritieke infrastructuur, shipyard, scheepswerf, marineschip, naval vessel, naval ship, ship hull, scheepsromp,
    shipboard, patrol vessel, patrouilleschip, pipeline, airfield, vliegveld, vliegbasis, air base, aircraft
    carrier, runway, startbaan, kernreactor, kerncentrale, nuclear reactor, windturbine, wind turbine, windmolen,
    wind farm, windpark, submarine, onderzeeboot, torpedo, cockpit, satellite, satelliet, helikopter, helicopter,
    parachutist, paratrooper, pantservoertuig, terreinvoertuig, ground vehicle, military vehicle, military ground
    vehicle, combat vehicle, tracked vehicle, tactical vehicle, landing gear, landingsgestel, aircraft engine,
    vliegtuigmotor, dieselmotor, diesel engine, weapon system, wapensysteem, weapons platform, ammunition, munitie,
    missile, raketten, ballistic missile, rifle, firearm, vuurwapen, artillery, artillerie, mortar, mortier,
    grenade, granaat, warhead, explosief, explosive, mijnenjager, minefield, mijnenveld, ransomware, fuel tank,
    brandstoftank, wastewater, waste water, afvalwater, kampement, base camp, ammonia, vaccine, vaccin
"""
# Of these, what is for them is no news about them: "software for the maritime sector".
_SECTORS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, healthcare, health care, gezondheidszorg, agriculture,
    telecommunications, telecommunicatie, ruimtevaart, chemische industrie, procesindustrie, maakindustrie,
    chipindustrie, defensie-industrie, data center, data centre, datacentrum, first responder, emergency services,
    veiligheidsregio, transportbedrijf, staalfabriek, landbouwmachine, landmeter, weerstation, planningssysteem,
    medicijn, vliegtuigbouwer, jachtbouwer, chemical plant, nuclear plant, nuclear power plant, rescue team,
    reddingsteam, surveyor, schietbaan, verbrandingsoven, ziekenhuis, patrouillevoertuig, pantserwagen, automotive
    industry, staalindustrie, metaalindustrie, chipsector, ruimtesector, zorgsector, veehouderij, thuiszorg, pharma,
    farma, crisisteam
"""
# Parts, materials and ways to make something: what a product has or is made of, more often than what is sold.
_PARTS = """
    membrane, membraan, kunststof, printplaat, printed circuit board, circuit board, pcb, tandwielkast, gearbox,
    hydraulic, hydraulisch, metaaldetector, metal detector, propeller, scheepsschroef, launcher, warmtecamera, heat
    camera, thermal camera, infrared, infrarood, hearing aid, hoorapparaat, gehoorapparaat, dieselaggregaat, diesel
    generator, methanol, windtunnel, wind tunnel, lassen, welding, frezen, milling, slijpen, grinding, cleanroom,
    glasvezel, optical fibre, optical fiber, fiber optic, fibre optic, zonnepark, solar farm, barcode, firmware,
    database, touchscreen, graphical user interface, supercomputer, superconducting, supergeleidend, cryogenic,
    cmos, microprocessor, microcontroller, transceiver, waveform, golfvorm, flat panel, heat exchanger,
    warmtewisselaar, transformator, epoxy, resin, torque sensor, sensor system, instrumentation, manufacturing
    process, production process, calibration, kalibratie, flight test, finite element, cad, open source, ontology,
    telemetry, oxidation, electrochemical, elektrochemisch, transportband, deeltjesversneller, forklift,
    vorkheftruck, heftruck, helm, helmet, phase change material, solder, star tracker, weapon mount, hall sensor,
    photodetector, camouflagenet, camouflage net, gas leak, delivery drone, warehouse robot, air gap, liquid-cooled,
    recycled, recycling, vaccination, adaptive optics, optics, neural network, omvormer, inverter, laser cutter, led
    lighting, ledverlichting, proefopstelling, boordcomputer, autopilot, classifier, luchtfoto, encrypted,
    versleuteld, simulator
"""
# What a thing is like or does besides: no product by itself.
_PROPERTIES = """
    energy density, energiedichtheid, survivability, lethality, letaliteit, usability, gebruiksgemak, fuel
    efficiency, fuel consumption, brandstofverbruik, energy efficiency, energie-efficiëntie, weight saving, weight
    reduction, gewichtsbesparing, noise reduction, geluidsreductie, harsh environment, extreme environment, extreme
    omstandigheden, wide field of view, life cycle cost, thermal conductivity, propulsion, voortstuwing, power
    generation, power source, stroombron, handheld device, cloud-based, plug-and-play, space-based, geographic,
    sustainment, turbulence, reconnaissance, gevaarlijke stoffen, infectious disease, infectieziekte, natuurbrand,
    wildfire, contaminant, particulate, pathogen, open sources, op zee, ballistic, atmospheric, command post,
    commandopost
"""


def _shapes(names: str) -> frozenset[str]:
    return frozenset(stream(name).string for name in names.split(","))


DOMAINS = _shapes(_DOMAINS)
ASIDES = _shapes(",".join((_SECTORS, _PARTS, _PROPERTIES)))  # of which what is for them is no news
FOR = frozenset(("for", "voor"))
OURS = frozenset(("ons", "onze", "our"))
# Between a maker and the word these say that it is no more than a part, a place or a means.
BESIDE = frozenset(
    """
    against at between by door from in met on op over per tegen through tussen uit under using via with without
    """.split()  # noqa: SIM905
)
# Before it in its clause: who makes it, and what is made for it.
MEANT = frozenset(
    form(word)
    for word in """
    assemble assembleren beschermen beveiligen bouw bouwen bouwt build builder builds challenge design designs
    develop develops for gezocht herstel herstellen leveren levert maak maakt maintain maken make maker makes making
    manufacture manufactures naar onderhoud onderhouden ons ontwerpen ontwikkelen ontwikkelt onze our print printen
    produce produceren produces protect replace repair sell seek smart supply test verkopen vervangen voor zoeken
    zoekt
    """.split()  # noqa: SIM905
)
BEFORE = 4  # words in which one of them stands
HEAD = 2  # words at the head of a sentence
STOPS = frozenset(".!?;:\n")


def is_aside(text: str, words: Stream, place: int, stop: int, first: int, last: int) -> bool:
    """Whether words `first` to `last`, the characters `place` to `stop`, name such a thing and nothing says that the
    text is about it."""
    if place != words.places[first] or stop != words.stops[last]:
        return False
    shape = words.string[place:stop]
    if shape not in DOMAINS and shape not in ASIDES:
        return False
    return not _is_meant(text, words, first, shape in ASIDES)


def _is_meant(text: str, words: Stream, first: int, is_aside_for: bool) -> bool:
    """Whether the words before say so; `is_aside_for`: what is made for it is no news about it."""
    for word in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if words.cut_before[word + 1]:
            gap = text[words.ends[word] : words.starts[word + 1]]
            return not STOPS.isdisjoint(gap) and _is_head(words, word + 1, first)
        if words.words[word] in BESIDE:
            return False
        if words.words[word] in OURS and word and words.words[word - 1] in BESIDE:
            return False  # "mounted in our cleanroom"
        if form(words.words[word]) in MEANT:
            return not (is_aside_for and words.words[word] in FOR)
    return _is_head(words, 0, first)


def _is_head(words: Stream, start: int, first: int) -> bool:
    """Whether a sentence that starts with word `start` has word `first` at its head: "cameras and night sights"."""
    return first - start < HEAD or (first - start == HEAD and words.words[first - 1] in AND)
