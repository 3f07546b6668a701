"""Recognise side mentions: words that name a target, a customer, a place, a component or a property more often than
what is offered ("sees missiles coming", "used in the maritime sector", "a robot with a gearbox of steel", "at low
energy density"). They count when the text is clearly about them: when it says who makes them or what is made for them,
mentions them twice, or has them at the start of a sentence."""

from portal.technologies.tagger.endings import normalise_word
from portal.technologies.tagger.negation import AND
from portal.technologies.tagger.term_forms import WordStream, build_word_stream

_DOMAINS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, logistics, logistiek, healthcare, health care, gezondheidszorg,
    agriculture, glastuinbouw, telecommunications, telecommunicatie, ruimtevaart, chemische industrie, procesindustrie,
    maakindustrie, first responder, emergency services, veiligheidsregio, chipindustrie, defensie-industrie,
    data center, data centre, datacentrum, critical infrastructure, vitale infrastructuur, kritieke infrastructuur,
    shipyard, scheepswerf, marineschip, naval vessel, naval ship, ship hull, scheepsromp, shipboard, patrol vessel,
    patrouilleschip, pipeline, airfield, vliegveld, vliegbasis, air base, aircraft carrier, runway, startbaan,
    kernreactor, kerncentrale, nuclear reactor, windturbine, wind turbine, windmolen, wind farm, windpark, submarine,
    onderzeeboot, torpedo, cockpit, satellite, satelliet, helikopter, helicopter, parachutist, paratrooper,
    pantservoertuig, terreinvoertuig, ground vehicle, military vehicle, military ground vehicle, combat vehicle,
    tracked vehicle, tactical vehicle, landing gear, landingsgestel, aircraft engine, vliegtuigmotor, dieselmotor,
    diesel engine, weapon system, wapensysteem, weapons platform, ammunition, munitie, missile, raketten,
    ballistic missile, rifle, firearm, vuurwapen, artillery, artillerie, mortar, mortier, grenade, granaat, warhead,
    explosief, explosive, mijnenjager, minefield, mijnenveld, ransomware, fuel tank, brandstoftank, wastewater,
    waste water, afvalwater, kampement, base camp, ammonia, ammoniak, vaccine, vaccin, gevechtsvoertuig,
    militair voertuig, tactisch voertuig, rupsvoertuig, minehunter, antivirus, anti-tank missile, antitankraket,
    ammunition depot, munitiedepot, weersvoorspelling, weather forecast
"""
# Something made for one of these does not make the text about it: "software for the maritime sector".
_SECTORS = """
    aerospace, aviation industry, luchtvaartindustrie, lucht- en ruimtevaart, maritime, maritiem, maritieme sector,
    offshore, scheepvaart, shipping industry, zeevaart, healthcare, health care, gezondheidszorg, agriculture,
    telecommunications, telecommunicatie, ruimtevaart, chemische industrie, procesindustrie, maakindustrie,
    chipindustrie, defensie-industrie, data center, data centre, datacentrum, first responder, emergency services,
    veiligheidsregio, transportbedrijf, staalfabriek, landbouwmachine, landmeter, weerstation, planningssysteem,
    medicijn, vliegtuigbouwer, jachtbouwer, chemical plant, nuclear plant, nuclear power plant, rescue team,
    reddingsteam, surveyor, schietbaan, verbrandingsoven, ziekenhuis, patrouillevoertuig, pantserwagen, automotive
    industry, staalindustrie, metaalindustrie, chipsector, ruimtesector, zorgsector, veehouderij, thuiszorg, pharma,
    farma, crisisteam, shipyard, scheepswerf, parachutist, paratrooper
"""
# Parts, materials and processes: more often inside a product than sold by themselves.
_PARTS = """
    membrane, membraan, kunststof, printplaat, printed circuit board, circuit board, pcb, tandwielkast, gearbox,
    hydraulic, hydraulisch, metaaldetector, metal detector, propeller, scheepsschroef, launcher, warmtecamera,
    heat camera, thermal camera, infrared, infrarood, hearing aid, hoorapparaat, gehoorapparaat, dieselaggregaat,
    diesel generator, methanol, windtunnel, wind tunnel, lassen, welding, frezen, milling, slijpen, grinding,
    cleanroom, glasvezel, optical fibre, optical fiber, fiber optic, fibre optic, zonnepark, solar farm, barcode,
    firmware, database, touchscreen, graphical user interface, supercomputer, superconducting, supergeleidend,
    cryogenic, cmos, microprocessor, microcontroller, transceiver, waveform, golfvorm, flat panel, heat exchanger,
    warmtewisselaar, transformator, epoxy, resin, torque sensor, sensor system, instrumentation, manufacturing process,
    production process, calibration, kalibratie, flight test, finite element, cad, open source, ontology, telemetry,
    oxidation, electrochemical, elektrochemisch, transportband, deeltjesversneller, forklift, vorkheftruck, heftruck,
    helm, helmet, phase change material, solder, star tracker, weapon mount, hall sensor, photodetector, camouflagenet,
    camouflage net, gas leak, delivery drone, warehouse robot, air gap, liquid-cooled, recycled, recycling,
    vaccination, adaptive optics, optics, neural network, omvormer, inverter, laser cutter, led lighting,
    ledverlichting, proefopstelling, boordcomputer, autopilot, classifier, luchtfoto, encrypted, versleuteld,
    simulator, optisch, optical, gerecycled
"""
# Properties and side effects: no products by themselves.
_PROPERTIES = """
    energy density, energiedichtheid, survivability, lethality, letaliteit, usability, gebruiksgemak, fuel efficiency,
    fuel consumption, brandstofverbruik, energy efficiency, energie-efficiëntie, weight saving, weight reduction,
    gewichtsbesparing, noise reduction, geluidsreductie, harsh environment, extreme environment,
    extreme omstandigheden, wide field of view, life cycle cost, thermal conductivity, propulsion, voortstuwing,
    power generation, power source, stroombron, handheld device, solar-powered, solar power, solar roof,
    op zonne-energie, zonder gps, without gps, cloud-based, plug-and-play, space-based, geographic, sustainment,
    turbulence, reconnaissance, gevaarlijke stoffen, infectious disease, infectieziekte, natuurbrand, wildfire,
    natuurbranden, contaminant, particulate, pathogen, open sources, op zee, ballistic, atmospheric, command post,
    commandopost
"""
# Things that others have, carry, wear or meet, and what weapons, nature and illness do: in a text of some length they
# are named in passing as often as offered. Most are among the commonest words of the vocabulary in either language.
_THINGS = """
    radar, sonar, drone, uav, quadcopter, zeppelin, robot, cobot, humanoid, batterij, battery, accu, battery pack,
    battery charger, acculader, laadstation, charging station, electrolyte, cathode, transistor, capacitor, lubricant,
    laser, laserstraal, laser beam, telescoop, telescope, microscoop, microscopy, hologram, projector, beeldscherm,
    gps, gnss, bluetooth, 4g, lte, mobile network, mobiel netwerk, intercom, portofoon, radio network, radionetwerk,
    zendmast, afstandsbediening, smartwatch, headset, goggles, nachtkijker, night vision goggle, night sight, fpga,
    chip, microchip, quantumcomputer, quantum computer, 3d-vision, databank, metadata, wachtwoord, password, firewall,
    vingerafdruk, fingerprint, malware, elektromotor, electric motor, generator, aggregaat, turbine, rotorblad,
    rotor blade, turbineblad, turbine blade, versnellingsmeter, accelerometer, heat shield, hitteschild,
    airconditioning, warmtepomp, refrigeration, sprinkler, elektriciteitsnet, power grid, electricity grid,
    waterzuivering, grondwater, groundwater, waterpeil, zeebodem, hekwerk, omheining, legertruck, legervoertuig,
    army truck, military truck, satellietconstellatie, satellite constellation, spacecraft, astronaut, onderzeeër,
    duikboot, parachute, target drone, delivery drone, inspection drone, inspectiedrone, electric boat,
    elektrische boot, swarm, zwerm, geweer, handgun, sniper, kruit, projectile, projectiel, shrapnel, kogelwerend vest,
    scherfvest, bulletproof vest, ballistic vest, body armour, kogelwerend, bulletproof, bullet-proof, armoured,
    armored, gepantserd, pantser, uniform, schoeisel, footwear, field camp, neerslag, precipitation, pollution,
    klimaatverandering, natuurramp, pandemic, pandemie, geneesmiddel, antibiotica, antibiotic, medicatie, hersenletsel,
    concussion, brandwonden, bandages, voedingsmiddelen, levensmiddelen, biomass, biomassa
"""
LONG = 25  # words; a shorter text is about whatever it names


def _parse_domain_words(names: str) -> frozenset[str]:
    return frozenset(build_word_stream(name).string for name in names.split(","))


DOMAINS = _parse_domain_words(_DOMAINS)
THINGS = _parse_domain_words(_THINGS)
ASIDES = _parse_domain_words(",".join((_SECTORS, _PARTS, _PROPERTIES)))  # something made for these does not count
FOR = frozenset(("for", "voor"))
OURS = frozenset(("ons", "onze", "our"))
# Between a maker and the word, these show that the word is only a part, a place or a means.
BESIDE = frozenset(
    """
    against at between by door from in met on op over per tegen through tussen uit under using via with without
    """.split()
)
# Before the word in its clause, these show that somebody makes it, or makes something for it.
MEANT = frozenset(
    normalise_word(word)
    for word in """
    assemble assembleren beschermen beveiligen bouw bouwen bouwt build builder builds challenge design designs
    develop develops for gezocht herstel herstellen leveren levert maak maakt maintain maken make maker makes making
    manufacture manufactures naar onderhoud onderhouden ons ontwerpen ontwikkelen ontwikkelt onze our print printen
    produce produceren produces protect replace repair sell seek sets smart supply test verkopen vervangen voor zoeken
    zoekt
    """.split()
)
BEFORE = 4  # words before it in which one of them may be
HEAD = 2  # words that count as the start of a sentence
ASKING = frozenset(
    """
    ask asks gevraagd gezocht invite looking propose seek seeks vraagt vragen want wanted wants willen wil zoeken zoekt
    """.split()
)
# A company that looks for customers asks for these; a challenge does not.
PARTNERS = ("customer", "distribut", "geld", "investe", "klant", "launching", "partner", "pilot")
STOPS = frozenset(".!?;:\n")


def is_side_mention(text: str, words: WordStream, first: int, last: int) -> bool:
    """Return whether words `first` to `last` are a side mention, in a text that is not about them."""
    shape = words.string[words.places[first] : words.stops[last]]
    if shape not in DOMAINS and shape not in ASIDES and not (shape in THINGS and len(words.words) > LONG):
        return False
    return not _is_intended_topic(text, words, first, shape in ASIDES)


def _is_intended_topic(text: str, words: WordStream, first: int, is_aside_for: bool) -> bool:
    """Return whether the words before `first` show that the text is about it.

    is_aside_for: something made for it does not count.
    """
    for word in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        if words.cut_before[word + 1]:
            gap = text[words.ends[word] : words.starts[word + 1]]
            return not STOPS.isdisjoint(gap) and _is_sentence_head(text, words, word + 1, first)
        if words.words[word] in BESIDE:
            return False
        if words.words[word] in OURS and word and words.words[word - 1] in BESIDE:
            return False  # "mounted in our cleanroom"
        if normalise_word(words.words[word]) in MEANT:
            return not (is_aside_for and words.words[word] in FOR)
    return _is_sentence_head(text, words, 0, first)


def _is_sentence_head(text: str, words: WordStream, start: int, first: int) -> bool:
    """Return whether word `first` is at the start of the sentence from word `start` ("cameras and night sights"), and
    the sentence does not describe a problem."""
    ahead = first - start
    if ahead >= HEAD and not (ahead <= HEAD + 1 and words.words[first - 1] in AND):
        return False
    return not _is_asked_about(text, words, first)


def _is_asked_about(text: str, words: WordStream, first: int) -> bool:
    """Return whether a later sentence asks for something, so that this one describes a problem: "Radar misses small
    drones. We seek a way to hear them"."""
    is_behind = False
    for at in range(first + 1, len(words.words)):
        if words.cut_before[at] and not is_behind:
            is_behind = not STOPS.isdisjoint(text[words.ends[at - 1] : words.starts[at]])
        if is_behind and words.words[at] in ASKING:
            return not any(word.startswith(PARTNERS) for word in words.words[at : at + BEFORE])
    return False
