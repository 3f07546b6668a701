"""Every page by its address, read from the resolver, with things that are there."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from portal.core.checks import iter_pages
from tests.world import CODE, World

ADMIN_SAMPLE = {"add", "change", "changelist", "history", "delete"}  # of one model; the others are made alike

SEATS = {
    *("challenges:registration_own", "challenges:registration_code", "challenges:registration_list"),
    *("challenges:preference_company", "challenges:preference_hosts", "challenges:preference_host"),
    *("challenges:plan_list", "challenges:plan_detail", "challenges:plan_compare", "challenges:plan_own"),
    *("challenges:plan_whole", "challenges:agenda_own", "challenges:agenda_list", "challenges:agenda_detail"),
    *("challenges:sheet_list", "challenges:sheet_detail", "challenges:brief_detail", "challenges:calendar_host"),
    *("challenges:result_own", "challenges:result_hosts", "challenges:result_host"),
    *("challenges:plan_repair", "challenges:plan_edit", "challenges:plan_locks"),
    *("challenges:registration_detail", "challenges:check_in", "challenges:check_in_list"),
}


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every page by name, with things that are there."""
    for name, _address, _view in iter_pages():
        model, _, action = name.removeprefix("admin:").rpartition("_")
        if name.startswith("admin:") and action in ADMIN_SAMPLE and model != "challenges_challenge":
            continue
        for arguments in arguments_for(name, world):
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            break


def arguments_for(name: str, world: World) -> list[list[object]]:
    """The arguments that this page may take; the first that fit are used."""
    if name in SEATS:
        more = {"registration_code": [CODE], "registration_detail": [world.registration.pk]}
        more |= {"preference_host": [world.pitch.pk], "plan_detail": [1], "plan_whole": [2]}
        more |= {page: [2] for page in ("plan_repair", "plan_edit", "plan_locks")}
        more |= {"agenda_detail": [world.registration.pk], "brief_detail": [world.registration.pk, world.pitch.pk]}
        more |= {"sheet_detail": [world.pitch.pk], "calendar_host": [world.pitch.pk]}
        more |= {"result_host": [world.pitch.pk]}
        return [[world.things["session"], *more.get(name.partition(":")[2], [])]]
    kind = next((kind for kind in ("session", "technology", "company") if f"{kind}_detail" in name), "public challenge")
    if name.startswith("challenges:session_"):
        kind = "session"
    if name.startswith("companies:") or name in {"challenges:profile_completeness", "challenges:company_challenges"}:
        kind = "company"
    if name == "companies:profile_wizard":
        return [[world.things[kind], "text"]]
    if name == "feeds:calendar_feed":
        return [[world.things["calendar"]]]
    if name == "challenges:introduction_detail":
        return [[world.introduction.pk]]
    if name == "challenges:attachment_file":
        return [[world.things["public challenge"], world.company, 1]]
    if name == "challenges:pitch_edit":
        return [[world.things["session"], world.pitch.pk]]
    if name == "challenges:longlist_detail":
        return [[world.things["public challenge"], 1]]
    number = world.rows["public challenge"].pk
    slug = world.things[kind]
    return [[], [number] if name.startswith("admin:") else [slug], [slug, world.company], ["x", "y"], [1, 2]]
