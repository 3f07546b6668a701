"""Who gets which page: every URL pattern x kind of person x relation to the thing, by GET and by POST.

A page in no table below fails the first test, so that nobody adds a page without saying who may see it.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.core.checks import PACKAGED, iter_pages
from tests.clients import client_of
from tests.world import CODE, MEMBERS, World

pytestmark = pytest.mark.usefixtures("one_world", "uncounted", "bare_pages")
METHODS = ("get", "post")  # who only reads comes first
LOGIN, FORBIDDEN, MISSING, OK = "log-in first", "403", "404", "ok"

EVERYONE = frozenset({"visitor", "registered", "member", "vetted", "invited", "adviser", "other adviser", "admin"})
SIGNED_IN = EVERYONE - {"visitor"}
STAFF = frozenset({"adviser", "other adviser"})
OWN_ROM = frozenset({"adviser", "admin"})

# Pages without an object: who may, and what the others get (a visitor is asked to log in).
PLAIN = {
    "accessibility": (EVERYONE, ""),
    "agreement_list": (EVERYONE, ""),
    "challenges:calendar_own": (SIGNED_IN, ""),
    "challenges:challenge_create": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:challenge_pool_new": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:challenge_list": (EVERYONE, ""),
    "challenges:company_home": (frozenset(MEMBERS), FORBIDDEN),
    "challenges:staff_dashboard": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:exposure": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:exposure_companies": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:exposure_floor": (frozenset({"admin"}), FORBIDDEN),
    "challenges:exposure_misses": (frozenset({"admin"}), FORBIDDEN),
    "challenges:home": (EVERYONE, ""),
    "challenges:introduction_list": (SIGNED_IN, ""),
    "challenges:introduction_pipeline": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:province_map": (EVERYONE, ""),
    "challenges:response_list": (frozenset(MEMBERS), FORBIDDEN),
    "challenges:score": (EVERYONE, ""),
    "challenges:session_create": (STAFF | {"admin"}, FORBIDDEN),
    "challenges:session_list": (EVERYONE, ""),
    "challenges:why_not_me_choose": (frozenset(MEMBERS), FORBIDDEN),
    "companies:call_export": (STAFF | {"admin"}, FORBIDDEN),
    "companies:call_list": (STAFF | {"admin"}, FORBIDDEN),
    "companies:claim_list": (STAFF | {"admin"}, FORBIDDEN),
    "companies:account_erase": (SIGNED_IN, ""),
    "companies:company_create": (SIGNED_IN, ""),
    "companies:company_list": (EVERYONE, ""),
    "companies:company_profile": (SIGNED_IN, ""),
    "companies:membership_requests": (SIGNED_IN, ""),
    "components": (frozenset({"admin"}), FORBIDDEN),
    "contact": (EVERYONE, ""),
    "glossary": (EVERYONE, ""),
    "health_live": (EVERYONE, ""),
    "health_ready": (EVERYONE, ""),
    "help": (EVERYONE, ""),
    "mail_log": (SIGNED_IN, ""),
    "my_data": (SIGNED_IN, ""),
    "my_data_unlock": (SIGNED_IN, ""),
    "my_start": (SIGNED_IN, ""),
    "notification_list": (SIGNED_IN, ""),
    "notification_preferences": (SIGNED_IN, ""),
    "notification_read": (SIGNED_IN, ""),
    "privacy": (EVERYONE, ""),
    "privacy_register": (EVERYONE, ""),
    "technology_list": (EVERYONE, ""),
}

# Pages of one thing: per thing who may; the others get 404, and never learn whether it exists.
# Some are for one kind of person alone: the others get 403, whatever the thing.
FOR_STAFF = {"challenges:challenge_edit", "challenges:challenge_move", "challenges:challenge_owners"}
FOR_STAFF |= {"challenges:requirement_judge", "challenges:annex_edit"}
FOR_STAFF |= {"challenges:challenge_preview", "challenges:match_compare", "challenges:challenge_invitations"}
FOR_STAFF |= {"challenges:match_decide", "challenges:question_edit", "challenges:question_preview"}
FOR_STAFF |= {"companies:company_call", "challenges:challenge_pool", "challenges:team_list"}
FOR_STAFF |= {"challenges:longlist_list", "challenges:longlist_detail"}
FOR_STAFF |= {"companies:company_call", "companies:company_vetting", "companies:vetting_withdraw"}
FOR_STAFF |= {"challenges:response_inbox", "challenges:response_table", "challenges:response_read"}
FOR_STAFF |= {"challenges:company_challenges"}
FOR_STAFF |= {"challenges:challenge_contact", "challenges:introduction_propose"}
PREPARED = [f"challenges:session_{name}" for name in ("edit", "copy", "publish", "owners", "rooms", "slots")]
PREPARED += ["challenges:session_programme", "challenges:session_pitches", "challenges:pitch_edit"]
FOR_STAFF |= set(PREPARED)
FOR_STAFF |= {"challenges:registration_list", "challenges:registration_detail"}
FOR_STAFF |= {"challenges:check_in", "challenges:check_in_list"}
FOR_STAFF |= {
    "challenges:preference_hosts",
    "challenges:preference_host",
    "challenges:plan_list",
    "challenges:plan_detail",
}
OF_MADE = {"challenges:plan_repair", "challenges:plan_edit", "challenges:plan_locks"}
FOR_STAFF |= {"challenges:plan_compare"} | OF_MADE
FOR_STAFF |= {"challenges:plan_whole", "challenges:agenda_list", "challenges:agenda_detail"}
FOR_STAFF |= {"challenges:sheet_list", "challenges:sheet_detail", "challenges:calendar_host"}
FOR_STAFF |= {"challenges:result_hosts", "challenges:result_host"}
FOR_STAFF |= {"challenges:session_results", "challenges:session_result_list"}
FOR_MEMBERS = {"challenges:why_not_me", "challenges:response_edit", "challenges:response_detail"}
FOR_MEMBERS |= {"challenges:agenda_own", "challenges:result_own"}
FOR_MEMBERS |= {"challenges:answer_save", "challenges:response_withdraw", "challenges:coapplicant_add"}
FOR_MEMBERS |= {"challenges:coapplicant_end", "challenges:coapplication"}
FOR_MEMBERS |= {"challenges:introduction_ask", "challenges:registration_own", "challenges:preference_company"}
FOR_ONE_KIND = {**dict.fromkeys(FOR_STAFF, STAFF | {"admin"}), **dict.fromkeys(FOR_MEMBERS, frozenset(MEMBERS))}
JOINERS = SIGNED_IN - STAFF - {"admin"}
FOR_ONE_KIND |= dict.fromkeys(
    ("companies:company_join", "companies:company_join_by_number", "companies:company_claim"), JOINERS
)
FOR_ONE_KIND |= {"companies:claim_review": STAFF | {"admin"}}
SEEN = {
    "public challenge": EVERYONE,
    "registered challenge": SIGNED_IN,
    "vetted challenge": STAFF | {"vetted", "admin"},
    "invited challenge": OWN_ROM | {"invited"},
    "draft challenge": OWN_ROM,
    "withdrawn challenge": OWN_ROM,
}
OWN = dict.fromkeys(SEEN, OWN_ROM)
ANNEXES_READ = {  # by the challenge that it belongs to; see tests/world.py for its own audience
    "public challenge": OWN_ROM | frozenset(MEMBERS),
    "registered challenge": OWN_ROM | {"vetted"},
    "vetted challenge": OWN_ROM | {"vetted"},
    "invited challenge": OWN_ROM | {"invited"},
    "draft challenge": OWN_ROM,
    "withdrawn challenge": OWN_ROM,
}
EXPLAINED = {
    "public challenge": OWN_ROM | {"member"},
    "vetted challenge": OWN_ROM,
    "draft challenge": OWN_ROM,
}
SEEN_BY_MEMBERS = {thing: people & frozenset(MEMBERS) for thing, people in SEEN.items()}
NOBODY = dict.fromkeys(SEEN, frozenset())  # before a challenge closes nobody reads another's response
ANSWERED = NOBODY | {"public challenge": frozenset({"member"})}
# Pages of a company's match with a challenge, or of its response to it.
OF_A_COMPANY = {"match_detail", "match_decide", "match_wrong", "response_read", "response_download", "coapplication"}
OF_A_COMPANY |= {"introduction_propose"}
THINGS = {
    "challenges:challenge_detail": SEEN,
    "challenges:challenge_edit": OWN,
    "challenges:challenge_move": OWN,
    "challenges:challenge_owners": OWN,
    "challenges:challenge_pool": OWN,
    "challenges:team_list": OWN,
    "challenges:longlist_list": OWN,
    "challenges:longlist_detail": NOBODY | {"public challenge": OWN_ROM},
    "challenges:annex_edit": OWN,
    "challenges:challenge_preview": OWN,
    "challenges:challenge_invitations": OWN,
    "challenges:annex_read": ANNEXES_READ,
    "challenges:question_edit": OWN,
    "challenges:question_preview": OWN,
    "challenges:requirement_judge": OWN,
    "challenges:match_compare": OWN,
    "challenges:match_detail": EXPLAINED,
    "challenges:match_wrong": EXPLAINED,
    "challenges:match_decide": dict.fromkeys(EXPLAINED, OWN_ROM),
    "challenges:why_not_me": SEEN_BY_MEMBERS,
    "challenges:response_edit": SEEN_BY_MEMBERS,
    "challenges:answer_save": SEEN_BY_MEMBERS,
    "challenges:response_detail": ANSWERED,
    "challenges:response_withdraw": ANSWERED,
    "challenges:response_download": ANSWERED,
    "challenges:response_inbox": OWN,
    "challenges:response_table": OWN,
    "challenges:response_read": NOBODY,
    "challenges:coapplicant_add": SEEN_BY_MEMBERS,
    "challenges:coapplicant_end": SEEN_BY_MEMBERS,
    "challenges:coapplication": NOBODY | {"public challenge": frozenset({"vetted"})},
    "challenges:attachment_file": NOBODY | {"public challenge": frozenset({"member", "vetted"})},
    "challenges:session_detail": {"session": EVERYONE, "draft session": OWN_ROM},
    "companies:company_detail": {
        "company": EVERYONE,
        "draft company": OWN_ROM,
        "unclaimed company": EVERYONE,
    },
    "companies:company_edit": {
        "company": frozenset({"member", "admin"}),
        "draft company": OWN_ROM,
        "unclaimed company": OWN_ROM,
    },
    "companies:company_join": {"company": JOINERS, "draft company": frozenset(), "unclaimed company": JOINERS},
    "companies:company_join_by_number": {"number of the draft company": JOINERS},
    "companies:claim_review": {"claim": OWN_ROM},
    "companies:claim_confirm": {"claim link": frozenset({"registered"})},
    "companies:invitation_detail": {"invitation link": EVERYONE},
    "companies:member_list": {
        "company": frozenset({"member", "admin"}),
        "draft company": frozenset({"admin"}),
        "unclaimed company": frozenset({"admin"}),
    },
    "companies:declaration_sign": {
        "company": frozenset({"member"}),
        "draft company": frozenset(),
        "unclaimed company": frozenset(),
    },
    "companies:company_logo": {
        "company": EVERYONE,
        "draft company": OWN_ROM,
        "unclaimed company": EVERYONE,
    },
    "guide_detail": {"guide": EVERYONE},
    "technology_detail": {"technology": EVERYONE},
    "unsubscribe": {"unsubscribe link": EVERYONE},
}
THINGS |= {
    "challenges:challenge_contact": OWN,
    "challenges:introduction_ask": SEEN_BY_MEMBERS,
    "challenges:introduction_propose": OWN,
    "challenges:introduction_detail": {"introduction": OWN_ROM | {"member"}},
}
THINGS |= {name: {"session": OWN_ROM, "draft session": OWN_ROM} for name in PREPARED}
THINGS["challenges:pitch_edit"] = {"session": OWN_ROM, "draft session": frozenset()}
THINGS |= {
    "challenges:registration_own": {"session": frozenset(MEMBERS), "draft session": frozenset()},
    "challenges:registration_code": {"session": OWN_ROM | {"member"}, "draft session": frozenset()},
    "challenges:registration_detail": {"session": OWN_ROM, "draft session": frozenset()},
}
ORGANISED = {"session": OWN_ROM, "draft session": OWN_ROM}
ORGANISING = ("challenges:registration_list", "challenges:check_in", "challenges:check_in_list")
ORGANISING += ("challenges:preference_hosts", "challenges:plan_list", "challenges:plan_compare")
THINGS |= dict.fromkeys(ORGANISING, ORGANISED)
THINGS["challenges:plan_own"] = {"session": OWN_ROM | {"member"}, "draft session": frozenset()}
THINGS |= dict.fromkeys(("challenges:agenda_list", "challenges:sheet_list", "challenges:result_hosts"), ORGANISED)
THINGS |= dict.fromkeys(("challenges:session_results", "challenges:session_result_list"), ORGANISED)
THINGS["challenges:brief_detail"] = {"session": OWN_ROM | {"member"}, "draft session": frozenset()}
THINGS["feeds:calendar_feed"] = {"calendar": EVERYONE}
THINGS["challenges:agenda_own"] = {"session": frozenset({"member"}), "draft session": frozenset()}
THINGS["challenges:result_own"] = {"session": frozenset({"member"}), "draft session": frozenset()}
THINGS["challenges:preference_company"] = {"session": frozenset({"member"}), "draft session": frozenset()}
OF_PUBLISHED = {"session": OWN_ROM, "draft session": frozenset()}
THINGS |= dict.fromkeys(("challenges:preference_host", "challenges:plan_detail", *OF_MADE), OF_PUBLISHED)
HANDED = ("plan_whole", "agenda_detail", "sheet_detail", "calendar_host", "result_host")
THINGS |= {f"challenges:{name}": OF_PUBLISHED for name in HANDED}
THINGS["companies:company_call"] = {"company": frozenset({"admin"}), "unclaimed company": OWN_ROM}
VETTED = {"company": frozenset({"admin"}), "draft company": OWN_ROM, "unclaimed company": OWN_ROM}
THINGS |= dict.fromkeys(("companies:company_vetting", "companies:vetting_withdraw"), VETTED)
THINGS["challenges:company_challenges"] = VETTED
THINGS["companies:company_erase"] = {
    "company": frozenset({"member"}),
    "draft company": frozenset(),
    "unclaimed company": frozenset(),
}
THINGS["companies:freshness_answer"] = {"still true link": EVERYONE}
THINGS["companies:declaration_withdraw"] = THINGS["companies:declaration_sign"]
KEPT = (
    "companies:technology_review",
    "companies:company_confirm",
    "companies:company_visibility",
    "companies:company_preview",
    "companies:logo_edit",
    "companies:profile_wizard",
    "companies:profile_publish",
    "challenges:profile_completeness",
)
THINGS |= dict.fromkeys(KEPT, THINGS["companies:company_edit"])
THINGS["companies:company_claim"] = THINGS["companies:company_join"]
PEOPLE_CHANGES = ("companies:member_change", "companies:join_request_decide", "companies:invitation_change")
THINGS |= dict.fromkeys(PEOPLE_CHANGES, THINGS["companies:member_list"])


def answer(client: Client, method: str, url: str) -> str:
    """One of LOGIN, FORBIDDEN, MISSING, OK; a bad form or a wrong method is still let in."""
    response = getattr(client, method)(url)
    if response.status_code == 302 and reverse("account_login") in response["Location"]:
        return LOGIN
    return {403: FORBIDDEN, 404: MISSING}.get(response.status_code, OK if response.status_code < 500 else "5xx")


def test_every_page_is_in_a_table():
    names = {name for name, _address, _view in iter_pages() if not name.startswith(PACKAGED)}
    assert names == PLAIN.keys() | THINGS.keys()


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize("name", sorted(PLAIN))
def test_page_is_given_to_those_who_may(world, name):
    allowed, otherwise = PLAIN[name]
    for method, kind in product(METHODS, world.people):
        expected = OK if kind in allowed else LOGIN if kind == "visitor" else otherwise
        assert answer(world.client(kind), method, reverse(name)) == expected, (method, kind)


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize("name", sorted(THINGS))
def test_page_of_a_thing_is_given_to_those_who_may(world, name):
    wrong = [
        (method, thing, kind, found, expected)
        for method in METHODS
        for thing, kind, url, expected in expectations(world, name)
        if (found := answer(world.client(kind), method, url)) != expected
    ]
    assert wrong == []


def arguments_of(name: str, thing: str, world: World) -> list[str | int]:
    if name == "companies:profile_wizard":
        return [thing, "text"]
    if name == "challenges:introduction_detail":
        return [int(thing) if thing.isdecimal() else 0]
    if name == "challenges:pitch_edit":
        return [thing, world.pitch.pk]
    if name in {f"challenges:{each}" for each in ("preference_host", "sheet_detail", "calendar_host", "result_host")}:
        return [thing, world.pitch.pk]
    if name in {"challenges:longlist_detail", "challenges:plan_detail"}:
        return [thing, 1]
    if name in OF_MADE | {"challenges:plan_whole"}:
        return [thing, 2]
    if name == "challenges:brief_detail":
        return [thing, world.registration.pk, world.pitch.pk]
    if name == "challenges:registration_code":
        return [thing, CODE]
    if name in {"challenges:registration_detail", "challenges:agenda_detail"}:
        return [thing, world.registration.pk]
    if name == "challenges:attachment_file":
        return [thing, world.company, world.attachment.pk]
    return [thing, world.company] if name.split(":")[-1] in OF_A_COMPANY else [thing]


def expectations(world: World, name: str) -> Iterator[tuple[str, str, str, str]]:
    is_public = any("visitor" in allowed for allowed in THINGS[name].values())
    for thing, allowed in THINGS[name].items():
        arguments = arguments_of(name, world.things[thing], world)
        for kind in world.people:
            refused = MISSING if kind in FOR_ONE_KIND.get(name, EVERYONE) else FORBIDDEN
            refused = LOGIN if kind == "visitor" and not is_public else refused
            yield thing, kind, reverse(name, args=arguments), OK if kind in allowed else refused


@pytest.mark.usefixtures("users_loaded_once")
def test_an_absent_thing_answers_as_a_hidden_one(world):
    wrong = []
    for name, kind in product(sorted(THINGS), ("adviser", "member", "admin")):
        expected = MISSING if kind in FOR_ONE_KIND.get(name, EVERYONE) else FORBIDDEN
        found = answer(world.client(kind), "get", reverse(name, args=arguments_of(name, "absent", world)))
        wrong += [(name, kind, found, expected)] if found != expected else []
    assert wrong == []


def test_a_right_withdrawn_is_refused_at_the_next_request(world):
    client = client_of(world.people["adviser"])
    url = reverse("challenges:challenge_detail", args=[world.things["draft challenge"]])
    assert answer(client, "get", url) == OK
    User.objects.filter(pk=world.people["adviser"].pk).update(rom=None, rom_role="")
    assert answer(client, "get", url) == MISSING
